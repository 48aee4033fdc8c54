"""What is typed after /outage: where, what, until when."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest

from city import load_named
from flows.context import Context
from flows.staff import outage_words
from locales import texts

NOON = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""Twelve o'clock in Kyiv."""


def ctx() -> Context:
    words = texts("uk")
    held = SimpleNamespace(now=NOON, city=load_named("kryvyi_rih"), text=words.get)
    return cast("Context", held)


@pytest.mark.parametrize(
    ("typed", "day", "hour", "rest"),
    [
        ("до 18:00 ремонт", 23, "16:00", "ремонт"),
        ("18.30, труба", 23, "16:30", "труба"),
        ("18", 23, "16:00", ""),
        ("о 18 годині", 23, "16:00", ""),
        ("до 9:00", 24, "07:00", ""),
        ("завтра 12:00 чекаємо на лампи", 24, "10:00", "чекаємо на лампи"),
        ("завтра о 8", 24, "06:00", ""),
        ("завтра", 24, "21:59", ""),
        ("25.11 18:00 аварія", 25, "16:00", "аварія"),
        ("до 25 листопада", 25, "21:59", ""),
    ],
)
def test_a_moment_ahead(typed: str, day: int, hour: str, rest: str) -> None:
    found = outage_words.moment(ctx(), typed)
    assert found is not None
    at, left = found
    assert (at.day, f"{at:%H:%M}", left) == (day, hour, rest)


@pytest.mark.parametrize(
    "typed", ["", "учора", "сьогодні 9:00", "25:00", "ремонт до 18:00", "31.02"]
)
def test_no_moment(typed: str) -> None:
    assert outage_words.moment(ctx(), typed) is None


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("вода", "water"),
        ("вода ремонт", "water"),
        ("Немає холодної води", "water.none"),
        ("ліхтарі", "lighting.street"),
        ("світло", None),
        ("люк", None),
        ("", None),
    ],
)
def test_what_an_outage_can_be_of(typed: str, key: str | None) -> None:
    found = outage_words.topic(ctx(), typed)
    assert (found[0] if found else None) == key


def test_an_outage_explains_no_leak_and_no_open_manhole() -> None:
    codes = outage_words.topics(ctx())["water"][1]
    assert codes == ("water.none", "water.pressure")


@pytest.mark.parametrize(
    ("typed", "found", "rest"),
    [
        ("Саксаганський вода", 1, "вода"),
        ("вода Саксаганський, Покровський район", 2, "вода"),
        ("усе місто вода", 0, "вода"),
        ("вода", None, "вода"),
    ],
)
def test_where_it_is(typed: str, found: int | None, rest: str) -> None:
    codes, left = outage_words.areas(ctx(), typed)
    assert (None if codes is None else len(codes)) == found
    assert left == rest
