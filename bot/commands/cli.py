"""The command line: what an administrator starts, asks and repairs."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
import threading
import tomllib
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, Final

from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError

from bot import processes
from bot.app import App
from bot.commands.checking import check, database_reason
from bot.commands.city import ACTIONS, city
from bot.commands.classify import classify
from bot.commands.inviting import InvitationError, invite, lines, no_staff
from bot.commands.keeping import backup_command, move_command, restore_command
from bot.commands.retention import retention_command
from bot.edges.start_links import LinkError, link
from bot.edges.web import AddressError
from bot.keeping import BackupError, prepare
from bot.observing import log as logs
from bot.settings import Settings, SettingsError, load_settings
from bot.steps.engine import utc_now
from bot.supervision import FatalError
from city import CityError, load_named
from flows.domain import Role
from models.database import Database
from models.keeping.copying import CopyError
from models.migrate import migrate
from models.queues import inbox

FAILURE: Final = 1
MISUSE: Final = 2

PROGRAM: Final = "python -m bot"
INVITE_ADMIN: Final = f"{PROGRAM} invite admin"

log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; the exit code is 0, 1 for a failure, 2 for a misuse."""
    wanted = parser().parse_args(arguments)
    try:
        settings = load_settings()
    except SettingsError as error:
        complain("The settings (environment and .env, see .env.example) have mistakes:")
        for problem in error.problems:
            complain(f"  {problem}")
        return MISUSE
    logs.set_up(settings.log_level, form=settings.log_format, secrets=_secrets(settings))
    command: Callable[[Settings, argparse.Namespace], Coroutine[Any, Any, int]] = wanted.command
    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            return runner.run(_to_the_end(command(settings, wanted)))
    except KeyboardInterrupt:
        return 130
    except (InvitationError, LinkError) as error:
        complain(str(error))
        return MISUSE
    except Exception as error:
        if not (said := sentences(error)):
            raise
        for sentence in said:
            complain(sentence)
        # Another version's database stays one, however often it is tried.
        return MISUSE if isinstance(error, CommandError) else FAILURE


async def _to_the_end(command: Coroutine[Any, Any, int]) -> int:
    """A connection that could not be opened leaves a thread that still needs the loop."""
    try:
        return await command
    finally:
        workers = [one for one in threading.enumerate() if "_connection_worker" in one.name]
        for worker in workers:
            await asyncio.to_thread(worker.join, 1.0)


def parser() -> argparse.ArgumentParser:
    """The arguments, with help for whoever runs the bot."""
    top = argparse.ArgumentParser(
        prog=PROGRAM,
        description="The intake front of the municipal contact centre 1520. Without a command it"
        " runs everything that the settings configure: the web chat always, Telegram and"
        " Viber when their tokens are set.",
        epilog="Settings come from the environment and from .env; .env.example describes each."
        " Exit codes: 0 done, 1 failed, 2 wrong arguments, settings"
        " or version of the database.",
    )
    top.add_argument("--version", action="version", version=f"%(prog)s {version()}")
    top.set_defaults(command=_run)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    _add(commands, "migrate", _migrate, "bring the database to this version's schema and end")
    _add(commands, "check", _check, "look whether settings, database, city and messengers work")
    reading = _add(commands, "classify", classify, "print what is understood from a text, as JSON")
    reading.add_argument("text", metavar="TEXT", nargs="+", help="the text; - for lines of input")
    looking = _add(commands, "city", city, "look over a city's files, or load its streets")
    looking.add_argument(
        "action", choices=ACTIONS, help="check: read everything; streets: load a register"
    )
    looking.add_argument("folder", nargs="?", help="check: a city's name or path; streets: FILE")
    ageing = _add(commands, "retention", retention_command, "erase what is past the city's period")
    ageing.add_argument("--dry-run", action="store_true", help="only print what would go")
    keeping = _add(commands, "backup", backup_command, "keep database, files and key in one file")
    keeping.add_argument("file", metavar="FILE", help="a new file; the program may be running")
    returning = _add(commands, "restore", restore_command, "put a backup back, whole or not at all")
    returning.add_argument("file", metavar="FILE", help="what backup has made")
    returning.add_argument("--replace", action="store_true", help="give up what is there now")
    moving = _add(commands, "move", move_command, "copy everything into another, empty database")
    moving.add_argument("url", metavar="URL", help="such as postgresql://bot:PASSWORD@host/name")
    linking = _add(commands, "link", link, "print links that begin a request, for each channel")
    linking.add_argument("--service", default="", metavar="CODE", help="the topic, roads.pothole")
    linking.add_argument("--at", default="", metavar="LAT,LON", help="a point, 47.91032,33.39178")
    linking.add_argument("--title", default="", help="what the point is called: a stop, a yard")
    linking.add_argument("--address", default="", help="a street and house instead of a point")
    _add(commands, "replay", _replay, "try again the events that were set aside after failures")
    inviting = _add(commands, "invite", _invite, "make a one-time code for a member of staff")
    inviting.add_argument("role", metavar="ROLE", help=f"one of: {', '.join(Role)}")
    inviting.add_argument(
        "department",
        metavar="DEPARTMENT",
        nargs="*",
        help="code or name of the department; an executor must have one",
    )
    return top


