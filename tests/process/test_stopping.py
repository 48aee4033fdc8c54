"""Stopping and starting: asked to stop in the middle, started on what an earlier run has left."""

import asyncio
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command

from models.database import Database
from models.migrate import config
from tests.fakes.telegram import TelegramFake
from tests.journeys.scenes import files, photo

from .house import House
from .people import PATIENCE

pytestmark = [pytest.mark.process, pytest.mark.timeout(240)]

VERSION = "SELECT version_num FROM alembic_version"
STORY = "Не горять ліхтарі біля школи"


async def test_asked_to_stop_in_the_middle_it_finishes_what_is_in_hand(
    house: House, telegram: TelegramFake
) -> None:
    olena = house.person("Олена")
    sending = telegram.faults.hold("sendMessage", done=True)
    await olena.says("/new")
    await asyncio.wait_for(sending.reached(), PATIENCE)
    ending = asyncio.create_task(house.closes(signal.SIGTERM))
    await house.says("stopping")
    await olena.sends(photo(), caption=STORY)
    sending.release()
    assert await ending == 0
    assert house.rows("SELECT state FROM outbox") == [("sent",)]
    await house.opens()
    await olena.sees("Зрозуміло: Не горять ліхтарі")
    await olena.taps("Так")
    await olena.says("вул. Володимира Великого, 15")
    await olena.taps("Саксаганський")
    await olena.sees("номер телефону")
    await olena.shares_phone()
    await olena.sees("Перевірте заявку", STORY, "(1 файл)")
    assert await olena.heard("Опишіть проблему") == 1
    assert telegram.too_many == 0


async def test_what_waits_to_be_sent_when_it_is_stopped_is_sent_by_the_next_start(
    house: House, telegram: TelegramFake
) -> None:
    olena = house.person("Олена")
    telegram.faults.too_many("sendMessage", 5)
    await olena.says("/new")
    await olena.until(lambda: _refused(telegram))
    assert await house.closes() == 0
    assert house.rows("SELECT state FROM outbox") == [("queued",)]
    await house.opens()
    await olena.sees("Опишіть проблему")
    assert await olena.heard("Опишіть проблему") == 1


async def _refused(telegram: TelegramFake) -> bool:
    return telegram.faults.left() == 0


async def an_older_version_left(house: House) -> None:
    """Put what is stored into the tables of an earlier version, as far as they had a place."""
    older = house.folder / "older.sqlite3"
    database = Database(f"sqlite:///{older}")
    async with database.write() as connection:
        await connection.run_sync(lambda sync: command.upgrade(config(sync), "0003"))
    await database.close()
    with closing(sqlite3.connect(older)) as old:
        old.execute("ATTACH ? AS present", (str(house.database),))
        with old:
            tables = old.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")
            for (table,) in tables.fetchall():
                if table not in {"alembic_version", "sqlite_sequence"}:
                    _copy(old, table)
    house.database.unlink()
    older.rename(house.database)


def _copy(old: sqlite3.Connection, table: str) -> None:
    names = old.execute("SELECT name FROM pragma_table_info(?, 'main')", (table,)).fetchall()
    columns = ", ".join(f'"{name}"' for (name,) in names)
    old.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM present.{table}")  # noqa: S608


async def test_each_start_goes_on_where_the_one_before_has_ended(house: House) -> None:
    olena = house.person("Олена")
    number = await files(olena)
    await olena.says("/new")
    await olena.says(STORY)
    await olena.sees("Зрозуміло: Не горять ліхтарі")
    newest = house.rows(VERSION)
    assert await house.closes() == 0
    await house.opens()
    assert await house.closes() == 0
    await an_older_version_left(house)
    await house.opens()
    assert house.rows(VERSION) == newest
    await olena.taps("Так")
    await olena.sees("Де це?")
    await olena.says("/my")
    await olena.sees("заяв")
    assert any(f"№ {number}" in label for label in await olena.buttons())
    assert house.rows("SELECT count(*) FROM requests") == [(1,)]


@pytest.mark.fault(11)
async def test_of_two_programs_with_one_token_the_loser_says_so_and_recovers(
    house: House, telegram: TelegramFake, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    olena = house.person("Олена")
    async with House.running(tmp_path / "other", telegram) as other:
        await house.says("409 Conflict")
        assert telegram.token not in house.log
        assert await other.closes() == 0
    await olena.says("/new")
    await olena.sees("Опишіть проблему")
    assert await house.closes() == 0
