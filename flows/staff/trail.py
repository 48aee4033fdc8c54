"""Every action of a member of staff leaves a line in the trail, done or refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from flows.context import Context
from flows.desk import ConflictError
from flows.desk.audit import Deed
from flows.domain import Staff
from flows.life.lifecycle import IllegalVerbError
from flows.life.requests import NotFoundError


async def note(
    ctx: Context, staff: Staff, command: str, request: int | None = None, *, done: bool
) -> None:
    """One line: who, when, what, about which request, on which channel. No words."""
    await ctx.desk.note_deed(
        Deed(ctx.now, staff.id, command, request, ctx.conversation.channel, done)
    )


@asynccontextmanager
async def noted(
    ctx: Context, staff: Staff, command: str, request: int | None = None
) -> AsyncIterator[None]:
    """What happens inside is noted as done, or as refused where it could not be done."""
    try:
        yield
    except (NotFoundError, IllegalVerbError, ConflictError):
        await note(ctx, staff, command, request, done=False)
        raise
    await note(ctx, staff, command, request, done=True)
