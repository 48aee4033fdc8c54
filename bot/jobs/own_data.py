"""«Завантажити мої дані»: one file for people, one for programs."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.jobs.task import Made, Result, Task
from flows.messages import Message
from flows.residents.my_data.paper import written
from models.queries import own_data


async def work(task: Task) -> Result:
    """Read everything about the one who ordered it, and write both files."""
    async with task.database.read() as connection:
        stored = await own_data.of(connection, int(task.job.arguments["resident"]))
    readable, exact = task.part(), task.part()
    text = written(task.texts, task.city, stored, task.now)
    await task.heavy(_write, readable, text)
    await task.heavy(_write, exact, json.dumps(stored, ensure_ascii=False, indent=2, default=_said))
    files = (
        Made(readable, "1520-my-data.txt", "text/plain"),
        Made(exact, "1520-my-data.json", "application/json"),
    )
    return Result(Message(task.texts.get("data-ready")), files)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # the mark at the beginning lets every editor see that this is UTF-8
    path.write_text(text, encoding="utf-8-sig" if not text.startswith("{") else "utf-8")


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
