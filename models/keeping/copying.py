"""Whole databases from one place to another: for backups, and from SQLite to PostgreSQL.

Rows are read in one snapshot, written in one transaction, and then compared one by one.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any, Final, TypeAlias

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Table,
    Text,
    func,
    insert,
    select,
    text,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine

from models.types import BigId, Utc

AT_ONCE: Final = 500
"""Rows on their way at the same time: memory stays bounded, whatever the size."""

VERSION: Final = "alembic_version"

Told: TypeAlias = Callable[[str, int], None]
"""Called with a table and how many of its rows have been copied."""


class CopyError(Exception):
    """The copy is not equal to the original; the text names the table and no value."""


async def tables_of(connection: AsyncConnection) -> list[Table]:
    """The tables as they stand, whatever version made them; those referred to come first."""
    return await connection.run_sync(_reflect)


def _reflect(connection: Connection) -> list[Table]:
    found = MetaData()
    found.reflect(connection)
    out = MetaData()
    for table in found.sorted_tables:
        if table.name != VERSION:
            columns = [
                Column(c.name, _type(c.type), primary_key=c.primary_key) for c in table.columns
            ]
            Table(table.name, out, *columns)
    return [out.tables[t.name] for t in found.sorted_tables if t.name in out.tables]


_TYPES: Final[tuple[tuple[type[TypeEngine[Any]], TypeEngine[Any]], ...]] = (
    (Boolean, Boolean()),
    (BigInteger, BigId),
    (DateTime, Utc()),
    (JSON, JSON(none_as_null=True)),
    (LargeBinary, LargeBinary()),
    (Float, Float()),
    (Text, Text()),
)


def _type(found: TypeEngine[Any]) -> TypeEngine[Any]:
    """The type that reads and writes the same value on both databases."""
    return next((ours for theirs, ours in _TYPES if isinstance(found, theirs)), found.as_generic())


async def copy(
    source: AsyncConnection,
    target: AsyncConnection,
    tables: Sequence[Table],
    told: Told = lambda table, rows: None,
) -> int:
    """Copy all rows of ``tables`` into empty ones of the same names; how many there were.

    The counters from which numbers are given out go too, so that no number comes twice.
    """
    total = 0
    for table in tables:
        copied = 0
        async for rows in _chunks(source, table):
            await target.execute(insert(table), [row._asdict() for row in rows])
            copied += len(rows)
            told(table.name, copied)
        total += copied
    for table in tables:
        if (last := await _last_number(source, table)) is not None:
            await _set_last_number(target, table, last)
    return total


async def compare(
    source: AsyncConnection, target: AsyncConnection, tables: Sequence[Table]
) -> None:
    """Compare both row by row. Raises :class:`CopyError`."""
    for table in tables:
        if await _count(source, table) != await _count(target, table):
            raise CopyError(f"table {table.name} has another number of rows in the copy")
        keys = list(table.primary_key.columns)
        async for rows in _chunks(source, table):
            wanted = [tuple(getattr(row, key.name) for key in keys) for row in rows]
            same = select(table).where(tuple_(*keys).in_(wanted))
            if set(map(_frozen, rows)) != set(map(_frozen, await target.execute(same))):
                raise CopyError(f"a row of table {table.name} differs in the copy")


def _frozen(row: Row[Any]) -> tuple[str, ...]:
    return tuple(map(repr, row))


async def _count(connection: AsyncConnection, table: Table) -> int:
    counted = await connection.execute(select(func.count()).select_from(table))
    return int(counted.scalar_one())


async def _chunks(connection: AsyncConnection, table: Table) -> AsyncIterator[Sequence[Row[Any]]]:
    """Rows in the order of the key, a bounded number at a time."""
    keys = list(table.primary_key.columns)
    after: tuple[Any, ...] | None = None
    while True:
        wanted = select(table).order_by(*keys).limit(AT_ONCE)
        if after is not None:
            wanted = wanted.where(tuple_(*keys) > tuple_(*after))
        rows = (await connection.execute(wanted)).all()
        if not rows:
            return
        yield rows
        after = tuple(getattr(rows[-1], key.name) for key in keys)


def _numbered(table: Table) -> str:
    """The key that the database gives out by itself, or nothing."""
    keys = list(table.primary_key.columns)
    return keys[0].name if len(keys) == 1 and isinstance(keys[0].type, Integer) else ""


async def _last_number(connection: AsyncConnection, table: Table) -> int | None:
    name = _numbered(table)
    if not name:
        return None
    if connection.dialect.name == "sqlite":
        wanted = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        found = (await connection.execute(wanted, {"name": table.name})).scalar()
        if found is None:
            found = (await connection.execute(select(func.max(table.c[name])))).scalar()
        return None if found is None else int(found)
    sequence = await _sequence(connection, table, name)
    if sequence is None:
        return None
    row = (await connection.execute(text(f"SELECT last_value, is_called FROM {sequence}"))).one()  # noqa: S608 - the database's own name
    return int(row[0]) if row[1] else int(row[0]) - 1


async def _set_last_number(connection: AsyncConnection, table: Table, last: int) -> None:
    if connection.dialect.name == "sqlite":
        values = {"name": table.name, "last": last}
        await connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), values)
        added = "INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"
        await connection.execute(text(added), values)
        return
    sequence = await _sequence(connection, table, _numbered(table))
    if sequence is not None and last > 0:
        values = {"sequence": sequence, "last": last}
        await connection.execute(text("SELECT setval(CAST(:sequence AS regclass), :last)"), values)


async def _sequence(connection: AsyncConnection, table: Table, key: str) -> str | None:
    wanted = text("SELECT pg_get_serial_sequence(:table, :key)")
    found = await connection.execute(wanted, {"table": f'"{table.name}"', "key": key})
    return found.scalar()
