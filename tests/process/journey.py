"""The first journey, from the first word to the last, while the program dies again and again."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from tests.fakes.telegram import TelegramFake
from tests.journeys.scenes import photo

from .dying import Death, Doom, Doomed, DyingHouse
from .house import House
from .people import Live
from .points import (
    ACCEPT,
    ALONE,
    BATCH,
    CLAIM,
    COUNT,
    FETCHED,
    FIRE,
    KEEP,
    RECEIVE,
    SEND,
    SETTLE,
    after,
    before,
)

Chain = tuple[Doom, ...]


def chain(*points: str) -> Chain:
    """Die at each of these, one life after the other."""
    return tuple((point, 1) for point in points)


WORDS: Final[tuple[Chain, ...]] = (
    chain(before(ACCEPT)),
    chain(before(ACCEPT), after(ACCEPT)),
    chain(after(ACCEPT), before(COUNT), before(ALONE)),
    chain(after(ACCEPT), after(COUNT), before(SEND)),
    chain(before(BATCH), before(ALONE)),
    chain(before(BATCH), after(ALONE), before(SETTLE)),
    chain(before(BATCH), after(COUNT), after(ALONE)),
    chain(after(BATCH)),
    chain(after(BATCH), before(SETTLE)),
    chain(before(SETTLE)),
    chain(after(SETTLE)),
    chain(before(SEND)),
    chain(after(SEND)),
    ((before(SETTLE), 2),),
)
"""For what is said: from the moment it comes in until the answer's outcome is written down."""

DOUBTED: Final = (after(SETTLE), before(SEND), after(SEND))
"""A death here leaves a letter in doubt."""

FILES: Final[tuple[Chain, ...]] = (
    chain(before(CLAIM), after(CLAIM), before(RECEIVE), after(RECEIVE)),
    chain(before(KEEP), after(KEEP), before(FETCHED), after(FETCHED)),
)

TIME: Final = chain(before(FIRE), after(FIRE))

MISSED: Final = 10
"""After so many acts a death that has not come will not come."""

STORY: Final = ("Не горять ліхтарі біля школи", "Ліхтарі не світять над стежкою")
ANSWER: Final = "Опора сімнадцять"
REPORT: Final = "Замінено дві лампи"
COMMENT: Final = "Дякую за світло"
ASK: Final = "Який номер опори?"


class Fate:
    """Decides when which chain of deaths begins."""

    def __init__(
        self,
        words: Iterable[Chain],
        files: Iterable[Chain],
        time: Chain,
        *,
        again: bool = True,
    ) -> None:
        self._again = again
        self._chains = {"words": deque(words), "files": deque(files)}
        self._time = time
        self._under_way: Chain = ()
        self._acts = 0

    @classmethod
    def by(cls, seed: int) -> Fate:
        """All chains in an order that the seed gives; those that may have to wait come first."""
        chance = random.Random(seed)
        words = sorted(chance.sample(WORDS, len(WORDS)), key=lambda one: one[-1][0] not in DOUBTED)
        return cls(words, chance.sample(FILES, len(FILES)), TIME)

    @property
    def waits(self) -> bool:
        """Whether some chain for words has not begun."""
        return bool(self._chains["words"])

    @classmethod
    def once(cls, doom: Doom) -> Fate:
        """One death, counted from the first words."""
        return cls([(doom,)], [], (), again=False)

    async def strikes(self, house: DyingHouse, kind: str) -> None:
        """Somebody is about to do something: perhaps it goes wrong."""
        chains = self._chains[kind]
        if kind == "files" and chains:
            await house.spares()  # there are few files: their own deaths come first
        if chains and await house.dooms(chains[0]):
            begun = chains.popleft()
            self._under_way, self._acts = begun if kind == "words" else (), 0
            return
        chains.rotate(-1)
        await self._tries_again(house)

    async def _tries_again(self, house: DyingHouse) -> None:
        """A chain can miss its point: what came with the death before it was known already."""
        self._acts += 1
        if self._again and house.trapped and self._under_way and self._acts > MISSED:
            await house.spares()
            self._chains["words"].append(self._under_way)
            self._under_way = ()

    async def strikes_time(self, house: DyingHouse) -> None:
        """The next tick goes wrong."""
        if self._time:
            await house.spares()
            await house.dooms(self._time)


