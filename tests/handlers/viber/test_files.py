"""Files both ways: links that cannot be guessed, and downloads within limits."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from aiohttp import ClientResponse, ClientSession
from PIL import Image

from handlers.channel import FetchError
from handlers.viber import ViberChannel
from handlers.viber.download import is_allowed
from handlers.viber.links import PICTURE_LIMIT, Links
from tests.fakes.telegram import ManualClock
from tests.fakes.viber import Person

from .conftest import PUBLIC, Desk, keep


async def get(url: str, link: str) -> tuple[int, bytes, ClientResponse]:
    async with ClientSession() as session, session.get(link.replace(PUBLIC, url)) as answer:
        return answer.status, await answer.read(), answer


async def test_a_link_leads_to_its_file_and_tells_its_type(
    url: str, links: Links, desk: Desk, tmp_path: Path
) -> None:
    photo = keep(desk, tmp_path)
    act = keep(desk, tmp_path, b"%PDF-1.4\n", "application/pdf")
    status, content, answer = await get(url, links.to(photo))
    assert (status, content) == (200, photo.path.read_bytes())
    assert answer.headers["Content-Type"] == "image/jpeg"
    status, content, answer = await get(url, links.to(act))
    assert (status, content) == (200, b"%PDF-1.4\n")
    assert answer.headers["Content-Disposition"] == "attachment"
    assert links.to(act).endswith(".pdf")


async def test_no_link_can_be_made_up(url: str, links: Links, desk: Desk, tmp_path: Path) -> None:
    own, other = keep(desk, tmp_path), keep(desk, tmp_path)
    link = links.to(own)
    head, signature, expiry, number, name = link.rsplit("/", 4)
    made_up = [
        f"{head}/{signature}/{expiry}/{other.id}/{name}",
        f"{head}/{signature}/{expiry}/{number}/{other.id}.jpg",
        f"{head}/{signature}/{int(expiry) + 1}/{number}/{name}",
        f"{head}/{signature[:-1]}/{expiry}/{number}/{name}",
        f"{head}/{signature}A/{expiry}/{number}/{name}",
        f"{head}/%D1%96/{expiry}/{number}/{name}",
        f"{head}/%ED%A0%80/{expiry}/{number}/{name}",
        f"{head}/{signature}/{expiry}/..%2f{number}/{name}",
        f"{head}/{signature}/{expiry}/{number}/..%2f..%2fsecret_key",
        f"{head}/{signature}/{expiry}/{number}",
    ]
    assert [(await get(url, one))[0] for one in made_up] == [404] * len(made_up)
    foreign = Links(b"another key that is long enough", PUBLIC, links._clock).to(own)
    assert (await get(url, foreign))[0] == 404
    assert (await get(url, link))[0] == 200
    desk.files.clear()
    assert (await get(url, link))[0] == 404


async def test_a_large_picture_is_served_smaller(
    url: str, links: Links, desk: Desk, tmp_path: Path
) -> None:
    held = io.BytesIO()
    dots = random.Random(1520).randbytes(1500 * 1500 * 3)
    Image.frombytes("RGB", (1500, 1500), dots).save(held, "JPEG", quality=95)
    photo = keep(desk, tmp_path, held.getvalue())
    assert photo.size > PICTURE_LIMIT
    status, content, _ = await get(url, links.to(photo))
    assert status == 200
    assert len(content) <= PICTURE_LIMIT
    assert Image.open(io.BytesIO(content)).format == "JPEG"
    photo.path.unlink()
    assert (await get(url, links.to(photo)))[1] == content


async def received(channel: ViberChannel, source: str) -> bytes:
    return b"".join([chunk async for chunk in channel.fetch(source)])


async def test_a_file_is_fetched_within_its_hour(
    channel: ViberChannel, olena: Person, desk: Desk, clock: ManualClock
) -> None:
    await olena.sends_file(b"12345", "Акт.pdf")
    event = channel.translate(desk.envelopes[-1].raw)
    assert event
    source = event.body.items[0].source  # type: ignore[union-attr]
    assert await received(channel, source) == b"12345"
    clock.advance(3601)
    with pytest.raises(FetchError) as gone:
        await received(channel, source)
    assert (gone.value.reason, gone.value.final) == ("gone", True)
    assert source not in str(gone.value)


@pytest.mark.parametrize(
    ("source", "allowed"),
    [
        ("https://dl-media.viber.com/10/media/2/short/any/sig/image/0x0/1.jpg", True),
        ("https://s3.amazonaws.com/viber/1.jpg?Expires=1", True),
        ("http://127.0.0.1:9/pa/1.jpg", True),
        ("http://dl-media.viber.com/1.jpg", False),
        ("https://127.0.0.1/1.jpg", False),
        ("https://[::1]/1.jpg", False),
        ("https://localhost/1.jpg", False),
        ("https://dl-media.viber.com:22/1.jpg", False),
        ("file:///etc/passwd", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_where_files_are_fetched_from(source: str, *, allowed: bool) -> None:
    assert is_allowed(source, "http://127.0.0.1:9/pa") is allowed


async def test_a_place_that_is_not_allowed_is_not_asked(channel: ViberChannel) -> None:
    with pytest.raises(FetchError) as refused:
        await received(channel, "http://127.0.0.1:1/x")
    assert refused.value.final


async def test_a_server_that_is_not_there_is_asked_again_later(channel: ViberChannel) -> None:
    channel._base = "http://127.0.0.1:1/pa"
    with pytest.raises(FetchError) as failed:
        await received(channel, "http://127.0.0.1:1/media/1")
    assert (failed.value.reason, failed.value.final) == ("network", False)
