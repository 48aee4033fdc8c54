"""``/broadcast``: how many people would hear it, and the last look before it is sent."""

from __future__ import annotations

from bot.jobs.task import Result, Task
from flows.broadcasts.preview import preview
from models.records import broadcasts


async def work(task: Task) -> Result:
    """Count the receivers as they will be chosen, by channel."""
    async with task.database.read() as connection:
        known = await broadcasts.get(connection, int(task.job.arguments["broadcast"]))
        if known is None:
            raise LookupError(task.job.id)
        counted = await broadcasts.count(connection, known)
    return Result(preview(task.texts, task.city, known, counted, task.job.id))
