"""What the web chat is told by the administrator and by ``bot``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

from handlers.web.ports import Centre


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Settings of the web chat.

    ``origins`` are the sites (``https://city.example``) that may show the chat in a frame.
    ``trusted_proxies`` are the only peers whose ``X-Forwarded-*`` headers count.
    ``staff_idle`` ends a member's session that was not used for so long.
    ``heartbeat`` and ``stream_age``, in seconds: how often a silent stream shows that it is
    alive, and how long it lives before the page has to prove its session again.
    """

    secret_key: bytes
    data_dir: Path
    centre: Centre
    public_url: str = ""
    origins: tuple[str, ...] = ()
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    staff_idle: timedelta = timedelta(days=7)
    heartbeat: float = 20.0
    stream_age: float = 1800.0
