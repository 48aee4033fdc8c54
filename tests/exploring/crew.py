"""A department's group: cards come and change there, and one day the bot is put out."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from flows.events import Reachable, Tap, Text

from .answers import Pick
from .play import Play

DAY: Final = timedelta(days=1)


async def works_in_a_group(play: Play, pick: Pick) -> None:
    """Linked, worked in by staff and by somebody who is none, and lost."""
    people = play.world.people
    boss, resident, executor = people["Богдан"], people["Тарас"], people["Андрій"]
    await play.in_group(boss, Text("/chat Міськсвітло"))
    await play.opens_topics(boss)
    await play.files(resident, pick)
    if not (numbers := play.numbers(resident)):
        return
    await play.says(boss, f"/assign {numbers[0]} Міськсвітло")
    for who in (resident, executor):
        await play.in_group(who, Tap(f"r:{numbers[0]}:take"))
    await play.taps(resident, f"r:{numbers[0]}:comment")
    await play.says(resident, f"{resident.mark} і телефон {resident.phone}")
    await play.says(boss, f"/deadline {numbers[0]} {play.world.now + DAY:%Y-%m-%d} слова богданові")
    await play.passes(2 * DAY)
    await play.says(boss, f"/assign {numbers[0]} Благоустрій")
    await play.in_group(boss, Reachable(reachable=False))
    await play.in_group(boss, Text("/chat"))
