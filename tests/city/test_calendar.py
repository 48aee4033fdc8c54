from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from city import City
from city.calendar import (
    Deadline,
    deadline,
    is_working,
    is_working_day,
    local_date,
    next_opening,
    quiet_until,
    shift,
)
from city.catalogue import Sla

KYIV = ZoneInfo("Europe/Kyiv")


def kyiv(*when: int, fold: int = 0) -> datetime:
    year, month, day, *rest = when
    hour, minute, second = (*rest, 0, 0, 0)[:3]
    return datetime(year, month, day, hour, minute, second, tzinfo=KYIV, fold=fold)


def same(left: datetime | None, right: datetime) -> bool:
    """Equal as moments: within one zone Python would compare the wall clocks."""
    return (
        left is not None and left.astimezone(UTC) == right.astimezone(UTC) and left.tzinfo is KYIV
    )


@pytest.mark.parametrize(("sla", "day"), [("simple", 27), ("medium", 2), ("complex", 7)])
def test_current_requests_end_with_their_last_day(kryvyi_rih: City, sla: str, day: int) -> None:
    promised = deadline(kryvyi_rih, Sla(sla), kyiv(2026, 11, 22, 15))
    month = 11 if day > 22 else 12
    assert promised == Deadline(kyiv(2026, month, day, 23, 59, 59), to_the_hour=False)


def test_the_date_is_the_citys_even_when_it_is_another_day_in_utc(kryvyi_rih: City) -> None:
    late = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)
    assert local_date(kryvyi_rih, late) == date(2026, 11, 22)
    assert deadline(kryvyi_rih, Sla.SIMPLE, late).at == kyiv(2026, 11, 27, 23, 59, 59)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (kyiv(2026, 11, 22, 15), kyiv(2026, 11, 23, 15)),
        # 28 March 2027 has 23 hours, 31 October 2027 has 25
        (kyiv(2027, 3, 27, 15), kyiv(2027, 3, 28, 16)),
        (kyiv(2027, 10, 30, 15), kyiv(2027, 10, 31, 14)),
        (kyiv(2027, 10, 30, 3, 30), kyiv(2027, 10, 31, 3, 30)),
        (kyiv(2027, 10, 30, 4, 30), kyiv(2027, 10, 31, 3, 30, fold=1)),
        (kyiv(2027, 10, 31, 3, 30, fold=1), kyiv(2027, 11, 1, 3, 30)),
    ],
)
def test_an_emergency_is_24_hours_that_really_pass(
    kryvyi_rih: City, start: datetime, end: datetime
) -> None:
    promised = deadline(kryvyi_rih, kryvyi_rih.catalogue.service("water.none"), start)
    assert promised.to_the_hour
    assert same(promised.at, end)


@pytest.mark.parametrize(
    ("start", "end", "offset"),
    [
        (kyiv(2027, 3, 23, 12), kyiv(2027, 3, 28, 23, 59, 59), 3),
        (kyiv(2027, 10, 26, 12), kyiv(2027, 10, 31, 23, 59, 59), 2),
        (kyiv(2027, 10, 31, 3, 30, fold=1), kyiv(2027, 11, 5, 23, 59, 59), 2),
    ],
)
def test_days_end_with_the_local_day_over_both_changes_of_the_clocks(
    kryvyi_rih: City, start: datetime, end: datetime, offset: int
) -> None:
    at = deadline(kryvyi_rih, Sla.SIMPLE, start).at
    assert same(at, end)
    assert at.utcoffset() == timedelta(hours=offset)


def test_what_is_not_the_citys_gets_the_class_that_the_city_set(kryvyi_rih: City) -> None:
    service = kryvyi_rih.catalogue.service("out.power")
    start = kyiv(2026, 11, 22, 15)
    assert deadline(kryvyi_rih, service, start) == deadline(kryvyi_rih, Sla.MEDIUM, start)


@pytest.mark.parametrize(
    ("sla", "end"),
    [
        # Works Tue, Wed, Sat; 25 December (Fri) and 1 January (Fri) are holidays anyway
        ("simple", (2026, 12, 23)),
        ("medium", (2026, 12, 26)),
        ("complex", (2026, 12, 29)),
    ],
)
def test_working_days_when_the_city_says_so(
    tiny: City, sla: str, end: tuple[int, int, int]
) -> None:
    promised = deadline(tiny, Sla(sla), kyiv(2026, 12, 22, 9))
    assert promised.at == kyiv(*end, 23, 59, 59)


