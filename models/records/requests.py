"""Requests and their history: rows to values and back, every change compared and set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    TextClause,
    bindparam,
    case,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.desk import ConflictError, Filter, Page
from flows.domain import OPEN, Entry, NewRequest, Outcome, Place, ServiceRequest, Status
from flows.life.lifecycle import By, Verb
from models.tables import OPEN_STATUS, followers, former_residents, history, requests

_PLACE: Final = {"text": "place_text", "lat": "lat", "lon": "lon", "district": "district"}
_RENAMED: Final = {"resident": "resident_id", "assignee": "assignee_id"}
_PLAIN: Final = tuple(f.name for f in fields(ServiceRequest) if f.name != "place")

COLUMNS: Final = tuple(requests.c[_RENAMED.get(name, name)] for name in _PLAIN) + tuple(
    requests.c[name] for name in _PLACE.values()
)

_ENTRY: Final = tuple(f.name for f in fields(Entry))
_NOW_CALLED: Final = (
    select(former_residents.c.resident_id)
    .where(former_residents.c.record == history.c.actor, history.c.by == "resident")
    .scalar_subquery()
)
"""Whose part that record has become since."""
_ENTRY_COLUMNS: Final = tuple(
    func.coalesce(_NOW_CALLED, history.c.actor).label(name) if name == "actor" else history.c[name]
    for name in _ENTRY
)

_is_open: Final = text(OPEN_STATUS)
_open_first: Final = case((requests.c.status.in_(sorted(OPEN)), 0), else_=1)


def from_row(row: Sequence[Any]) -> ServiceRequest:
    """The request in a row of :data:`COLUMNS`."""
    count = len(_PLAIN)
    values = dict(zip(_PLAIN, row[:count], strict=True))
    values["status"] = Status(values["status"])
    values["outcome"] = Outcome(values["outcome"]) if values["outcome"] else None
    return ServiceRequest(place=Place(*row[count:]), **values)


def _columns(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Field names and values as column names and values."""
    plain = dict(changes)
    place = plain.pop("place", None)
    out = {_RENAMED.get(name, name): value for name, value in plain.items()}
    if place is not None:
        out |= {column: getattr(place, name) for name, column in _PLACE.items()}
    return out


def _entry(row: Sequence[Any]) -> Entry:
    value = dict(zip(_ENTRY, row, strict=True))
    for name in ("before", "after"):
        value[name] = Status(value[name]) if value[name] else None
    value["attachments"] = tuple(value["attachments"])
    return Entry(**value)


_REGISTER: Final = {
    "sqlite": sqlite.insert(requests)
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(*COLUMNS),
    "postgresql": postgresql.insert(requests)
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(*COLUMNS),
}
# Statements are made once: making one costs more than running it.
_GET: Final = select(*COLUMNS).where(requests.c.number == bindparam("key"))
_APPEND_ALL: Final = insert(history)
_APPEND: Final = _APPEND_ALL.returning(history.c.id)
_ENTRIES: Final = (
    select(*_ENTRY_COLUMNS).where(history.c.request == bindparam("key")).order_by(history.c.id)
)


async def register(
    connection: AsyncConnection, new: NewRequest, now: datetime, house: str = ""
) -> tuple[ServiceRequest, bool]:
    """Store a request; with False the one that its ``key`` made earlier."""
    values = _columns(
        {
            f.name: getattr(new, f.name)
            for f in fields(new)
            if f.name not in {"attachments", "taken_by"}
        }
    )
    fresh = {"version": 1, "status": Status.REGISTERED, "created_at": now}
    zero = {"reworks": 0, "objections": 0, "rating_comment": "", "house": house}
    made = _REGISTER[connection.dialect.name]
    row = (await connection.execute(made, values | fresh | zero)).first()
    if row is not None:
        return from_row(row), True
    known = await connection.execute(select(*COLUMNS).where(requests.c.key == new.key))
    return from_row(known.one()), False


def filed(request: ServiceRequest, new: NewRequest) -> Entry:
    """The first line of a request's history."""
    return Entry(
        request=request.number,
        at=request.created_at,
        by=By.STAFF if new.taken_by else By.RESIDENT,
        actor=new.taken_by or new.resident,
        verb=Verb.REGISTER,
        before=None,
        after=Status.REGISTERED,
        attachments=new.attachments,
    )


async def get(connection: AsyncConnection, number: int) -> ServiceRequest | None:
    """The request with this number."""
    row = (await connection.execute(_GET, {"key": number})).first()
    return from_row(row) if row else None


