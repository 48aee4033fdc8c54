"""Everything that is stored about one resident, for themselves. Read outside the steps."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.domain import Remark
from flows.life.stories import FOR_STAFF
from models.records import linking
from models.tables import attachments, conversations, history, places, requests, residents

_RESIDENT: Final = ("name", "phone", "phone_verified", "language", "consented_at", "created_at")
_CHAT: Final = ("channel", "address", "language", "reachable", "last_inbound_at")
_REQUEST: Final = (
    "number", "status", "service", "text", "place_text", "lat", "lon", "district", "phone",
    "details", "department", "created_at", "due_at", "done_at", "closed_at", "rating", "rating_comment",
)  # fmt: skip
_PLACE: Final = ("name", "place_text", "lat", "lon", "district", "created_at")
_LINE: Final = ("request", "at", "by", "verb", "after", "text")
_FILE: Final = ("request", "kind", "name", "mime", "size", "created_at")


async def of(connection: AsyncConnection, resident: int) -> dict[str, Any]:
    """Values as they are stored, moments as datetimes; notes of staff are not the resident's."""
    theirs = select(requests.c.number).where(requests.c.resident_id == resident)
    chats = select(conversations.c.id).where(
        conversations.c.resident_id == resident, ~conversations.c.is_group
    )
    who = select(*(residents.c[n] for n in _RESIDENT)).where(residents.c.id == resident)
    [known] = await _rows(connection, who)
    return {
        "resident": known,
        "chats": await _rows(
            connection,
            select(*(conversations.c[n] for n in _CHAT)).where(conversations.c.id.in_(chats)),
        ),
        "requests": await _rows(
            connection,
            select(*(requests.c[n] for n in _REQUEST))
            .where(requests.c.resident_id == resident)
            .order_by(requests.c.number),
        ),
        "places": await _rows(
            connection,
            select(*(places.c[n] for n in _PLACE))
            .where(places.c.resident_id == resident)
            .order_by(places.c.id),
        ),
        "history": await _rows(
            connection,
            select(*(history.c[n] for n in _LINE))
            .where(_readable(resident, theirs))
            .order_by(history.c.id),
        ),
        "files": await _rows(
            connection,
            select(*(attachments.c[n] for n in _FILE))
            .where(attachments.c.conversation_id.in_(chats), attachments.c.source.not_like("job:%"))
            .order_by(attachments.c.id),
        ),
    }


def _readable(resident: int, theirs: Any) -> ColumnElement[bool]:
    """Their own words wherever they stand; of their requests nobody else's, and no notes.

    A request that was handed to them is theirs from then on.
    """
    own = and_(history.c.by == "resident", history.c.actor.in_(linking.all_records(resident)))
    later = history.alias()
    before = exists().where(
        later.c.request == history.c.request,
        later.c.verb == Remark.HANDED,
        later.c.id > history.c.id,
    )
    told = and_(
        history.c.request.in_(theirs),
        history.c.by != "resident",
        history.c.verb.not_in(FOR_STAFF),
        ~before,
    )
    return or_(own, told)


async def _rows(connection: AsyncConnection, wanted: Select[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in (await connection.execute(wanted)).mappings()]
