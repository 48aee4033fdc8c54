"""Files that people have sent: their links are good for an hour."""

from __future__ import annotations

from collections.abc import AsyncIterator
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientTimeout

from handlers.channel import FetchError
from handlers.viber.api import CONNECT_SECONDS, Api

MAX_DOWNLOAD: Final = 200 * 1024 * 1024
"""Bytes: what Viber lets people send; the program's own limits are lower."""
TOTAL_SECONDS: Final = 300.0
SILENT_SECONDS: Final = 30.0
CHUNK: Final = 1 << 16

TOO_LARGE: Final = "too-large"
GONE: Final = "gone"
NETWORK: Final = "network"

_GONE: Final = frozenset({400, 403, 404, 410})


async def fetch(api: Api, source: str, own_base: str) -> AsyncIterator[bytes]:
    """The bytes of a file. Raises :class:`FetchError` with one of the three reasons.

    Only links of the public internet by https are followed, and those of ``own_base``, the
    server that stands for Viber.
    """
    if not is_allowed(source, own_base):
        raise FetchError(GONE, final=True)
    limit = ClientTimeout(
        total=TOTAL_SECONDS, sock_connect=CONNECT_SECONDS, sock_read=SILENT_SECONDS
    )
    received = 0
    try:
        async with api.client().get(source, timeout=limit, allow_redirects=False) as response:
            if response.status != 200:
                raise FetchError(
                    GONE if response.status in _GONE else NETWORK,
                    final=response.status in _GONE,
                )
            async for chunk in response.content.iter_chunked(CHUNK):
                received += len(chunk)
                if received > MAX_DOWNLOAD:
                    raise FetchError(TOO_LARGE, final=True)
                yield chunk
    except (ClientError, OSError, ValueError):
        raise FetchError(NETWORK, final=False) from None


def is_allowed(source: str, own_base: str) -> bool:
    """Whether a link leads to where Viber keeps files, as far as can be told."""
    try:
        parts, own = urlsplit(source), urlsplit(own_base)
        if (parts.scheme, parts.netloc) == (own.scheme, own.netloc):
            return True
        return parts.scheme == "https" and not _is_number(parts.hostname or "") and not parts.port
    except ValueError:
        return False


def _is_number(host: str) -> bool:
    """An address of a machine, or a name without a domain: never one of Viber's."""
    try:
        ip_address(host)
    except ValueError:
        return "." not in host.strip(".")
    return True
