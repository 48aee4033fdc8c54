"""Work that is too slow for a step: ordered in it, done beside the engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from flows.domain import Address, Job


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
