"""``/opendata``: the requests of a period in the state's form, as CSV (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

from bot.jobs.task import Made, Result, Task
from flows.domain import ServiceRequest
from flows.messages import Message
from flows.reports import commands, opendata, rows, words
from flows.reports.cells import as_text
from flows.reports.period import Period
from locales import texts
from models.queries import exports
from models.records import publications
from models.records import staff as staff_rows

MIME: Final = "text/csv"


async def work(task: Task) -> Result:
    """Write the file. Words that nobody has looked over, or has hidden, are not in it."""
    period = Period.read(task.job.arguments["period"])
    zone = task.city.timezone
    wanted = exports.Wanted(period.since(zone), period.until(zone))
    async with task.database.read() as connection:
        member = await staff_rows.ordering(connection, task.job)
        total = await exports.count(connection, wanted)
    said = words.period_words(task.texts, period)
    if not commands.may_publish(member):
        return Result(Message(task.texts.get("staff-no-longer")))
    if not total:
        return Result(Message(task.texts.get("export-empty", period=said)))
    path = task.part()
    # The form is the state's: Ukrainian whatever the language of the one who orders it
    file = _File(path, rows.Sight(texts(), task.city, {}))
    async for piece in exports.pieces(task.database, wanted):
        async with task.database.read() as connection:
            numbers = [one.number for one in piece]
            decided = await publications.of(connection, numbers)
            telephoned = await exports.telephoned(connection, numbers)
        await task.heavy(file.add, piece, decided, telephoned)
        await task.progress(file.lines, total)
    name = task.texts.get("opendata-file", period=str(period))
    return Result(Message(_told(task, file, said)), (Made(path, f"{name}.csv", MIME),))


class _File:
    """The file as far as it is written, and what is to be said about it."""

    def __init__(self, path: Path, sight: rows.Sight) -> None:
        self._path = path
        self._sight = sight
        self.lines = 0
        self.hidden = 0
        self.nameless: Counter[str] = Counter()
        """Requests of departments without a code, by the department's code."""

    def add(
        self,
        piece: Sequence[ServiceRequest],
        decided: Mapping[int, str],
        telephoned: Collection[int],
    ) -> None:
        with self._path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            if not self.lines:
                writer.writerow(opendata.FIELDS)
            for request in piece:
                record = opendata.record(self._sight, request, decided, telephoned)
                writer.writerow([as_text(cell) for cell in record])
                self.lines += 1
                self.hidden += not decided.get(request.number)
                if not opendata.edrpou(self._sight.city, request.department):
                    self.nameless[request.department] += 1


def _told(task: Task, file: _File, period: str) -> str:
    departments = task.city.departments
    shorts = [departments[code].short for code in file.nameless if code in departments]
    lines = [
        task.texts.get("opendata-done", count=file.lines, period=period),
        task.texts.get("opendata-words", shown=file.lines - file.hidden, hidden=file.hidden),
    ]
    if file.nameless:
        nobody = task.texts.get("stats-nobody")
        lacking = [*sorted(shorts), *([nobody] if set(file.nameless) - set(departments) else [])]
        lines.append(task.texts.get("opendata-lacking", names=", ".join(lacking)))
    return "\n".join(lines)
