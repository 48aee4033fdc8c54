"""Ready answers: words with fields that are filled from the request they are said about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from flows.context import Context
from flows.domain import ServiceRequest, Template
from flows.words import department, due, place, topic

LONGEST: Final = 700
_FIELD: Final = re.compile(r"\{\s*([^{}]*?)\s*\}")

FIELDS: Final[dict[str, Callable[[Context, ServiceRequest], str]]] = {
    "номер": lambda ctx, request: str(request.number),
    "тема": lambda ctx, request: topic(ctx, request.service),
    "адреса": lambda ctx, request: place(ctx, request.place),
    "строк": due,
    "виконавець": lambda ctx, request: department(ctx, request.department),
}
"""Name → what stands there. A resident's name and telephone are none of them."""

_ALSO: Final = {
    "number": "номер", "topic": "тема", "address": "адреса", "due": "строк",
    "executor": "виконавець",
}  # fmt: skip


def unknown_fields(text: str) -> list[str]:
    """Fields of a template that nobody can fill."""
    return [name for name in _FIELD.findall(text) if _known(name) not in FIELDS]


def render(ctx: Context, text: str, request: ServiceRequest) -> str:
    """The words with every field filled; what is no field stays as it was written."""

    def fill(found: re.Match[str]) -> str:
        field = FIELDS.get(_known(found[1]))
        return field(ctx, request) if field else found[0]

    return _FIELD.sub(fill, text)


def fitting(templates: Sequence[Template], command: str, request: ServiceRequest) -> list[Template]:
    """Those for this command and topic; what is said of the very topic comes first."""
    code = request.service
    fit = [
        one
        for one in templates
        if one.command == command
        and (not one.service or code == one.service or code.startswith(f"{one.service}."))
    ]
    return sorted(fit, key=lambda one: -len(one.service))


def _known(name: str) -> str:
    folded = name.casefold()
    return _ALSO.get(folded, folded)
