"""The page in the system's Chromium.

Where there is none, these tests are skipped and the summary says so in red; with
REQUIRE_BROWSER=1 they fail instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import (
    Browser,
    BrowserContext,
    Page,
    ViewportSize,
    async_playwright,
    expect,
)

from handlers.web.channel import WebChannel
from tests.browser.conversation import Conversation
from tests.handlers.web.memory import MemoryChat, application, settings_for

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}
expect.set_options(timeout=20_000)  # as patient as a busy machine with two cores needs

NOT_TESTED = "no Chromium here: the page was NOT tested"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    missed = sum(NOT_TESTED in str(report.longrepr) for report in skipped)
    if missed:
        said = f"NO BROWSER: {missed} tests of the page did not run; install Chromium"
        terminalreporter.write_sep("!", said, red=True, bold=True)


@pytest.fixture(scope="session")
def chromium() -> str:
    found = next((path for name in NAMES if (path := shutil.which(name))), "")
    if not found and os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail("REQUIRE_BROWSER=1, but there is no Chromium here", pytrace=False)
    return found


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    if not chromium:
        pytest.skip(NOT_TESTED)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
def chat() -> MemoryChat:
    chat = MemoryChat(lambda: datetime.now(UTC))
    chat.answer = Conversation(chat)
    return chat


class Site:
    """Another site, on a host of its own, whose one page a test writes."""

    def __init__(self) -> None:
        self.html = ""
        app = web.Application()
        app.router.add_get("/", self._page)
        self.server = TestServer(app)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.server.port}"

    async def _page(self, _request: web.Request) -> web.Response:
        return web.Response(text=self.html, content_type="text/html")


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    await site.server.start_server()
    yield site
    await site.server.close()


@pytest.fixture
async def stranger() -> AsyncIterator[Site]:
    """A site that is on no list."""
    site = Site()
    await site.server.start_server()
    yield site
    await site.server.close()


@pytest.fixture
async def server(tmp_path: Path, chat: MemoryChat, site: Site) -> AsyncIterator[TestServer]:
    settings = settings_for(tmp_path, origins=(site.origin,), heartbeat=1.0)
    channel = WebChannel(settings, lambda: datetime.now(UTC))
    server = TestServer(application(channel, chat))
    await server.start_server()
    yield server
    await server.close()


@pytest.fixture
def url(server: TestServer) -> str:
    return str(server.make_url("")).rstrip("/")


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(
        viewport=DESK,
        locale="uk",
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    yield context
    await context.close()


@pytest.fixture
def mistakes() -> Iterator[list[str]]:
    """What the page's scripts did wrong: nothing, in every test."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
async def page(context: BrowserContext, mistakes: list[str]) -> Page:
    page = await context.new_page()
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on(
        "console",
        lambda said: mistakes.append(said.text) if "Content Security Policy" in said.text else None,
    )
    return page
