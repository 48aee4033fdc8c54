"""The figures of a period as plain values. What each one means: docs/statistics.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.reports.period import Period


@dataclass(frozen=True, slots=True)
class Counts:
    """What happened to requests in the period, or in a part of it."""

    taken: int = 0
    """Registered in it."""
    done: int = 0
    """The executor reported the end of the work in it, and nobody has objected since."""
    in_time: int = 0
    """Of those done, not after their deadline."""
    overdue: int = 0
    """Their deadline fell into it and passed before the work was done."""

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.taken + other.taken,
            self.done + other.done,
            self.in_time + other.in_time,
            self.overdue + other.overdue,
        )

    @property
    def share(self) -> int | None:
        """In how many of a hundred the deadline was kept; None where nothing was done."""
        return round(100 * self.in_time / self.done) if self.done else None


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a period. Keys are codes; the empty one stands for "nobody knows"."""

    period: Period
    days: tuple[Counts, ...]
    """One for each day of the period."""
    districts: Mapping[str, Counts]
    services: Mapping[str, Counts]
    executors: Mapping[str, Counts]
    """Departments by code; of one department its people, by staff id."""
    confirmed: int = 0
    unanswered: int = 0
    """Closed by the clock without the resident's word: never counted as confirmed."""
    ratings: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    """How many residents gave one star, two, …, five to what was closed in the period."""
    reworks: int = 0
    """How often residents objected in it."""
    consultations: int | None = None
    """Answers about what is not the city's; None for a single department."""
    answered: int = 0
    """Of those taken, so many have heard from a member of staff."""
    first_answer: float | None = None
    """Seconds from registration to that first word: half of the answered waited no longer."""
    open_now: int = 0
    late_now: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of the people among ``executors``."""

    @property
    def total(self) -> Counts:
        return sum(self.days, Counts())

    @property
    def rated(self) -> int:
        return sum(self.ratings)

    @property
    def average(self) -> float | None:
        """The mean rating, 1 to 5."""
        if not self.rated:
            return None
        return sum(stars * count for stars, count in enumerate(self.ratings, 1)) / self.rated

    @property
    def empty(self) -> bool:
        """Nothing happened at all."""
        return self.total == Counts() and not (
            self.confirmed or self.unanswered or self.reworks or self.consultations
        )
