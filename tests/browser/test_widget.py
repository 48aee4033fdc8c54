"""The chat on another site: a button, a frame, and a session of its own."""

from __future__ import annotations

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.browser.conftest import Site
from tests.browser.test_appearance import assert_accessible
from tests.handlers.web.memory import MemoryChat

pytestmark = pytest.mark.browser


async def host_page(page: Page, url: str, site: Site) -> None:
    """A page of a site on the list that holds nothing but the widget."""
    site.html = f"""<!doctype html><html lang="uk"><title>Місто</title><main><h1>Місто</h1></main>
        <script src="{url}/widget.js" data-label="Написати нам"></script></html>"""
    await page.goto(site.origin)


async def test_the_widget_opens_a_chat_that_is_remembered(
    page: Page, url: str, context: BrowserContext, chat: MemoryChat, site: Site
) -> None:
    await host_page(page, url, site)
    button = page.get_by_role("button", name="Написати нам")
    await assert_accessible(page)
    assert await page.locator("iframe").count() == 0
    await button.focus()
    await page.keyboard.press("Enter")
    frame = page.frame_locator("iframe")
    await expect(frame.get_by_text("Вітаємо!")).to_be_visible()
    await frame.get_by_label("Ваше повідомлення").fill("Яма на дорозі")
    await frame.get_by_role("button", name="Надіслати повідомлення", exact=True).click()
    await expect(frame.get_by_text("Дякуємо, записали.")).to_be_visible()
    (cookie,) = [c for c in await context.cookies() if c["name"].endswith("frame")]
    assert (cookie["sameSite"], cookie["secure"], cookie["httpOnly"]) == ("None", True, True)
    await frame.get_by_label("Ваше повідомлення").press("Escape")
    await expect(page.get_by_role("button", name="Написати нам")).to_be_focused()
    await expect(page.locator("iframe")).to_be_hidden()
    await page.reload()
    await page.get_by_role("button", name="Написати нам").click()
    await expect(frame.get_by_text("Яма на дорозі")).to_be_visible()
    assert len(chat.rows) == 1


async def test_a_site_that_is_not_on_the_list_shows_no_chat(
    context: BrowserContext, url: str, stranger: Site
) -> None:
    page = await context.new_page()
    stranger.html = f'<!doctype html><iframe src="{url}/chat?embed=1"></iframe>'
    async with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
        await page.goto(stranger.origin)
    assert await page.frame_locator("iframe").get_by_text("Вітаємо!").count() == 0
