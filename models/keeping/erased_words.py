"""Words of somebody who leaves that stand in requests of others: who joined, or filed a duplicate.

The request goes on; the line of its history stays, without words, files and author. It may be
blanked because ``erased_words`` names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import case, insert, or_, select, text, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.domain import Remark
from models.keeping import forgetting
from models.queries import search
from models.records import linking, requests
from models.tables import attachments, conversations, erased_words, followers, history
from models.tables import requests as filed

_OTHERS: Final = "verb IN ('joined', 'handed')"
"""As the partial index has it."""
_LINES: Final = select(
    history.c.id, history.c.request, history.c.by, history.c.attachments
).order_by(history.c.id)


async def erase(
    connection: AsyncConnection, resident: int, own: Sequence[int], at: datetime
) -> None:
    """Blank what the resident wrote about requests that are not theirs, and what quotes it.

    Their ``own`` requests are erased before, or are left for later.
    """
    alien = filed.c.resident_id != resident
    about = await _written_about(connection, resident, own)
    if not about:
        return
    theirs = _LINES.join(filed, filed.c.number == history.c.request).where(
        history.c.request.in_(about),
        history.c.by == "resident",
        history.c.actor.in_(linking.all_records(resident)),
        alien,
    )
    lines = (await connection.execute(theirs)).all()
    if not lines:
        return
    quoted = await _quoting(connection, sorted({line.request for line in lines}))
    await _blank(connection, [*lines, *quoted], at)
    mine = select(conversations.c.id).where(conversations.c.resident_id == resident)
    of_others = select(filed.c.number).where(alien)
    sent = attachments.c.conversation_id.in_(mine) & attachments.c.request.in_(of_others)
    await forgetting.drop_files(connection, sent, at)


async def _written_about(
    connection: AsyncConnection, resident: int, own: Sequence[int]
) -> list[int]:
    """Requests that they follow, had joined or filed once, or into which theirs were merged."""
    wanted = union(
        select(followers.c.request).where(followers.c.resident_id == resident),
        select(history.c.request).where(
            text(_OTHERS), history.c.actor.in_(linking.all_records(resident))
        ),
        select(filed.c.merged_into).where(
            filed.c.number.in_(own), filed.c.merged_into.is_not(None)
        ),
    )
    return sorted((await connection.execute(wanted)).scalars())


async def erase_merged(connection: AsyncConnection, numbers: Sequence[int], at: datetime) -> None:
    """Blank what requests that go on say of these, which were merged into them and are erased."""
    lines = await _quoting(connection, numbers)
    if lines:
        await _blank(connection, lines, at)
        files = [file for line in lines for file in line.attachments]
        await forgetting.drop_files(connection, attachments.c.id.in_(files), at)


async def _quoting(connection: AsyncConnection, numbers: Sequence[int]) -> list[Any]:
    """Lines of other requests that hold the words of these: of each «№ 1042: …»."""
    merged = select(filed.c.number, filed.c.merged_into).where(
        filed.c.number.in_(numbers), filed.c.merged_into.is_not(None)
    )
    pairs = (await connection.execute(merged)).all()
    if not pairs:
        return []
    quotes = [
        (history.c.request == into) & history.c.text.startswith(f"№ {number}:")
        for number, into in pairs
    ]
    found = _LINES.where(history.c.verb == Remark.ABSORBED, or_(*quotes))
    return list((await connection.execute(found)).all())


async def _blank(connection: AsyncConnection, lines: Sequence[Any], at: datetime) -> None:
    ids = [line.id for line in lines]
    await connection.execute(insert(erased_words), [{"entry": one, "at": at} for one in ids])
    these = update(history).where(history.c.id.in_(ids))
    stars = case((history.c.verb == Remark.RATING, history.c.text), else_="")
    await connection.execute(these.values(text=stars, attachments=[]))
    unknown = await forgetting.nobody(connection, at)
    await connection.execute(these.where(history.c.by == "resident").values(actor=unknown))
    numbers = sorted({line.request for line in lines})
    await forgetting.forget_copies(connection, numbers, staff_only=True)
    for number in numbers:
        request = await requests.get(connection, number)
        if request is not None:
            await search.renew(connection, request)
