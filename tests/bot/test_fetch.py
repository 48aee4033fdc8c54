import asyncio
import io
import os
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import insert, select

from bot.files import fetch
from bot.files.fetch import Fetcher
from bot.files.library import Library
from flows.events import Event, MediaKind, MediaRef
from flows.messages import Message
from handlers.channel import Abilities, Accept, FetchError, File, Outcome, Refused
from handlers.media import FILE_LIMIT, MEGABYTE
from models.database import Database
from models.queues import downloads, inbox
from models.records import attachments
from models.tables import attachments as table
from models.tables import conversations
from models.tables import inbox as inbox_table

START = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


def photo(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (32, 32), colour).save(out, "PNG")
    return out.getvalue()


class Post:
    """A channel that people only send files through; what a source gives is set by the test."""

    name = "post"
    abilities = Abilities(1, 1, 1, silent=False, replies=False, edits=False)

    def __init__(self) -> None:
        self.files: dict[str, bytes | FetchError | Exception] = {}
        self.asked: list[str] = []
        self.given = 0

    def translate(self, raw: bytes) -> Event | None:
        raise ValueError(raw)

    async def send(self, address: str, message: Message, files: Sequence[File]) -> Outcome:
        return Refused(f"{address} {message.text} {len(files)}")

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        self.asked.append(source)
        content = self.files[source]
        if isinstance(content, Exception):
            raise content
        for at in range(0, len(content), MEGABYTE):
            self.given += MEGABYTE
            yield content[at : at + MEGABYTE]

    async def run(self, accept: Accept) -> None:
        await accept([])

    async def close(self) -> None:
        self.files.clear()


