"""Steps that several tests of the page take."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.handlers.web.memory import MemoryChat

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8"
    "ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


def only(chat: MemoryChat) -> str:
    """The one conversation there is."""
    (address,) = chat.rows
    return address


async def opened(page: Page, url: str, path: str = "/") -> None:
    await page.goto(url + path)
    await expect(page.get_by_role("button", name="Повідомити про проблему")).to_be_visible()


def picture(folder: Path, name: str = "яма.png") -> str:
    path = folder / name
    path.write_bytes(PIXEL)
    return str(path)


async def tab_to(page: Page, wanted: str, key: str = "Tab") -> None:
    """Moves the focus until it is on the element with this id, type or name."""
    for _ in range(40):
        at = await page.evaluate(
            "[document.activeElement.id, document.activeElement.type,"
            " document.activeElement.textContent.trim()]"
        )
        if wanted in at:
            return
        await page.keyboard.press(key)
    pytest.fail(f"the keyboard does not reach {wanted}")


async def tab_back_to(page: Page, wanted: str) -> None:
    await tab_to(page, wanted, "Shift+Tab")
