"""The Desk keeps the promises of its port, on both databases: requests."""

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from flows.conversation import Conversation
from flows.desk import ConflictError, Desk, Filter
from flows.domain import (
    FileState,
    Outcome,
    Place,
    Role,
    Status,
)
from flows.events import MediaKind, MediaRef
from models.records import conversations
from tests.models.office import DAY, NOW, Office, entry


async def test_it_is_a_desk(office: Office) -> None:
    desk: Desk = office.desk
    assert desk.now == NOW


async def test_the_first_request_has_the_number_1001(office: Office) -> None:
    first, second = await office.files("a"), await office.files("b")
    assert (first.number, second.number) == (1001, 1002)
    assert (first.version, first.status, first.created_at) == (1, Status.REGISTERED, NOW)
    assert first.place == Place("вул. Соборності, 10", 47.9, 33.4, "metalurhiinyi")
    assert await office.desk.request(1001) == first


async def test_the_same_key_files_one_request(office: Office) -> None:
    first = await office.files("same")
    assert await office.files("same", text="інше") == first
    assert len(await office.desk.history(first.number)) == 1


async def test_filing_begins_the_history_and_takes_the_files(office: Office) -> None:
    photo = await office.desk.attach(office.olena.id, MediaRef(MediaKind.PHOTO, "s", size=7))
    request = await office.files(attachments=(photo,))
    [first] = await office.desk.history(request.number)
    assert (first.by, first.actor) == ("resident", office.olena.resident)
    assert (first.verb, first.before, first.after) == ("register", None, Status.REGISTERED)
    assert first.attachments == (photo,)
    [file] = await office.desk.files_of(request.number)
    assert (file.id, file.state, file.request) == (photo, FileState.PENDING, request.number)


async def test_a_file_of_one_request_cannot_be_given_to_another(office: Office) -> None:
    photo = await office.desk.attach(office.olena.id, MediaRef(MediaKind.PHOTO, "s"))
    first, second = await office.files("a", attachments=(photo,)), await office.files("b")
    await office.desk.remark(entry(second, attachments=(photo,)))
    assert len(await office.desk.files_of(first.number)) == 1
    assert await office.desk.files_of(second.number) == []


async def test_a_change_is_written_with_its_history(office: Office) -> None:
    executor = await office.hires("Ганна", Role.EXECUTOR, "roads")
    request = await office.files()
    changed, entry_id = await office.desk.change(
        request,
        entry(request, text="беру"),
        status=Status.IN_PROGRESS,
        assignee=executor.id,
        place=Place("інше місце"),
        due_at=NOW + 2 * DAY,
    )
    assert changed.version == 2
    assert await office.desk.request(request.number) == changed
    written = await office.desk.entry(entry_id)
    assert written is not None
    assert (written.text, written.before, written.after) == (
        "беру",
        Status.REGISTERED,
        Status.IN_PROGRESS,
    )


async def test_who_is_slower_changes_nothing(office: Office) -> None:
    seen = await office.files()
    await office.desk.change(seen, entry(seen), status=Status.IN_PROGRESS)
    with pytest.raises(ConflictError):
        await office.desk.change(seen, entry(seen, "reject"), status=Status.REJECTED)
    stored = await office.desk.request(seen.number)
    assert stored is not None
    assert stored.status is Status.IN_PROGRESS
    assert len(await office.desk.history(seen.number)) == 2


@pytest.mark.parametrize(
    "broken",
    [
        {"rating": 6},
        {"rating": 0},
        {"outcome": Outcome.CONFIRMED},
        {"status": "lost"},
        {"objections": 2},
        {"status": "merged"},
        {"merged_into": 1001},
        {"place": Place("тут", 91.0, 33.0)},
        {"place": Place("тут", 47.0, None)},
    ],
)
async def test_the_schema_itself_refuses_what_must_not_be(
    office: Office, broken: dict[str, Any]
) -> None:
    request = await office.files()
    with pytest.raises(IntegrityError):
        await office.desk.change(request, entry(request), **broken)


async def test_a_closed_request_can_have_its_outcome_and_rating(office: Office) -> None:
    request = await office.files()
    closed, _ = await office.desk.change(
        request, entry(request), status=Status.CLOSED, outcome=Outcome.UNANSWERED, rating=5
    )
    assert await office.desk.request(request.number) == closed


async def test_my_requests_are_mine_open_ones_first_then_the_newest(office: Office) -> None:
    ids = [(await office.files(key)) for key in "abcd"]
    await office.desk.change(ids[3], entry(ids[3]), status=Status.CLOSED)
    taras = Conversation(0, "telegram", "taras")
    await conversations.create(office.connection, [taras], NOW)
    await office.files("чужа", resident=taras.resident)
    mine = office.olena.resident or 0
    page = await office.desk.requests_of(mine, limit=3)
    assert ([r.number for r in page.rows], page.total) == ([1003, 1002, 1001], 4)
    page = await office.desk.requests_of(mine, limit=3, offset=3)
    assert ([r.number for r in page.rows], page.total) == ([1004], 4)
    assert (await office.desk.requests_of(mine, limit=9, only_open=True)).total == 3


async def test_the_queue_is_by_urgency_and_deadline_and_can_be_narrowed(office: Office) -> None:
    await office.files("a", due_at=NOW + 3 * DAY)
    await office.files("b", due_at=NOW - DAY)
    await office.files("c", due_at=NOW + 9 * DAY, urgent=True)
    await office.files("d", department="water", service="water.leak", place=Place("тут"))

    async def numbers(wanted: Filter) -> list[int]:
        return [r.number for r in (await office.desk.queue(wanted, limit=9)).rows]

    is_open = frozenset({Status.REGISTERED})
    assert await numbers(Filter(statuses=is_open)) == [1003, 1002, 1001, 1004]
    assert await numbers(Filter(department="water")) == [1004]
    assert await numbers(Filter(service_prefix="roads.", overdue_at=NOW)) == [1002]
    assert await numbers(Filter(district="metalurhiinyi", assignee=5)) == []
    assert await numbers(Filter(service_prefix="%")) == []
    assert (await office.desk.queue(Filter(), limit=1, offset=2)).total == 4
