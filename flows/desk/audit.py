"""The trail of what members of staff did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Deed:
    """One action of a member of staff. No words: those are in the request's history."""

    at: datetime
    staff: int
    command: str
    request: int | None
    channel: str
    done: bool
    """Whether it had its effect, or was refused."""


@dataclass(frozen=True, slots=True)
class Trail:
    """Which deeds are wanted; empty fields do not narrow. ``until`` is not included."""

    staff: int | None = None
    request: int | None = None
    since: datetime | None = None
    until: datetime | None = None

    def to_words(self) -> dict[str, str]:
        """For the arguments of a job."""
        moments = {"since": self.since, "until": self.until}
        numbers = {"staff": self.staff, "request": self.request}
        return {name: at.isoformat() for name, at in moments.items() if at is not None} | {
            name: str(number) for name, number in numbers.items() if number is not None
        }

    @classmethod
    def from_words(cls, words: Mapping[str, str]) -> Trail:
        """The inverse of :meth:`to_words`."""
        numbers = {name: int(words[name]) for name in ("staff", "request") if name in words}
        moments = {
            name: datetime.fromisoformat(words[name])
            for name in ("since", "until")
            if name in words
        }
        return cls(
            numbers.get("staff"), numbers.get("request"), moments.get("since"), moments.get("until")
        )


class AuditDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def note_deed(self, deed: Deed) -> None:
        """Append to the trail; written with the step."""
        ...

    async def deeds(self, wanted: Trail, *, limit: int, offset: int = 0) -> tuple[list[Deed], int]:
        """The newest first, and how many there are in all."""
        ...
