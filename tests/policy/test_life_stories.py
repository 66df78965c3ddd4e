"""Life stories of dossiers under every regulation: each kind of data ends as the table says, by which article."""

import pytest

from tests.policy.clauses.register import Registered, register
from tests.policy.stories import Story, stories
from waarborg.policy.retention import Retention
from waarborg.policy.retention_fates import Fate

EVERY = [
    pytest.param(here, story, id=f"{here.name}: {story.told}") for here in register() for story in stories(here.name)
]


def said(fate: Fate) -> dict[str, object]:
    place = fate.rests_on[0] if fate.rests_on else None
    article = f"{place.source} {place.article}" if place and place.is_law else place.article if place else None
    waits = list(fate.waits_for) or None
    status = None if fate.status in {"decided", "waiting"} else str(fate.status)
    then = None if fate.action == "destroy" else fate.action
    over = {"to": fate.hand_over.to, "by": fate.hand_over.by} if fate.hand_over else None
    found = {
        "by": fate.latest,
        "from": fate.earliest,
        "waits_for": waits,
        "status": status,
        "article": article,
        "then": then,
        "handed_over": over,
    }
    return {key: value for key, value in found.items() if value is not None}


@pytest.mark.parametrize(("here", "story"), EVERY)
def test_everything_of_a_dossier_ends_as_its_story_tells(here: Registered, story: Story) -> None:
    ends = Retention(here.regulation, here.laws)
    told = {
        name: {key: value for key, value in row.items() if key != "what"} for row in story.ends for name in row["what"]
    }
    found = {}
    for subject in story.subjects(here.regulation):
        own, others = story.own_and_others(subject)
        found[subject.category] = said(ends.fate_of(subject, own, others=others, holds=story.holds))
    assert found == told
