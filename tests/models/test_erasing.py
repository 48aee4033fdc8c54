"""The history may lose words only where the log of erasures says so."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from flows.conversation import Conversation
from flows.domain import Role
from models.keeping import erasing
from models.records import conversations, requests
from tests.models.office import NOW, Office, entry


async def _filed(office: Office) -> int:
    request = await office.files()
    await office.hires("Андрій", Role.OPERATOR)
    await office.desk.remark(entry(request, "note", text="слова", after=request.status))
    await office.desk.flush()
    return request.number


async def test_an_erased_request_keeps_what_statistics_need(office: Office) -> None:
    number = await _filed(office)
    await erasing.erase_requests(office.connection, [number], NOW, erasing.ASKED)
    after = await requests.get(office.connection, number)
    assert after is not None
    assert (after.text, after.phone, after.place.text, after.place.lat) == ("", "", "", None)
    assert (after.service, after.place.district) == ("roads.pothole", "metalurhiinyi")
    assert after.resident != office.olena.resident
    lines = await requests.entries(office.connection, number)
    assert [(line.by, line.text) for line in lines] == [("resident", ""), ("staff", "")]
    assert lines[0].actor == after.resident


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE history SET text = 'інше'",
        "UPDATE history SET text = '', verb = 'x'",
        "UPDATE history SET text = '', actor = 77 WHERE \"by\" = 'staff'",
        "UPDATE history SET at = '2020-01-01'",
        "DELETE FROM history",
        "UPDATE erasures SET reason = 'term'",
        "DELETE FROM erasures",
    ],
)
async def test_not_even_an_erased_request_can_be_rewritten(office: Office, change: str) -> None:
    number = await _filed(office)
    await erasing.erase_requests(office.connection, [number], NOW, erasing.ASKED)
    with pytest.raises(DBAPIError, match="append-only"):
        async with office.connection.begin_nested():
            await office.connection.execute(text(change))


async def _joined(office: Office) -> tuple[int, int]:
    """The request of somebody else, and who has written about it."""
    request = await office.files()
    taras = Conversation(0, "telegram", "taras")
    await conversations.create(office.connection, [taras], NOW)
    resident = taras.resident or 0
    said = entry(request, "joined", after=request.status, text="слова")
    await office.desk.remark(replace(said, by="resident", actor=resident))
    await office.desk.flush()
    return request.number, resident


async def test_who_joined_is_nobody_in_the_history_of_another_and_the_rest_stays(
    office: Office,
) -> None:
    number, taras = await _joined(office)
    before = await requests.get(office.connection, number)
    await erasing.erase_person(office.connection, taras, NOW, keep_open=False)
    lines = await requests.entries(office.connection, number)
    assert [(line.verb, line.text) for line in lines] == [("register", ""), ("joined", "")]
    assert lines[0].actor == office.olena.resident
    assert lines[1].actor not in {taras, office.olena.resident}
    assert await requests.get(office.connection, number) == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE history SET text = ''",
        "UPDATE history SET text = 'інше' WHERE verb = 'joined'",
        "UPDATE history SET verb = 'x' WHERE verb = 'joined'",
        "DELETE FROM history WHERE verb = 'joined'",
        "UPDATE erased_words SET at = '2020-01-01'",
        "DELETE FROM erased_words",
    ],
)
async def test_only_the_lines_that_are_named_can_be_blanked(office: Office, change: str) -> None:
    _, taras = await _joined(office)
    await erasing.erase_person(office.connection, taras, NOW, keep_open=False)
    with pytest.raises(DBAPIError, match="append-only"):
        async with office.connection.begin_nested():
            await office.connection.execute(text(change))


async def test_without_the_log_no_word_can_be_taken_out(office: Office) -> None:
    await _filed(office)
    with pytest.raises(DBAPIError, match="append-only"):
        async with office.connection.begin_nested():
            await office.connection.execute(text("UPDATE history SET text = ''"))
