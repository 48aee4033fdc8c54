"""Somebody telephones: an operator files for them, with and without a messenger of their own."""

from __future__ import annotations

from typing import Final

from flows.domain import Role
from flows.life.lifecycle import Verb

from .answers import Pick
from .people import Person
from .play import LONGEST_WAY, Play

SAID: Final = {
    Verb.ANSWER: "каже слова з телефону",
    Verb.CONFIRM: "вирішено",
    Verb.OBJECT: "не вирішено слова з телефону",
    Verb.CANCEL: "скасувати",
}
"""What is typed after ``/call N`` for each of the verbs that a resident says by telephone."""


async def calls(play: Play, caller: Person, pick: Pick) -> None:
    """A call of ``caller``, whose number their messenger has proved, and one of a stranger."""
    operator = next(p for p in play.people if p.role is Role.OPERATOR)
    resident = play.talk(caller).resident
    play.world.rows(
        "UPDATE residents SET phone = ?, phone_verified = true WHERE id = ?",
        caller.phone,
        resident,
    )
    for phone in (caller.phone, "+380671239999"):
        await _cleared(play, operator)
        before = len(play.numbers())
        await play.says(operator, "/call нова")
        await play.says(operator, phone)
        await play.goes_on(operator, pick)
        await play.says(operator, f"не горить ліхтар на вулиці Дзвінковій, 7, {caller.mark}")
        for _ in range(LONGEST_WAY):
            if len(play.numbers()) > before or not play.talk(operator).forms:
                break
            await play.goes_on(operator, pick)


async def _cleared(play: Play, person: Person) -> None:
    for _ in range(LONGEST_WAY):
        if not play.talk(person).forms:
            return
        await play.says(person, "/cancel")
