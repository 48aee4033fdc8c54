"""People without a messenger: a conversation nobody reads, under their number.

It keeps their requests' terms in order, as a chat does; what would be said there becomes a line of
history that somebody has to telephone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.conversation import PHONE, Conversation
from flows.desk import Page
from flows.domain import Remark, Resident
from flows.life.lifecycle import By, Verb
from locales import DEFAULT
from models.records import conversations as chats
from models.records import people, requests
from models.schema import literal
from models.tables import conversations, history, residents
from models.tables import requests as requests_table


async def caller(connection: AsyncConnection, phone: str) -> Resident | None:
    """See :meth:`flows.desk.telephone.TelephoneDesk.caller`; the newest proof counts."""
    by_telephone = exists().where(
        conversations.c.resident_id == residents.c.id,
        conversations.c.channel == PHONE,
        conversations.c.address == phone,
    )
    wanted = (
        select(*people.COLUMNS)
        .where(residents.c.phone == phone, residents.c.phone_verified | by_telephone)
        .order_by(residents.c.phone_verified.desc(), residents.c.id.desc())
        .limit(1)
    )
    row = (await connection.execute(wanted)).first()
    return people.from_row(row) if row else None


async def meet(connection: AsyncConnection, phone: str, now: datetime) -> Resident:
    """Somebody who telephones for the first time."""
    talk = Conversation(0, PHONE, phone, language=DEFAULT, reachable=False)
    await chats.create(connection, [talk], now)
    if talk.resident is None:
        raise LookupError(PHONE)
    made = replace(await people.get(connection, talk.resident), phone=phone)
    await people.save(connection, [made])
    return made


_later = history.alias("later")
_REACHED: Final = (Remark.PHONED, Verb.CONFIRM, Verb.OBJECT, Verb.ANSWER, Verb.CANCEL)
_unreached: Final = (
    history.c.verb == literal(Remark.UNREACHABLE),
    ~exists().where(
        _later.c.request == history.c.request,
        _later.c.id > history.c.id,
        _later.c.by == By.STAFF,
        _later.c.verb.in_(_REACHED),
    ),
)


async def unreached(connection: AsyncConnection, limit: int, offset: int) -> Page:
    """See :meth:`flows.desk.telephone.TelephoneDesk.unreached`."""
    newest = (
        select(history.c.request, func.max(history.c.id).label("id"))
        .where(*_unreached)
        .group_by(history.c.request)
        .subquery()
    )
    total = (await connection.execute(select(func.count()).select_from(newest))).scalar_one()
    wanted = (
        select(*requests.COLUMNS)
        .join(newest, newest.c.request == requests_table.c.number)
        .order_by(newest.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    rows = (await connection.execute(wanted)).all()
    return Page(tuple(requests.from_row(row) for row in rows), total)
