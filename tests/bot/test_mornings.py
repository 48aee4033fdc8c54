"""The morning digest is handed out once per local working day, whatever the clock does."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.steps.ticks import Ticks
from city import City, load_named
from flows.conversation import Conversation
from flows.domain import Role, Staff
from models.database import Database
from models.records import conversations, digests, staff
from models.tables import inbox
from tests.bot.room import Room


@pytest.fixture(scope="session")
def every_day() -> City:
    """Kryvyi Rih, if it worked on Sundays too: the clocks change on Sundays."""
    city = load_named("kryvyi_rih")
    return replace(city, hours=replace(city.hours, days=frozenset(range(1, 8))))


class Office:
    """Two who get the digest, one who does not want it, and one whose role has none."""

    def __init__(self, database: Database, city: City) -> None:
        self.room = Room(database)
        self.city = city
        self.now = datetime(2026, 11, 23, tzinfo=UTC)
        self.restart()

    def restart(self) -> None:
        self.ticks = Ticks(
            self.room.database, clock=lambda: self.now, wake=lambda: None, city=self.city
        )

    async def hires(self) -> None:
        roles = (Role.COORDINATOR, Role.EXECUTOR, Role.EXECUTOR, Role.OPERATOR)
        async with self.room.database.write() as connection:
            for number, role in enumerate(roles, 1):
                made = await staff.save(connection, Staff(0, f"{number}", role, "light"))
                talk = Conversation(0, "post", f"{number}")
                await conversations.create(connection, [talk], self.now)
                talk.staff = made.id
                await conversations.save(connection, [conversations.to_row(talk)])
            await digests.set_on(connection, 3, on=False)

    async def ids(self) -> list[str]:
        return sorted(await self.room.rows(inbox, "event_id"))

    async def goes_by(self, until: datetime, step: timedelta) -> None:
        while self.now < until:
            self.now += step
            await self.ticks.mornings()


@pytest.fixture
async def office(database: Database, every_day: City) -> Office:
    made = Office(database, every_day)
    await made.hires()
    return made


@pytest.mark.parametrize("sunday", ["2026-10-25", "2027-03-28"])
async def test_each_local_date_has_one_on_both_nights_of_the_clocks(
    office: Office, sunday: str
) -> None:
    night = datetime.fromisoformat(f"{sunday}T00:00:00+00:00")
    office.now = night - timedelta(days=1)
    await office.goes_by(night + timedelta(days=2), timedelta(minutes=20))
    days = [(night + timedelta(days=n)).date() for n in (-1, 0, 1)]
    assert await office.ids() == sorted(f"digest:{who}:{day}" for day in days for who in (1, 2))


async def test_it_comes_when_work_begins_and_not_at_weekends(office: Office) -> None:
    office.city = load_named("kryvyi_rih")
    office.restart()
    office.now = datetime(2026, 11, 27, 6, 59, tzinfo=UTC)
    await office.ticks.mornings()
    assert await office.ids() == []
    office.now += timedelta(minutes=1)
    await office.ticks.mornings()
    assert await office.ids() == ["digest:1:2026-11-27", "digest:2:2026-11-27"]
    await office.goes_by(datetime(2026, 11, 30, 5, 30, tzinfo=UTC), timedelta(hours=1))
    assert len(await office.ids()) == 2


async def test_two_processes_and_a_restart_hand_it_out_once(office: Office) -> None:
    office.now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    others = [
        Ticks(office.room.database, clock=lambda: office.now, wake=lambda: None, city=office.city)
        for _ in range(3)
    ]
    await asyncio.gather(*(one.mornings() for one in (office.ticks, *others)))
    office.restart()
    await office.ticks.mornings()
    assert len(await office.ids()) == 2


async def test_killed_in_the_middle_it_is_handed_out_after_all(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

    async def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("models.records.digests.inbox.put", dies)
        with pytest.raises(KeyboardInterrupt):
            await office.ticks.mornings()
    assert await office.ids() == []
    await office.ticks.mornings()
    assert len(await office.ids()) == 2