class House:
    """A database, a channel, a fetcher, and the hands of a clock."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.now = START
        self.folder = folder
        self.wakes: asyncio.Queue[None] = asyncio.Queue()
        self.database = database
        self.channel = Post()
        self.library = Library(self.database, folder)
        self.fetcher = self.another()

    def another(self) -> Fetcher:
        return Fetcher(
            self.database,
            {"post": self.channel},
            self.library,
            clock=lambda: self.now,
            wake=lambda: self.wakes.put_nowait(None),
        )

    async def open(self) -> None:
        async with self.database.write() as connection:
            await connection.execute(
                insert(conversations).values(
                    channel="post",
                    address="olena",
                    is_group=False,
                    language="uk",
                    reachable=True,
                    state={},
                )
            )

    async def sends(
        self,
        source: str,
        content: bytes | Exception,
        kind: MediaKind = MediaKind.PHOTO,
        name: str = "",
    ) -> int:
        self.channel.files[source] = content
        async with self.database.write() as connection:
            return await attachments.add(connection, 1, MediaRef(kind, source, name), self.now)

    async def row(self, attachment: int) -> Any:
        async with self.database.read() as connection:
            found = await connection.execute(select(table).where(table.c.id == attachment))
            return found.one()

    async def told(self) -> list[tuple[str, dict[str, str]]]:
        async with self.database.read() as connection:
            rows = await connection.execute(select(inbox_table).order_by(inbox_table.c.id))
            found = list(rows)
            assert all(r.address == "olena" and r.origin == inbox.SYSTEM for r in found)
            return [(r.event_id, dict(inbox.unpack(r.raw)[0].data)) for r in found]

    def kept(self) -> list[Path]:
        return [path for path in (self.folder / "files").rglob("*") if path.is_file()]


@pytest.fixture
async def house(tmp_path: Path, database: Database) -> House:
    house = House(tmp_path, database)
    await house.open()
    return house


async def test_a_file_is_fetched_stored_and_told(house: House) -> None:
    one = await house.sends("a", photo("red"), name="яма.png")
    assert await house.fetcher.work_off() == 1
    (file,) = await house.library.files([one])
    assert (file.kind, file.mime, file.name) == ("photo", "image/jpeg", "яма.jpg")
    assert file.path.stat().st_size == file.size
    assert file.path.parent.name == file.path.name[:2]
    assert house.kept() == [file.path]
    notice = {"attachment": str(one), "state": "stored"}
    assert await house.told() == [(f"fetched:{one}", notice)]
    assert house.wakes.qsize() == 1


async def test_the_same_content_is_kept_once(house: House) -> None:
    ids = [await house.sends(source, photo("red")) for source in "ab"]
    ids.append(await house.sends("c", photo("blue")))
    await house.fetcher.work_off()
    files = await house.library.files(ids)
    assert files[0].path == files[1].path != files[2].path
    assert len(house.kept()) == 2


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (b"", MediaKind.PHOTO, "empty"),
        (b"MZ" + bytes(100), MediaKind.PHOTO, "type"),
        (photo("red")[:50], MediaKind.PHOTO, "broken"),
        (FetchError("too-large", final=True), MediaKind.VIDEO, "too-large"),
        (FetchError("gone", final=True), MediaKind.VIDEO, "gone"),
        (FetchError("wrong file_id", final=True), MediaKind.VIDEO, "network"),
    ],
)
async def test_a_file_that_will_never_do_is_refused_with_its_reason(
    house: House, content: bytes | Exception, kind: MediaKind, reason: str
) -> None:
    one = await house.sends("a", content, kind)
    await house.fetcher.work_off()
    row = await house.row(one)
    assert (row.state, row.reason) == ("refused", reason)
    assert (await house.told())[0][1]["reason"] == reason
    assert not house.kept()
    assert await house.fetcher.work_off() == 0


@pytest.mark.fault(23)
async def test_the_limit_holds_while_bytes_still_come(house: House) -> None:
    one = await house.sends("a", bytes(FILE_LIMIT + 5 * MEGABYTE), MediaKind.DOCUMENT)
    await house.fetcher.work_off()
    assert (await house.row(one)).reason == "too-large"
    assert house.channel.given == FILE_LIMIT + MEGABYTE
    assert not house.kept()


async def test_a_fault_of_the_network_is_tried_again_ever_later(house: House) -> None:
    one = await house.sends("a", FetchError("cut", final=False))
    waits = []
    for _ in range(4):
        await house.fetcher.work_off()
        retry_at = (await house.row(one)).retry_at.replace(tzinfo=UTC)
        waits.append((retry_at - house.now).total_seconds())
        house.now = retry_at - timedelta(seconds=1)
        assert await house.fetcher.work_off() == 0
        house.now = retry_at
    assert waits == [5, 10, 20, 40]
    house.channel.files["a"] = photo("red")
    await house.fetcher.work_off()
    assert (await house.row(one)).state == "stored"


async def test_after_hours_without_network_the_resident_is_told(house: House) -> None:
    one = await house.sends("a", FetchError("cut", final=False))
    while (row := await house.row(one)).state == "pending":
        house.now = (row.retry_at or START).replace(tzinfo=UTC)
        assert await house.fetcher.work_off() == 1
    assert row.reason == "network"
    assert fetch.GIVE_UP < house.now - START < fetch.GIVE_UP + timedelta(hours=1)
    assert len(await house.told()) == 1


async def test_a_fault_of_the_channel_itself_is_no_end(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    one = await house.sends("secret-source", RuntimeError("a bug"))
    await house.fetcher.work_off()
    assert (await house.row(one)).state == "pending"
    assert f"attachment {one} could not be fetched" in caplog.text


async def test_a_download_that_drips_is_cut(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def drip(source: str) -> AsyncIterator[bytes]:
        yield source.encode()
        await asyncio.Event().wait()

    monkeypatch.setattr(house.channel, "fetch", drip)
    monkeypatch.setattr(fetch, "LONGEST_SECONDS", 0.01)
    one = await house.sends("a", b"")
    await house.fetcher.work_off()
    assert (await house.row(one)).state == "pending"
    assert (await house.row(one)).attempts == 1
    assert not house.kept()


async def test_two_never_fetch_one_file(house: House) -> None:
    for source in "abcdef":
        await house.sends(source, photo("red"))
    await asyncio.gather(house.fetcher.work_off(), house.another().work_off())
    assert sorted(house.channel.asked) == list("abcdef")


async def test_a_restart_takes_up_what_was_being_fetched(house: House) -> None:
    one = await house.sends("a", photo("red"))
    async with house.database.write() as connection:
        claimed = await downloads.claim(connection, house.now, house.now + fetch.CLAIM)
    assert claimed is not None
    assert await house.fetcher.work_off() == 0
    running = asyncio.create_task(house.fetcher.run())
    await asyncio.wait_for(house.wakes.get(), 30)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    row = await house.row(one)
    assert (row.state, row.attempts) == ("stored", 2)


async def test_a_file_that_comes_later_is_fetched_when_the_fetcher_is_nudged(house: House) -> None:
    running = asyncio.create_task(house.fetcher.run())
    for source in "abc":
        await house.sends(source, photo("red"))
        house.fetcher.nudge()
        await asyncio.wait_for(house.wakes.get(), 30)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert house.channel.asked == list("abc")


async def test_a_settled_file_is_not_settled_again(house: House) -> None:
    one = await house.sends("a", photo("red"))
    await house.fetcher.work_off()
    async with house.database.write() as connection:
        assert not await downloads.refuse(connection, one, "network")
    assert (await house.row(one)).state == "stored"


async def test_files_are_given_in_the_order_asked_for(house: House) -> None:
    ids = [await house.sends(c, photo(c)) for c in ("red", "blue")]
    missing = await house.sends("x", b"")
    await house.fetcher.work_off()
    wanted = [ids[1], missing, ids[0], 999]
    assert [file.id for file in await house.library.files(wanted)] == [ids[1], ids[0]]


async def test_content_that_nobody_has_any_more_is_removed_unless_it_came_anew(
    house: House,
) -> None:
    ids = [await house.sends(colour, photo(colour)) for colour in ("red", "blue")]
    await house.fetcher.work_off()
    red, blue = (file.path for file in await house.library.files(ids))
    for path in (red, blue):
        os.utime(path, (0, 0))
    await house.sends("again", photo("blue"))
    await house.fetcher.work_off()
    await house.library.forget([red.name, blue.name, "0" * 64])
    assert house.kept() == [blue]