@pytest.mark.parametrize(
    ("at", "working", "opens"),
    [
        (kyiv(2026, 11, 23, 9), True, kyiv(2026, 11, 23, 9)),
        (kyiv(2026, 11, 23, 8, 59, 59), False, kyiv(2026, 11, 23, 9)),
        (kyiv(2026, 11, 23, 16, 59, 59), True, kyiv(2026, 11, 23, 16, 59, 59)),
        (kyiv(2026, 11, 23, 17), False, kyiv(2026, 11, 24, 9)),
        (kyiv(2026, 11, 20, 18), False, kyiv(2026, 11, 23, 9)),
        (kyiv(2026, 11, 22, 12), False, kyiv(2026, 11, 23, 9)),
        (datetime(2026, 11, 23, 7, 0, tzinfo=UTC), True, kyiv(2026, 11, 23, 9)),
        (
            datetime(2026, 11, 23, 2, 0, tzinfo=timezone(timedelta(hours=-5))),
            True,
            kyiv(2026, 11, 23, 9),
        ),
        (kyiv(2027, 3, 26, 18), False, kyiv(2027, 3, 29, 9)),
    ],
)
def test_working_hours(kryvyi_rih: City, at: datetime, working: Any, opens: datetime) -> None:
    assert is_working(kryvyi_rih, at) is working
    assert same(next_opening(kryvyi_rih, at), opens)


def test_holidays_are_the_citys_own_list(tiny: City, kryvyi_rih: City) -> None:
    assert is_working_day(kryvyi_rih, date(2026, 12, 25))
    assert not is_working_day(tiny, date(2026, 12, 25))
    assert tiny.holidays == {date(2026, 12, 25), date(2027, 1, 1)}


@pytest.mark.parametrize(
    ("at", "until"),
    [
        (kyiv(2026, 11, 22, 21, 59, 59), None),
        (kyiv(2026, 11, 22, 22), kyiv(2026, 11, 23, 8)),
        (kyiv(2026, 11, 23, 0), kyiv(2026, 11, 23, 8)),
        (kyiv(2026, 11, 23, 7, 59, 59), kyiv(2026, 11, 23, 8)),
        (kyiv(2026, 11, 23, 8), None),
        (kyiv(2027, 3, 27, 23), kyiv(2027, 3, 28, 8)),
        (kyiv(2027, 10, 31, 3, 30, fold=1), kyiv(2027, 10, 31, 8)),
    ],
)
def test_quiet_hours_over_midnight(kryvyi_rih: City, at: datetime, until: datetime | None) -> None:
    found = quiet_until(kryvyi_rih, at)
    assert found is None if until is None else same(found, until)


def test_quiet_hours_within_a_day(tiny: City) -> None:
    assert quiet_until(tiny, kyiv(2026, 11, 22, 13, 30)) == kyiv(2026, 11, 22, 14)
    assert quiet_until(tiny, kyiv(2026, 11, 22, 12)) is None
    assert quiet_until(tiny, kyiv(2026, 11, 22, 14)) is None


def test_waiting_moves_an_hour_by_exactly_what_passed(kryvyi_rih: City) -> None:
    promised = deadline(kryvyi_rih, Sla.EMERGENCY, kyiv(2027, 3, 26, 15))
    moved = shift(kryvyi_rih, promised, timedelta(hours=13, minutes=20))
    assert same(moved.at, kyiv(2027, 3, 28, 5, 20))
    assert moved.to_the_hour


@pytest.mark.parametrize(
    ("hours", "day"), [(0, 2), (3, 2), (11.9, 2), (12, 3), (24, 3), (35, 3), (36, 4), (168, 9)]
)
def test_waiting_moves_a_date_by_whole_days(kryvyi_rih: City, hours: float, day: int) -> None:
    promised = deadline(kryvyi_rih, Sla.MEDIUM, kyiv(2026, 11, 22, 15))
    moved = shift(kryvyi_rih, promised, timedelta(hours=hours))
    assert same(moved.at, kyiv(2026, 12, day, 23, 59, 59))


def test_waiting_over_a_change_of_the_clocks_ends_with_the_local_day(kryvyi_rih: City) -> None:
    promised = deadline(kryvyi_rih, Sla.SIMPLE, kyiv(2027, 3, 22, 12))
    assert same(shift(kryvyi_rih, promised, timedelta(days=2)).at, kyiv(2027, 3, 29, 23, 59, 59))


def test_waiting_in_working_days_ends_on_one(tiny: City) -> None:
    promised = Deadline(kyiv(2026, 12, 23, 23, 59, 59), to_the_hour=False)
    assert shift(tiny, promised, timedelta(days=1)).at == kyiv(2026, 12, 26, 23, 59, 59)


def test_what_makes_no_sense_is_refused(kryvyi_rih: City) -> None:
    promised = deadline(kryvyi_rih, Sla.SIMPLE, kyiv(2026, 11, 22))
    with pytest.raises(ValueError, match="negative"):
        shift(kryvyi_rih, promised, timedelta(hours=-1))
    with pytest.raises(ValueError, match="time zone"):
        deadline(kryvyi_rih, Sla.SIMPLE, datetime(2026, 11, 22))  # noqa: DTZ001 - naive on purpose
