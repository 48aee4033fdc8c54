"""The menu of commands, as people see it."""

import pytest

from handlers.telegram import CommandMenu, TelegramChannel
from tests.fakes.telegram import Person, TelegramFake

UK = CommandMenu((("new", "Нова заявка"), ("/my", "Мої заявки")))
EN = CommandMenu((("new", "New request"), ("help", "Help")), language="en")


async def test_each_language_and_each_member_of_staff_has_a_menu(
    channel: TelegramChannel, fake: TelegramFake, olena: Person
) -> None:
    john = fake.person("John", language="en")
    assert await channel.set_commands([UK, EN])
    assert (olena.commands, john.commands) == (["new", "my"], ["new", "help"])
    staff = CommandMenu((("queue", "Черга"),), address=str(olena.id))
    assert await channel.set_commands([staff])
    assert olena.commands == ["queue"]
    assert await channel.set_commands([CommandMenu((), address=str(olena.id))])
    assert olena.commands == ["new", "my"]


async def test_a_menu_that_is_refused_keeps_back_no_other(
    channel: TelegramChannel, olena: Person, caplog: pytest.LogCaptureFixture
) -> None:
    unknown = CommandMenu((("queue", "Черга"),), address="12345")
    assert not await channel.set_commands([unknown, UK])
    assert olena.commands == ["new", "my"]
    assert "a commands menu was not set: Telegram answered 400" in caplog.text
