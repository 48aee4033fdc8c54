"""The texts of the measure, as values."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
FIRST, FRESH, UNSEEN, LATER = "texts.csv", "fresh.csv", "unseen.csv", "later.csv"
"""Each was written before the next change to what it measures, and measured at once."""
FILES = (FIRST, FRESH, UNSEEN, LATER)


@dataclass(frozen=True, slots=True)
class Written:
    """One text, and what a person understands from it; empty where there is nothing."""

    text: str
    service: str
    danger: str
    street: str
    house: str
    district: str
    language: str
    mistakes: bool

    @property
    def services(self) -> frozenset[str]:
        """The topics that are right: several where somebody wrote of several troubles."""
        return frozenset(self.service.split())

    @property
    def is_nonsense(self) -> bool:
        """Nothing that anybody could file a request about."""
        return not self.service


@cache
def written(file: str = FIRST) -> tuple[Written, ...]:
    """Every text of the file, in its order."""
    lines = (FOLDER / file).read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(_read(row) for row in rows)


def every() -> tuple[Written, ...]:
    """The texts of all files."""
    return tuple(one for file in FILES for one in written(file))


def _read(row: dict[str, str]) -> Written:
    mistakes = row.pop("mistakes") == "так"
    return Written(**row, mistakes=mistakes)
