"""Work that is too slow for a step: ordered in it, done beside the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from flows.domain import Address
from flows.messages import Message


@dataclass(frozen=True, slots=True)
class Job:
    """Work beside the engine, ordered by a conversation. ``result`` is None until it is done."""

    id: int
    key: str
    kind: str
    arguments: Mapping[str, str]
    to: Address
    language: str
    staff: int | None = None
    """Staff id of the one who ordered it, where only staff may see the result."""
    attempts: int = 0
    result: Message | None = None


class JobsDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def order(
        self,
        key: str,
        kind: str,
        to: Address,
        arguments: Mapping[str, str],
        *,
        staff: int | None = None,
    ) -> None:
        """Let ``kind`` (a row of ``bot.jobs.KINDS``) be done, once per ``key``.

        How it ended comes to ``to`` as a notice "job". With ``staff`` the result is told only
        while that member of staff is still one.
        """
        ...

    async def job(self, job_id: int) -> Job | None:
        """The job, unless it is so old that it was forgotten."""
        ...
