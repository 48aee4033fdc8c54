"""Backups, putting them back, moving to another database, and the copy before an update."""

from __future__ import annotations

import asyncio
import hashlib
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.keeping import BackupError, backup, prepare, restore
from flows.conversation import Conversation
from models.database import Database
from models.keeping.copying import CopyError, compare, tables_of
from models.keeping.snapshot import move
from models.migrate import config, migrate
from models.records import conversations
from tests.databases import database, database_url, postgres
from tests.models.office import NOW, Office, entry

__all__ = ["database", "database_url", "postgres"]

PHOTO = b"a photo"
NAME = hashlib.sha256(PHOTO).hexdigest()
KEY = "k" * 40


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "files" / NAME[:2]).mkdir(parents=True)
    (folder / "files" / NAME[:2] / NAME).write_bytes(PHOTO)
    (folder / "files" / "parts").mkdir()
    (folder / "files" / "parts" / "half").write_bytes(b"half")
    (folder / "secret_key").write_text(KEY)
    return folder


@pytest.fixture
async def used(database: Database) -> Database:
    """With a resident, a request, its history, and a message on its way."""
    async with database.write() as connection:
        await work(connection, "k1")
    return database


async def work(connection: AsyncConnection, key: str) -> int:
    olena = Conversation(0, "telegram", f"olena-{key}")
    await conversations.create(connection, [olena], NOW)
    office = Office(connection, olena)
    request = await office.files(key, text="Яма «на» дорозі\nвелика")
    await office.desk.remark(entry(request, "note", text="'; DROP TABLE"))
    await office.desk.flush()
    return request.number


def everything(folder: Path) -> list[Path]:
    return list(folder.rglob("*"))


async def numbers(database: Database) -> list[int]:
    async with database.read() as connection:
        found = await connection.execute(text("SELECT number FROM requests ORDER BY number"))
        return list(found.scalars())


@pytest.fixture
async def other(tmp_path: Path) -> AsyncIterator[Database]:
    made = Database(f"sqlite:///{tmp_path}/other/1520.db")
    yield made
    await made.close()


async def test_a_backup_is_made_while_somebody_writes_and_put_back_whole(
    used: Database, data: Path, tmp_path: Path, other: Database
) -> None:
    kept = tmp_path / "kept" / "1520.backup"
    async with used.write() as busy:
        await work(busy, "k2")
        assert await backup(used, data, kept, NOW) == 1
    elsewhere = tmp_path / "elsewhere"
    assert await restore(other, elsewhere, kept, replace=False) >= 5
    assert await numbers(other) == [1001]
    assert (elsewhere / "files" / NAME[:2] / NAME).read_bytes() == PHOTO
    assert (elsewhere / "secret_key").read_text() == KEY
    assert (kept.stat().st_mode & 0o777) == 0o600
    async with other.write() as connection:
        assert await work(connection, "k3") > 1001  # no number comes twice


async def test_a_backup_replaces_what_is_there_only_when_told_to(
    used: Database, data: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "1520.backup"
    await backup(used, data, kept, NOW)
    async with used.write() as connection:
        await work(connection, "later")
    with pytest.raises(BackupError, match="--replace"):
        await restore(used, data, kept, replace=False)
    assert await numbers(used) == [1001, 1002]
    await restore(used, data, kept, replace=True)
    assert await numbers(used) == [1001]
    with pytest.raises(Exception, match="append-only"):
        async with used.write() as connection:
            await connection.execute(text("DELETE FROM history"))
    assert (data / "secret_key.before-restore").read_text() == KEY


async def test_no_backup_replaces_a_file(used: Database, data: Path, tmp_path: Path) -> None:
    kept = tmp_path / "1520.backup"
    kept.write_text("mine")
    with pytest.raises(BackupError, match="exists already"):
        await backup(used, data, kept, NOW)
    assert kept.read_text() == "mine"


async def test_where_a_backup_cannot_be_written_is_said(
    used: Database, data: Path, tmp_path: Path
) -> None:
    (tmp_path / "occupied").write_text("")
    with pytest.raises(BackupError, match=r"1520\.backup cannot be written"):
        await backup(used, data, tmp_path / "occupied" / "1520.backup", NOW)


def _without(archive: Path, name: str, instead: bytes | None) -> None:
    with zipfile.ZipFile(archive) as old:
        content = {one: old.read(one) for one in old.namelist()}
    content.pop(name)
    if instead is not None:
        content[name] = instead
    with zipfile.ZipFile(archive, "w") as new:
        for one, value in content.items():
            new.writestr(one, value)


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("manifest.json", None),
        ("manifest.json", b"{"),
        ("manifest.json", b'{"format": 99}'),
        ("database.sqlite3", b"SQLite format 3"),
        (f"files/{NAME[:2]}/{NAME}", b"another photo"),
    ],
)
async def test_what_is_damaged_is_refused_and_changes_nothing(
    name: str, instead: bytes | None, data: Path, tmp_path: Path, other: Database
) -> None:
    await migrate(other)
    async with other.write() as connection:
        await work(connection, "k1")
    kept = tmp_path / "1520.backup"
    await backup(other, data, kept, NOW)
    _without(kept, name, instead)
    with pytest.raises(BackupError):
        await restore(other, data, kept, replace=True)
    assert await numbers(other) == [1001]


