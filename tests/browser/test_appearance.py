"""How the page looks and is heard: no overflow, no axe violation, light and dark, any size."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from flows.messages import BOLD, PLAIN, Choice, Message, Style
from tests.browser.conftest import DESK, PHONE
from tests.handlers.web.memory import MemoryChat

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
async def screen(
    browser: Browser, request: pytest.FixtureRequest, scheme: str
) -> AsyncIterator[Page]:
    phone = request.param is PHONE
    context = await browser.new_context(
        viewport=request.param,
        color_scheme="dark" if scheme == "dark" else "light",
        has_touch=phone,
        is_mobile=phone,
        locale="uk",
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    yield await context.new_page()
    await context.close()


async def assert_accessible(page: Page) -> None:
    found = await Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


async def assert_no_overflow(page: Page) -> None:
    beyond = await page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((e) => {
            const box = e.getBoundingClientRect();
            const seen = box.width > 1 && !e.closest(".sr, svg");
            return seen && (box.right > innerWidth + 1 || box.left < -1);
        }).map((e) => `${e.tagName}#${e.id}.${e.className} ${e.getBoundingClientRect().right}`)"""
    )
    assert beyond == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await page.evaluate("scrollX === 0 && scrollY === 0")


async def answered(page: Page, url: str) -> None:
    """Most of what a conversation can hold: every style of button, both questions, a link."""
    await page.goto(url)
    await page.get_by_role("button", name="Повідомити про проблему").click()
    for said in ("Не горять ліхтарі", "вул. Володимира Великого, 15"):
        await page.fill("#field", said)
        await page.click("#send")
        await expect(page.locator(".ask")).to_have_count(1)
        await assert_accessible(page)
        await assert_no_overflow(page)
    await page.get_by_label("Номер телефону").fill("067 123 45 67")
    await page.get_by_role("button", name="Надіслати номер").click()
    await expect(page.get_by_role("button", name="Надіслати заявку")).to_be_visible()


async def test_the_conversation_fits_and_can_be_heard(
    screen: Page, url: str, chat: MemoryChat
) -> None:
    await answered(screen, url)
    await assert_accessible(screen)
    await assert_no_overflow(screen)
    await screen.get_by_role("button", name="Надіслати заявку").click()
    await expect(screen.get_by_text("зареєстровано")).to_be_visible()
    (address,) = chat.rows
    long = "https://example.org/" + "дужедовгеслово" * 20
    choices = (
        tuple(Choice(f"{n}", f"{n}") for n in range(1, 6)),
        (Choice("Дуже довгий напис на кнопці, який ніде не вміщується цілком", "x", Style.DANGER),),
        (Choice("Сайт", url="https://example.org/"), Choice("Скопіювати", copy="1057")),
    )
    await chat.say(address, Message(f"{BOLD}{long}{PLAIN} {long}", choices, request=1057))
    await expect(screen.get_by_role("link", name="Сайт")).to_be_visible()
    await assert_accessible(screen)
    await assert_no_overflow(screen)


async def test_the_return_link_and_its_page_fit_and_can_be_heard(screen: Page, url: str) -> None:
    await screen.goto(url)
    await screen.get_by_role("button", name="Посилання для повернення").click()
    field = screen.get_by_role("dialog").get_by_role("textbox")
    await expect(field).to_be_focused()
    await assert_accessible(screen)
    await assert_no_overflow(screen)
    await screen.goto(await field.input_value())
    await assert_accessible(screen)
    await assert_no_overflow(screen)
    await screen.get_by_role("button", name="Відкрити мою розмову").click()
    await expect(screen.get_by_text("Вітаємо!")).to_be_visible()


async def test_a_member_signs_in_and_opens_a_request_from_the_list(
    screen: Page, url: str, chat: MemoryChat
) -> None:
    await screen.goto(url + "/staff?code=SECRET-CODE")
    await expect(screen.get_by_role("button", name="Увійти")).to_be_focused()
    assert "SECRET" not in screen.url
    await assert_accessible(screen)
    await assert_no_overflow(screen)
    await screen.keyboard.press("Enter")
    toggle = screen.get_by_role("button", name="Заявки")
    line = screen.get_by_role("button", name="№ 1058 Аварія на водопроводі")
    await expect(toggle.or_(line).first).to_be_visible()
    if await toggle.is_visible():
        await expect(toggle).to_have_attribute("aria-expanded", "false")
        await toggle.click()
    await assert_accessible(screen)
    await assert_no_overflow(screen)
    await line.click()
    await expect(screen.get_by_text("№ 1057 · Вуличне освітлення")).to_be_visible()
    await expect(screen.get_by_text("SECRET-CODE")).to_have_count(0)
    texts = [row.text for rows in chat.rows.values() for row in rows if not row.outgoing]
    assert texts == ["/join SECRET-CODE", "/show 1058"]


async def test_letters_twice_as_large_still_fit(screen: Page, url: str) -> None:
    await screen.goto(url)
    await screen.evaluate("document.documentElement.style.fontSize = '200%'")
    await expect(screen.get_by_role("button", name="Повідомити про проблему")).to_be_visible()
    await assert_no_overflow(screen)
    for part in ("#field", "#send", "#attach", "#return-link"):
        await expect(screen.locator(part)).to_be_in_viewport()
    assert await screen.evaluate("document.getElementById('scroll').clientHeight") >= 80
