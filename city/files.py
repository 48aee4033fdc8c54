"""Reading the plain files of a city's folder, with the line of everything that was read."""

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from city.problems import Findings, meant

_NOTHING: Any = object()

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+|\"[^\"]+\")\s*=")
# Comments and strings hide brackets that open nothing
_QUIET = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*")
_AT_LINE = re.compile(r"\(?at line (\d+), column \d+\)?")


def read_text(folder: Path, file: str, findings: Findings) -> str | None:
    """The file as text (UTF-8, with or without a mark at its start), or a problem noted."""
    try:
        return (folder / file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        findings.problem(file, 1, "немає такого файлу")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        findings.problem(file, line, "файл не в кодуванні UTF-8: збережіть його як «UTF-8»")
    except OSError:
        findings.problem(file, 1, "файл не вдається прочитати: перевірте права доступу")
    return None


class Table:
    """One table of a TOML file, asked for its values key by key.

    Whatever is wrong in it is noted, and a harmless value returned, so that the reading goes on
    to the next mistake; such values never leave the room.
    """

    def __init__(
        self, values: Mapping[str, Any], file: str, lines: Mapping[str, int], findings: Findings
    ) -> None:
        self._values = values
        self._lines = lines
        self._asked: set[str] = set()
        self.file = file
        self.findings = findings

    def line(self, key: str = "") -> int:
        """The line of the key, or of the table's own beginning."""
        return self._lines.get(key, self._lines.get("", 1))

    def problem(self, key: str, text: str) -> None:
        """Note a mistake at the key."""
        self.findings.problem(self.file, self.line(key), text)

    def text(self, key: str, default: str = _NOTHING, *, most: int = 500) -> str:
        """A text of one line or more, without spaces around it."""
        value = self._get(key, str, "текст у лапках", default, "")
        if value != default and not value.strip():
            self.problem(key, f"«{key}» порожнє")
        if len(value) > most:
            self.problem(
                key, f"«{key}» задовге: {len(value)} символів, а можна не більше ніж {most}"
            )
        return str(value).strip()

    def whole(self, key: str, *, least: int = 0) -> int:
        """A whole number that is not below ``least``."""
        value = self._get(key, int, "ціле число без лапок", _NOTHING, least)
        if value < least:
            self.problem(key, f"«{key}» має бути не менше ніж {least}")
        return max(int(value), least)

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        return bool(self._get(key, bool, "true або false", default, default))

    def choice(
        self, key: str, known: Mapping[str, Any] | frozenset[str], default: str = _NOTHING
    ) -> str:
        """One of the known words."""
        value = self.text(key, default)
        if value and value != default and value not in known:
            self.problem(key, f"«{key}»: невідоме «{value}», {meant(value, known)}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when the key is absent."""
        values = self._get(key, list, "список текстів у [ ]", [], [])
        if not all(isinstance(value, str) and value.strip() for value in values):
            self.problem(key, f"«{key}»: кожне значення — непорожній текст у лапках")
            return ()
        return tuple(value.strip() for value in values)

    def clock(self, key: str) -> time:
        """A time of the day like «09:00»."""
        value = self.text(key)
        if re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", value):
            return time.fromisoformat(value)
        if value:
            self.problem(key, f'«{key}»: час пишуть так: "09:00", а тут «{value}»')
        return time(0)

    def dates(self, key: str) -> frozenset[date]:
        """A list of dates, as TOML dates or as texts «2027-01-01»."""
        found = set()
        for value in self._get(key, list, "список дат у [ ]", [], []):
            try:
                found.add(value if type(value) is date else date.fromisoformat(str(value)))
            except ValueError:
                self.problem(key, f'«{key}»: дату пишуть так: "2027-01-01", а тут «{value}»')
        return frozenset(found)

    def table(self, key: str) -> "Table":
        """The table of this name inside; missing ones are a problem."""
        values = self._get(key, dict, f"розділ [{key}]", _NOTHING, {})
        inside = {
            name.partition(".")[2]: line
            for name, line in self._lines.items()
            if name.startswith(f"{key}.")
        }
        return Table(values, self.file, {"": self.line(key)} | inside, self.findings)

    def tables(self, key: str) -> tuple["Table", ...]:
        """The tables of a list: ``[[key]]`` sections, or ``{…}`` in brackets; empty when absent."""
        values = self._get(key, list, f"список розділів [[{key}]]", [], [])
        if not all(isinstance(value, dict) for value in values):
            self.problem(key, f"«{key}»: кожне значення — у фігурних дужках {{…}}")
            return ()
        return tuple(self._entry(key, place, value) for place, value in enumerate(values))

    def finish(self) -> None:
        """Note every key that nobody asked for: most are misspelt."""
        for key in self._values.keys() - self._asked:
            self.problem(key, f"невідомий ключ «{key}», {meant(key, self._asked)}")

    def _entry(self, key: str, place: int, value: Mapping[str, Any]) -> "Table":
        start = f"{key}[{place}]"
        inside = {
            n.removeprefix(f"{start}."): line
            for n, line in self._lines.items()
            if n.startswith(f"{start}.")
        }
        return Table(
            value, self.file, {"": self._lines.get(start, self.line(key))} | inside, self.findings
        )

    def _get(self, key: str, kind: type, called: str, default: Any, harmless: Any) -> Any:
        self._asked.add(key)
        if key not in self._values:
            if default is _NOTHING:
                self.problem("", f"бракує «{key}» ({called})")
                return harmless
            return default
        value = self._values[key]
        # In Python a bool is an int, but `days = true` is a mistake
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.problem(key, f"«{key}»: тут має бути {called}")
            return harmless
        return value


def read_toml(folder: Path, file: str, findings: Findings) -> Table | None:
    """The file's top table, or a problem noted with the line of the broken place."""
    text = read_text(folder, file, findings)
    if text is None:
        return None
    try:
        return Table(tomllib.loads(text), file, _toml_lines(text), findings)
    except tomllib.TOMLDecodeError as error:
        place = _AT_LINE.search(str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        reason = _AT_LINE.sub("", str(error)).replace("(at end of document)", "").strip()
        findings.problem(
            file, line, f"запис не читається: перевірте лапки, дужки й коми ({reason})"
        )
        return None


def _toml_lines(text: str) -> dict[str, int]:
    """Where each key and table begins: «service[3].sla» → 41. Texts of several lines are skipped."""
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix, depth = "", 0
    for number, line in _outside_long_texts(text):
        bare = _QUIET.sub("", line)
        if depth == 0 and (header := _HEADER.match(bare)):
            prefix = header[2]
            if header[1] == "[[":
                counts[prefix] = counts.get(prefix, -1) + 1
                prefix = f"{prefix}[{counts[prefix]}]"
            lines[prefix] = number
            continue
        if depth == 0 and (key := _KEY.match(line)):
            lines[f"{prefix}.{key[1]}".strip(".").replace('"', "")] = number
        depth += sum(bare.count(mark) for mark in "[{") - sum(bare.count(mark) for mark in "]}")
    return lines


def _outside_long_texts(text: str) -> Iterator[tuple[int, str]]:
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if not inside:
            yield number, line
        inside ^= line.count('"""') % 2 == 1


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a CSV file; absent columns are empty."""

    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


def read_csv(folder: Path, file: str, columns: tuple[str, ...], findings: Findings) -> list[Row]:
    """The rows of a table with these columns; lines that begin with # are comments.

    Commas or, as Excel writes in Ukraine, semicolons.
    """
    text = read_text(folder, file, findings)
    if text is None:
        return []
    numbered = [
        (number, line)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip(' ,;"') and not line.lstrip('"').startswith("#")
    ]
    if not numbered:
        findings.problem(file, 1, f"немає рядка з назвами стовпців: {','.join(columns)}")
        return []
    start, head = numbered[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    names = [name.strip() for name in next(csv.reader([head], delimiter=delimiter))]
    missing = [column for column in columns if column not in names]
    if missing:
        findings.problem(
            file, start, f"бракує стовпців: {', '.join(missing)} (є: {', '.join(names)})"
        )
        return []
    return list(_rows(file, numbered[1:], names, delimiter, findings))


def _rows(
    file: str, numbered: list[tuple[int, str]], names: list[str], delimiter: str, findings: Findings
) -> Iterator[Row]:
    for number, line in numbered:
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter))]
        if len(cells) != len(names):
            findings.problem(
                file,
                number,
                f"стовпців {len(cells)}, а має бути {len(names)}: перевірте коми й лапки",
            )
            continue
        yield Row(number, dict(zip(names, cells, strict=True)))
