"""Scenes that many journeys share."""

from __future__ import annotations

import io

from PIL import Image

from tests.stage import Person, Stage


def photo(colour: str = "red", size: tuple[int, int] = (320, 240)) -> tuple[str, bytes]:
    """A real JPEG."""
    held = io.BytesIO()
    Image.new("RGB", size, colour).save(held, "JPEG")
    return "photo", held.getvalue()


async def describes(resident: Person, text: str = "Не горять ліхтарі вже третій день") -> None:
    """From nothing to the question about the place: street lights."""
    await resident.says("/new")
    await resident.says(text)
    await chooses(resident, "Вуличне освітлення", "Не горять ліхтарі")
    await resident.sees("Де це?")


async def chooses(resident: Person, group: str, service: str) -> None:
    """Come to a topic whatever the bot has understood: confirm it, or find it in its group."""
    seen = await resident.sees("?")
    labels = await resident.buttons()
    if "Інша тема" in labels:
        if service in seen:
            await resident.taps("Так")
            return
        await resident.taps("Інша тема")
        await resident.sees("?")
        labels = await resident.buttons()
    if service in labels:
        await resident.taps(service)
        return
    if "Інше…" in labels:
        await resident.taps("Інше…")
    await resident.sees("Чого це стосується?")
    await resident.taps(group)
    if await resident.has("Оберіть, що найбільше схоже"):
        await resident.taps(service)


async def files(
    resident: Person,
    text: str = "Не горять ліхтарі вже третій день",
    where: str = "вул. Володимира Великого, 15",
) -> int:
    """A whole first request about street lights; its number."""
    await describes(resident, text)
    await resident.says(where)
    await resident.sees("У якому районі")
    await resident.taps("Саксаганський")
    if await resident.has("Схоже, про це вже повідомили"):
        await resident.taps("Це інша проблема")
    await resident.sees("номер телефону")
    await resident.says(resident.phone)
    await resident.sees("Перевірте заявку", text)
    await resident.taps("Надіслати")
    await resident.sees("зареєстровано", "Виконати до")
    return resident.number


async def finished(executor: Person, number: int, report: str = "Замінено дві лампи") -> None:
    """The executor takes it and reports the end."""
    await executor.says(f"/take {number}")
    await executor.sees("ви взяли в роботу")
    await executor.says(f"/done {number} {report}")
    await executor.sees("звіт надіслано")


async def lighting(stage: Stage, name: str = "Андрій") -> Person:
    """An executor of the street lights."""
    return await stage.staff(name, "executor", "Міськсвітло")


CALLER = "067 765 43 21"


async def takes_call(
    halyna: Person, phone: str = CALLER, words: str = "не горять ліхтарі біля школи"
) -> int:
    """A request of somebody with a telephone and nothing else; its number."""
    await halyna.says(f"/call {phone} {words}")
    await halyna.sees("Як до заявника звертатися?")
    await halyna.says("Ганна Петрівна")
    await halyna.sees("Не горять ліхтарі")
    await halyna.taps("Так")
    await halyna.sees("Де це?")
    await halyna.says("вул. Дзвінкова, 7")
    await halyna.sees("У якому районі")
    await halyna.taps("Саксаганський")
    await halyna.sees("Перевірте заявку", "+380 ** *** **")
    await halyna.taps("Надіслати")
    await halyna.sees("Скажіть заявникові номер і строк")
    return halyna.number
