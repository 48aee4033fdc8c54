"""Decisions about what of residents' words is published."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.domain import ServiceRequest
from models.records.requests import COLUMNS, from_row
from models.tables import publications, requests

_KEY: Final = ("request",)


async def unreviewed(
    connection: AsyncConnection, since: datetime, until: datetime, limit: int
) -> list[ServiceRequest]:
    """Requests of that time with words and without a decision, the oldest first."""
    wanted = (
        select(*COLUMNS)
        .where(
            requests.c.created_at >= since,
            requests.c.created_at < until,
            requests.c.text != "",
            ~exists().where(publications.c.request == requests.c.number),
        )
        .order_by(requests.c.created_at, requests.c.number)
        .limit(limit)
    )
    return [from_row(row) for row in await connection.execute(wanted)]


async def decide(
    connection: AsyncConnection, number: int, text: str, staff: int, at: datetime
) -> None:
    """Put down a decision in place of an earlier one."""
    values = {"request": number, "text": text, "staff_id": staff, "at": at}
    change = {name: value for name, value in values.items() if name != "request"}
    if connection.dialect.name == "sqlite":
        lite = sqlite.insert(publications).values(values)
        await connection.execute(lite.on_conflict_do_update(index_elements=_KEY, set_=change))
        return
    post = postgresql.insert(publications).values(values)
    await connection.execute(post.on_conflict_do_update(index_elements=_KEY, set_=change))


async def of(connection: AsyncConnection, numbers: Collection[int]) -> dict[int, str]:
    """Decided words by number; those without a decision are left out."""
    wanted = select(publications.c.request, publications.c.text).where(
        publications.c.request.in_(list(numbers))
    )
    return {row.request: row.text for row in await connection.execute(wanted)}
