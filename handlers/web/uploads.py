"""Files on their way in: streamed to DATA_DIR/incoming until the engine has them fetched."""

from __future__ import annotations

import asyncio
import re
import shutil
import time
import warnings
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from aiohttp import (
    BadContentDispositionHeader,
    BadContentDispositionParam,
    BodyPartReader,
    MultipartReader,
    web,
)
from aiohttp.http import HttpProcessingError

from flows.events import MediaKind
from handlers.channel import FetchError
from handlers.media import FILE_LIMIT, MEGABYTE, safe_name
from handlers.web.problems import WebError

CHUNK: Final = 256 * 1024
FREE_SPACE: Final = 500 * MEGABYTE
"""Less is left to the database: a full disk must not be what an upload does."""
KEPT: Final = 7 * 24 * 3600
"""Seconds after which a file that nobody sent is swept away."""
_SWEEP: Final = 3600
_CUT: Final = (
    ValueError,
    AssertionError,
    EOFError,
    ConnectionError,
    HttpProcessingError,
    web.RequestPayloadError,
)
"""What aiohttp raises for a multipart body that is malformed or ends too early."""
for _quoting in (BadContentDispositionHeader, BadContentDispositionParam):
    # They quote the header, and with it the name of somebody's file, into the log.
    warnings.filterwarnings("ignore", category=_quoting)
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{22}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that has come in whole."""

    token: str
    name: str
    size: int
    kind: MediaKind


class Incoming:
    """The folder where uploads wait."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._swept = 0.0

    async def save(self, request: web.Request, token: str) -> Upload:
        """Streams the one file of a multipart body.

        Raises:
            WebError: for a body that holds no file, is cut short, or is above the limit; nothing
                of it stays on the disk.
        """
        await asyncio.to_thread(self._make_room)
        temporary = self._folder / f"{token}.part"
        try:
            parts = await self._parts(request)
            part = await self._file_part(parts)
            size = await self._stream(part, temporary)
            if await parts.next() is not None:
                raise WebError(400, "malformed")
            await asyncio.to_thread(temporary.rename, self._folder / token)
        except _CUT:
            raise WebError(400, "upload_broken") from None
        except OSError:
            raise WebError(507, "no_room", retry_after=60) from None
        finally:
            # Runs when the sender is gone as well; nothing may stand between it and the file.
            temporary.unlink(missing_ok=True)
        name = part.filename or ""
        return Upload(token, _shown_name(name), size, _kind(part.headers.get("Content-Type", "")))

    @staticmethod
    async def _parts(request: web.Request) -> MultipartReader:
        if not request.content_type.startswith("multipart/"):
            raise WebError(415, "malformed")
        return await request.multipart()

    @staticmethod
    async def _file_part(parts: MultipartReader) -> BodyPartReader:
        part = await parts.next()
        if not isinstance(part, BodyPartReader) or part.filename is None:
            raise WebError(400, "malformed")
        return part

    @staticmethod
    async def _stream(part: BodyPartReader, path: Path) -> int:
        size = 0
        out = await asyncio.to_thread(path.open, "xb")
        try:
            while chunk := await part.read_chunk(CHUNK):
                size += len(chunk)
                if size > FILE_LIMIT:
                    raise WebError(413, "file_too_large")
                await asyncio.to_thread(out.write, chunk)
        finally:
            out.close()
        if not size:
            raise WebError(400, "file_empty")
        return size

    def _make_room(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        now = time.time()
        if now - self._swept > _SWEEP:
            self._swept = now
            for path in self._folder.iterdir():
                with suppress(OSError):
                    if now - path.stat().st_mtime > KEPT:
                        path.unlink()
        if shutil.disk_usage(self._folder).free < FREE_SPACE:
            raise WebError(507, "no_room", retry_after=60)

    async def read(self, token: str) -> AsyncIterator[bytes]:
        """The bytes of an upload. Raises :class:`FetchError` when there is none such."""
        try:
            file = await asyncio.to_thread(self._open, token)
        except OSError:
            raise FetchError("gone", final=True) from None
        try:
            while chunk := await asyncio.to_thread(file.read, CHUNK):
                yield chunk
        finally:
            file.close()

    def _open(self, token: str) -> BinaryIO:
        if not _TOKEN.fullmatch(token):
            raise FileNotFoundError
        return (self._folder / token).open("rb")


def _shown_name(name: str) -> str:
    ending = Path(name).suffix
    ending = ending.lower() if re.fullmatch(r"\.[A-Za-z0-9]{1,5}", ending) else ""
    return safe_name(name, "file") + ending


def _kind(mime: str) -> MediaKind:
    kinds = {"image": MediaKind.PHOTO, "video": MediaKind.VIDEO, "audio": MediaKind.VOICE}
    return kinds.get(mime.partition("/")[0].strip().lower(), MediaKind.DOCUMENT)
