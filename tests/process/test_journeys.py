"""Whole journeys through the running program: real HTTP, real clock, Telegram's rates kept."""

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.fakes.telegram import TelegramFake
from tests.journeys.scenes import files, photo

from .house import House
from .people import Live

pytestmark = [pytest.mark.process, pytest.mark.timeout(240)]

GPS = 0x8825


def photo_with_place() -> bytes:
    """A JPEG that tells where it was taken."""
    held = io.BytesIO()
    image = Image.new("RGB", (640, 480), "navy")
    exif = image.getexif()
    exif[0x010F] = "PrivatePhone"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (47.0, 54.0, 36.0)
    image.save(held, "JPEG", exif=exif)
    return held.getvalue()


def kept(data: bytes) -> Image.Image:
    """What was made of a picture: another file, that tells nothing of where it came from."""
    assert b"PrivatePhone" not in data
    image = Image.open(io.BytesIO(data))
    image.load()
    assert not image.getexif()
    return image


async def lives(olena: Live, andrii: Live) -> int:
    """The whole life of a request; its number."""
    number = await files(olena)
    await andrii.sees("Нова заявка", f"№ {number}")
    await andrii.taps("Взяти в роботу")
    await olena.sees(f"№ {number}: взято в роботу", "Міськсвітло")
    await andrii.says(f"/ask {number} Який номер опори?")
    await olena.sees("потрібне уточнення", "Який номер опори?")
    await olena.says("Опора 17")
    await olena.sees("відповідь передано виконавцеві")
    await andrii.sees("Заявник відповів", "Опора 17")
    await andrii.sends(photo("yellow"), caption=f"/done {number} Замінено дві лампи")
    await olena.sees("роботи завершено", "Замінено дві лампи", "Проблему вирішено?")
    await olena.taps("Так, вирішено")
    await olena.sees("Оцініть роботу виконавця")
    await andrii.sees("Заявник підтвердив")
    await olena.taps("5")
    await olena.sees("Хочете щось додати?")
    await olena.taps("Пропустити")
    await olena.sees(f"Дякуємо! Заявку № {number} закрито")
    return number


def closed(house: House, number: int) -> None:
    rows = house.rows("SELECT status, outcome, rating FROM requests WHERE number = ?", number)
    assert rows == [("closed", "confirmed", 5)]


async def test_the_first_journey_on_telegram(house: House, telegram: TelegramFake) -> None:
    andrii, olena = house.person("Андрій"), house.person("Олена")
    await house.joins(andrii, "executor", "Міськсвітло")
    number = await lives(olena, andrii)
    closed(house, number)
    photos = [message.content for message in telegram.all_messages() if message.media]
    assert [kept(data).size for data in photos] == [(320, 240)]
    assert await house.closes() == 0
    assert telegram.too_many == 0
    assert not telegram.refused
    assert "ERROR" not in house.log
    assert telegram.token not in house.log


async def test_a_resident_on_telegram_and_staff_in_the_browser(
    house: House, telegram: TelegramFake
) -> None:
    andrii, olena = await house.visitor("Андрій"), house.person("Олена")
    await house.joins(andrii, "executor", "Міськсвітло")
    sent = photo_with_place()
    await olena.says("/new")
    await olena.sees("Опишіть проблему")
    await olena.sends(("photo", sent), caption="Ліхтар лежить на землі")
    await olena.sees("Зрозуміло: Не горять ліхтарі")
    await olena.taps("Так")
    await olena.sees("Де це?")
    await olena.says("вул. Володимира Великого, 15")
    await olena.sees("У якому районі")
    await olena.taps("Саксаганський")
    await olena.sees("номер телефону")
    await olena.shares_phone()
    await olena.sees("Перевірте заявку", "Ліхтар лежить на землі")
    await olena.taps("Надіслати")
    await olena.sees("зареєстровано")
    number = olena.number
    await andrii.sees("Нова заявка", "Ліхтар лежить на землі")
    shown = next(seen for seen in await andrii.fresh() if seen.files)
    arrived = await andrii.edge.file_of(shown, 0)
    assert arrived != sent
    assert kept(arrived).size == (640, 480)
    await andrii.taps("Взяти в роботу")
    await olena.sees(f"№ {number}: взято в роботу")
    report = photo("yellow", (500, 400))
    await andrii.sends(report, caption=f"/done {number} Поставлено нову опору")
    await olena.sees("роботи завершено", "Поставлено нову опору", "Проблему вирішено?")
    got = [m.content for m in telegram.all_messages() if m.media]
    assert [kept(data).size for data in got] == [(500, 400)]
    await olena.taps("Так, вирішено")
    await olena.sees("Оцініть роботу")
    await olena.taps("5")
    await olena.sees("Хочете щось додати?")
    await olena.taps("Пропустити")
    await andrii.sees("Заявник підтвердив")
    closed(house, number)
    assert telegram.too_many == 0


async def test_by_webhook(tmp_path: Path, telegram: TelegramFake) -> None:
    public = {"PUBLIC_URL": "https://1520.example/bot", "TELEGRAM_SECRET": "a-secret_word"}
    async with House.running(tmp_path, telegram, **public) as house:
        await house.says("Telegram is ready")
        webhook = telegram.service.webhook
        assert webhook.url == "https://1520.example/bot/telegram/webhook"
        # what a reverse proxy does: it ends TLS and passes the path on to the program
        webhook.url = f"http://127.0.0.1:{house.port}/telegram/webhook"
        andrii, olena = house.person("Андрій"), house.person("Олена")
        await house.joins(andrii, "executor", "Міськсвітло")
        closed(house, await lives(olena, andrii))
        assert not telegram.calls("getUpdates")
        assert {attempt.status for attempt in webhook.attempts} == {200}
        assert telegram.too_many == 0
        assert await house.closes() == 0
