"""A strict fake of the Telegram Bot API: a real HTTP server, and people who talk to the bot.

    clock = ManualClock()
    async with TelegramFake(clock=clock) as server:
        olena = server.person("Олена")
        await olena.starts()
        await olena.waits_for("Вітаю")

It knows nothing of the program that it is used to test.
"""

from .faults import Hold
from .groups import Group
from .limits import Rates
from .people import Person
from .server import TOKEN, TelegramFake
from .service import Seen, Tap
from .timing import ManualClock
from .world import Message
from .writing import JPEG

__all__ = [
    "JPEG", "TOKEN", "Group", "Hold", "ManualClock", "Message", "Person", "Rates", "Seen", "Tap",
    "TelegramFake",
]  # fmt: skip
