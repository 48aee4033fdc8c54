"""Somebody of the staff goes away, leaves, and comes back."""

from __future__ import annotations

from .play import Play


async def leaves(play: Play) -> None:
    """An executor goes away, is removed in the middle of work, and comes back."""
    boss, number = play.world.people["Богдан"], play.numbers()[0]
    for line in (
        f"/assign {number} @Андрій",
        "/away Андрій до 31.12 заміна Галина",
        "/staff Оксана роль оператор",
        "/remove @Андрій",
    ):
        await play.says(boss, line)
    await comes_back(play, "Андрій")
    for _ in ("off", "on"):
        await play.says(play.world.people["Галина"], "/digest")


async def comes_back(play: Play, name: str) -> None:
    """Somebody takes an invitation for what they are."""
    person = play.world.people[name]
    await play.says(person, f"/join {await play.world.invitation(person)}")
