import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.edges.web_ports import Bell, FileReader, OverviewReader, TranscriptReader, centre
from bot.files.library import Library
from city import load_named
from flows.conversation import Conversation
from flows.domain import NewRequest, Place, Role, Staff
from flows.events import MediaKind, MediaRef
from flows.messages import Choice, Message
from models.database import Database
from models.queues import downloads
from models.records import attachments, conversations, requests, staff, transcript
from models.records.attachments import Stored
from models.tables import conversations as conversations_table

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
KRYVYI_RIH = load_named("kryvyi_rih")
POTHOLE = KRYVYI_RIH.catalogue.services[0]


class House:
    """A database in which the test plays the engine's part."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.bell = Bell()
        self.transcript = TranscriptReader(database, self.bell)
        self.files = FileReader(database, Library(database, folder))
        self.overview = OverviewReader(database, KRYVYI_RIH, lambda: NOW)

    async def talk(self, address: str) -> Conversation:
        talk = Conversation(0, "web", address)
        async with self.database.write() as connection:
            await conversations.create(connection, [talk], NOW)
        return talk

    async def line(
        self, talk: Conversation, body: Message, direction: str = transcript.OUT, key: str = ""
    ) -> None:
        async with self.database.write() as connection:
            row = transcript.row(talk.id, direction, NOW, message=key, body=body)
            await transcript.write(connection, [row])

    async def file(self, talk: Conversation, *, stored: bool = True) -> int:
        async with self.database.write() as connection:
            ref = MediaRef(MediaKind.PHOTO, "source")
            one = await attachments.add(connection, talk.id, ref, NOW)
            if stored:
                what = Stored(one, MediaKind.PHOTO, "ab" * 32, "image/jpeg", "яма.jpg", 5)
                await downloads.store(connection, what)
        return one

    async def files_request(self, talk: Conversation, *, urgent: bool = False) -> int:
        assert talk.resident
        new = NewRequest(
            key=f"{talk.id}-{urgent}",
            resident=talk.resident,
            service=POTHOLE.code,
            text="Яма",
            place=Place("вул. Лермонтова, 5"),
            phone="+380671234567",
            department=POTHOLE.department or "",
            due_at=NOW + timedelta(days=10),
            due_to_hour=False,
            urgent=urgent,
        )
        async with self.database.write() as connection:
            request, _ = await requests.register(connection, new, NOW)
        return request.number

    async def hires(self, talk: Conversation, role: Role, department: str = "") -> Staff:
        async with self.database.write() as connection:
            member = await staff.save(connection, Staff(0, "Андрій", role, department))
            await connection.execute(
                update(conversations_table)
                .where(conversations_table.c.id == talk.id)
                .values(staff_id=member.id)
            )
        return member


@pytest.fixture
def house(database: Database, tmp_path: Path) -> House:
    return House(database, tmp_path)


async def test_both_sides_of_a_chat_are_read_in_order(house: House) -> None:
    olena, petro = await house.talk("olena"), await house.talk("petro")
    question = Message("Де це?", ((Choice("Назад", "q:1"),),), replaces="7")
    await house.line(olena, Message("Яма", point=(47.9, 33.4)), transcript.IN, "uuid-1")
    await house.line(petro, Message("чуже"))
    await house.line(olena, question)
    said, asked = await house.transcript.after("olena", 0, 10)
    assert (said.outgoing, said.text, said.key, said.message) == (False, "Яма", "uuid-1", None)
    assert said.point == (47.9, 33.4)
    assert (asked.outgoing, asked.message, asked.replaces) == (True, question, "7")
    assert [row.id for row in await house.transcript.after("olena", said.id, 10)] == [asked.id]
    assert [row.id for row in await house.transcript.before("olena", None, 1)] == [asked.id]
    assert [row.id for row in await house.transcript.before("olena", asked.id, 9)] == [said.id]
    for rows in (
        house.transcript.after("nobody", 0, 9),
        house.transcript.before("nobody", None, 9),
    ):
        assert list(await rows) == []


async def test_a_row_shows_its_files_and_not_the_refused_ones(house: House) -> None:
    olena = await house.talk("olena")
    ready = await house.file(olena)
    coming = await house.file(olena, stored=False)
    refused = await house.file(olena, stored=False)
    async with house.database.write() as connection:
        await downloads.refuse(connection, refused, "type")
    await house.line(olena, Message("", media=(ready, coming, refused)), transcript.IN)
    (row,) = await house.transcript.after("olena", 0, 10)
    assert [(f.id, f.ready, f.size) for f in row.attachments] == [
        (ready, True, 5),
        (coming, False, None),
    ]


async def _waits(house: House, address: str, cursor: int) -> asyncio.Task[None]:
    task = asyncio.create_task(house.transcript.wait(address, cursor))
    done, _ = await asyncio.wait({task}, timeout=0.2)
    assert not done
    return task


async def test_waiting_ends_when_the_bell_rings_and_costs_nothing_before(house: House) -> None:
    await house.talk("olena")
    task = await _waits(house, "olena", 0)
    house.bell.ring(["petro"])
    assert not task.done()
    house.bell.ring(["olena", "petro"])
    await asyncio.wait_for(task, 5)
    house.bell.ring(["olena", "petro"])


async def test_a_row_that_is_there_already_is_not_waited_for(house: House) -> None:
    await house.line(await house.talk("olena"), Message("Вітаємо"))
    await asyncio.wait_for(house.transcript.wait("olena", 0), 5)


@pytest.mark.fault(20)
async def test_a_file_is_given_only_to_whom_it_was_shown(house: House) -> None:
    olena, andrii = await house.talk("olena"), await house.talk("andrii")
    await house.talk("petro")
    file = await house.file(olena)
    other = await house.file(olena)
    await house.line(andrii, Message("№ 1001", media=(other * 10 + file, file)))
    shown = await house.files.shown_to("olena", file)
    assert shown is not None
    assert (shown.name, shown.mime) == ("яма.jpg", "image/jpeg")
    assert await house.files.shown_to("andrii", file) is not None
    for address, one in (("andrii", other), ("petro", file), ("nobody", file), ("olena", 999)):
        assert await house.files.shown_to(address, one) is None


async def test_a_file_that_has_not_come_yet_is_not_given(house: House) -> None:
    file = await house.file(await house.talk("olena"), stored=False)
    assert await house.files.shown_to("olena", file) is None


async def _numbers(house: House, address: str) -> Sequence[int]:
    return [line.number for line in await house.overview.requests(address)]


async def test_a_resident_sees_their_own_requests_only(house: House) -> None:
    olena, petro = await house.talk("olena"), await house.talk("petro")
    first, second = await house.files_request(olena), await house.files_request(petro)
    assert await _numbers(house, "olena") == [first]
    assert await _numbers(house, "petro") == [second]
    assert await _numbers(house, "nobody") == []
    (line,) = await house.overview.requests("olena")
    assert (line.topic, line.deadline, line.urgent) == (POTHOLE.name, "2 грудня", False)


async def test_staff_see_what_is_theirs_and_urgent_first(house: House) -> None:
    olena, light, desk = [await house.talk(name) for name in ("olena", "light", "desk")]
    calm = await house.files_request(olena)
    urgent = await house.files_request(olena, urgent=True)
    await house.hires(desk, Role.OPERATOR)
    await house.hires(light, Role.EXECUTOR, "another")
    assert await _numbers(house, "desk") == [urgent, calm]
    assert await _numbers(house, "light") == []


async def test_a_right_that_was_taken_away_is_gone_at_once(house: House) -> None:
    desk = await house.talk("desk")
    member = await house.hires(desk, Role.OPERATOR)
    assert await house.overview.staff("desk")
    async with house.database.write() as connection:
        await staff.save(connection, Staff(member.id, "Андрій", Role.OPERATOR, active=False))
    assert not await house.overview.staff("desk")
    await house.files_request(await house.talk("olena"))
    assert await _numbers(house, "desk") == []


def test_the_head_of_the_page_comes_from_the_city() -> None:
    head = centre(KRYVYI_RIH)
    assert head.city == "Кривий Ріг"
    assert head.phones
    weekdays = frozenset({1, 2, 3, 4, 5})
    hours = replace(KRYVYI_RIH.hours, days=weekdays, opens=time(8), closes=time(17))
    assert centre(replace(KRYVYI_RIH, hours=hours)).hours == "пн–пт 08:00–17:00"


async def test_nobody_is_left_listening(house: House) -> None:
    await house.talk("olena")
    task = await _waits(house, "olena", 0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert not house.bell._waiting
