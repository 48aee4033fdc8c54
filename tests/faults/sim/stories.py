"""What people do while everything goes wrong: short stories that go through a request's life.

Each begins in a city that :func:`before` has made: staff have joined, Олена has filed № 1001, and
Марія is known.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from tests.stage.people import Person

from .simulation import Simulation

FIRST: Final = 1001
CAST: Final = ("Андрій", "Галина", "Олена", "Марія")


@dataclass
class Told:
    """What was really said in a story, for the oracle."""

    said: dict[str, int] = field(default_factory=dict)
    strangers: list[Person] = field(default_factory=list)

    def once(self, words: str) -> str:
        self.said[words] = 1
        return words


Story: TypeAlias = Callable[[Simulation, Told], Awaitable[None]]


async def before(simulation: Simulation) -> None:
    """Who works here, and who has written already."""
    await simulation.staff("Андрій", "executor", "Міськсвітло")
    await simulation.staff("Галина", "operator")
    await files(await simulation.person("Олена"), "Не горять ліхтарі, пише Олена")
    await (await simulation.person("Марія")).starts()


async def cast(simulation: Simulation) -> tuple[Person, ...]:
    """The same people, in the order in which they came."""
    return tuple([await simulation.person(name) for name in CAST])


async def files(resident: Person, words: str, place: str = "вул. Вигадана, 15") -> None:
    """A whole request about street lights."""
    await resident.says(words)
    await resident.sees("Не горять ліхтарі")
    await resident.taps("Так")
    await resident.sees("Де це?")
    await resident.says(place)
    await resident.sees("У якому районі")
    await resident.taps("Саксаганський")
    await resident.shares_phone()
    await resident.sees("Перевірте заявку", words)
    await resident.taps("Надіслати")
    await resident.sees("зареєстровано", "Виконати до")


async def intrudes(simulation: Simulation, told: Told, number: int) -> None:
    """Somebody tries another's number in every way."""
    stranger = await simulation.person("Чужий")
    told.strangers.append(stranger)
    await stranger.starts()
    await stranger.sees("1520")
    for verb in ("card", "comment", "yes", "cancel-yes"):
        await stranger.forges(f"r:{number}:{verb}")


async def filed(simulation: Simulation, told: Told) -> None:
    """A request from the first word to its number and to the executor."""
    andrii, _, _, maria = await cast(simulation)
    await files(maria, told.once("Не горять ліхтарі біля школи на розі"), "вул. Тиха, 3")
    await andrii.sees("Нова заявка", f"№ {maria.number}")


async def confirmed(simulation: Simulation, told: Told) -> None:
    """Taken, asked, answered, done, confirmed, rated."""
    andrii, _, olena, _ = await cast(simulation)
    await andrii.says(f"/take {FIRST}")
    await olena.sees(f"№ {FIRST}: взято в роботу")
    await andrii.says(f"/ask {FIRST} {told.once('Який номер опори?')}")
    await olena.sees("потрібне уточнення")
    await olena.says(told.once("Опора сімнадцять, біля хвіртки"))
    await olena.sees("відповідь передано виконавцеві")
    await andrii.says(f"/done {FIRST} {told.once('Замінено дві лампи')}")
    await olena.sees("Проблему вирішено?")
    await olena.taps("Так, вирішено")
    await olena.taps("5")
    await olena.says(told.once("Дякую за світло на стежці"))
    await olena.sees("Дякуємо")


async def objected(simulation: Simulation, told: Told) -> None:
    """Done is not done: back to work, and then closed by silence."""
    andrii, _, olena, _ = await cast(simulation)
    await andrii.says(f"/take {FIRST}")
    await andrii.says(f"/done {FIRST} {told.once('Усе засвітили знову')}")
    await olena.sees("Проблему вирішено?")
    await olena.taps("Ні, не вирішено")
    await olena.says(told.once("Один ліхтар так і не горить"))
    await olena.sees("на доопрацювання")
    await andrii.says(f"/done {FIRST} {told.once('Замінили останню лампу')}")
    await olena.sees("Проблему вирішено?")
    await simulation.passes(days=6)
    assert (await simulation.request(FIRST)).outcome == "unanswered"


async def rejected(simulation: Simulation, told: Told) -> None:
    """Words from both sides, a rejection and an objection; a stranger tries to take part."""
    _, halyna, olena, _ = await cast(simulation)
    await halyna.says(f"/reply {FIRST} {told.once('Бригада приїде завтра зранку')}")
    await olena.sees("Бригада приїде завтра зранку")
    await olena.replies("Бригада приїде", told.once("Добре, чекатиму на бригаду"))
    await intrudes(simulation, told, FIRST)
    await halyna.says(f"/reject {FIRST} {told.once('Це вже полагодили вчора')}")
    await olena.sees("Це вже полагодили вчора")
    await olena.taps("Не згоден")
    await olena.says(told.once("Ні, лампа досі не світить"))
    await olena.sees("повернуто на розгляд")


async def announced(simulation: Simulation, told: Told) -> None:
    """Told to all: counted, looked at, sent to each at most once, and reported."""
    del told
    oksana = await simulation.staff("Оксана", "coordinator")
    await oksana.says("/broadcast усім")
    await oksana.sees("що оголосити?")
    await oksana.says("У суботу свято міста на площі")
    # A job that died with its program is begun anew after a while, three times at most.
    for _ in range(5):
        await simulation.passes(hours=1)
    if await oksana.heard("цього разу не вийшло"):
        return
    await oksana.taps("Надіслати всім їм")
    await simulation.passes(hours=5)
    assert await oksana.heard("Оголошення надіслано") >= 1


STORIES: Final[dict[str, Story]] = {
    "filed": filed,
    "confirmed": confirmed,
    "objected": objected,
    "rejected": rejected,
    "announced": announced,
}
