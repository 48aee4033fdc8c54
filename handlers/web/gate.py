"""Who may come in: sessions in cookies, the origin of a POST, and how often."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from handlers.web.limits import Limits
from handlers.web.peer import Peer
from handlers.web.ports import Overview
from handlers.web.problems import WebError
from handlers.web.session import Kind, Session, Signer, new_address
from handlers.web.settings import WebSettings

_KINDS: Final = {kind.value: kind for kind in Kind}


class Gate:
    """Every handler of the web chat asks here first."""

    def __init__(
        self, settings: WebSettings, signer: Signer, limits: Limits, overview: Overview
    ) -> None:
        self._settings = settings
        self._limits = limits
        self._overview = overview
        self.signer = signer

    def check_post(self, request: web.Request) -> None:
        """Raises :class:`WebError` for a POST that no page of ours made."""
        peer = Peer(request, self._settings)
        staff = _kind(request) is Kind.STAFF
        if not (peer.of_our_own if staff else peer.allowed):
            raise WebError(403, "origin")

    async def known(self, request: web.Request) -> Session | None:
        """The session that the request's cookie proves, if any."""
        kind = _kind(request)
        session = self.signer.session(kind, request.cookies.get(self._cookie(request, kind), ""))
        if session is None or not self.signer.is_idle_for_staff(session):
            return session
        # Whoever works here has a member's rights in any cookie, so it ends as early.
        return None if await self._overview.staff(session.address) else session

    async def session(self, request: web.Request, what: str) -> Session:
        """The session, counted against its limit. Raises :class:`WebError` (401 or 429)."""
        session = await self.known(request)
        if session is None:
            self._count(request, what, "")
            raise WebError(401, "no_session")
        self._count(request, what, session.address)
        return session

    def begin(self, request: web.Request) -> Session:
        """A new conversation."""
        self._count(request, "sessions", "")
        return self.signer.begin(_kind(request), new_address())

    def _count(self, request: web.Request, what: str, address: str) -> None:
        client = Peer(request, self._settings).address
        if wait := self._limits.wait(what, address, client):
            raise WebError(429, "too_often", retry_after=wait)

    def give_cookie(
        self, request: web.Request, response: web.StreamResponse, session: Session
    ) -> None:
        """Issues the session's cookie anew.

        In a frame on another site only a partitioned cookie is kept, and only over https.
        """
        framed = session.kind is Kind.FRAME
        samesite = {Kind.FRAME: "None", Kind.STAFF: "Strict"}.get(session.kind, "Lax")
        parts = [
            f"{self._cookie(request, session.kind)}={self.signer.sign(session.kind, session.address)}",
            f"Max-Age={int(self.signer.lifetime(session.kind).total_seconds())}",
            f"Path=/; HttpOnly; SameSite={samesite}",
        ]
        if framed or self._secure(request):
            parts.append("Secure")
        if framed:
            parts.append("Partitioned")  # http.cookies knows it only since Python 3.14
        response.headers.add("Set-Cookie", "; ".join(parts))

    def base(self, request: web.Request) -> str:
        """Where this server is for a browser: ``https://chat.city.example``."""
        scheme = "https" if self._secure(request) else "http"
        return self._settings.public_url.rstrip("/") or f"{scheme}://{request.host}"

    def _secure(self, request: web.Request) -> bool:
        return Peer(request, self._settings).secure

    def _cookie(self, request: web.Request, kind: Kind) -> str:
        # A browser takes a __Host- cookie from this very host alone, and only over https.
        return f"__Host-{kind.value}" if self._secure(request) else kind.value


def _kind(request: web.Request) -> Kind:
    kind = _KINDS.get(request.query.get("at", "chat"))
    if kind is None:
        raise WebError(400, "malformed")
    return kind
