"""The state's form of open data about requests: which fields, and what stands in each.

Cabinet resolution 835 of 21 October 2015, annex 33: the recommended structure of the set about
appeals to a hotline. No field holds personal data: words only as somebody has decided, no flat,
and nothing closer than the street for topics that neighbours have no business with.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from city import City
from city.addresses import FoundPlace
from flows.domain import ServiceRequest
from flows.reports.rows import Sight

NULL: Final = "null"
"""What the form wants where there is no such part of an address."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A request on its way into the form, with the words that may be published."""

    sight: Sight
    request: ServiceRequest
    words: str
    """Empty where nobody has decided yet, or where they are hidden."""
    telephoned: bool

    @property
    def city(self) -> City:
        return self.sight.city

    def worded(self, key: str) -> str:
        """A text of the locales."""
        return self.sight.texts.get(key)

    @property
    def place(self) -> FoundPlace:
        return self.city.place_in(self.request.place.text)

    @property
    def sensitive(self) -> bool:
        service = self.city.catalogue.get(self.request.service)
        return service is None or service.sensitive


Take: TypeAlias = Callable[[Subject], str]


def _type(one: Subject) -> str:
    return "opendata-emergency" if one.request.urgent else "opendata-problem"


def _method(one: Subject) -> str:
    return "opendata-method-telephone" if one.telephoned else "opendata-method"


def _received(one: Subject) -> str:
    local = one.request.created_at.astimezone(one.city.timezone)
    return f"{local:%Y-%m-%dT%H:%M}"


def _kind(one: Subject) -> str:
    """The group of topics, as people see it."""
    code = one.request.service
    groups = one.city.catalogue.groups
    found = next((g.name for g in groups if any(s.code == code for s in g.services)), "")
    return found or one.sight.topic(one.request)


def _department(one: Subject) -> str:
    known = one.city.departments.get(one.request.department)
    return known.name if known else one.city.centre


def edrpou(city: City, code: str) -> str:
    """The code of the legal entity that answers; empty until the city has filled it in."""
    known = city.departments.get(code)
    return known.edrpou if known else ""


def _result(one: Subject) -> str:
    request = one.request
    end = request.outcome.value if request.outcome else request.status.value
    return one.worded(f"opendata-result-{end.replace('_', '-')}")


FIELDS: Final[dict[str, tuple[bool, Take]]] = {
    "uid": (True, lambda one: str(one.request.number)),
    "receivedDateTime": (True, _received),
    "type": (True, lambda one: one.worded(_type(one))),
    "kind": (True, _kind),
    "content": (True, lambda one: one.words or one.worded("opendata-hidden")),
    "accrualMethod": (True, lambda one: one.worded(_method(one))),
    "CATUTTC": (False, lambda one: one.request.place.district or one.city.territory.katottg),
    "addressPostCode": (False, lambda one: ""),
    "addressAdminUnitL1": (False, lambda one: one.worded("opendata-country")),
    "addressAdminUnitL2": (False, lambda one: one.city.territory.region),
    "addressAdminUnitL3": (False, lambda one: one.city.territory.raion or NULL),
    "addressAdminUnitL4": (False, lambda one: one.city.territory.hromada or NULL),
    "addressPostName": (False, lambda one: one.city.name.nominative),
    "addressThoroughfare": (False, lambda one: one.place.street),
    "addressLocatorDesignator": (
        False,
        lambda one: "" if one.sensitive else one.place.house.partition("/")[0],
    ),
    "addressLocatorBuilding": (False, lambda one: NULL),
    "status": (True, lambda one: one.sight.status(one.request)),
    "organizationName": (True, _department),
    "organizationId": (True, lambda one: edrpou(one.city, one.request.department)),
    "result": (True, _result),
}
"""Field → whether the form requires it, and what stands there; in the form's order."""


def record(
    sight: Sight, request: ServiceRequest, words: Mapping[int, str], telephoned: Collection[int]
) -> list[str]:
    """One line of the file. ``words`` are decided texts by number, ``telephoned`` are numbers."""
    number = request.number
    subject = Subject(sight, request, words.get(number, ""), number in telephoned)
    return [take(subject) for _, take in FIELDS.values()]
