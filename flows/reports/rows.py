"""A request as a row of the spreadsheet: what stands in each column, and who may have it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from city import City
from flows.domain import Role, ServiceRequest
from flows.reading.phones import spaced
from flows.words import details
from locales import Texts

Value: TypeAlias = str | int | float | datetime | None

WITH_PHONES: Final = frozenset({Role.COORDINATOR, Role.ADMIN})
"""Who may take many telephones away at once; everybody else asks for one with /phone."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a row needs beside the request: words, the city, names of staff by id."""

    texts: Texts
    city: City
    names: Mapping[int, str]

    def local(self, moment: datetime | None) -> datetime | None:
        """The city's clock, without a zone."""
        return moment.astimezone(self.city.timezone).replace(tzinfo=None) if moment else None

    def topic(self, request: ServiceRequest) -> str:
        service = self.city.catalogue.get(request.service)
        return service.name if service else request.service

    def district(self, request: ServiceRequest) -> str:
        known = self.city.places.districts.by_code.get(request.place.district)
        return known.name if known else ""

    def status(self, request: ServiceRequest) -> str:
        return self.texts.get(f"status-{request.status.value.replace('_', '-')}")

    def outcome(self, request: ServiceRequest) -> str:
        return self.texts.get(f"outcome-{request.outcome.value}") if request.outcome else ""

    def department(self, request: ServiceRequest) -> str:
        known = self.city.departments.get(request.department)
        return known.short if known else request.department


Take: TypeAlias = Callable[[Sight, ServiceRequest], Value]

COLUMNS: Final[dict[str, tuple[int, Take]]] = {
    "number": (9, lambda s, r: r.number),
    "created": (17, lambda s, r: s.local(r.created_at)),
    "topic": (30, lambda s, r: s.topic(r)),
    "district": (18, lambda s, r: s.district(r)),
    "place": (32, lambda s, r: r.place.text),
    "lat": (11, lambda s, r: r.place.lat),
    "lon": (11, lambda s, r: r.place.lon),
    "details": (30, lambda s, r: details(s.city, r.details)),
    "text": (60, lambda s, r: r.text),
    "phone": (18, lambda s, r: spaced(r.phone) if r.phone else ""),
    "status": (20, lambda s, r: s.status(r)),
    "department": (24, lambda s, r: s.department(r)),
    "assignee": (24, lambda s, r: s.names.get(r.assignee or 0, "")),
    "due": (17, lambda s, r: s.local(r.due_at)),
    "done": (17, lambda s, r: s.local(r.done_at)),
    "closed": (17, lambda s, r: s.local(r.closed_at)),
    "outcome": (24, lambda s, r: s.outcome(r)),
    "rating": (9, lambda s, r: r.rating),
    "comment": (40, lambda s, r: r.rating_comment),
    "reworks": (13, lambda s, r: r.reworks),
}
"""Column → its width in characters, and what stands in it."""


def columns_for(role: Role) -> list[str]:
    """The columns that this role may have."""
    return [name for name in COLUMNS if name != "phone" or role in WITH_PHONES]


def headings(texts: Texts, columns: Sequence[str]) -> list[tuple[str, int]]:
    """Names and widths."""
    return [(texts.get(f"column-{name}"), COLUMNS[name][0]) for name in columns]


def row(sight: Sight, request: ServiceRequest, columns: Sequence[str]) -> list[Value]:
    """The cells of one request."""
    return [COLUMNS[name][1](sight, request) for name in columns]
