"""The city's clock: deadlines, working hours and quiet hours, all in its own time.

Every function is pure; every moment that comes in must be aware and every one that goes out is
in the city's time zone. Elapsed time is counted in UTC: within one zone Python subtracts and
compares wall clocks, which is an hour wrong over a change of the clocks.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from city.catalogue import Service, Sla
from city.model import City

LAST_SECOND = time(23, 59, 59)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when. Told to the resident by the hour, or as a date that still counts."""

    at: datetime
    to_the_hour: bool


def deadline(city: City, what: Service | Sla, start: datetime) -> Deadline:
    """The promise for a request registered at ``start``.

    An emergency: so many elapsed hours. Otherwise the last second of the local day that is so
    many days later, calendar or working ones as the city has set. A service outside the city's
    competence has no class of its own and gets the one set for such requests.
    """
    sla = (what.sla or city.periods.without_class) if isinstance(what, Service) else what
    if sla is Sla.EMERGENCY:
        return Deadline(later(city, start, city.periods.emergency), to_the_hour=True)
    days = city.periods.days[sla]
    count = _add_working_days if city.working_days_deadlines else _add_days
    return Deadline(_end_of(city, count(city, local_date(city, start), days)), to_the_hour=False)


def shift(city: City, promised: Deadline, waited: timedelta) -> Deadline:
    """The promise after its clock stood still for ``waited``.

    By the hour: exactly so much later. By the date: whole days, a half counts as one, so that
    a question answered within the morning moves no date; where deadlines are in working days
    the new date is a working one.
    """
    if waited < timedelta(0):
        raise ValueError("a clock cannot stand still for a negative time")
    if promised.to_the_hour:
        return replace(promised, at=later(city, promised.at, waited))
    days = (waited + DAY / 2) // DAY
    if days == 0:
        return promised
    moved = local_date(city, promised.at) + timedelta(days=days)
    while city.working_days_deadlines and not is_working_day(city, moved):
        moved += DAY
    return replace(promised, at=_end_of(city, moved))


def untaken(city: City, code: str, start: datetime, *, urgent: bool) -> datetime:
    """When somebody has to be told that nobody has taken a request since ``start``.

    An emergency at any hour; anything else when the centre is open.
    """
    if urgent:
        return later(city, start, city.periods.untaken)
    service = city.catalogue.get(code)
    sla = (service.sla if service else None) or city.periods.without_class
    if sla is Sla.EMERGENCY:
        sla = Sla.SIMPLE
    return next_opening(city, later(city, start, city.periods.untaken_current[sla]))


def later(city: City, at: datetime, elapsed: timedelta) -> datetime:
    """The moment when so much time has really passed, over a change of the clocks too."""
    return (_utc(at) + elapsed).astimezone(city.timezone)


def local_date(city: City, at: datetime) -> date:
    """The date that people in the city see on the wall."""
    return _local(city, at).date()


def is_working_day(city: City, day: date) -> bool:
    """Whether operators work on this day at all."""
    return day.isoweekday() in city.hours.days and day not in city.holidays


def is_working(city: City, at: datetime) -> bool:
    """Whether operators are at work at this moment."""
    local = _local(city, at)
    within = city.hours.opens <= local.time() < city.hours.closes
    return within and is_working_day(city, local.date())


def next_opening(city: City, at: datetime) -> datetime:
    """When an operator will see what comes now: at once in working hours, or the next opening."""
    local = _local(city, at)
    if is_working(city, at):
        return local
    day = local.date() if local.time() < city.hours.opens else local.date() + DAY
    while not is_working_day(city, day):
        day += DAY
    return datetime.combine(day, city.hours.opens, city.timezone)


def quiet_until(city: City, at: datetime) -> datetime | None:
    """When the quiet hours end that this moment lies in; nothing outside of them."""
    starts, ends = city.quiet.starts, city.quiet.ends
    local = _local(city, at)
    now, day = local.time(), local.date()
    if starts <= ends:
        return datetime.combine(day, ends, city.timezone) if starts <= now < ends else None
    if now < ends:
        return datetime.combine(day, ends, city.timezone)
    return datetime.combine(day + DAY, ends, city.timezone) if now >= starts else None


def _add_days(_city: City, day: date, days: int) -> date:
    return day + timedelta(days=days)


def _add_working_days(city: City, day: date, days: int) -> date:
    while days > 0:
        day += DAY
        days -= is_working_day(city, day)
    return day


def _end_of(city: City, day: date) -> datetime:
    return datetime.combine(day, LAST_SECOND, city.timezone)


def _local(city: City, at: datetime) -> datetime:
    return _utc(at).astimezone(city.timezone)


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return at.astimezone(UTC)
