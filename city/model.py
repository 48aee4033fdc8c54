"""The city as one value: its name, hours, periods, services, bodies and places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from city.addresses import FoundPlace
from city.catalogue import Authority, Catalogue, Department, Phone, Service, Sla, named
from city.departments import Change, changed
from city.lessons import Lesson
from city.places import Places, Rename, Street
from city.routing import Decision, Route, decide
from city.understanding import Reader, Understanding


@dataclass(frozen=True, slots=True)
class CityName:
    """The name in the cases that texts need: «Кривий Ріг», «Кривого Рогу», «у Кривому Розі».

    ``locative`` has its preposition.
    """

    nominative: str
    genitive: str
    locative: str


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """When operators work: ISO weekdays (Monday is 1), from ``opens`` until before ``closes``."""

    days: frozenset[int]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class QuietHours:
    """When news that is not urgent keeps silent; usually over midnight. Equal ends: never."""

    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Periods:
    """How long everything takes. All of it is settings of the city.

    Emergency 24 hours and current 5–15 days: the city's press release of 3 February 2021.
    """

    emergency: timedelta
    """From registration, as elapsed time."""
    days: Mapping[Sla, int]
    """Days for each class but the emergency."""
    without_class: Sla
    """The class of a request that a resident leaves although it is not the city's competence."""
    closing_reminder: timedelta
    """From the question «Проблему вирішено?» to its only reminder."""
    auto_close: timedelta
    """From that question to the closing without an answer."""
    objection: timedelta
    """How long after the closing a resident may still object."""
    waiting: timedelta
    """How long a question to the resident stops the clock."""
    draft_reminder: timedelta
    draft_drop: timedelta
    invitation: timedelta
    """How long a staff invitation is valid."""
    keep_months: int
    """After so many months an ended request becomes anonymous."""
    undo_hold: timedelta
    """How long news of an action that can be taken back is held."""
    untaken: timedelta
    """How often those on duty are reminded of an emergency that nobody has taken."""
    untaken_current: Mapping[Sla, timedelta]
    """After how long, and then how often, any other is offered to the coordinator, by class."""
    remind_before: timedelta
    """How long before a current deadline the executor is reminded."""
    remind_before_emergency: timedelta


@dataclass(frozen=True, slots=True)
class Territory:
    """Where the city lies, in the official words; empty where its files do not say.

    ``katottg`` is the code of the city itself in the state's codifier.
    """

    katottg: str = ""
    region: str = ""
    raion: str = ""
    hromada: str = ""


@dataclass(frozen=True, slots=True)
class City:
    """Everything that the bot knows about one city; made by :func:`city.load`, never changed."""

    code: str
    name: CityName
    centre: str
    """What the contact centre is called."""
    phones: tuple[Phone, ...]
    area_code: str
    """Telephone area code with its zero: «056»."""
    timezone: ZoneInfo
    hours: WorkingHours
    quiet: QuietHours
    holidays: frozenset[date]
    working_days_deadlines: bool
    """Whether days of a deadline are working days; calendar days otherwise."""
    periods: Periods
    border_m: int
    """Within so many metres of a border the resident is asked for the district."""
    near_m: int
    """Requests of the same service within so many metres count as the same problem."""
    catalogue: Catalogue
    departments: Mapping[str, Department]
    authorities: Mapping[str, Authority]
    routes: tuple[Route, ...]
    """Which department works where, as the city's files say."""
    places: Places
    territory: Territory
    second_person_above: int
    """An announcement to more people needs a second person's word."""
    attribution: str
    """Whose data the map is; must be shown where the map's data are shown (ODbL)."""
    reader: Reader

    def understand(self, text: str) -> Understanding:
        """What a resident's words seem to mean: danger, topics, place. Nothing is decided."""
        return self.reader.understand(text)

    def taught(self, lessons: Iterable[Lesson]) -> City:
        """The same city, with the corrections of its staff; the newest are to come first."""
        return replace(self, reader=self.reader.taught(lessons))

    def charted(self, streets: Iterable[Street], renames: Iterable[Rename]) -> City:
        """The same city with the streets of its register; they count before those of the files."""
        places = self.places.with_register(streets, renames)
        return replace(self, places=places, reader=self.reader.charted(places))

    def staffed(self, changes: Iterable[Change]) -> City:
        """The same city with departments as staff have changed them by command."""
        return replace(self, departments=changed(self.departments, changes))

    @property
    def working(self) -> list[Department]:
        """Departments that requests can go to."""
        return [one for one in self.departments.values() if not one.closed]

    def place_in(self, text: str) -> FoundPlace:
        """The place that an address names, as far as it can be found in it."""
        return self.reader.place(text)

    def department_named(self, text: str) -> Department | None:
        """The department by its code, name or short name, in any case."""
        return named(self.working, text)

    def authority_named(self, text: str) -> Authority | None:
        """The outside body by its code, name, short name or other names, in any case."""
        return named(self.authorities.values(), text)

    def authority_of(self, service: Service) -> Authority | None:
        """Whom to turn to about a service that is not the city's; nothing for the city's own."""
        return None if service.is_ours else self.authorities[service.competence]

    def department_of(self, service: Service) -> Department | None:
        """The executor that requests about the service go to where no rule says otherwise."""
        return self.departments[service.department] if service.department else None

    def route(self, service: Service, district: str, given: Iterable[Route] = ()) -> Decision:
        """Where a request goes first; ``given`` are the rules that staff gave by command."""
        return decide(service, district, given, self.routes)
