from collections.abc import Iterable
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import update

from bot.edges.menus import RESIDENT, Menus
from flows.conversation import Conversation
from flows.domain import Role, Staff
from handlers.telegram import CommandMenu, TelegramChannel
from models.database import Database
from models.records import conversations, staff
from models.tables import conversations as conversations_table

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


class Recorder:
    """Takes menus as the channel does, while it is not told to refuse."""

    name = "telegram"

    def __init__(self) -> None:
        self.refuses = False
        self.menus: list[CommandMenu] = []

    async def set_commands(self, menus: Iterable[CommandMenu]) -> bool:
        self.menus += menus
        return not self.refuses

    def taken(self) -> list[CommandMenu]:
        menus, self.menus = self.menus, []
        return menus


async def hire(database: Database, address: str, member: Staff) -> Staff:
    talk = Conversation(0, "telegram", address)
    async with database.write() as connection:
        await conversations.create(connection, [talk], NOW)
        stored = await staff.save(connection, member)
        theirs = update(conversations_table).where(conversations_table.c.id == talk.id)
        await connection.execute(theirs.values(staff_id=stored.id))
    return stored


def names(menu: CommandMenu) -> list[str]:
    return [name for name, _ in menu.commands]


async def test_menus_follow_the_rights(database: Database) -> None:
    recorder = Recorder()
    menus = Menus(database, cast("TelegramChannel", recorder))
    await menus.refresh()
    everybody = recorder.taken()
    assert names(everybody[0]) == list(RESIDENT)
    assert (everybody[0].language, everybody[0].address) == ("", "")

    member = await hire(database, "77", Staff(0, "Андрій", Role.EXECUTOR, "light"))
    await hire(database, "88", Staff(0, "Ірина", Role.ADMIN))
    await menus.refresh()
    executor, admin = recorder.taken()
    assert (executor.address, admin.address) == ("77", "88")
    assert {"take", "done", "help"} <= set(names(executor))
    assert "invite" in names(admin)
    assert "invite" not in names(executor)

    await menus.refresh()
    assert recorder.taken() == []

    async with database.write() as connection:
        await staff.save(
            connection, Staff(member.id, "Андрій", Role.EXECUTOR, "light", active=False)
        )
    await menus.refresh()
    assert recorder.taken() == [CommandMenu((), "", "77")]


async def test_a_menu_that_was_not_taken_is_tried_again(database: Database) -> None:
    recorder = Recorder()
    recorder.refuses = True
    menus = Menus(database, cast("TelegramChannel", recorder))
    await menus.refresh()
    first = recorder.taken()
    recorder.refuses = False
    await menus.refresh()
    assert recorder.taken() == first
    await menus.refresh()
    assert recorder.taken() == []
