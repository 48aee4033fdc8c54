"""The first journey, by keyboard alone, against the program as its own process."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.bot.program import bot, running
from tests.browser.steps import picture, tab_back_to
from tests.browser.test_appearance import assert_accessible, assert_no_overflow
from tests.ports import free_port

pytestmark = [pytest.mark.browser, pytest.mark.process]

LIVE = ".choices:not(.old) .choice"
ANSWERS = {
    "Чого це стосується": "Вуличне освітлення",
    "найбільше схоже": "Не горять ліхтарі",
    "Яка тема": "Інша тема",
    "районі": "Саксаганський",
    "вже повідомили": "Це інша проблема",
    "Усе правильно": "Так",
}
"""What to press when the last message asks this; which of them it asks is its own affair."""


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[str]:
    port = free_port()
    context = running(tmp_path, port)
    await asyncio.to_thread(context.__enter__)
    yield f"http://127.0.0.1:{port}"
    await asyncio.to_thread(context.__exit__, None, None, None)


async def last_words(page: Page) -> str:
    return await page.locator(".msg.out").last.inner_text()


async def heard_more(page: Page, before: int) -> None:
    await expect(page.locator(".msg.out")).not_to_have_count(before)
    await expect(page.locator(".state")).to_have_count(0)


async def press(page: Page, label: str) -> None:
    before = await page.locator(".msg.out").count()
    await page.keyboard.press("Tab")
    await tab_back_to(page, label)
    await page.keyboard.press("Enter")
    await heard_more(page, before)


async def say(page: Page, words: str) -> None:
    before = await page.locator(".msg.out").count()
    await page.locator("#field").focus()
    await page.keyboard.type(words)
    await page.keyboard.press("Enter")
    await heard_more(page, before)


async def answer(page: Page) -> None:
    """Answers whatever is asked now."""
    asked = await last_words(page)
    for sign, label in ANSWERS.items():
        if sign in asked:
            await press(page, label)
            return
    if await page.get_by_label("Номер телефону").count():
        await say(page, "067 123 45 67")
    else:
        await say(page, "вул. Володимира Великого, 15")


async def filed(page: Page) -> int:
    """Goes through the whole intake; the number that the page was given."""
    await press(page, "Повідомити про проблему")
    await say(page, "Не горять ліхтарі вже третій день")
    for _ in range(10):
        if await page.get_by_role("button", name="Надіслати", exact=True).count():
            break
        await answer(page)
    await assert_accessible(page)
    await assert_no_overflow(page)
    await page.locator(LIVE, has_text=re.compile("^Надіслати$")).focus()
    await page.keyboard.press("Enter")
    told = page.locator(".msg.out", has_text="зареєстровано")
    await expect(told).to_be_visible()
    found = re.search(r"№ (\d+)", await told.inner_text())
    assert found
    return int(found[1])


async def test_a_request_is_filed_by_keyboard_and_is_there_after_a_reload(
    page: Page, program: str
) -> None:
    await page.goto(program)
    await expect(page.locator(LIVE).first).to_be_visible()
    number = await filed(page)
    await page.reload()
    await expect(page.locator(".msg.out", has_text=f"№ {number}").last).to_be_visible()


async def test_a_member_sees_the_request_beside_the_chat_and_opens_it(
    page: Page, context: BrowserContext, program: str, tmp_path: Path
) -> None:
    await page.goto(program)
    await expect(page.locator(LIVE).first).to_be_visible()
    number = await filed(page)
    invited = await asyncio.to_thread(bot, tmp_path, "invite", "admin")
    code = re.search(r"/join (\S+)", invited.stdout)
    assert code, invited.stdout + invited.stderr
    desk = await context.new_page()
    await desk.goto(f"{program}/staff?code={code[1]}")
    await desk.get_by_role("button", name="Увійти").click()
    line = desk.locator(f'[data-number="{number}"]')
    await expect(line).to_be_visible()
    await assert_accessible(desk)
    await line.click()
    await expect(desk.locator(".msg.out", has_text=f"{number}").last).to_be_visible()


async def test_a_photo_is_stored_and_shown_again_after_a_reload(
    page: Page, program: str, tmp_path: Path
) -> None:
    await page.goto(program)
    await expect(page.locator(LIVE).first).to_be_visible()
    await page.set_input_files("#picker", [picture(tmp_path)])
    await say(page, "Яма на дорозі")
    await page.reload()
    shown = page.locator(".msg.in img")
    await expect(shown).to_be_visible()
    await expect(shown).to_have_js_property("naturalWidth", 1)
