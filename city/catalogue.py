"""The services of the city that people file requests about, and who answers for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from city.questions import Question
from city.words import normalise_words

OURS = "city"
"""The competence of a service that the city itself answers for."""


class Sla(StrEnum):
    """Class of a service's deadline; the periods themselves are settings of the city."""

    EMERGENCY = "emergency"
    SIMPLE = "simple"
    MEDIUM = "medium"
    COMPLEX = "complex"


class PlaceNeed(StrEnum):
    """Whether a request about the service needs a place."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Service:
    """One topic of the catalogue.

    ``label`` is the name for a button, at most 40 characters. ``sla`` is empty for what is not
    the city's competence, ``department`` where the city has not said who does it. ``sensitive``:
    nothing of such a request is ever shown to neighbours. ``outage``: a known outage of the
    network explains it, so whoever reports it is told of one. ``words`` and ``examples``,
    sentences as people write them, are only for understanding what somebody means. ``questions``
    are asked beyond what every request needs.
    """

    code: str
    group: str
    name: str
    label: str
    sla: Sla | None
    competence: str
    department: str | None
    place: PlaceNeed
    sensitive: bool
    words: tuple[str, ...]
    examples: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    outage: bool = False

    @property
    def is_emergency(self) -> bool:
        """Whether it goes to those on duty at once."""
        return self.sla is Sla.EMERGENCY

    @property
    def is_ours(self) -> bool:
        """Whether the city answers for it; if not, ``competence`` is an authority's code."""
        return self.competence == OURS


@dataclass(frozen=True, slots=True)
class Group:
    """A group of services as people see it; ``label`` has at most 38 characters."""

    code: str
    name: str
    label: str
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as people write it, with a word on who answers it."""

    number: str
    note: str = ""

    @property
    def dial(self) -> str:
        """The digits to dial, with a leading plus where the number has one."""
        digits = "".join(char for char in self.number if char in "0123456789")
        return f"+{digits}" if self.number.startswith("+") else digits


@dataclass(frozen=True, slots=True)
class Department:
    """One of the city's executors. A ``placeholder`` is still to be named by the city.

    ``edrpou`` is the code of the legal entity, which open data need; empty until it is known.
    """

    code: str
    name: str
    short: str
    phones: tuple[Phone, ...] = ()
    hours: str = ""
    placeholder: bool = False
    also: tuple[str, ...] = ()
    edrpou: str = ""
    closed: bool = False
    """Nothing goes there any more; what went there still shows its name."""


@dataclass(frozen=True, slots=True)
class Authority:
    """A body outside the city's competence: whom to call, when, and what to do until then."""

    code: str
    name: str
    short: str
    phones: tuple[Phone, ...]
    hours: str = ""
    advice: str = ""
    also: tuple[str, ...] = ()


BodyT = TypeVar("BodyT", Department, Authority)


def named(bodies: Iterable[BodyT], text: str) -> BodyT | None:
    """The one whose code, name, short name or other name this is, in any case and apostrophe."""
    wanted = normalise_words(text).strip("«»\"'. ")
    return next((body for body in bodies if wanted in _names(body)), None)


def _names(body: Department | Authority) -> set[str]:
    names = (body.code, body.name, body.short, *body.also)
    return {normalise_words(name) for name in names}


class Catalogue:
    """All services in the order of the city's file, found by code or by group.

    ``not_requests`` are examples of what people write that is about none of them. ``questions``
    are all that services ask, by code: an old request's answers need their labels too.
    """

    __slots__ = ("_services", "groups", "not_requests", "questions")

    groups: tuple[Group, ...]
    questions: Mapping[str, Question]
    _services: Mapping[str, Service]

    def __init__(
        self,
        groups: tuple[Group, ...],
        not_requests: tuple[str, ...] = (),
        questions: Mapping[str, Question] = MappingProxyType({}),
    ) -> None:
        self.groups = groups
        self.not_requests = not_requests
        self.questions = questions
        self._services = MappingProxyType({s.code: s for group in groups for s in group.services})

    @property
    def services(self) -> tuple[Service, ...]:
        """Every service, group by group."""
        return tuple(self._services.values())

    def get(self, code: str) -> Service | None:
        """The service of this code, if the catalogue has it (an old request's may be gone)."""
        return self._services.get(code)

    def service(self, code: str) -> Service:
        """The service of this code; raises ``KeyError`` naming the code."""
        return self._services[code]

    def in_group(self, code: str) -> tuple[Service, ...]:
        """The services of the group; nothing for a group that does not exist."""
        return next((group.services for group in self.groups if group.code == code), ())
