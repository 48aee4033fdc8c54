"""What all tables share: the naming of their constraints, and short ways to write them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import CheckConstraint, ColumnElement, Index, MetaData, Text, literal_column, text

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def one_of(column: str, values: Iterable[str], name: str = "") -> CheckConstraint:
    """The column holds one of these words."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=name or column)


def partial(name: str, *columns: str, where: str) -> Index:
    """An index of the rows for which ``where`` holds."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


def literal(value: str) -> ColumnElement[str]:
    """A value written into the statement: a partial index is not used for a parameter."""
    return literal_column(f"'{value}'", Text)
