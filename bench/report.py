"""The findings as a table for the terminal and as a page of the documentation."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeAlias

from bench.process import Footprint
from bench.rates import Latency, Rate, median, percentile

Row: TypeAlias = tuple[str, str, str, str]
HEAD: Final[Row] = ("", "program", "bare", "ratio: median (min–max)")
BEGIN: Final = "<!-- figures: begin -->"
END: Final = "<!-- figures: end -->"


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one run has measured."""

    residents: int
    crowd: Rate
    slower: Rate
    alone: Latency
    sending: Rate
    process: Footprint

    def rows(self) -> list[Row]:
        """The table without its head."""
        return [
            rates(f"steps a second, {self.residents} residents at once", self.crowd),
            rates("the same, were a commit 1 ms slower", self.slower),
            _milliseconds("one step at a time, p50", self.alone, 0.5),
            _milliseconds("one step at a time, p99", self.alone, 0.99),
            rates("messages a second, sent", self.sending),
            *_footprint(self.process),
        ]


def rates(name: str, rate: Rate) -> Row:
    """A line of rates and their ratios."""
    low, high = min(rate.ratios), max(rate.ratios)
    ratio = f"{median(rate.ratios):.2f} ({low:.2f}–{high:.2f})"
    return name, f"{median(rate.program):,.0f}", f"{median(rate.bare):,.0f}", ratio


def _milliseconds(name: str, latency: Latency, share: float) -> Row:
    ours, theirs = (percentile(v, share) * 1000 for v in (latency.program, latency.bare))
    return name, f"{ours:.1f} ms", f"{theirs:.2f} ms", ""


def _footprint(found: Footprint) -> list[Row]:
    return [
        ("from start to healthy, new database", f"{found.fresh:.1f} s", "", ""),
        ("from start to healthy, again", f"{found.again:.1f} s", "", ""),
        ("memory after the start", _mebibytes(found.rest), "", ""),
        ("memory after the first chats", _mebibytes(found.warm), "", ""),
        ("memory per 1,000 open chats", _mebibytes(found.per_thousand), "", ""),
    ]


def _mebibytes(value: float | None) -> str:
    return "not told by this system" if value is None else f"{value:.0f} MiB"


def table(rows: Sequence[Row]) -> str:
    """Columns of the width that they need."""
    widths = [max(len(row[i]) for row in (HEAD, *rows)) for i in range(len(HEAD))]
    lines = [
        "  ".join(
            (name.ljust(widths[0]), *(c.rjust(w) for c, w in zip(cells, widths[1:], strict=True)))
        )
        for name, *cells in (HEAD, *rows)
    ]
    return "\n".join(line.rstrip() for line in lines)


def figures(rows: Sequence[Row]) -> str:
    """The same in Markdown, with what it was measured on."""
    lines = [
        f"Measured on {datetime.now(UTC):%Y-%m-%d}, commit {_commit()}, {machine()}.",
        "",
        *(f"| {' | '.join(row)} |" for row in (HEAD, ("---", "--:", "--:", "--:"), *rows)),
    ]
    return "\n".join(lines)


def save(page: Path, rows: Sequence[Row]) -> None:
    """Put the figures between their marks in ``page``. Raises ``ValueError`` without marks."""
    text = page.read_text("utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page.name} has no marks for the figures")
    page.write_text(f"{before}{begin}\n\n{figures(rows)}\n\n{end}{after}", "utf-8")


def machine() -> str:
    """The class of this machine, no more than that."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        size = f", {memory:.0f} GiB of memory"
    except (AttributeError, ValueError, OSError):
        size = ""
    return f"{os.cpu_count()} cores{size}, {platform.system()}, Python {platform.python_version()}"


def _commit() -> str:
    root = Path(__file__).parents[1]
    command = ["git", "rev-parse", "--short", "HEAD"]  # the one on the PATH, whatever that is
    try:
        found = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return found.stdout.strip()
