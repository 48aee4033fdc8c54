"""Takes the pictures for the documentation anew: ``python -m tests.browser.pictures docs``."""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

from tests.bot.program import bot, running
from tests.browser.conftest import DESK, FLAGS, NAMES, PHONE
from tests.browser.test_program import LIVE, filed
from tests.ports import free_port


async def opened(browser: Browser, url: str, size: ViewportSize) -> Page:
    context = await browser.new_context(
        viewport=size,
        device_scale_factor=2,
        has_touch=size is PHONE,
        is_mobile=size is PHONE,
        locale="uk",
    )
    page = await context.new_page()
    await page.goto(url)
    return page


async def take(url: str, work: Path, folder: Path) -> None:
    """The end of a first journey on a phone, the same on a desk, and a member's page."""
    found = next(path for name in NAMES if (path := shutil.which(name)))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=FLAGS)
        for name, size in (("phone", PHONE), ("desktop", DESK)):
            page = await opened(browser, url, size)
            await expect(page.locator(LIVE).first).to_be_visible()
            await filed(page)
            await page.evaluate("document.activeElement.blur()")
            await page.screenshot(path=folder / f"chat-{name}.png")
        invited = await asyncio.to_thread(bot, work, "invite", "admin")
        code = re.search(r"/join (\S+)", invited.stdout)
        desk = await opened(browser, f"{url}/staff?code={code[1] if code else ''}", DESK)
        await desk.get_by_role("button", name="Увійти").click()
        await desk.locator("[data-number]").first.click()
        await expect(desk.locator(".msg.in")).to_have_count(2)
        await expect(desk.locator(".state")).to_have_count(0)
        await desk.mouse.move(1, 1)
        await desk.screenshot(path=folder / "chat-staff.png")
        await browser.close()


def main() -> None:
    """Starts the program in a temporary folder and drives it."""
    folder = Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        port = free_port()
        with running(Path(work), port):
            asyncio.run(take(f"http://127.0.0.1:{port}", Path(work), folder))


if __name__ == "__main__":
    main()
