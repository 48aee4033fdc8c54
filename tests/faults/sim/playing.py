"""One story under one fate, from an empty city to the oracle."""

from __future__ import annotations

import asyncio
import atexit
import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import delete

import city
from models.database import Database
from models.migrate import migrate
from models.tables import outbox

from .fate import Fate
from .oracle import Violation, gave_up, judge
from .simulation import Simulation
from .stories import STORIES, Story, Told, before


@cache
def kryvyi_rih() -> city.City:
    """News leaves at once: what can be taken back for a while has journeys of its own."""
    found = city.load_named("kryvyi_rih")
    return replace(found, periods=replace(found.periods, undo_hold=timedelta()))


@cache
def _place() -> tempfile.TemporaryDirectory[str]:
    made = tempfile.TemporaryDirectory()
    atexit.register(made.cleanup)
    return made


async def template() -> Path:
    """A city with people in it as a SQLite file, made once for each process of the tests."""
    path = Path(_place().name) / "template.db"
    if not path.exists():
        await build(f"sqlite:///{path}", path.parent)
    return path


async def build(url: str, folder: Path) -> None:
    """Bring the city of the stories into an empty database."""
    database = Database(url)
    await migrate(database)
    await database.close()
    async with Simulation(url, folder, kryvyi_rih(), Fate()) as simulation:
        await before(simulation)
    database = Database(url)
    async with database.write() as connection:
        # Those letters reached chats that no story looks at.
        await connection.execute(delete(outbox))
    await database.close()


def _copy(city: Path, folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(city, folder / "1520.db")
    return f"sqlite:///{folder}/1520.db"


async def _complaint(story: Story, simulation: Simulation, told: Told) -> AssertionError | None:
    try:
        await story(simulation, told)
    except AssertionError as complaint:
        return complaint
    return None


async def play(story: str, fate: Fate, folder: Path, url: str = "") -> Simulation:
    """Play and judge; the simulation is returned, ended. Raises ``Violation``.

    ``url`` is a database that :func:`build` has prepared; without it a file of its own.
    """
    if not url:
        url = _copy(await template(), folder)
    told = Told()
    async with Simulation(url, folder, kryvyi_rih(), fate) as simulation:
        simulation.begins_after_template()
        complaint = await _complaint(STORIES[story], simulation, told)
        fate.quiet = True
        await simulation.settle()
        # A story that broke off has left words in drafts, where they may be.
        said = told.said if complaint is None else {}
        await judge(simulation, said, told.strangers)
        if complaint is not None and not await gave_up(simulation):
            # Somebody waited in vain: what they should have been told is lost.
            raise Violation("message lost", str(complaint)) from complaint
    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    return simulation
