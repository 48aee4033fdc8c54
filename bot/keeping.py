"""Backups: everything that the bot knows in one file, made while it runs, and put back."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import re
import tempfile
import zipfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.secret_key import FILE_NAME as KEY_FILE
from models.database import Database
from models.keeping.snapshot import is_behind, is_empty, put_back, revision_of, snapshot
from models.migrate import migrate

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
DATABASE: Final = "database.sqlite3"
FILES: Final = "files/"
_CONTENT: Final = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_PIECE: Final = 1 << 20


class BackupError(Exception):
    """The backup cannot be made or put back; the text is a sentence for the administrator."""


async def backup(database: Database, data_dir: Path, target: Path, now: datetime) -> int:
    """Write database, files and key to ``target``; how many files of residents are in it.

    The program may be running. The database is copied first: a stored file never changes, so
    every file that the copy names is there afterwards. Raises :class:`BackupError`.
    """
    with _beside(target) as folder:
        copy = Path(folder) / DATABASE
        await snapshot(database, copy)
        manifest = {"format": FORMAT, "made": now.isoformat(), "database": await _digest(copy)}
        draft = Path(folder) / "backup"
        count = await asyncio.to_thread(_pack, draft, copy, data_dir, manifest)
        draft.rename(target)
    return count


async def restore(database: Database, data_dir: Path, source: Path, *, replace: bool) -> int:
    """Put a backup back, as a whole or not at all; how many rows the database has now.

    Raises :class:`BackupError`: for what is no backup or was damaged, and, without ``replace``,
    for a database that is in use.
    """
    with tempfile.TemporaryDirectory(dir=_made(data_dir)) as folder:
        inside = Path(folder)
        manifest = await asyncio.to_thread(_unpack, source, inside)
        if await _digest(inside / DATABASE) != manifest.get("database"):
            raise BackupError(f"{source} is damaged: its database is not what was packed")
        if not replace and not await is_empty(database):
            raise BackupError(
                "the database is in use; with --replace everything in it gives way to the backup"
            )
        await asyncio.to_thread(_put_files, inside, data_dir)
        return await put_back(inside / DATABASE, database)


async def prepare(database: Database, data_dir: Path, now: datetime) -> Path | None:
    """Bring the database up to date; before that, keep a copy of one that has to change.

    Of several processes that start at once one does both. When the update fails, nothing has
    changed and no copy stays: whoever tries again and again does not fill the disk.
    """
    kept: list[Path] = []

    @asynccontextmanager
    async def keeping(connection: AsyncConnection) -> AsyncIterator[None]:
        if not await connection.run_sync(is_behind):
            yield
            return
        revision = await connection.run_sync(revision_of)
        name = f"before-update-from-{revision}-{now:%Y%m%d-%H%M%S}.sqlite3"
        path = await _copied(database, _made(data_dir / "backups") / name)
        try:
            yield
        except BaseException:
            path.unlink()
            raise
        kept.append(path)

    await migrate(database, keeping)
    return kept[0] if kept else None


async def _copied(database: Database, path: Path) -> Path:
    """A whole copy at ``path`` or, when it is cut off, none of that name."""
    draft = path.with_name("before-update.part")
    draft.unlink(missing_ok=True)
    await snapshot(database, draft)
    return draft.replace(path)


def _beside(target: Path) -> tempfile.TemporaryDirectory[str]:
    if target.exists():
        raise BackupError(f"{target} exists already; a backup never replaces a file")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(dir=target.parent)
    except OSError as error:
        raise BackupError(f"{target} cannot be written: {error.strerror}") from None


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


async def _digest(path: Path) -> str:
    def read() -> str:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    return await asyncio.to_thread(read)


def _pack(draft: Path, copy: Path, data_dir: Path, manifest: dict[str, Any]) -> int:
    count = 0
    # Nobody but the owner may read what residents wrote.
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as raw, zipfile.ZipFile(raw, "w") as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
        archive.write(copy, DATABASE, zipfile.ZIP_DEFLATED)
        if (data_dir / KEY_FILE).exists():
            archive.write(data_dir / KEY_FILE, KEY_FILE)
        for path in _contents(data_dir):
            archive.write(path, f"{FILES}{path.parent.name}/{path.name}")
            count += 1
        archive.close()
        raw.flush()
        os.fsync(raw.fileno())
    return count


def _contents(data_dir: Path) -> Iterator[Path]:
    for path in sorted((data_dir / "files").glob("??/*")):
        if _CONTENT.fullmatch(f"{FILES}{path.parent.name}/{path.name}"):
            yield path


def _unpack(source: Path, folder: Path) -> dict[str, Any]:
    """Only names that a backup has are taken out: no path of an archive is believed."""
    try:
        with zipfile.ZipFile(source) as archive:
            names = set(archive.namelist())
            if not {MANIFEST, DATABASE} <= names:
                raise BackupError(f"{source} is not a backup of this program")
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            if manifest.get("format") != FORMAT:
                raise BackupError(f"{source} was made by a newer version of the program")
            for name in sorted(names):
                if name in {DATABASE, KEY_FILE} or _CONTENT.fullmatch(name):
                    _take_out(archive, name, folder / name)
    except FileNotFoundError:
        raise BackupError(f"there is no file {source}") from None
    except (zipfile.BadZipFile, json.JSONDecodeError):
        raise BackupError(f"{source} is damaged, or not a backup of this program") from None
    return manifest


def _take_out(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with archive.open(name) as packed, target.open("xb") as file:
        while piece := packed.read(_PIECE):
            digest.update(piece)
            file.write(piece)
    if name.startswith(FILES) and digest.hexdigest() != target.name:
        raise BackupError("the backup is damaged: a file in it is not what was packed")


def _put_files(inside: Path, data_dir: Path) -> None:
    """Content is named by its hash, so what is there already is the same."""
    for path in _contents(inside):
        target = data_dir / "files" / path.parent.name / path.name
        if not target.exists():
            _made(target.parent)
            path.replace(target)
    if (inside / KEY_FILE).exists():
        key = data_dir / KEY_FILE
        if key.exists():
            key.replace(key.with_name(f"{KEY_FILE}.before-restore"))
        (inside / KEY_FILE).replace(key)
        key.chmod(0o600)
