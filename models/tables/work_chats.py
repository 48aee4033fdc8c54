"""Groups, or topics of forums, in which a department works."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, Text, UniqueConstraint, text

from models.schema import metadata
from models.types import BigId, Utc

work_chats = Table(
    "work_chats",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("conversation_id", BigId, ForeignKey("conversations.id"), nullable=False),
    # The topic of a forum; empty for the group itself.
    Column("thread", Text, nullable=False, server_default=text("''")),
    Column("department", Text, nullable=False),
    # Of one district only; empty for all.
    Column("district", Text, nullable=False, server_default=text("''")),
    Column("staff_id", BigId, ForeignKey("staff.id"), nullable=False),
    Column("since", Utc, nullable=False),
    UniqueConstraint("conversation_id", "thread"),
    CheckConstraint("department <> ''", name="department"),
    sqlite_autoincrement=True,
)
