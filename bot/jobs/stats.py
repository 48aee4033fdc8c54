"""``/stats``: the figures of a period in words, and as a picture."""

from __future__ import annotations

from pathlib import Path

from bot.jobs.chart import draw
from bot.jobs.task import Made, Result, Task
from flows.events import MediaKind
from flows.reports import commands, words
from flows.reports.pages import Page, pages
from flows.reports.period import Period
from models.queries import reports
from models.records import staff as staff_rows


async def work(task: Task) -> Result:
    """Count, say it, and draw it. What they may see is looked up anew."""
    period = Period.read(task.job.arguments["period"])
    async with task.database.read() as connection:
        department = commands.scope(await staff_rows.ordering(connection, task.job))
        figures = await reports.figures(
            connection, period, task.city.timezone, task.now, department=department
        )
    drawn = pages(task.texts, task.city, figures, department)
    files = [await _picture(task, page, at, period) for at, page in enumerate(drawn, 1)]
    return Result(words.told(task.texts, task.city, figures, department), tuple(files))


async def _picture(task: Task, page: Page, at: int, period: Period) -> Made:
    path = task.part()
    await task.heavy(_draw, page, path)
    name = task.texts.get("stats-file", period=str(period), page=str(at))
    return Made(path, f"{name}.jpg", "image/jpeg", MediaKind.PHOTO)


def _draw(page: Page, path: Path) -> None:
    path.write_bytes(draw(page))
