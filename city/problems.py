"""What is wrong in a city's folder, collected so that one reading names every mistake.

The messages are Ukrainian: they are for the city employee who edits these files.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches


class CityError(Exception):
    """The folder cannot be used; ``problems`` has one «file:line: what is wrong» per mistake."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(slots=True)
class Findings:
    """Mistakes that make the folder unusable, and warnings that do not."""

    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def problem(self, file: str, line: int, text: str) -> None:
        """Note a mistake; ``line`` counts from 1."""
        self.problems.append(f"{file}:{line}: {text}")

    def warning(self, file: str, line: int, text: str) -> None:
        """Note something that the city should still do."""
        self.warnings.append(f"{file}:{line}: {text}")


def meant(word: str, known: Iterable[str]) -> str:
    """A hint at what was meant: the nearest known word, or all of them when none is near."""
    choices = sorted(known)
    near = get_close_matches(word, choices, n=1)
    if near:
        return f"мабуть, «{near[0]}»"
    return (
        "можна: " + ", ".join(f"«{choice}»" for choice in choices)
        if choices
        else "немає з чого вибрати"
    )
