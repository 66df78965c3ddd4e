"""What is said and agreed in a trajectory: sentences that belong together, for one person, one goal, two obstacles."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from waarborg.demo.material import Bag, material
from waarborg.demo.people import Person, Value

PRONOUNS = {
    "vrouw": {"hij": "zij", "zijn": "haar", "hem": "haar"},
    "man": {"hij": "hij", "zijn": "zijn", "hem": "hem"},
    "anders": {"hij": "die", "zijn": "diens", "hem": "hen"},
}
"""By which words a text speaks of somebody."""
STEPS = ("told", "worked", "better", "settled")
"""How an obstacle goes, from the first time it is told."""


@dataclass(frozen=True, slots=True)
class Moment:
    """How far a trajectory is: from 0 at its start to 1 at its end."""

    progress: float
    to_work: bool = True
    """It leads to a place at an employer's."""

    @property
    def part(self) -> str:
        """Early, middle, or late; a story that does not lead to work has no late part."""
        if self.progress < 0.3:  # noqa: PLR2004 - a third of a story
            return "early"
        return "late" if self.progress >= 0.7 and self.to_work else "middle"  # noqa: PLR2004

    def step(self, delay: float = 0.0) -> str:
        """How far an obstacle is that came up `delay` later."""
        reached = max(0.0, self.progress - delay) / (1 - delay)
        last = len(STEPS) - (1 if self.to_work else 2)
        return STEPS[min(int(reached * 3.4), last)]  # the last step comes only near the end


class Telling:
    """Tells one trajectory of one person. The same chance gives the same story."""

    def __init__(
        self,
        person: Person,
        chance: random.Random,
        *,
        path: str,
        obstacles: Sequence[Mapping[str, Any]],
        employers: Sequence[str],
        years: int,
    ) -> None:
        """`path` is a line of work; the first of `employers` is where it leads; `years` were spent in the last work."""
        self._chance = chance
        self._obstacles = tuple(obstacles)
        self._told: set[str] = set()
        self._phrases = material("phrases")
        work = material("paths")[path]
        self._bags = {name: Bag(chance, things) for name, things in self._all_bags().items()}
        self._bags["employers"] = Bag(chance, employers[1:] or employers)
        self.wanted_hours = chance.choice(self._phrases["working_hours"])
        self.former = chance.choice(work["before"])
        self.target = chance.choice(work["targets"])
        self.course = work["training"]["course"]
        self.institute = chance.choice(material("organisations")["institutes"])
        importance = chance.choice(self._phrases["intake"]["importance"])
        words = PRONOUNS[person.sex]
        self._words: dict[str, str] = {
            **words,
            **{name.capitalize(): word.capitalize() for name, word in words.items()},
            "voornaam": person.called,
            "Voornaam": person.called,
            "functie": self.former,
            "functie_wens": self.target,
            "doel": work["goal"],
            "sterk": chance.choice(work["strong"]),
            "taken": chance.choice(work["tasks"]),
            "proef": chance.choice(work["tries"]),
            "cursus": self.course,
            "instituut": self.institute,
            "werkgever": employers[0],
            "andere_werkgever": employers[-1],
            "jaren": str(years),
            "uren": str(chance.choice((8, 10, 12, 14))),
            "uren_wens": str(self.wanted_hours),
            "belang": importance,
            "belang_zin": f"Belangrijk: {importance}.",
            "belemmering": self._obstacles[0]["label"],
            "plaats": person.place,
        }
        self._words["belemmering_zin"] = self.say(self._obstacles[0]["told"])
        self._words["afspraak"] = self.say(chance.choice(self._obstacles[0]["agreed"]))

    def _all_bags(self) -> dict[str, Sequence[str]]:
        phrases = self._phrases
        return {
            **{f"opening_{part}": phrases["openings"][part] for part in ("early", "middle", "late")},
            **{f"subject_{part}": phrases["subjects"][part] for part in ("early", "middle", "late")},
            **{
                name: phrases[name]
                for name in (
                    "exploring",
                    "applying",
                    "trying",
                    "agreed_always",
                    "agreed_late",
                    "unchanged",
                    "working_notes",
                )
            },
            "letters": phrases["letters"],
        }

    def say(self, sentence: str, **more: str) -> str:
        """Fill a sentence with this person's words."""
        return sentence.format_map({**self._words, **more})

    def one_of(self, *place: str, **more: str) -> str:
        """Say one of the phrases that stand at a place of `data/phrases.yaml`."""
        found = self._phrases
        for name in place:
            found = found[name]
        return self.say(self._chance.choice(found), **more)

    def drawn(self, bag: str) -> Any:
        """Draw from a bag, without repeating before it is empty."""
        return self._bags[bag].draw()

    def standing(self, moment: Moment) -> str:
        """Tell how the first obstacle is going."""
        return self.say(self._obstacles[0][moment.step()])

    def _about_an_obstacle(self, moment: Moment) -> tuple[int, str]:
        """Tell of one obstacle what was not told before; its place, and the sentence."""
        places = list(range(len(self._obstacles)))
        self._chance.shuffle(places)
        for at in places:
            sentence = self._obstacles[at][moment.step(at * 0.25)]
            if sentence not in self._told:
                self._told.add(sentence)
                return at, sentence
        at = places[0]
        return at, self.drawn("unchanged").replace("{dit}", self._obstacles[at]["label"])

    def conversation(self, moment: Moment) -> dict[str, Value]:
        """Tell one conversation: what it was about, what was said, what was agreed."""
        doing = {"early": "exploring", "middle": "applying", "late": "trying"}[moment.part]
        at, about = self._about_an_obstacle(moment)
        obstacle = self._obstacles[at]
        sentences = [self.drawn(f"opening_{moment.part}"), about, self.drawn(doing)]
        if moment.part == "middle" and self._chance.random() < 0.3:  # noqa: PLR2004 - some talks are about more
            sentences.append(self.drawn("applying"))
        self._words["andere_werkgever"] = self.drawn("employers")
        discussed = " ".join(self.say(each) for each in sentences)
        usual = self.drawn("agreed_late" if moment.part == "late" else "agreed_always")
        settled = moment.step(at * 0.25) == "settled"
        own = self.drawn("agreed_late") if settled else self._chance.choice(obstacle["agreed"])
        agreed = f"{self.say(own)}; {self.say(usual)}."
        agreed = agreed[0].upper() + agreed[1:]
        subject = self.drawn(f"subject_{moment.part}")
        return {
            "discussed": discussed,
            "agreed": agreed,
            "agreed_whole": f"{discussed} Afgesproken: {agreed[0].lower()}{agreed[1:]}",
            "subject": subject[0].upper() + subject[1:],
            "goal": subject[0].upper() + subject[1:],
            "next_step": agreed.split("; ")[0],
            "minutes": self._chance.choice((30, 45, 45, 60, 60, 75)),
        }
