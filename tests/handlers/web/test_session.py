"""Who is at the other end: cookies that hold, and those that do not."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from ipaddress import ip_network

import pytest
from aiohttp import ClientResponse

from handlers.web.session import Kind, Purpose, Signer
from tests.handlers.web.conftest import Visitor, event
from tests.handlers.web.memory import KEY, Clock, MemoryChat

PROXY = ip_network("127.0.0.0/8")


def signer(clock: Clock, key: bytes = KEY) -> Signer:
    return Signer(key, clock, staff_idle=timedelta(hours=12))


def cookie(answer: ClientResponse) -> str:
    return answer.headers.get("Set-Cookie", "")


async def test_a_first_visit_opens_a_conversation_and_a_second_resumes_it(visitor: Visitor) -> None:
    first = await visitor.post("/api/session")
    address = visitor.address()
    second = await visitor.post("/api/session")
    assert (await first.json(), await second.json()) == (
        {"resumed": False, "staff": False},
        {"resumed": True, "staff": False},
    )
    assert visitor.address() == address


async def test_the_cookie_is_hidden_from_scripts_and_other_sites(visitor: Visitor) -> None:
    said = cookie(await visitor.post("/api/session"))
    assert said.startswith("chat=v1.")
    assert "HttpOnly; SameSite=Lax" in said
    assert "Secure" not in said


@pytest.mark.parametrize("changes", [{"public_url": "https://chat.example"}])
async def test_over_https_the_cookie_is_secure_and_bound_to_the_host(visitor: Visitor) -> None:
    said = cookie(await visitor.post("/api/session"))
    assert said.startswith("__Host-chat=")
    assert said.endswith("Secure")


@pytest.mark.parametrize(
    ("changes", "secure"), [({"trusted_proxies": (PROXY,)}, True), ({}, False)]
)
async def test_only_a_trusted_proxy_can_say_that_it_is_https(
    visitor: Visitor, secure: bool
) -> None:
    answer = await visitor.post("/api/session", headers={"X-Forwarded-Proto": "https"})
    assert ("Secure" in cookie(answer)) is secure


async def test_in_a_frame_the_cookie_is_partitioned(visitor: Visitor) -> None:
    said = cookie(await visitor.post("/api/session?at=frame"))
    assert said.startswith("frame=")
    assert said.endswith("SameSite=None; Secure; Partitioned")


async def test_a_member_has_a_cookie_of_its_own_that_ends_soon(visitor: Visitor) -> None:
    said = cookie(await visitor.post("/api/session?at=staff"))
    assert said.startswith("staff=")
    assert "Max-Age=43200; Path=/; HttpOnly; SameSite=Strict" in said


async def test_nothing_is_served_without_a_session(visitor: Visitor) -> None:
    answers = [
        await visitor.get(path)
        for path in ("/api/messages", "/api/stream", "/api/requests", "/api/return-link")
    ]
    answers += [await visitor.say("Яма"), await visitor.post("/api/files", data=b"x")]
    assert {answer.status for answer in answers} == {401}
    assert (await answers[0].json())["error"] == "no_session"


def damaged(token: str) -> list[str]:
    version, address, issued, mac = token.split(".")
    return [
        "",
        "v1",
        token[:-1],
        token + "A",
        f"{version}.{'A' * 22}.{issued}.{mac}",
        f"{version}.{address}.{int(issued) + 1}.{mac}",
        f"{version}.{address}.{issued}.{'A' * 43}",
        f"{version}.{address}.{'9' * 12}.{mac}",
        token.replace("v1", "v2"),
        "…\u00ff" + token,
    ]


@pytest.mark.parametrize("which", range(10))
def test_a_token_that_was_touched_proves_nothing(clock: Clock, which: int) -> None:
    ours = signer(clock)
    token = ours.sign(Kind.CHAT, "A" * 21 + "B")
    assert ours.read(Kind.CHAT, token)
    assert ours.read(Kind.CHAT, damaged(token)[which]) is None


def test_a_token_of_another_purpose_or_key_proves_nothing(clock: Clock) -> None:
    token = signer(clock).sign(Purpose.RETURN, "A" * 22)
    assert signer(clock).read(Kind.CHAT, token) is None
    assert signer(clock, b"another key" * 3).read(Purpose.RETURN, token) is None


def test_tokens_end_and_none_comes_from_the_future(clock: Clock) -> None:
    ours = signer(clock)
    resident, member = ours.sign(Kind.CHAT, "A" * 22), ours.sign(Kind.STAFF, "A" * 22)
    clock.pass_(hours=13)
    assert ours.read(Kind.CHAT, resident)
    assert ours.read(Kind.STAFF, member) is None
    clock.pass_(days=365)
    assert ours.read(Kind.CHAT, resident) is None
    clock.pass_(days=-400)
    assert ours.read(Kind.CHAT, resident) is None


async def test_a_forged_cookie_opens_a_new_conversation_not_the_old(visitor: Visitor) -> None:
    address = await visitor.enter()
    visitor.http.session.cookie_jar.clear()
    answer = await visitor.post(
        "/api/session", headers={"Cookie": f"chat=v1.{address}.1795089600.{'A' * 43}"}
    )
    assert await answer.json() == {"resumed": False, "staff": False}
    assert visitor.address() != address


async def test_a_member_who_was_away_for_too_long_is_out_even_in_a_residents_cookie(
    visitor: Visitor, chat: MemoryChat, clock: Clock
) -> None:
    chat.members.add(await visitor.enter())
    clock.pass_(hours=11)
    assert (await visitor.say("/queue")).status == 202
    clock.pass_(hours=11)
    assert (await visitor.say("/queue")).status == 202
    clock.pass_(hours=13)
    assert (await visitor.say("/queue")).status == 401
    assert (await (await visitor.post("/api/session")).json())["resumed"] is False


async def test_a_return_link_opens_the_conversation_elsewhere_after_a_question(
    visitor: Visitor, stranger: Visitor
) -> None:
    address = await visitor.enter()
    link = (await (await visitor.get("/api/return-link")).json())["url"]
    assert link.startswith(visitor.origin + "/r/")
    path = link.removeprefix(visitor.origin)
    asked = await stranger.get(path)
    assert 'data-mode="ask"' in await asked.text()
    assert "Set-Cookie" not in asked.headers
    assert asked.headers["Cache-Control"] == "no-store"
    came = await stranger.http.post(
        path, headers={"Origin": stranger.origin}, allow_redirects=False
    )
    assert (came.status, came.headers["Location"]) == (303, "/")
    assert stranger.address() == address


async def test_a_return_link_that_was_touched_or_came_from_another_site_does_nothing(
    visitor: Visitor, stranger: Visitor
) -> None:
    await visitor.enter()
    path = (await (await visitor.get("/api/return-link")).json())["url"].removeprefix(
        visitor.origin
    )
    assert 'data-mode="gone"' in await (await stranger.get(path + "A")).text()
    for link, origin in [(path + "A", stranger.origin), (path, "https://evil.example")]:
        answer = await stranger.http.post(link, headers={"Origin": origin}, allow_redirects=False)
        assert answer.status == 403
        assert "Set-Cookie" not in answer.headers


async def test_there_is_no_return_link_to_a_members_conversation(
    visitor: Visitor, stranger: Visitor, chat: MemoryChat
) -> None:
    address = await visitor.enter()
    link = (await (await visitor.get("/api/return-link")).json())["url"]
    chat.members.add(address)
    assert (await visitor.get("/api/return-link")).status == 403
    page = await stranger.get(link.removeprefix(visitor.origin))
    assert 'data-mode="gone"' in await page.text()


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://127.0.0.1:1"])
@pytest.mark.fault(16)
async def test_a_post_from_another_site_is_refused(
    visitor: Visitor, chat: MemoryChat, origin: str
) -> None:
    await visitor.enter()
    body = event("text", text="Яма")
    answer = await visitor.post("/api/events", body, headers={"Origin": origin})
    assert (answer.status, (await answer.json())["error"]) == (403, "origin")
    assert not chat.inbox


@pytest.mark.parametrize("changes", [{"origins": ("https://kr.gov.example",)}])
async def test_a_site_on_the_list_may_post_for_residents_but_never_for_staff(
    visitor: Visitor,
) -> None:
    headers = {"Origin": "https://kr.gov.example"}
    assert (await visitor.post("/api/session", headers=headers)).status == 200
    assert (await visitor.post("/api/session?at=staff", headers=headers)).status == 403


async def test_too_many_messages_are_held_back_kindly_and_then_taken_again(
    visitor: Visitor, clock: Clock
) -> None:
    await visitor.enter()
    answers = [await visitor.say(f"{n}") for n in range(41)]
    assert [a.status for a in answers] == [202] * 40 + [429]
    assert answers[-1].headers["Retry-After"] == "1"
    assert "Зачекайте" in (await answers[-1].json())["text"]
    clock.pass_(seconds=2)
    assert (await visitor.say("Ще")).status == 202


async def test_a_family_behind_one_router_is_not_punished(
    visitor: Visitor, stranger: Visitor
) -> None:
    await visitor.enter()
    await stranger.enter()
    await asyncio.gather(*(visitor.say(f"{n}") for n in range(45)))
    assert (await stranger.say("А я лише раз")).status == 202
