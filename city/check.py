"""Looking over a city's folder without starting anything."""

from dataclasses import dataclass
from pathlib import Path

from city.loading import read
from city.problems import Findings


@dataclass(frozen=True, slots=True)
class Report:
    """``problems`` keep the bot from starting; ``warnings`` are what the city should still do."""

    problems: tuple[str, ...]
    warnings: tuple[str, ...]


def inspect(folder: Path) -> Report:
    """Everything to say about the folder, one «file:line: …» a piece. Never raises for content."""
    findings = Findings()
    read(folder, findings)
    return Report(tuple(findings.problems), tuple(findings.warnings))


def check(folder: Path) -> list[str]:
    """The mistakes in the folder; an empty list means that the bot can start with it."""
    return list(inspect(folder).problems)
