"""Requests are found by what is known of them, and by nobody who may not see them."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from flows.desk import Circle, Search, Sight
from flows.domain import Place, Role, Status
from flows.life.lifecycle import By
from flows.reading.stems import asked, stored
from models.keeping import erasing
from models.queries import search
from models.tables import requests
from tests.models.office import DAY, NOW, Office, entry


async def _found(
    office: Office, words: str = "", sight: Sight | None = None, **more: Any
) -> list[int]:
    page = await office.desk.find(Search(stems=asked(words), **more), sight, limit=10)
    assert page.total == len(page.rows)
    return [request.number for request in page.rows]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("яма", "Величезні ями на переході"),
        ("Соборна", "вул. Соборності, 10"),
        ("п'яний", "П’яні під під’їздом"),
        ("15-А", "вул. Січових Стрільців, 15а"),
        ("вознесенська", "Свято-Вознесенській вулиці"),
        ("дерево", "Дерева впали"),
        ("КАНАЛІЗАЦІЯ", "забита каналізаційна труба"),
    ],
)
async def test_words_find_their_other_forms(office: Office, words: str, text: str) -> None:
    number = (await office.files(text=text, place=Place())).number
    await office.files("other", text="Щось інше, 1", place=Place())
    assert await _found(office, words) == [number]


def test_a_house_is_no_beginning_of_another() -> None:
    assert asked("15") == ("15",)
    assert "15" not in stored("вул. Соборності, 150")


async def test_every_word_has_to_be_there_and_the_newest_come_first(office: Office) -> None:
    first = (await office.files("a")).number
    second = (await office.files("b", text="Яма біля школи")).number
    assert await _found(office, "ями соборності") == [second, first]
    assert await _found(office, "школа яма") == [second]
    assert await _found(office, "школа дорога") == []
    assert await _found(office, "небувале") == []


async def test_a_telephone_and_a_circle_and_what_narrows(office: Office) -> None:
    near = (await office.files("a", phone="+380501112233")).number
    far = (await office.files("b", place=Place("", 47.903, 33.4))).number
    nearer = (await office.files("c", place=Place("", 47.9001, 33.4))).number
    assert await _found(office, phone="+380501112233") == [near]
    around = Circle(47.9001, 33.4, 300)
    assert await _found(office, circle=around) == [nearer, near]
    assert await _found(office, circle=replace(around, metres=1000)) == [nearer, near, far]
    assert await _found(office, "соборності", circle=around) == [near]
    assert await _found(office, "яма", statuses=frozenset({Status.DONE})) == []
    assert await _found(office, "яма", overdue_at=NOW) == []
    assert await _found(office, since=NOW, until=NOW + DAY) == [nearer, far, near]
    assert await _found(office, "яма", since=NOW - DAY, until=NOW) == []


async def test_executors_find_what_is_their_department_s_or_their_own(office: Office) -> None:
    roads = await office.hires("Іван", Role.EXECUTOR, "roads")
    ours = await office.files("a")
    alien = await office.files("b", department="light")
    sight = Sight(frozenset({roads.id}), frozenset({"roads"}))
    period = {"since": NOW, "until": NOW + DAY}
    for asked_for in ({"words": "яма"}, {"phone": ours.phone}, period):
        assert await _found(office, sight=sight, **asked_for) == [ours.number]
    await office.desk.change(alien, entry(alien), assignee=roads.id)
    assert await _found(office, "яма", sight) == [alien.number, ours.number]
    assert await _found(office, "яма", Sight(frozenset({roads.id}))) == [alien.number]


async def test_added_words_find_it_and_a_new_place_takes_the_old_one_s_words(
    office: Office,
) -> None:
    request = await office.files()
    said = entry(request, "comment", text="Поруч дитсадок", after=request.status)
    await office.desk.remark(replace(said, by=By.RESIDENT, actor=request.resident))
    await office.desk.remark(entry(request, "note", text="секретне", after=request.status))
    assert await _found(office, "дитсадок") == [request.number]
    assert await _found(office, "секретне") == []
    there = Place("просп. Миру, 3", 47.95, 33.45, "")
    await office.desk.change(request, entry(request), place=there)
    for words in ("миру", "дитсадок", "яма"):
        assert await _found(office, words) == [request.number]
    assert await _found(office, "соборності") == []


async def test_what_is_erased_is_not_found(office: Office) -> None:
    request = await office.files()
    await office.desk.flush()
    assert await _found(office, "яма") == [request.number]
    await erasing.erase_requests(office.connection, [request.number], NOW, erasing.ASKED)
    assert await _found(office, "яма") == []
    assert await _found(office, phone=request.phone) == []
    assert await _found(office, circle=Circle(47.9, 33.4, 300)) == []


async def test_too_many_are_bounded_and_said_to_be(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "AT_MOST", 3)
    numbers = [
        (await office.files(f"k{n}", text="Яма" if n else "Яма й люк")).number for n in range(5)
    ]
    page = await office.desk.find(Search(stems=asked("яма")), None, limit=2, offset=2)
    assert (page.total, page.partly) == (3, True)
    assert [request.number for request in page.rows] == [numbers[2]]
    rare = await office.desk.find(Search(stems=asked("яма люк")), None, limit=2)
    assert ([r.number for r in rare.rows], rare.partly) == ([numbers[0]], False)


async def test_common_words_of_a_month_are_found_however_many_are_newer(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "AT_MOST", 3)
    monkeypatch.setattr(search, "BESIDE", 0)
    numbers = [(await office.files(f"k{n}", text="Яма")).number for n in range(8)]
    for number in numbers[:2]:
        at = update(requests).where(requests.c.number == number)
        await office.connection.execute(at.values(created_at=NOW - 40 * DAY))
    month: dict[str, Any] = {"since": NOW - 45 * DAY, "until": NOW - 15 * DAY}
    assert await _found(office, "яма", **month) == [numbers[1], numbers[0]]
    assert await _found(office, "яма", since=NOW - 90 * DAY, until=NOW - 60 * DAY) == []
