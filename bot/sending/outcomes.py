"""What becomes of a letter after each outcome, and who has to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.steps.batch import BLOCKED
from flows.events import Notice
from flows.messages import Lane
from handlers.channel import Ambiguous, MovedTo, Outcome, Refused, RetryAfter, Sent, Unreachable
from models.queues import charges, inbox, outbox
from models.queues.letters import Letter
from models.records import conversations, transcript

AMBIGUOUS_AT_MOST: Final = 3
"""After so many attempts of which nobody knows the end, staff are shown the message."""

AMBIGUOUS_PAUSES: Final = (timedelta(seconds=5), timedelta(seconds=30))
MOVES_AT_MOST: Final = 5


@dataclass(slots=True)
class Ledger:
    """Gathers what outcomes change, to be written in one transaction."""

    now: datetime
    free: Mapping[str, timedelta] = field(default_factory=dict)
    """How long after a person's message writing to them costs nothing, where it ever costs."""
    charges: list[dict[str, Any]] = field(default_factory=list)
    settlements: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    notices: list[dict[str, Any]] = field(default_factory=list)
    moves: list[tuple[Letter, str]] = field(default_factory=list)

    def settle(self, letter: Letter, outcome: Outcome) -> None:
        """Take down one outcome, for all that left as one message; it is paid for once."""
        for one in letter.more:
            self._settle(one, outcome, paid=False)
        self._settle(letter, outcome)

    def _settle(self, letter: Letter, outcome: Outcome, *, paid: bool = True) -> None:
        match outcome:
            case Sent(ids):
                self._sent(letter, ids, paid=paid)
            case RetryAfter(seconds):
                self._again(letter, timedelta(seconds=seconds), "retry-after")
            case Ambiguous(reason):
                self._ambiguous(letter, reason)
            case Unreachable(reason):
                self._end(letter, "failed", f"unreachable: {reason}")
                self._tell(letter, BLOCKED)
            case Refused(reason):
                self._refused(letter, reason)
            case MovedTo(address):
                self._moved(letter, address)

    def unsent(self, letter: Letter) -> None:
        """It is for somebody who is known not to be reachable: not even tried."""
        self._end(letter, "failed", "unreachable before")
        if letter.request is not None:
            self._tell(letter, BLOCKED)

    async def write(self, connection: AsyncConnection) -> None:
        """Write it all."""
        await outbox.settle(connection, self.settlements)
        await transcript.write(connection, self.lines)
        await inbox.put(connection, self.notices)
        await charges.write(connection, self.charges)
        for letter, address in self.moves:
            to = letter.to
            await conversations.move(connection, to.conversation, to.channel, to.address, address)

    def _sent(self, letter: Letter, ids: tuple[str, ...], *, paid: bool = True) -> None:
        self._end(letter, "sent", "", ids[0] if ids else "")
        if paid:
            self._charge(letter, ids)
        message = letter.message
        if letter.request is None and not message.choices and not message.spot:
            return
        for at, one in enumerate(ids):
            line = transcript.row(
                letter.to.conversation,
                transcript.OUT,
                self.now,
                message=one,
                request=letter.request,
                spot="" if at else message.spot,  # its words: what an edit changes
            )
            self.lines.append(line)

    def _charge(self, letter: Letter, ids: tuple[str, ...]) -> None:
        free = self.free.get(letter.to.channel)
        if free is None or (letter.heard_at and self.now - letter.heard_at <= free):
            return
        self.charges += [charges.row(letter, one, self.now) for one in ids or ("",)]

    def _refused(self, letter: Letter, reason: str) -> None:
        self._end(letter, "failed", f"refused: {reason}")
        self._tell(letter, "refused")

    def _ambiguous(self, letter: Letter, reason: str) -> None:
        count = letter.ambiguous + 1
        # A broadcast leaves at most once: a copy to thousands is worse than a gap. So is a topic.
        once = letter.lane is Lane.BROADCAST or letter.message.opens
        if once or count >= AMBIGUOUS_AT_MOST:
            self._end(letter, "unconfirmed", reason, ambiguous=count)
            if letter.request is not None:
                self._tell(letter, "unconfirmed")
            return
        self._again(letter, AMBIGUOUS_PAUSES[count - 1], reason, ambiguous=count)

    def _moved(self, letter: Letter, address: str) -> None:
        if address == letter.to.address or letter.attempts > MOVES_AT_MOST:
            self._refused(letter, "moved in a circle")
            return
        self.moves.append((letter, address))
        self.settlements.append(outbox.settlement(letter, "queued", error="moved"))

    def _again(
        self, letter: Letter, pause: timedelta, error: str, ambiguous: int | None = None
    ) -> None:
        later = self.now + pause
        self.settlements.append(
            outbox.settlement(letter, "queued", not_before=later, ambiguous=ambiguous, error=error)
        )

    def _end(
        self,
        letter: Letter,
        state: str,
        error: str,
        provider_id: str = "",
        ambiguous: int | None = None,
    ) -> None:
        self.settlements.append(
            outbox.settlement(
                letter,
                state,
                at=self.now,
                error=error,
                provider_id=provider_id,
                ambiguous=ambiguous,
            )
        )
        if letter.message.opens:
            data = {"place": letter.message.thread, "opened": provider_id, "error": error}
            self._post(f"topic:{letter.id}", letter, Notice("topic", data=data))

    def _tell(self, letter: Letter, reason: str) -> None:
        notice = Notice(
            "undeliverable",
            letter.request,
            {"reason": reason, "at": self.now.isoformat()},
        )
        self._post(f"undeliverable:{letter.id}", letter, notice)

    def _post(self, key: str, letter: Letter, notice: Notice) -> None:
        packed = inbox.pack(notice, group=letter.group)
        row = inbox.notice_row(key, letter.to.channel, letter.to.address, packed, self.now)
        self.notices.append(row)