@dataclass
class Played:
    """What is left of a journey, to be judged."""

    house: House
    telegram: TelegramFake
    residents: list[tuple[Live, Doomed]]
    staff: Doomed
    deaths: list[Death] = field(default_factory=list)


async def play(folder: Path, fate: Fate) -> Played:
    """Two residents and an executor, struck by fate; a program that is spared ends the story."""
    async with TelegramFake() as telegram:
        house = DyingHouse(folder, telegram)
        spared = DyingHouse(folder, telegram)
        try:
            played = await _to_the_question(house, fate)
            assert await house.closes() == 0, house.codes
            await spared.opens()
            await _to_the_end(played.residents[0][0])
            await _nothing_waits(played.residents[0][0], spared)
            assert await spared.closes() == 0, spared.codes
        finally:
            await house.clears()
            await spared.clears()
        played.deaths = house.deaths
        return played


async def _to_the_question(house: DyingHouse, fate: Fate) -> Played:
    code = await house.invite("executor", "Міськсвітло")
    await house.opens()
    strikes = partial(fate.strikes, house)
    andrii, works = house.doomed("Андрій", strikes)
    residents = [house.doomed(name, strikes) for name in ("Олена", "Марія")]
    (olena, _), (maria, _) = residents
    await andrii.says(f"/join {code}")
    await andrii.sees("Вітаємо в команді")
    number = await _files(olena, STORY[0])
    await andrii.sees(f"№ {number}")
    await andrii.taps("Взяти в роботу")
    await olena.sees(f"№ {number}: взято в роботу")
    await andrii.says(f"/ask {number} {ASK}")
    await olena.sees("потрібне уточнення", ASK)
    await olena.says(ANSWER)
    await olena.sees("відповідь передано виконавцеві")
    await andrii.sees(ANSWER)
    await _files(maria, STORY[1], "вул. Тиха, 3")
    await andrii.sends(photo("yellow"), caption=f"/done {number} {REPORT}")
    await olena.sees("роботи завершено", REPORT, "Проблему вирішено?")
    await _nothing_waits(olena, house)
    await fate.strikes_time(house)
    _time_passes(house)
    await olena.sees("Нагадуємо")
    while fate.waits:
        await olena.says("/help")
        await olena.sees("/my")
    await house.spares()
    return Played(house, house.telegram, residents, works)


async def _files(resident: Live, story: str, place: str = "вул. Володимира Великого, 15") -> int:
    await resident.says("/new")
    await resident.sees("Опишіть проблему")
    await resident.sends(photo("red"), caption=story)
    await resident.sees("Зрозуміло: Не горять ліхтарі")
    await resident.taps("Так")
    await resident.sees("Де це?")
    await resident.says(place)
    await resident.sees("У якому районі")
    await resident.taps("Саксаганський")
    await resident.sees("номер телефону")
    await resident.shares_phone()
    await resident.sees("Перевірте заявку", story)
    await resident.taps("Надіслати")
    await resident.sees("зареєстровано", "Виконати до")
    return resident.number


def _time_passes(house: House) -> None:
    """The first term of the request that is done has come."""
    house.change(
        "UPDATE timers SET due_at = datetime('now', '-1 minute') WHERE key LIKE 'closing-reminder:%'"
    )


async def _to_the_end(olena: Live) -> None:
    await olena.taps("Так, вирішено")
    await olena.sees("Оцініть роботу виконавця")
    await olena.taps("5")
    await olena.sees("Хочете щось додати?")
    await olena.says(COMMENT)
    await olena.sees("Дякуємо!")


async def _nothing_waits(olena: Live, house: House) -> None:
    """Also what is repeated after a while because nobody knew what had become of it."""

    async def all_sent() -> bool:
        return not house.rows("SELECT 1 FROM outbox WHERE state IN ('queued', 'sending')")

    await olena.until(all_sent)
