"""The description of the Bot API that every call is held against."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ARRAY = "Array of "


@dataclass(frozen=True)
class Field:
    """One parameter of a method or one field of a type."""

    types: tuple[str, ...]
    required: bool

    @classmethod
    def parse(cls, text: str) -> Field:
        """``"Integer|String!"`` is a required integer or string."""
        return cls(tuple(text.rstrip("!").split("|")), text.endswith("!"))


Fields = dict[str, Field]


def _fields(source: dict[str, dict[str, str]]) -> dict[str, Fields]:
    return {
        name: {key: Field.parse(text) for key, text in fields.items()}
        for name, fields in source.items()
    }


@dataclass(frozen=True)
class Spec:
    """Methods, types, unions (name → members), tags (member → its ``type``), update kinds."""

    version: str
    methods: dict[str, Fields]
    types: dict[str, Fields]
    unions: dict[str, list[str]]
    tags: dict[str, str]
    updates: tuple[str, ...]

    def method(self, name: str) -> str | None:
        """The method's proper name; the service does not mind the case of letters."""
        return {known.lower(): known for known in self.methods}.get(name.lower())

    def members(self, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """The kinds with unions replaced by their members."""
        return tuple(member for kind in kinds for member in self.unions.get(kind, [kind]))


@cache
def load() -> Spec:
    """The description that spec.json holds."""
    source = json.loads(Path(__file__).with_name("spec.json").read_text(encoding="utf-8"))
    return Spec(
        version=source["version"],
        methods=_fields(source["methods"]),
        types=_fields(source["types"]),
        unions=source["unions"],
        tags=source["tags"],
        updates=tuple(source["updates"]),
    )
