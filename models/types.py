"""Column types that behave the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from pydantic_core import to_json
from sqlalchemy import BigInteger, DateTime, Dialect, Float, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

BigId = BigInteger().with_variant(Integer, "sqlite")
"""A key: 64 bits everywhere; SQLite numbers rows by itself only when the type says INTEGER."""


class Utc(TypeDecorator[datetime]):
    """A moment. Stored in UTC and given back with its time zone on every database.

    A naive datetime is refused: nobody could say which moment it means.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        """Bring the moment to UTC; SQLite's text form holds no zone, so it is left off there.

        SQLAlchemy's own processor is not called: two for each value took most of a row's time.
        """
        return _to_text if dialect.name == "sqlite" else _to_utc

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None]:
        """Say again what was left off."""
        del coltype
        return _from_text if dialect.name == "sqlite" else _to_utc


class Seconds(FunctionElement[float]):
    """From the first moment to the second, to a thousandth of a second; NULL where one is NULL."""

    type = Float()
    inherit_cache = True


@compiles(Seconds, "sqlite")
def _julian(element: Seconds, compiler: SQLCompiler, **options: Any) -> str:
    first, second = (compiler.process(one, **options) for one in element.clauses)
    return f"round((julianday({second}) - julianday({first})) * 86400, 3)"


@compiles(Seconds, "postgresql")
def _epoch(element: Seconds, compiler: SQLCompiler, **options: Any) -> str:
    first, second = (compiler.process(one, **options) for one in element.clauses)
    return f"CAST(extract(epoch FROM {second} - {first}) AS double precision)"


def _to_utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)


def _to_text(moment: datetime | None) -> str | None:
    utc = _to_utc(moment)
    return _written(utc) if utc else None


@lru_cache(maxsize=64)  # the rows of a batch hold the same few moments
def _written(utc: datetime) -> str:
    return utc.replace(tzinfo=None).isoformat(" ", "microseconds")


def _from_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


def json_text(value: object) -> str:
    """``value`` as JSON for a column; pydantic's writer is three times as fast as ``json``."""
    return to_json(value).decode()
