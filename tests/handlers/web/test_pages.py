"""The pages and their parts: who may frame them, what they may load, what they say."""

from __future__ import annotations

import json
import re
from ipaddress import ip_network
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiohttp import web
from multidict import CIMultiDict

from handlers.web.pages import STATIC
from handlers.web.peer import Peer
from handlers.web.words import words
from tests.handlers.web.conftest import Visitor
from tests.handlers.web.memory import settings_for

SITE = "https://kr.gov.example"


@pytest.mark.parametrize("changes", [{"origins": (SITE,)}])
@pytest.mark.parametrize(
    ("path", "ancestors"),
    [
        ("/", f"'self' {SITE}"),
        ("/chat?embed=1", f"'self' {SITE}"),
        ("/staff", "'none'"),
        ("/r/x", "'none'"),
    ],
)
async def test_who_may_show_a_page_in_a_frame(visitor: Visitor, path: str, ancestors: str) -> None:
    answer = await visitor.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.endswith(f"frame-ancestors {ancestors}")
    assert (answer.headers.get("X-Frame-Options") == "DENY") is (ancestors == "'none'")
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "mode"),
    [("/", "chat"), ("/chat", "chat"), ("/chat?embed=1", "frame"), ("/staff", "staff")],
)
async def test_a_page_knows_where_it_stands(visitor: Visitor, path: str, mode: str) -> None:
    page = await (await visitor.get(path)).text()
    assert f'data-mode="{mode}"' in page
    assert '<a href="tel:1520">1520</a>' in page
    assert '<a href="tel:4991520">499-1520</a>' in page
    assert "{{" not in page


async def test_without_scripts_the_page_still_gives_the_phones(visitor: Visitor) -> None:
    page = await (await visitor.get("/")).text()
    (said,) = re.findall(r"<noscript>(.*?)</noscript>", page, re.DOTALL)
    assert "tel:1520" in said
    assert "Пн–Пт" in said


@pytest.mark.parametrize("template", ["chat.html", "return.html"])
def test_nothing_on_a_page_is_inline_or_comes_from_elsewhere(template: str) -> None:
    page = (STATIC / template).read_text(encoding="utf-8")
    assert not re.search(r"<style|style=|<script(?![^>]*src=)|\son\w+=", page)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page)


async def test_every_part_of_the_page_is_served_and_nothing_else(visitor: Visitor) -> None:
    for path in STATIC.iterdir():
        answer = await visitor.get(f"/static/{path.name}")
        assert answer.status == (404 if path.suffix == ".html" else 200), path.name
    for alien in ["/static/../session.py", "/static/%2e%2e%2fsession.py", "/static/none.js"]:
        assert (await visitor.get(alien)).status == 404


@pytest.mark.fault(21)
def test_no_script_makes_markup_of_strings() -> None:
    for path in STATIC.glob("*.js"):
        script = path.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script
        )
        assert len(script.splitlines()) <= 300


async def test_the_widget_may_be_loaded_by_any_site(visitor: Visitor) -> None:
    answer = await visitor.get("/widget.js")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.content_type == "text/javascript"
    script = await answer.text()
    assert words()["widget"]["open"] in script
    assert "{{" not in script


async def test_the_pages_words_are_all_there_and_all_used(visitor: Visitor) -> None:
    served = json.loads(await (await visitor.get("/static/strings.json")).text())
    page = [path for path in STATIC.glob("*.js") if path.name != "widget.js"]
    scripts = "".join(path.read_text(encoding="utf-8") for path in page)
    used = set(re.findall(r"\bwords\.(\w+)", scripts))
    states = {"sending", "waiting", "sent", "failed"}
    kinds = {"file", "photo", "video", "voice"}
    assert used <= set(served)
    assert set(served) <= used | states | kinds


async def test_every_problem_has_a_sentence() -> None:
    sources = "".join(p.read_text(encoding="utf-8") for p in STATIC.parent.glob("*.py"))
    raised = set(re.findall(r'WebError\(\d+, "(\w+)"', sources))
    raised |= set(re.findall(r'"(\w+)" if name ==', sources))
    assert raised == set(words()["errors"])


def peer(remote: str, headers: dict[str, str], *trusted: str, **more: Any) -> Peer:
    request = SimpleNamespace(
        remote=remote, headers=CIMultiDict(headers), secure=False, host="chat.example"
    )
    networks = tuple(ip_network(n) for n in trusted)
    settings = settings_for(Path(), trusted_proxies=networks, **more)
    return Peer(cast(web.Request, request), settings)


@pytest.mark.parametrize(
    ("remote", "forwarded", "trusted", "client"),
    [
        ("9.9.9.9", "1.1.1.1", (), "9.9.9.9"),
        ("10.0.0.1", "1.1.1.1, 2.2.2.2", ("10.0.0.0/8",), "2.2.2.2"),
        ("10.0.0.1", "1.1.1.1, 2.2.2.2, 10.0.0.2", ("10.0.0.0/8",), "2.2.2.2"),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", ("10.0.0.0/8",), "10.0.0.3"),
        ("10.0.0.1", "1.1.1.1, nonsense", ("10.0.0.0/8",), "10.0.0.1"),
        ("10.0.0.1", "", ("10.0.0.0/8",), "10.0.0.1"),
        ("::1", "2001:db8::1", ("::1/128",), "2001:db8::1"),
        ("", "1.1.1.1", ("10.0.0.0/8",), ""),
    ],
)
@pytest.mark.fault(16)
def test_a_clients_address_is_believed_from_trusted_proxies_only(
    remote: str, forwarded: str, trusted: tuple[str, ...], client: str
) -> None:
    assert peer(remote, {"X-Forwarded-For": forwarded}, *trusted).address == client


def test_many_forwarded_headers_are_one_list() -> None:
    seen = peer("10.0.0.1", {}, "10.0.0.0/8")
    seen._request.headers.extend([("X-Forwarded-For", "1.1.1.1"), ("X-Forwarded-For", "2.2.2.2")])  # type: ignore[attr-defined]
    assert seen.address == "2.2.2.2"


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("http://chat.example", True),
        ("https://CHAT.example", True),
        ("https://public.example", True),
        ("https://chat.example.evil.example", False),
        ("https://chat.example@evil.example", False),
        ("null", False),
        ("", False),
        ("//chat.example", False),
    ],
)
def test_what_our_own_origin_is(origin: str, own: bool) -> None:
    seen = peer("9.9.9.9", {"Origin": origin}, public_url="https://public.example")
    assert seen.of_our_own is own
