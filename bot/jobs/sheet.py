"""A spreadsheet written row by row: memory does not grow with it, and no cell is a formula."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from bot.jobs.task import Task
from flows.reports.cells import clean, is_formula

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MIME: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_OF_A_SHEET: Final = 1_000_000
"""A little less than the 1,048,576 that a sheet can have."""

Cell: TypeAlias = str | int | float | datetime | date | None
Piece = TypeVar("Piece")


class Sheet:
    """A workbook at ``path`` with these columns (name, width); long ones go on in a next sheet.

    Moments have to be local and without a zone: a cell has none. Not for several threads.
    """

    def __init__(self, path: Path, title: str, columns: Sequence[tuple[str, int]]) -> None:
        from xlsxwriter import Workbook  # noqa: PLC0415 - only who writes one needs it

        self._book = Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False,
                                          "strings_to_urls": False, "strings_to_numbers": False})  # fmt: skip
        self._title = title
        self._columns = columns
        self._bold = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._moment = self._book.add_format({"num_format": "dd.mm.yyyy hh:mm", "valign": "top"})
        self._day = self._book.add_format({"num_format": "dd.mm.yyyy", "valign": "top"})
        self._words = self._book.add_format({"num_format": "@", "valign": "top"})
        self._guarded = self._book.add_format(
            {"num_format": "@", "valign": "top", "quote_prefix": True}
        )
        self._sheets = 0
        self._sheet = self._next()

    def _next(self) -> Worksheet:
        self._sheets += 1
        name = self._title if self._sheets == 1 else f"{self._title} {self._sheets}"
        sheet = self._book.add_worksheet(name)
        for at, (_, width) in enumerate(self._columns):
            sheet.set_column(at, at, width)
        sheet.freeze_panes(1, 1)
        for at, (heading, _) in enumerate(self._columns):
            sheet.write_string(0, at, heading, self._bold)
        self._row = 1
        return sheet

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Write rows below those before."""
        for cells in rows:
            if self._row > ROWS_OF_A_SHEET:
                self._sheet = self._next()
            for at, cell in enumerate(cells):
                self._write(at, cell)
            self._row += 1

    def _write(self, at: int, cell: Cell) -> None:
        """Each cell by its type: nothing is guessed from what stands in it."""
        place: tuple[Any, ...] = (self._row, at)
        if isinstance(cell, str):
            look = self._guarded if is_formula(cell) else self._words
            if words := clean(cell):
                self._sheet.write_string(*place, words, look)
        elif isinstance(cell, datetime):
            self._sheet.write_datetime(*place, cell, self._moment)
        elif isinstance(cell, date):
            self._sheet.write_datetime(*place, cell, self._day)
        elif cell is not None:
            self._sheet.write_number(*place, cell)

    def close(self) -> None:
        """Finish the file."""
        self._book.close()


async def written(
    task: Task,
    title: str,
    columns: Sequence[tuple[str, int]],
    pieces: AsyncIterator[Sequence[Piece]],
    cells: Callable[[Sequence[Piece]], Sequence[Sequence[Cell]]],
    total: int,
) -> tuple[Path, int]:
    """Write a sheet piece by piece, telling how far it is; where it lies, and how many rows."""
    path = task.part()
    sheet = await task.heavy(Sheet, path, title, columns)
    done = 0
    async for piece in pieces:
        await task.heavy(lambda piece: sheet.add(cells(piece)), piece)
        done += len(piece)
        await task.progress(done, total)
    await task.heavy(sheet.close)
    return path, done
