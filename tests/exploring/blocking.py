"""A resident is blocked, objects, and may file again."""

from __future__ import annotations

from .answers import Pick
from .people import Person
from .play import Play


async def blocked(play: Play, person: Person, pick: Pick) -> None:
    """From the block over the objection to its end; what was blocked before ends too."""
    if not (numbers := play.numbers(person)):
        return
    coordinator = play.world.people["Галина"]
    await play.says(coordinator, f"/block {numbers[0]} 3 дні слова")
    for word in ("/new", "Сильний запах газу", "/object"):
        await play.says(person, word)
    await play.goes_on(person, pick)
    for (number,) in play.world.rows("SELECT request FROM blocks"):
        await play.says(coordinator, f"/unblock {number}")
