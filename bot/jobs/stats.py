"""``/stats``: the figures of a period."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.jobs.task import Result, Task
from flows.domain import Job
from flows.reports import commands, words
from flows.reports.period import Period
from models import reports
from models import staff as staff_rows


async def work(task: Task) -> Result:
    """Count, and say it. What they may see is looked up anew."""
    period = Period.read(task.job.arguments["period"])
    async with task.database.read() as connection:
        department = await department_of(connection, task.job)
        figures = await reports.figures(
            connection, period, task.city.timezone, task.now, department=department
        )
    return Result(words.told(task.texts, task.city, figures, department))


async def department_of(connection: AsyncConnection, job: Job) -> str:
    """What the one who ordered may see: a department, or with nothing the whole city."""
    member = await staff_rows.get(connection, job.staff or 0)
    if member is None:
        raise LookupError("ordered by nobody")
    return commands.scope(member)
