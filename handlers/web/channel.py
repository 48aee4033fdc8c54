"""The web chat as a channel, and how it is put into an application."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from typing import Final

from aiohttp import web

from flows.events import Event
from flows.messages import Message
from handlers.channel import Abilities, Accept, File, Outcome, Refused
from handlers.web import inbound
from handlers.web.api import Api
from handlers.web.gate import Gate
from handlers.web.limits import Limits
from handlers.web.pages import Pages
from handlers.web.ports import Ports
from handlers.web.session import Purpose, Signer
from handlers.web.settings import WebSettings
from handlers.web.stream import Streams
from handlers.web.uploads import Incoming

ABILITIES: Final = Abilities(
    per_second=1000,
    chat_interval=0,
    group_per_minute=0,
    silent=True,
    replies=True,
    edits=True,
    local=True,
)


class WebChannel:
    """The web chat. A message to it is delivered when its transcript row commits."""

    name = inbound.CHANNEL
    abilities = ABILITIES

    def __init__(
        self,
        settings: WebSettings,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._monotonic = monotonic
        self._signer = Signer(settings.secret_key, clock, staff_idle=settings.staff_idle)
        self._incoming = Incoming(settings.data_dir / "incoming")

    def mount(self, app: web.Application, accept: Accept, ports: Ports) -> None:
        """Adds the pages and their interface to ``app``; its shutdown ends the streams."""
        gate = Gate(self._settings, self._signer, Limits(self._monotonic), ports.overview)
        streams = Streams(
            ports.transcript, heartbeat=self._settings.heartbeat, age=self._settings.stream_age
        )
        api = Api(gate, ports, accept, self._incoming, streams, self._clock)
        app.add_routes([*Pages(self._settings, gate, ports.overview).routes(), *api.routes()])

        async def close_streams(_app: web.Application) -> None:
            await streams.close()

        app.on_shutdown.append(close_streams)

    def return_link(self, address: str) -> str:
        """A link that opens the conversation in another browser.

        Without PUBLIC_URL only its path: the page knows where it was loaded from.
        """
        path = "/r/" + self._signer.sign(Purpose.RETURN, address)
        return self._settings.public_url.rstrip("/") + path

    def translate(self, raw: bytes) -> Event | None:
        """The event in an inbox row of this channel."""
        return inbound.translate(raw)

    async def send(self, address: str, message: Message, files: Sequence[File]) -> Outcome:
        """Never called: there is no outbox for a local channel."""
        return Refused("the web chat is delivered by its transcript")

    def fetch(self, source: str) -> AsyncIterator[bytes]:
        """The bytes of an upload. Raises :class:`handlers.channel.FetchError`."""
        return self._incoming.read(source)

    async def run(self, accept: Accept) -> None:
        """Nothing to do: pages post to the server."""

    async def close(self) -> None:
        """Nothing to give back: the application's shutdown ends the streams."""
