"""The queue of updates and getUpdates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .errors import bad, conflict
from .limits import UPDATE_LIFE
from .timing import Signal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .spec import Spec
    from .timing import Clock

Json = dict[str, Any]
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
CONFLICT = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass
class Pending:
    """An update that was not confirmed yet."""

    id: int
    kind: str
    body: Json
    at: float

    def json(self) -> Json:
        """The Bot API's Update."""
        return {"update_id": self.id, self.kind: self.body}


@dataclass
class UpdateQueue:
    """Updates in order; they stay until they are confirmed or a day old."""

    clock: Clock
    spec: Spec
    signal: Signal = field(default_factory=Signal)
    waiting: list[Pending] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    last_id: int = 100_000_000
    conflicts: int = 0
    webhook_active: bool = False
    closing: bool = False
    _turn: int = 0
    _why: str = CONFLICT

    def push(self, kind: str, body: Json) -> int | None:
        """Adds an update unless its kind is not wanted; its id."""
        wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        if not wanted:
            return None
        self.last_id += 1
        self.waiting.append(Pending(self.last_id, kind, body, self.clock()))
        self.signal.notify()
        return self.last_id

    def pending(self) -> list[Pending]:
        """Updates that wait, without those that are too old."""
        oldest = self.clock() - UPDATE_LIFE
        self.waiting[:] = [update for update in self.waiting if update.at > oldest]
        return self.waiting

    def confirm(self, done: Iterable[int]) -> None:
        """Forgets these updates."""
        ids = set(done)
        self.waiting[:] = [update for update in self.waiting if update.id not in ids]
        self.signal.notify()

    def allow(self, kinds: list[str] | None) -> None:
        """Keeps the kinds that are wanted from now on; None leaves them as they are.

        Raises:
            ApiError: 400 for a kind that does not exist.
        """
        for kind in kinds or []:
            if kind not in self.spec.updates:
                raise bad(f'unknown update type "{kind}" in allowed_updates')
        if kinds is not None:
            self.allowed = list(kinds)

    def interrupt(self, why: str) -> None:
        """Ends a getUpdates that is waiting."""
        self._turn += 1
        self._why = why
        self.signal.notify()

    async def poll(self, params: Json, longest: float) -> list[Json]:
        """getUpdates: confirms what lies before ``offset``, waits for what lies after it.

        Raises:
            ApiError: 409 for a webhook or a second poller, 400 for a limit outside 1-100.
        """
        limit, timeout = params.get("limit", 100), params.get("timeout", 0)
        if self.webhook_active:
            self.conflicts += 1
            raise conflict(WEBHOOK_ACTIVE)
        if not 1 <= limit <= 100 or timeout < 0:
            raise bad("limit must be 1-100 and timeout non-negative")
        self.allow(params.get("allowed_updates"))
        self.interrupt(CONFLICT)
        self._skip(params.get("offset", 0))
        return await self._wait(self._turn, limit, min(timeout, longest))

    def _skip(self, offset: int) -> None:
        waiting = self.pending()
        if offset > 0:
            waiting[:] = [update for update in waiting if update.id >= offset]
        elif offset < 0:
            del waiting[:offset]

    async def _wait(self, turn: int, limit: int, seconds: float) -> list[Json]:
        def look() -> list[Json] | None:
            if self._turn != turn:
                self.conflicts += 1
                raise conflict(self._why)
            found = [update.json() for update in self.pending()[:limit]]
            return found or ([] if self.closing else None)

        return await self.signal.until(look, seconds) or []