async def test_no_path_of_an_archive_is_believed(
    data: Path, tmp_path: Path, other: Database
) -> None:
    await migrate(other)
    kept = tmp_path / "1520.backup"
    await backup(other, data, kept, NOW)
    with zipfile.ZipFile(kept, "a") as archive:
        archive.writestr("../escaped", b"x")
        archive.writestr("files/../../escaped", b"x")
    await restore(other, data, kept, replace=True)
    assert "escaped" not in {path.name for path in everything(tmp_path)}


async def test_everything_moves_to_another_kind_of_database(
    used: Database, tmp_path: Path, postgres: object
) -> None:
    target = Database(_elsewhere(used, tmp_path, postgres))
    seen: dict[str, int] = {}
    try:
        rows = await move(used, target, seen.__setitem__)
        assert rows == sum(seen.values())
        assert {"requests", "history", "residents", "conversations"} <= set(seen)
        assert await numbers(target) == [1001]
        with pytest.raises(CopyError, match="not empty"):
            await move(used, target, seen.__setitem__)
        async with target.write() as connection:
            assert await work(connection, "k9") == 1002
    finally:
        await target.close()


def _elsewhere(used: Database, tmp_path: Path, server: object) -> str:
    if not used.sqlite:
        return f"sqlite:///{tmp_path}/moved/1520.db"
    name = f"moved_{abs(hash(str(tmp_path)))}"
    server.psql(f"CREATE DATABASE {name};")  # type: ignore[attr-defined]
    return str(server.get_uri(database=name))  # type: ignore[attr-defined]


async def test_a_row_that_differs_in_the_copy_is_found(used: Database, other: Database) -> None:
    await move(used, other, lambda table, rows: None)
    async with other.write() as connection:
        await connection.execute(text("UPDATE requests SET place_text = 'інше'"))
    async with used.read() as left, other.read() as right:
        with pytest.raises(CopyError, match="requests differs"):
            await compare(left, right, await tables_of(left))


@pytest.fixture
async def old(database_url: str) -> AsyncIterator[Database]:
    """As an early version of the program left it, with a resident."""
    made = Database(database_url)
    async with made.write() as connection:
        await connection.run_sync(lambda c: command.upgrade(config(c), "0004"))
        await connection.execute(
            text("INSERT INTO residents (language, created_at) VALUES ('uk', :now)"),
            {"now": NOW if not made.sqlite else "2026-11-22 10:00:00.000000"},
        )
    yield made
    await made.close()


async def test_before_an_update_the_database_is_kept_as_it_was(
    old: Database, tmp_path: Path
) -> None:
    kept = await prepare(old, tmp_path, datetime(2026, 11, 24, 9, 30, 5, tzinfo=UTC))
    assert kept is not None
    assert kept.name == "before-update-from-0004-20261124-093005.sqlite3"
    assert await prepare(old, tmp_path, NOW) is None
    copy = Database(f"sqlite:///{kept}")
    await migrate(copy)
    async with copy.read() as connection:
        rows = (await connection.execute(text("SELECT language FROM residents"))).all()
    await copy.close()
    assert [tuple(row) for row in rows] == [("uk",)]


async def test_of_processes_that_start_together_one_keeps_a_copy(
    old: Database, tmp_path: Path
) -> None:
    several = [Database(old.url.render_as_string(hide_password=False)) for _ in range(3)]

    kept = await asyncio.gather(*(prepare(one, tmp_path, NOW) for one in several))

    for one in several:
        await one.close()
    assert [path for path in kept if path] == everything(tmp_path / "backups")


async def test_an_update_that_fails_again_and_again_leaves_no_copies(
    old: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_connection: object) -> None:
        raise LookupError

    with monkeypatch.context() as broken:
        broken.setattr("models.migrate._upgrade", fails)
        for day in (1, 2):
            with pytest.raises(LookupError):
                await prepare(old, tmp_path, datetime(2026, 11, day, tzinfo=UTC))
    assert everything(tmp_path / "backups") == []
    assert await prepare(old, tmp_path, NOW) is not None


async def test_a_copy_that_was_cut_off_does_not_pass_for_one(
    old: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def cut_off(_database: Database, path: Path) -> None:
        await asyncio.to_thread(path.write_bytes, b"half")
        raise LookupError

    with monkeypatch.context() as broken:
        broken.setattr("bot.keeping.snapshot", cut_off)
        with pytest.raises(LookupError):
            await prepare(old, tmp_path, NOW)
    [half] = everything(tmp_path / "backups")
    assert half.suffix != ".sqlite3"

    kept = await prepare(old, tmp_path, NOW)

    assert everything(tmp_path / "backups") == [kept]


async def test_nothing_is_kept_of_a_database_that_is_new(other: Database, tmp_path: Path) -> None:
    assert await prepare(other, tmp_path / "data", NOW) is None
    assert not (tmp_path / "data").exists()
