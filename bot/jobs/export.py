"""``/export``: the requests of a period as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from bot.jobs.sheet import MIME, written
from bot.jobs.task import Made, Result, Task
from flows.domain import ServiceRequest
from flows.messages import Message
from flows.reports import commands, rows, words
from flows.reports.period import Period
from models.queries import exports
from models.records import staff as staff_rows


async def work(task: Task) -> Result:
    """Write the file; which columns and which requests they may have is looked up anew."""
    period = Period.read(task.job.arguments["period"])
    zone = task.city.timezone
    async with task.database.read() as connection:
        member = await staff_rows.ordering(connection, task.job)
        wanted = exports.Wanted(period.since(zone), period.until(zone), commands.scope(member))
        total = await exports.count(connection, wanted)
        names = await exports.names(connection)
    said = words.period_words(task.texts, period)
    if not total:
        return Result(Message(task.texts.get("export-empty", period=said)))
    columns = rows.columns_for(member.role)
    sight = rows.Sight(task.texts, task.city, names)

    def cells(piece: Sequence[ServiceRequest]) -> list[list[rows.Value]]:
        return [rows.row(sight, request, columns) for request in piece]

    title, headings = task.texts.get("export-sheet"), rows.headings(task.texts, columns)
    pieces = exports.pieces(task.database, wanted)
    path, done = await written(task, title, headings, pieces, cells, total)
    name = task.texts.get("export-file", period=str(period))
    text = task.texts.get("export-done", period=said, count=done)
    return Result(Message(text), (Made(path, f"{name}.xlsx", MIME),))