async def change(
    connection: AsyncConnection,
    request: ServiceRequest,
    changes: Mapping[str, Any],
    house: str = "",
) -> ServiceRequest:
    """Set fields if the stored version is still ``request``'s; raises ``ConflictError``.

    ``house`` goes with a new place.
    """
    changed = replace(request, version=request.version + 1, **changes)
    columns = _columns(changes) | {"version": changed.version}
    if "place" in changes:
        columns["house"] = house
    stored = await connection.execute(
        update(requests)
        .where(requests.c.number == request.number, requests.c.version == request.version)
        .values(columns)
    )
    if stored.rowcount != 1:
        raise ConflictError
    return changed


async def append(connection: AsyncConnection, entry: Entry) -> int:
    """Add a line to a request's history; its id is returned."""
    return int((await connection.execute(_APPEND, _values(entry))).scalar_one())


async def append_all(connection: AsyncConnection, entries: Sequence[Entry]) -> None:
    """Add lines in this order, when nobody needs their ids."""
    if entries:
        await connection.execute(_APPEND_ALL, [_values(entry) for entry in entries])


def _values(entry: Entry) -> dict[str, Any]:
    values = {name: getattr(entry, name) for name in _ENTRY if name != "id"}
    values["attachments"] = list(entry.attachments)
    return values


async def entries(connection: AsyncConnection, number: int) -> list[Entry]:
    """A request's history, oldest first."""
    return [_entry(row) for row in await connection.execute(_ENTRIES, {"key": number})]


async def entry(connection: AsyncConnection, entry_id: int) -> Entry | None:
    """One line of somebody's history."""
    wanted = select(*_ENTRY_COLUMNS).where(history.c.id == entry_id)
    row = (await connection.execute(wanted)).first()
    return _entry(row) if row else None


async def of_resident(
    connection: AsyncConnection,
    resident: int,
    *,
    limit: int,
    offset: int = 0,
    only_open: bool = False,
    joined: bool = False,
) -> Page:
    """A resident's own requests: open ones first, then the newest."""
    theirs: list[ColumnElement[bool] | TextClause] = [
        _concerns(resident) if joined else requests.c.resident_id == resident
    ]
    if only_open:
        theirs.append(_is_open)
    order = (_open_first, requests.c.number.desc())
    return await _page(connection, theirs, order, limit, offset)


def _concerns(resident: int) -> ColumnElement[bool]:
    """Filed or joined by the resident; two look-ups of an index each, whatever the city's size."""
    filed = select(requests.c.number).where(requests.c.resident_id == resident)
    joined = select(followers.c.request).where(followers.c.resident_id == resident)
    return requests.c.number.in_(filed.union_all(joined))


async def queue(connection: AsyncConnection, wanted: Filter, *, limit: int, offset: int) -> Page:
    """Requests for staff: urgent first, then what most have reported, then by deadline."""
    order = (
        requests.c.urgent.desc(),
        requests.c.affected.desc(),
        requests.c.due_at,
        requests.c.number,
    )
    return await _page(connection, _conditions(wanted), order, limit, offset)


def _conditions(wanted: Filter) -> list[ColumnElement[bool] | TextClause]:
    out: list[ColumnElement[bool] | TextClause] = []
    if wanted.statuses:
        out.append(requests.c.status.in_(sorted(wanted.statuses)))
        if wanted.statuses <= OPEN:
            # Said again in the words of the partial indexes, which are then used.
            out.append(_is_open)
    if wanted.department:
        out.append(requests.c.department == wanted.department)
    if holders := wanted.holders | ({wanted.assignee} - {None}):
        out.append(requests.c.assignee_id.in_(sorted(holders)))
    if wanted.district:
        out.append(requests.c.district == wanted.district)
    if wanted.service_prefix:
        out.append(requests.c.service.startswith(wanted.service_prefix, autoescape=True))
    return [*out, *_due(wanted)]


def _due(wanted: Filter) -> list[ColumnElement[bool]]:
    out = []
    if wanted.overdue_at is not None:
        out.append(requests.c.due_at < wanted.overdue_at)
    if wanted.due_at is not None:
        out.append(requests.c.due_at == wanted.due_at)
    return out


async def _page(
    connection: AsyncConnection,
    conditions: Sequence[ColumnElement[bool] | TextClause],
    order: Sequence[ColumnElement[Any]],
    limit: int,
    offset: int,
) -> Page:
    counted = select(func.count()).select_from(requests).where(*conditions)
    total = int((await connection.execute(counted)).scalar_one())
    wanted = select(*COLUMNS).where(*conditions).order_by(*order).limit(limit).offset(offset)
    rows = await connection.execute(wanted) if total else ()
    return Page(tuple(from_row(row) for row in rows), total)
