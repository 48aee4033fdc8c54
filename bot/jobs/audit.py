"""``/audit``: what members of staff did, as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.jobs.sheet import MIME, Cell, written
from bot.jobs.task import Made, Result, Task
from flows import access
from flows.desk.audit import Deed, Trail
from flows.messages import Message
from models.queries import exports
from models.records import audit
from models.records import staff as staff_rows

COLUMNS: Final = (("at", 17), ("who", 26), ("deed", 16), ("request", 10), ("channel", 12), ("done", 12))  # fmt: skip
"""Column → its width in characters."""


async def work(task: Task) -> Result:
    """Write the file; whether they may have it is looked up anew."""
    wanted = Trail.from_words(task.job.arguments)
    async with task.database.read() as connection:
        member = await staff_rows.ordering(connection, task.job)
        total = await audit.count(connection, wanted)
        names = await exports.names(connection)
    texts = task.texts
    if not access.may(member, "audit"):
        return Result(
            Message(texts.get("staff-not-allowed", role=texts.get(f"role-{member.role.value}")))
        )
    if not total:
        return Result(Message(texts.get("audit-empty")))

    def cells(piece: Sequence[Deed]) -> list[list[Cell]]:
        zone = task.city.timezone
        return [
            [
                deed.at.astimezone(zone).replace(tzinfo=None),
                names.get(deed.staff, str(deed.staff)),
                f"/{deed.command}",
                deed.request,
                deed.channel,
                texts.get("audit-cell-done" if deed.done else "audit-cell-refused"),
            ]
            for deed in piece
        ]

    columns = [(texts.get(f"audit-column-{name}"), width) for name, width in COLUMNS]
    pieces = audit.pieces(task.database, wanted)
    path, done = await written(task, texts.get("audit-sheet"), columns, pieces, cells, total)
    name = texts.get("audit-file", day=f"{task.now.astimezone(task.city.timezone):%Y-%m-%d}")
    made = Made(path, f"{name}.xlsx", MIME)
    return Result(Message(texts.get("audit-file-done", count=done)), (made,))
