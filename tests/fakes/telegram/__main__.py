"""Runs the fake by itself, to try a program by hand.

    python -m tests.fakes.telegram [PORT]

Prints the address and the token; lines typed here are said by one person, the bot's answers are
printed. ``!label`` presses a button of the bot's last message or of the reply keyboard.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import threading

from .people import Person
from .server import TelegramFake


def _out(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _typed() -> asyncio.Queue[str]:
    """Lines as they are typed; a daemon thread, so that waiting for one never holds up the end."""
    loop, lines = asyncio.get_running_loop(), asyncio.Queue[str]()

    def read() -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            for line in sys.stdin:
                loop.call_soon_threadsafe(lines.put_nowait, line.strip())

    threading.Thread(target=read, daemon=True).start()
    return lines


async def _talks(person: Person) -> None:
    lines = _typed()
    while True:
        text = await lines.get()
        try:
            if text.startswith("!"):
                await person.taps(person.last, text[1:])
            elif text:
                await person.says(text)
        except (AssertionError, IndexError) as error:
            _out(str(error) or "nothing to press yet")


async def _shows(server: TelegramFake, person: Person) -> None:
    revision = -1
    while True:
        for message in person.chat:
            if message.from_bot and message.revision > revision:
                _out(f"bot: {message.text}  {message.labels or person.keyboard or ''}")
        revision = server.service.world.revision
        await server.service.signal.wait()


async def _main(port: int) -> None:
    server = TelegramFake(allow_loopback_webhook=True)
    await server.start(port)
    _out(f"TELEGRAM_API_URL={server.url}\nTELEGRAM_TOKEN={server.token}")
    person = server.person("Олена")
    shows = asyncio.create_task(_shows(server, person))
    try:
        await _talks(person)
    finally:
        shows.cancel()
        await server.stop()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_main(int(sys.argv[1]) if len(sys.argv) > 1 else 8081))
