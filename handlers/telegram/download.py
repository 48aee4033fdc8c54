"""Files that people have sent, from Telegram's file servers.

Bots can download at most 20 MB: https://core.telegram.org/bots/api#getfile.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Final

from handlers.channel import FetchError
from handlers.telegram.api import Api, ApiError

MAX_DOWNLOAD: Final = 20 * 1024 * 1024
TOTAL_SECONDS: Final = 300.0
SILENT_SECONDS: Final = 30.0

TOO_LARGE: Final = "too-large"
GONE: Final = "gone"
NETWORK: Final = "network"


async def fetch(api: Api, source: str) -> AsyncIterator[bytes]:
    """The bytes of a file. Raises :class:`FetchError` with one of the three reasons."""
    try:
        path, size = _located(await api.call("getFile", file_id=source))
        received = 0
        async for chunk in api.download(path, TOTAL_SECONDS, SILENT_SECONDS):
            received += len(chunk)
            if received > MAX_DOWNLOAD:
                raise FetchError(TOO_LARGE, final=True)
            yield chunk
    except ApiError as error:
        raise _failed(error) from None
    if size and received < size:
        raise FetchError(NETWORK, final=False)


def _located(file: Any) -> tuple[str, int]:
    """Path and size that getFile names; an own server in local mode has no downloads."""
    path = file.get("file_path") if isinstance(file, dict) else None
    size = file.get("file_size") if isinstance(file, dict) else None
    size = size if isinstance(size, int) else 0
    if size > MAX_DOWNLOAD:
        raise FetchError(TOO_LARGE, final=True)
    if not isinstance(path, str) or path.startswith("/") or ".." in path.split("/"):
        raise FetchError(GONE, final=True)
    return path, size


def _failed(error: ApiError) -> FetchError:
    words = error.description.lower()
    if error.code == 413 or "file is too big" in words:
        return FetchError(TOO_LARGE, final=True)
    if "temporarily unavailable" in words:
        return FetchError(GONE, final=False)
    if error.code in {400, 404, 410}:
        return FetchError(GONE, final=True)
    return FetchError(NETWORK, final=False)
