"""The texts as they stand in the files, parsed by Fluent's own parser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import locales
from locales import LANGUAGES
from tests.test_house import ROOT

FOLDER = ROOT / "locales"


@dataclass(frozen=True)
class Entry:
    """One text of one language."""

    language: str
    file: str
    key: str
    variables: frozenset[str]
    lines: tuple[str, ...]
    """What stands in it, without selectors and the braces of values."""


class _Reader(Visitor):
    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.parts: list[str] = []

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802 - the library's name
        self.variables.add(node.id.name)

    def visit_TextElement(self, node: Any) -> None:  # noqa: N802
        self.parts.append(node.value)


def read(language: str) -> Iterator[Entry]:
    for file in sorted((FOLDER / language).glob("*.ftl")):
        source = locales._BOLD.sub(r"\1", file.read_text("utf-8"))
        for node in FluentParser().parse(source).body:
            assert not isinstance(node, ast.Junk), f"{file.name}: {node.content}"
            if isinstance(node, ast.Message):
                reader = _Reader()
                reader.visit(node)
                text = "\x00".join(reader.parts)
                lines = tuple(line for part in text.split("\n") for line in part.split("\x00"))
                yield Entry(language, file.name, node.id.name, frozenset(reader.variables), lines)


@cache
def entries(language: str) -> dict[str, Entry]:
    found = list(read(language))
    keys = [entry.key for entry in found]
    assert sorted(keys) == sorted(set(keys)), "a key stands twice"
    return {entry.key: entry for entry in found}


def every() -> list[Entry]:
    return [entry for language in LANGUAGES for entry in entries(language).values()]


def page(language: str) -> dict[str, str]:
    """The web page's own words, flat: ``section.name`` → words."""
    loaded = json.loads((FOLDER / language / "web.json").read_text("utf-8"))
    return dict(_flat("", loaded))


def _flat(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
        return
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        yield from _flat(f"{name}.{key}".strip("."), inner)


SAMPLES: dict[str, str | int] = {
    "number": "12345", "files": 3, "count": 3, "total": 21, "times": 2, "reworks": 2,
    "objection": 14, "day": "2", "month": 12, "year": "2026", "hour": "14:05",
}  # fmt: skip
"""Values of a fitting kind; anything else gets a word."""


def rendered(entry: Entry, **values: str | int) -> str:
    chosen = {name: SAMPLES.get(name, "слово") for name in entry.variables} | values
    return locales.texts(entry.language).get(entry.key, **chosen)
