"""What residents of a city write and from where: as varied as it is, and always the same."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any, Final

from city import City

COMMON: Final = ("вода", "води", "воду", "водою", "воді")
"""A word in a third of all texts, as people bend it."""
RARE: Final = "дельтаплан"
"""In so few that a hand counts them: every :data:`SELDOM`-th."""
SELDOM: Final = 400_000
TAILS: Final = (
    "прохання приїхати й полагодити якнайшвидше",
    "вже третій день, скільки можна чекати",
    "зателефонуйте перед приїздом",
    "у під’їзді живуть літні люди та діти",
    "минулого разу полагодили, але ненадовго",
    "сусіди теж скаржаться",
)
_SYLLABLES: Final = (
    "ба", "ве", "го", "ди", "жу", "за", "ки", "ло", "ми", "но", "пе", "ру", "си", "та",
)  # fmt: skip
_OWN: Final = 30_000
"""Words that few write: names, brands, slips of the pen."""
HOUSES: Final = 180


class Saying:
    """Texts and addresses of one city."""

    def __init__(self, city: City) -> None:
        self._examples = {s.code: s.examples or (s.name,) for s in city.catalogue.services}
        self._streets = [street.name for street in city.places.streets]

    def of(self, rnd: random.Random, row: Mapping[str, Any]) -> dict[str, Any]:
        """The columns in which a request holds words."""
        said = [rnd.choice(self._examples[row["service"]]), rnd.choice(TAILS)]
        if rnd.random() < 0.3:
            said.append(rnd.choice(COMMON))
        if rnd.random() < 0.3:
            said.append(_own(int(rnd.paretovariate(0.5)) % _OWN))
        if row["number"] % SELDOM == 0:
            said.append(RARE)
        street = self._streets[int(len(self._streets) * rnd.random() ** 2)]
        return {"text": ", ".join(said), "place_text": f"{street}, {rnd.randint(1, HOUSES)}"}


def _own(number: int) -> str:
    word = ""
    for _ in range(4):
        number, at = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[at]
    return word
