"""Who is there: substitutes, the duty roster, who hears; pure, on one value."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.domain import Role, Staff
from flows.life.staffing import Absence, Roster, Shift
from flows.staff.duty import _read

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=KYIV)
"""A Tuesday, two o'clock at night."""
DAY = timedelta(days=1)

ANDRII = Staff(1, "Андрій", Role.EXECUTOR, "light")
MARIIA = Staff(2, "Марія", Role.EXECUTOR, "water")
IVAN = Staff(3, "Іван", Role.EXECUTOR, "light")
HALYNA = Staff(4, "Галина", Role.COORDINATOR)
BOHDAN = Staff(5, "Богдан", Role.ADMIN)


def roster(*absences: Absence, shifts: tuple[Shift, ...] = (), **more: object) -> Roster:
    people = (ANDRII, MARIIA, IVAN, HALYNA, BOHDAN)
    made = Roster(people, {one.staff: one for one in absences}, shifts, NOW)
    for name, value in more.items():
        object.__setattr__(made, name, value)
    return made


def gone(who: Staff, instead: Staff | None = None, days: int = 1) -> Absence:
    return Absence(who.id, NOW - DAY, NOW + days * DAY, instead.id if instead else None)


def test_a_chain_of_substitutes_ends_at_who_is_there() -> None:
    found = roster(gone(ANDRII, MARIIA), gone(MARIIA, IVAN))
    assert found.stand_in(ANDRII) == IVAN
    assert found.stood_for(IVAN) == [ANDRII, MARIIA]
    assert found.team("light", on_duty=False) == [IVAN]
    assert found.team("water", on_duty=False) == [IVAN]


def test_a_circle_of_substitutes_is_nobody() -> None:
    found = roster(gone(ANDRII, MARIIA), gone(MARIIA, ANDRII))
    assert found.stand_in(ANDRII) is None
    assert found.team("light", on_duty=False) == [IVAN]
    assert found.team("water", on_duty=False) == []


def test_an_absence_begins_and_ends_by_itself() -> None:
    found = roster(Absence(1, NOW, NOW + DAY, 2))
    assert found.stand_in(ANDRII) == MARIIA
    back = roster(Absence(1, NOW - DAY, NOW, 2))
    assert back.stand_in(ANDRII) == ANDRII
    later = roster(Absence(1, NOW + DAY, NOW + 2 * DAY, 2))
    assert later.stand_in(ANDRII) == ANDRII


def test_a_substitute_who_has_left_is_nobody() -> None:
    found = roster(gone(ANDRII, Staff(99, "Колишня", Role.EXECUTOR, "light")))
    assert found.stand_in(ANDRII) is None
    assert found.present([ANDRII, IVAN]) == [IVAN]


def test_without_coordinators_administrators_hear_even_when_they_are_away() -> None:
    assert roster().supervisors() == [HALYNA]
    assert roster(gone(HALYNA, MARIIA)).supervisors() == [MARIIA]
    assert roster(gone(HALYNA)).supervisors() == [BOHDAN]
    assert roster(gone(HALYNA), gone(BOHDAN)).supervisors() == [BOHDAN]


WEEK = frozenset({1, 2, 3, 4, 5})


@pytest.mark.parametrize(
    ("shift", "at", "on"),
    [
        (Shift(1, time(17), time(9), WEEK), "2026-11-24T02:00", True),
        (Shift(1, time(17), time(9), WEEK), "2026-11-24T08:59", True),
        (Shift(1, time(17), time(9), WEEK), "2026-11-24T09:00", False),
        (Shift(1, time(17), time(9), WEEK), "2026-11-23T02:00", False),  # Sunday's night
        (Shift(1, time(17), time(9), WEEK), "2026-11-28T02:00", True),  # Friday's night
        (Shift(1, time(17), time(9), WEEK), "2026-11-28T18:00", False),
        (Shift(1, time(9), time(17), WEEK), "2026-11-24T12:00", True),
        (Shift(1, time(0), time(0), frozenset({6, 7})), "2026-11-28T23:59", True),
        (Shift(1, time(0), time(0), frozenset({6, 7})), "2026-11-30T00:00", False),
        (Shift(1, time(21), time(9), on=date(2026, 11, 24)), "2026-11-25T03:00", True),
        (Shift(1, time(21), time(9), on=date(2026, 11, 24)), "2026-11-24T03:00", False),
        # Both nights on which the clocks change, by the clock on the wall.
        (Shift(1, time(22), time(6), frozenset({6})), "2026-10-25T03:30", True),
        (Shift(1, time(22), time(6), frozenset({6})), "2027-03-28T04:30", True),
    ],
)
def test_a_shift_goes_over_midnight(shift: Shift, at: str, on: bool) -> None:
    assert shift.covers(datetime.fromisoformat(at).replace(tzinfo=KYIV)) is on


def test_on_duty_are_those_of_the_roster_and_those_who_said_so() -> None:
    night = Shift(ANDRII.id, time(17), time(9), WEEK)
    assert roster(shifts=(night,)).on_duty() == [ANDRII]
    assert roster(gone(ANDRII, MARIIA), shifts=(night,)).on_duty() == [MARIIA]
    assert roster(shifts=(night,)).team("water", on_duty=True) == [MARIIA, ANDRII]
    assert roster().on_duty() == []


TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "days", "on", "hours", "who"),
    [
        ("пн-пт 17:00–09:00 Андрій", "12345", None, (17, 9), "Андрій"),
        ("сб, нд 0-24 Марія", "67", None, (0, 0), "Марія"),
        ("Пн–Пт 17.00 до 9.00", "12345", None, (17, 9), ""),
        ("пт-пн 22:00-06:00 @Іван", "1567", None, (22, 6), "Іван"),
        ("щодня 17-9", "1234567", None, (17, 9), ""),
        ("вихідні 9:00—21:00 Андрій Коваль", "67", None, (9, 21), "Андрій Коваль"),
        ("понеділок-п’ятниця 17:00–09:00", "12345", None, (17, 9), ""),
        ("5.12 09:00–21:00 Андрій", "", date(2026, 12, 5), (9, 21), "Андрій"),
        ("5 грудня 9-21", "", date(2026, 12, 5), (9, 21), ""),
        ("Андрій", "", None, None, ""),
        ("пн-пт 25:00–09:00 Андрій", "", None, None, ""),
        ("01.01.2020 9-21", "", None, None, ""),
    ],
)
def test_a_line_of_the_roster_is_read_as_people_write_it(
    words: str, days: str, on: date | None, hours: tuple[int, int] | None, who: str
) -> None:
    found = _read(words, TODAY)
    if hours is None:
        assert found is None
        return
    assert found is not None
    shift, name = found
    assert (shift.starts, shift.ends) == (time(hours[0]), time(hours[1]))
    assert (shift.days, shift.on, name) == (frozenset(map(int, days)), on, who)


def test_a_roster_in_utc_is_as_good() -> None:
    found = roster(gone(ANDRII, MARIIA), local=NOW.astimezone(UTC))
    assert found.stand_in(ANDRII) == MARIIA
