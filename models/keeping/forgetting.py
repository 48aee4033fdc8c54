"""What goes when a request or a person is erased: files, and copies that staff were shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    Text,
    and_,
    cast,
    delete,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.domain import FileState
from models.keeping import waste
from models.tables import attachments, conversations, jobs, outbox, residents, transcript


async def nobody(connection: AsyncConnection, at: datetime) -> int:
    """A resident of whom nothing is known: how many people there were still counts."""
    made = insert(residents).values(language="", created_at=at).returning(residents.c.id)
    return int((await connection.execute(made)).scalar_one())


async def drop_files(connection: AsyncConnection, which: ColumnElement[bool], at: datetime) -> None:
    """Forget files. One that is still coming is refused, so that nothing of it is kept."""
    coming = and_(which, attachments.c.state == FileState.PENDING)
    await connection.execute(
        update(attachments)
        .where(coming)
        .values(state=FileState.REFUSED, reason="erased", name="", source="")
    )
    dead = delete(attachments).where(which, attachments.c.reason != "erased")
    gone = await connection.execute(dead.returning(attachments.c.sha256))
    await waste.note(connection, list(gone.scalars()), at)


async def forget_copies(
    connection: AsyncConnection, numbers: Sequence[int], *, staff_only: bool = False
) -> None:
    """Cards, answers and lists that staff were shown, where they name one of the requests.

    Without ``staff_only`` also what was said about it in any other chat.
    """
    for number in numbers:
        told = _names(transcript, transcript.c.body, number, staff_only=staff_only)
        await connection.execute(delete(transcript).where(transcript.c.body.is_not(None), told))
        letters = _names(outbox, outbox.c.message, number, staff_only=staff_only)
        await connection.execute(delete(outbox).where(outbox.c.state != "sending", letters))
        results = delete(jobs).where(
            jobs.c.state != "waiting", cast(jobs.c.result, Text).like(f"%{number}%")
        )
        if staff_only:
            results = results.where(jobs.c.conversation_id.in_(_work()))
        await connection.execute(results)


def _work() -> Select[int]:
    return select(conversations.c.id).where(
        or_(conversations.c.staff_id.is_not(None), conversations.c.is_group)
    )


def _names(
    table: Table, body: ColumnElement[Any], number: int, *, staff_only: bool
) -> ColumnElement[bool]:
    """Rows about the request, and rows of staff's chats in which its number stands anywhere."""
    at_work = table.c.conversation_id.in_(_work())
    about = table.c.request == number
    mentioned = cast(body, Text).like(f"%{number}%")
    return (
        and_(at_work, or_(about, mentioned)) if staff_only else or_(about, and_(at_work, mentioned))
    )
