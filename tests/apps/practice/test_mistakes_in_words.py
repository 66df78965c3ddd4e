"""What is wrong in a text of a regulation is said in the language of who reads it."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from tests.policy.test_mistakes import MISTAKES
from waarborg.drafting.saying import SHAPES, in_words, is_known
from waarborg.policy.loader import load_regulation
from waarborg.policy.problems import RegulationErrors

ENGLISH = re.compile(r"\b(is missing|unknown|should|there is no|the text|a permit|a rule)\b")


@pytest.mark.parametrize("mistake", MISTAKES)
def test_every_mistake_is_said_in_dutch_with_the_words_of_the_text(mistake: str, tmp_path_factory: object) -> None:
    file = tmp_path_factory.mktemp("draft") / "2026-01-01.yaml"  # type: ignore[attr-defined]
    file.write_text(MISTAKES[mistake][0], encoding="utf-8")
    with pytest.raises(RegulationErrors) as refused:
        load_regulation(file, ())
    for one in refused.value.errors:
        assert is_known(one.message), one.message
        with translation.override("nl"):
            said = in_words(one.message)
        assert not ENGLISH.search(said), said
        assert set(re.findall(r"`\w+`", said)) <= set(re.findall(r"`\w+`", one.message)) | {"`when`"}
        with translation.override("en"):
            assert in_words(one.message) == one.message


def test_a_mistake_that_nobody_foresaw_is_said_as_it_came() -> None:
    with translation.override("nl"):
        assert in_words("the moon is blue") == "Dit past hier niet: the moon is blue"
        assert all(translation.gettext(shape) for shape in SHAPES)
