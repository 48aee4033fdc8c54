"""Changing a table of SQLite by the text that describes it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def edit(table: str, *changes: tuple[str, str]) -> None:
    """Replace parts of the table's text: for new columns at the end, and for checks.

    Both change nothing that is stored: in a shorter row SQLite reads a new column's default,
    as after its own ADD COLUMN. A copy of the table, Alembic's way, would lose its triggers,
    and cannot be made where other tables refer to it
    (sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes").
    """
    connection = op.get_bind()
    query = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name")
    known = str(connection.execute(query, {"name": table}).scalar_one())
    for old, new in changes:
        if known.count(old) != 1:
            msg = f"the table {table} is not as this migration expects it"
            raise ValueError(msg)
        known = known.replace(old, new)
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    write = sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :name")
    connection.execute(write, {"sql": known, "name": table})
    # Other connections read the schema anew when its version grows.
    connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=RESET")
