"""The conversation on the page: by keyboard, live, and as it was meant."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import BrowserContext, Page, expect

from flows.events import Point, Tap
from flows.messages import BOLD, PLAIN, Choice, Message
from tests.browser.steps import only, opened, tab_back_to, tab_to
from tests.handlers.web.memory import MemoryChat, web_event

pytestmark = pytest.mark.browser


async def test_the_first_request_by_keyboard_alone(page: Page, url: str, chat: MemoryChat) -> None:
    await opened(page, url)
    await expect(page.locator("#field")).to_be_focused()
    await tab_back_to(page, "Повідомити про проблему")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Опишіть проблему")).to_be_visible()
    await expect(page.get_by_role("button", name="Скасувати").last).to_be_focused()
    await tab_to(page, "field")
    await page.keyboard.type("Не горять ліхтарі")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("вже третій день")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Надіслати геолокацію")).to_be_visible()
    await page.keyboard.type("вул. Володимира Великого, 15")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Номер телефону")).to_be_visible()
    await tab_back_to(page, "tel")
    await page.keyboard.type("067 123")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("бракує цифр")
    await expect(page.get_by_label("Номер телефону")).to_be_focused()
    await page.keyboard.type(" 45 67")
    await page.keyboard.press("Enter")
    send = page.get_by_role("button", name="Надіслати заявку")
    await expect(send).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("зареєстровано")).to_be_visible()
    words = [row.text for row in chat.rows[only(chat)] if not row.outgoing]
    assert words == [
        "/start",
        "Повідомити про проблему",
        "Не горять ліхтарі\nвже третій день",
        "вул. Володимира Великого, 15",
        "067 123 45 67",
        "Надіслати заявку",
    ]


async def test_the_first_link_leads_past_everything_to_the_field(page: Page, url: str) -> None:
    await opened(page, url)
    first = "document.querySelector('a[href], button, input, textarea, [tabindex]').className"
    assert await page.evaluate(first) == "skip"
    await page.locator(".skip").focus()
    await expect(page.locator(".skip")).to_be_in_viewport()
    await page.keyboard.press("Enter")
    await expect(page.locator("#field")).to_be_focused()


async def test_news_arrives_without_a_reload(page: Page, url: str, chat: MemoryChat) -> None:
    await opened(page, url)
    await chat.say(only(chat), Message(f"№ 1057: {BOLD}взято в роботу{PLAIN}.", request=1057))
    await expect(page.locator("strong", has_text="взято в роботу")).to_be_visible()


async def test_older_buttons_stand_back_but_still_say_what_they_are(
    page: Page, url: str, chat: MemoryChat
) -> None:
    await opened(page, url)
    await page.get_by_role("button", name="Повідомити про проблему").click()
    await expect(page.locator(".choices:not(.old)")).to_have_text("Скасувати")
    await page.get_by_role("button", name="Контакти").click()
    await expect(page.get_by_text("Дякуємо, записали.")).to_be_visible()
    taps = [b for e in chat.inbox.values() if isinstance(b := web_event(e.raw).body, Tap)]
    menu = next(row for row in chat.rows[only(chat)] if row.outgoing)
    assert [(tap.data, tap.message) for tap in taps] == [
        ("new", str(menu.id)),
        ("contacts", str(menu.id)),
    ]


async def test_a_message_that_replaces_another_takes_its_place(
    page: Page, url: str, chat: MemoryChat
) -> None:
    await opened(page, url)
    first = await chat.say(only(chat), Message("Сторінка 1", ((Choice("Далі", "n"),),)))
    await expect(page.get_by_text("Сторінка 1")).to_be_visible()
    await chat.say(only(chat), Message("Сторінка 2", replaces=str(first.id)))
    await expect(page.get_by_text("Сторінка 2")).to_be_visible()
    await expect(page.get_by_text("Сторінка 1")).to_have_count(0)
    await page.reload()
    await expect(page.get_by_text("Сторінка 2")).to_be_visible()
    await expect(page.get_by_text("Сторінка 1")).to_have_count(0)


async def test_a_message_taller_than_the_screen_is_read_from_its_start(
    page: Page, url: str, chat: MemoryChat
) -> None:
    await opened(page, url)
    rows = tuple((Choice(f"Тема {n}", f"{n}"),) for n in range(40))
    await chat.say(only(chat), Message("Чого це стосується?", rows))
    await expect(page.get_by_text("Чого це стосується?")).to_be_in_viewport(ratio=1)
    await expect(page.locator("#newest")).to_be_hidden()
    await page.fill("#field", "Дорога")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Дякуємо, записали.")).to_be_in_viewport()


async def test_what_people_write_is_never_markup(page: Page, url: str, chat: MemoryChat) -> None:
    await opened(page, url)
    evil = "<img src=x onerror=alert(1)><b>&lt;"
    choices = ((Choice(evil, "x"), Choice("Зле", url="javascript:alert(1)")),)
    await chat.say(only(chat), Message(f"{BOLD}{evil}{PLAIN}", choices))
    await expect(page.locator("strong", has_text=evil)).to_be_visible()
    await expect(page.get_by_role("button", name=evil)).to_be_visible()
    await expect(page.get_by_text("Зле")).to_have_count(0)
    assert await page.locator("#log img").count() == 0


async def test_numbers_to_call_are_links_and_numbers_of_requests_are_not(
    page: Page, url: str, chat: MemoryChat
) -> None:
    await opened(page, url)
    await page.fill("#field", "Запах газу")
    await page.keyboard.press("Enter")
    await expect(page.locator('#log a[href="tel:104"]')).to_be_visible()
    await chat.say(only(chat), Message(f"Заявка {BOLD}№ 1520{PLAIN}, будинок 104, тел. 499-1520"))
    await expect(page.locator('#log a[href="tel:4991520"]')).to_be_visible()
    assert await page.locator("#log a").count() == 2


async def test_a_place_is_sent_from_the_browser(
    page: Page, url: str, context: BrowserContext, chat: MemoryChat
) -> None:
    await context.grant_permissions(["geolocation"])
    await context.set_geolocation({"latitude": 47.9, "longitude": 33.39})
    await opened(page, url)
    await page.fill("#field", "ліхтарі")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Надіслати геолокацію").click()
    await expect(page.get_by_label("Номер телефону")).to_be_visible()
    points = [b for e in chat.inbox.values() if isinstance(b := web_event(e.raw).body, Point)]
    assert [(p.lat, p.lon) for p in points] == [(47.9, 33.39)]
    await expect(page.get_by_role("link", name=re.compile("47.90000"))).to_be_visible()


async def test_a_place_that_may_not_be_known_can_be_typed(
    page: Page, url: str, context: BrowserContext
) -> None:
    await context.clear_permissions()
    await opened(page, url)
    await page.fill("#field", "ліхтарі")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Надіслати геолокацію").click()
    await expect(page.locator(".ask")).to_contain_text("не має дозволу")


async def test_a_reply_names_the_message_it_answers(page: Page, url: str, chat: MemoryChat) -> None:
    await opened(page, url)
    news = await chat.say(only(chat), Message("Який номер опори?", request=1057))
    await page.get_by_role("button", name="Відповісти (№ 1057)").click()
    await expect(page.locator("#reply")).to_contain_text("№ 1057")
    await page.keyboard.type("Опора 12")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Дякуємо, записали.")).to_be_visible()
    assert web_event(list(chat.inbox.values())[-1].raw).reply_to == str(news.id)
    await expect(page.locator("#reply")).to_be_hidden()


async def test_a_long_history_is_shown_from_its_end(page: Page, url: str, chat: MemoryChat) -> None:
    await opened(page, url)
    for number in range(150):
        await chat.say(only(chat), Message(f"Новина {number}."))
    await page.reload()
    await expect(page.get_by_text("Новина 149.")).to_be_in_viewport()
    await expect(page.get_by_text("Новина 20.", exact=True)).to_have_count(0)
    for _ in range(2):
        await page.get_by_role("button", name="Показати раніші").click()
    await expect(page.get_by_text("Новина 20.", exact=True)).to_have_count(1)
    await expect(page.get_by_text("Вітаємо!")).to_have_count(1)
    await expect(page.get_by_role("button", name="Показати раніші")).to_be_hidden()
    await expect(page.locator(".day")).to_have_count(1)
