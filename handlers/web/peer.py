"""What can be believed about a request: the client's address, the scheme, the origin."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

from handlers.web.settings import WebSettings


class Peer:
    """One request, seen through the proxies that are trusted and through no others."""

    def __init__(self, request: web.Request, settings: WebSettings) -> None:
        self._request = request
        self._settings = settings
        self._near = request.remote or ""

    @property
    def address(self) -> str:
        """The client: right-most in X-Forwarded-For that is not one of our own proxies."""
        current = self._near
        hops = ",".join(self._request.headers.getall("X-Forwarded-For", [])).split(",")
        for hop in reversed([h.strip() for h in hops if h.strip()]):
            if not self._trusts(current) or not _is_address(hop):
                break
            current = hop
        return current

    @property
    def secure(self) -> bool:
        """Whether the browser's own connection is encrypted."""
        if self._request.secure or self._settings.public_url.startswith("https://"):
            return True
        forwarded = self._request.headers.get("X-Forwarded-Proto", "")
        return self._trusts(self._near) and forwarded.rpartition(",")[2].strip() == "https"

    @property
    def of_our_own(self) -> bool:
        """Whether the page that posts was served from here.

        Every browser names the origin of a POST, so one without it is not from our page. Hosts
        are compared and not schemes, since a proxy need not tell us that it ended TLS.
        """
        origin = self._request.headers.get("Origin", "")
        host = urlsplit(origin).netloc.lower() if origin.startswith(("http://", "https://")) else ""
        own = {self._request.host.lower(), urlsplit(self._settings.public_url).netloc.lower()}
        return bool(host) and host in own

    @property
    def allowed(self) -> bool:
        """The same, or one of the sites that may show the chat."""
        return self.of_our_own or self._request.headers.get("Origin") in self._settings.origins

    def _trusts(self, address: str) -> bool:
        if not _is_address(address):
            return False
        known = ip_address(address)
        return any(known in network for network in self._settings.trusted_proxies)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