def _add(
    commands: Any, name: str, command: Callable[..., Awaitable[int]], words: str
) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(name, help=words, description=f"{words}.")
    made.set_defaults(command=command)
    return made


def version() -> str:
    """The version that stands in pyproject.toml."""
    path = Path(__file__).parents[2] / "pyproject.toml"
    return str(tomllib.loads(path.read_text(encoding="utf-8"))["project"]["version"])


async def _run(settings: Settings, _wanted: argparse.Namespace) -> int:
    if settings.processes > 1:
        return await processes.run(settings.processes, env=os.environ)
    app = App(settings)

    async def ready() -> None:
        if not await no_staff(app.database):
            return
        if not sys.stdout.isatty():
            say(f"Nobody works here yet. To invite an administrator run: {INVITE_ADMIN}")
            return
        say("Nobody works here yet. This makes its owner the administrator:")
        invited = await invite(app.database, app.city, app.clock(), Role.ADMIN)
        for line in await lines(settings, invited, app.clock):
            say(f"  {line}")

    await app.run(ready)
    return 0


async def _migrate(settings: Settings, _wanted: argparse.Namespace) -> int:
    database = Database(settings.database_url)
    try:
        kept = await prepare(database, settings.data_dir, utc_now())
    finally:
        await database.close()
    if kept:
        say(f"As it was before, the database is kept in {kept}.")
    say("The database is up to date.")
    return 0


async def _invite(settings: Settings, wanted: argparse.Namespace) -> int:
    city = load_named(settings.city)
    database = Database(settings.database_url)
    try:
        await migrate(database)
        department = " ".join(wanted.department)
        invited = await invite(database, city, utc_now(), wanted.role, department)
    finally:
        await database.close()
    for line in await lines(settings, invited, utc_now):
        say(line)
    return 0


async def _check(settings: Settings, _wanted: argparse.Namespace) -> int:
    worst = 0
    async for finding in check(settings, utc_now):
        say(str(finding))
        if finding.fine is False:
            worst = FAILURE
    return worst


async def _replay(settings: Settings, _wanted: argparse.Namespace) -> int:
    database = Database(settings.database_url)
    try:
        await migrate(database)
        async with database.write() as connection:
            count = await inbox.replay(connection)
    finally:
        await database.close()
    say(f"Events that wait again: {count}.")
    return 0


def sentences(error: Exception) -> list[str]:
    """What went wrong, for a person; nothing for what only a developer can understand."""
    if isinstance(error, CityError):
        return ["The files of the city have mistakes:", *(f"  {p}" for p in error.problems)]
    if isinstance(error, AddressError | FatalError | BackupError | CopyError):
        return [str(error)]
    if isinstance(error, DBAPIError | OSError):
        return [f"The database at DATABASE_URL cannot be used: {database_reason(error)}."]
    if isinstance(error, CommandError):
        return [f"The database belongs to another version of the bot: {error}"]
    return []


def _secrets(settings: Settings) -> list[str]:
    values = (
        settings.secret_key,
        settings.telegram_token,
        settings.telegram_secret,
        settings.viber_token,
        settings.metrics_token,
    )
    return [value.get_secret_value() for value in values if value]


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """A faster loop where there is one."""
    try:
        import uvloop  # noqa: PLC0415 - is not on every platform
    except ImportError:
        return None
    return uvloop.new_event_loop


def say(line: str) -> None:
    """To standard output, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def complain(line: str) -> None:
    """To standard error."""
    sys.stderr.write(line + "\n")
