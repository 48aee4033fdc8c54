"""Reloads, lost connections, and files: what was written is neither lost nor doubled."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, Route, expect

from flows.events import Media, MediaKind
from tests.browser.steps import only, opened, picture
from tests.handlers.web.memory import MemoryChat, web_event

pytestmark = pytest.mark.browser


async def test_a_reload_keeps_everything_even_what_was_not_sent_yet(
    page: Page, url: str, chat: MemoryChat
) -> None:
    await opened(page, url)
    await page.fill("#field", "Яма на дорозі")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Дякуємо, записали.")).to_be_visible()
    await page.fill("#field", "І ще одне, але пізні")
    await page.reload()
    await expect(page.get_by_text("Яма на дорозі")).to_be_visible()
    await expect(page.get_by_text("Вітаємо!")).to_be_visible()
    await expect(page.locator("#field")).to_have_value("І ще одне, але пізні")
    assert [row.text for row in chat.rows[only(chat)] if not row.outgoing] == [
        "/start",
        "Яма на дорозі",
    ]


async def test_what_the_server_could_not_take_survives_a_reload_and_arrives_once(
    page: Page, url: str, chat: MemoryChat, tmp_path: Path
) -> None:
    await opened(page, url)
    chat.broken = True
    await page.set_input_files("#picker", [picture(tmp_path)])
    await page.fill("#field", "Ось яма")
    await page.keyboard.press("Enter")
    await expect(page.locator(".state.waiting")).to_be_visible()
    await page.reload()
    await expect(page.get_by_text("Ось яма")).to_be_visible()
    chat.broken = False
    await expect(page.get_by_text("Дякуємо, записали.")).to_be_visible()
    bodies = [web_event(e.raw).body for e in chat.inbox.values()]
    (sent,) = [body for body in bodies if isinstance(body, Media)]
    assert sent.caption == "Ось яма"


async def test_offline_messages_wait_and_leave_in_order_when_the_connection_is_back(
    page: Page, url: str, context: BrowserContext, chat: MemoryChat
) -> None:
    await opened(page, url)
    await context.set_offline(True)
    await expect(page.locator("#status")).to_contain_text("Немає з’єднання")
    for text in ("Перше", "Друге"):
        await page.fill("#field", text)
        await page.keyboard.press("Enter")
    await expect(page.locator(".state.waiting")).to_have_count(2)
    assert len(chat.inbox) == 1
    await context.set_offline(False)
    await expect(page.get_by_text("Дякуємо, записали.")).to_have_count(2)
    await expect(page.locator(".state")).to_have_count(0)
    await expect(page.locator("#status")).to_be_hidden()
    assert [row.text for row in chat.rows[only(chat)] if not row.outgoing] == [
        "/start",
        "Перше",
        "Друге",
    ]


async def test_an_answer_that_was_lost_does_not_double_the_message(
    page: Page, url: str, chat: MemoryChat
) -> None:
    await opened(page, url)
    tries = 0

    async def lose(route: Route) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            await route.fetch()
            await route.abort()
        else:
            await route.continue_()

    async def keep_back(route: Route) -> None:
        """What the page would see of it meanwhile, and then not send it again."""
        await (route.continue_() if tries > 1 else route.abort())

    await page.route("**/api/events*", lose)
    await page.route("**/api/messages*", keep_back)
    await page.route("**/api/stream*", lambda route: route.abort())
    await page.reload()
    await page.fill("#field", "Яма")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Дякуємо, записали.")).to_be_visible(timeout=20_000)
    assert tries == 2
    assert len(chat.inbox) == 2
    await expect(page.locator(".msg.in", has_text="Яма")).to_have_count(1)


async def test_files_are_shown_before_and_after_they_are_sent(
    page: Page, url: str, chat: MemoryChat, tmp_path: Path
) -> None:
    await opened(page, url)
    note = tmp_path / "лист.txt"
    note.write_text("Доброго дня", encoding="utf-8")
    await page.set_input_files("#picker", [picture(tmp_path), str(note)])
    await expect(page.locator("#files li")).to_have_count(2)
    await page.get_by_role("button", name="Прибрати файл лист.txt").click()
    await page.set_input_files("#picker", [str(note)])
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Дякуємо, записали.")).to_be_visible()
    sent = web_event(list(chat.inbox.values())[-1].raw).body
    assert isinstance(sent, Media)
    assert [(i.kind, i.name) for i in sent.items] == [
        (MediaKind.PHOTO, "яма.png"),
        (MediaKind.DOCUMENT, "лист.txt"),
    ]
    await expect(page.locator(".msg.in img")).to_be_visible()
    await expect(page.locator(".msg.in .file")).to_contain_text("лист.txt")


async def test_a_pasted_picture_is_added(page: Page, url: str) -> None:
    await opened(page, url)
    await page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["x"], "знімок.png", { type: "image/png" }));
            document.getElementById("field").dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
        }"""
    )
    await expect(page.locator("#files li")).to_contain_text("знімок.png")


async def test_a_refused_upload_says_why_and_can_be_tried_again(
    page: Page, url: str, chat: MemoryChat, tmp_path: Path
) -> None:
    await opened(page, url)
    refusal = '{"error": "file_too_large", "text": "Файл завеликий: можна до 50 МБ."}'
    await page.route("**/api/files*", lambda route: route.fulfill(status=413, body=refusal))
    await page.set_input_files("#picker", [picture(tmp_path)])
    await page.keyboard.press("Enter")
    await expect(page.locator(".msg .failed-why")).to_have_text("Файл завеликий: можна до 50 МБ.")
    await page.unroute("**/api/files*")
    await page.get_by_role("button", name="Надіслати ще раз").click()
    await expect(page.get_by_text("Дякуємо, записали.")).to_be_visible()
    assert len(chat.inbox) == 2
