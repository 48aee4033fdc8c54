"""How Alembic runs here: always on a connection that ``models.migrate`` gives it."""

from __future__ import annotations

from alembic import context

from models.tables import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    raise RuntimeError("use models.migrate.migrate, or `python -m bot migrate`")

context.configure(
    connection=connection,
    target_metadata=metadata,
    # The caller's transaction is the only one: a migration happens as a whole or not at all.
    transactional_ddl=True,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
