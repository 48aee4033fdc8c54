"""A resident is blocked, objects, and may file again."""

from __future__ import annotations

from .answers import Pick
from .people import Person
from .play import Play
from .together import joins


async def blocked(play: Play, person: Person, other: Person, pick: Pick) -> None:
    """From the block over the objection and its answer to the end; what was blocked before ends too."""
    number = await joins(play, person, other, pick)
    if not (number or play.numbers(person)):
        return
    number = number or play.numbers(person)[0]
    coordinator = play.world.people["Галина"]
    await _orders(play, coordinator, f"/block {number} 3 дні слова")
    for word in ("/new", "Сильний запах газу", "/object"):
        await play.says(person, word)
    await play.goes_on(person, pick)
    await _orders(play, coordinator, f"/uphold {number} слова")
    await play.says(person, "/object")
    for (number,) in play.world.rows("SELECT request FROM blocks"):
        await _orders(play, coordinator, f"/unblock {number}")


async def _orders(play: Play, coordinator: Person, line: str) -> None:
    """A command; where several people wrote about the request, who filed it is chosen."""
    await play.says(coordinator, line)
    await play.goes_on(coordinator, lambda ways: 0)
