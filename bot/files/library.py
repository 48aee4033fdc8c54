"""The files that are kept, each once, under the hash of its content."""

from __future__ import annotations

import asyncio
import os
import secrets
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from handlers.channel import File
from models.database import Database
from models.records import attachments

STALE_SECONDS: Final = 3600.0
"""A part of a download that is older belongs to a process that has ended."""


class Library:
    """``DATA_DIR/files``: ``ab/abcdef…`` by content, ``parts`` for what is being downloaded."""

    def __init__(self, database: Database, data_dir: Path) -> None:
        self._database = database
        self._root = data_dir / "files"
        self._parts = self._root / "parts"

    async def files(self, ids: Sequence[int]) -> list[File]:
        """Those of these attachments that are stored, in the order of ``ids``."""
        if not ids:
            return []
        async with self._database.read() as connection:
            found = await attachments.files(connection, ids)
        return [
            File(one.id, self.path(one.sha256), one.mime, one.name, one.kind, one.size)
            for one in found
        ]

    def path(self, sha256: str) -> Path:
        """Where content with this hash is, or would be."""
        return self._root / sha256[:2] / sha256

    def part(self) -> Path:
        """A new name for a download, on the same file system; there is no file yet."""
        return self._parts / secrets.token_hex(8)

    async def prepare(self) -> None:
        """Make the folders and clear away what a crash has left."""
        await asyncio.to_thread(self._prepare)

    async def put(self, path: Path, sha256: str) -> None:
        """Move a file in; when this returns it is on the disk for good. Raises OSError."""
        await asyncio.to_thread(self._put, path, sha256)

    async def forget(self, contents: Sequence[str]) -> list[str]:
        """Remove content that no attachment has any more, unless it has just come anew.

        Those that are gone are returned.
        """
        return await asyncio.to_thread(self._forget, contents)

    async def discard(self, part: Path) -> None:
        """Remove a download and what was made of it."""
        await asyncio.to_thread(self._discard, part)

    def _prepare(self) -> None:
        self._parts.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in self._parts.iterdir():
            with suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > STALE_SECONDS:
                    path.unlink()

    def _put(self, path: Path, sha256: str) -> None:
        target = self.path(sha256)
        if target.exists():
            os.utime(target)  # so that forget() sees that it is wanted again
            return
        with path.open("rb") as file:
            os.fsync(file.fileno())
        if not target.parent.is_dir():
            target.parent.mkdir(mode=0o700, exist_ok=True)
            _flush_folder(self._root)
        path.replace(target)
        _flush_folder(target.parent)

    def _forget(self, contents: Sequence[str]) -> list[str]:
        gone = []
        for sha256 in contents:
            path = self.path(sha256)
            with suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime <= STALE_SECONDS:
                    continue
                path.unlink()
            gone.append(sha256)
        return gone

    def _discard(self, part: Path) -> None:
        for path in self._parts.glob(f"{part.name}*"):
            path.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    """Put a folder's new names on the disk; Windows has no way to, and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
