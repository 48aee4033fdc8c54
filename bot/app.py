"""The composition root: every part made from the settings, wired, started and stopped in order."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import threading
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Final

from bot.edges.heartbeat import watched
from bot.edges.menus import Menus
from bot.edges.start_links import base_url
from bot.edges.telegram import telegram
from bot.edges.viber import viber
from bot.edges.web import Server, application
from bot.edges.web_ports import CHANNEL as WEB
from bot.edges.web_ports import Bell, FileReader, OverviewReader, TranscriptReader, centre
from bot.files.fetch import Fetcher
from bot.files.library import Library
from bot.jobs import Jobs
from bot.keeping import prepare
from bot.neighbours import Neighbours, receiving
from bot.observing.health import Health
from bot.observing.metrics import Metrics
from bot.sending.delivery import Delivery
from bot.sending.receipts import Receipts
from bot.settings import Settings
from bot.steps.engine import Engine, utc_now
from bot.steps.ticks import Ticks
from bot.supervision import Supervisor
from city import City, load_named
from flows.router import step
from handlers.channel import Channel
from handlers.web.channel import WebChannel
from handlers.web.ports import Ports
from handlers.web.settings import WebSettings
from locales import DEFAULT
from models.database import Database
from models.keeping.retention import limits

log = logging.getLogger(__name__)

STOP_SECONDS: Final = 20.0
"""How long work that is under way may take to come to an end."""


class App:
    """The whole program. Raises ``CityError`` when the city's files cannot be used.

    ``city`` spares reading the files of the settings' city again. ``monotonic`` counts the
    seconds by which the web chat limits floods.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], datetime] = utc_now,
        monotonic: Callable[[], float] = time.monotonic,
        city: City | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.city: City = city or load_named(settings.city)
        self.database = Database(settings.database_url)
        self.metrics = Metrics()
        self._health = Health(self.database, self.metrics, clock, settings.metrics_token)
        self._library = Library(self.database, settings.data_dir)
        self._web = WebChannel(_web_settings(settings, self.city), clock, monotonic)
        self._telegram = telegram(settings, clock)
        self._channels: dict[str, Channel] = {self._web.name: self._web}
        if self._telegram:
            self._channels[self._telegram.name] = self._telegram
        self._viber = viber(settings, self.city, clock)
        if self._viber:
            self._channels[self._viber.name] = self._viber
        self._bell = Bell()
        self._engine = self._make_engine()
        self._neighbours = self._make_neighbours()
        self._delivery = self._make_delivery()
        self._fetcher = Fetcher(
            self.database, self._channels, self._library, clock=clock, wake=self._engine.wake
        )
        self._jobs = Jobs(
            self.database, self._library, self.city, clock=clock, wake=self._engine.wake
        )
        self._ticks = Ticks(
            self.database,
            clock=clock,
            wake=self._engine.wake,
            forgotten=self._library.forget,
            limits=partial(limits, self.city.periods),
            city=self.city,
        )
        self._heartbeat = watched(self._telegram, self.database, clock, self._engine.wake)
        self._supervisor = Supervisor()
        self._server = self._make_server()

    def _make_engine(self) -> Engine:
        return Engine(
            self.database,
            self._channels,
            self.city,
            step,
            clock=self.clock,
            links=self._link,
            # A phone set to English says little about its owner here: /language changes it.
            languages=(DEFAULT,),
            metrics=self.metrics,
        )

    def _make_neighbours(self) -> Neighbours:
        outside = [name for name, one in self._channels.items() if not one.abilities.local]
        return Neighbours(
            self.database,
            outside if "send" in self.settings.roles else (),
            woken=self._wake_all,
            told=self._bell.ring_marked,
        )

    def _make_delivery(self) -> Delivery:
        return Delivery(
            self.database,
            self._channels,
            self._library.files,
            clock=self.clock,
            wake=self._engine.wake,
            metrics=self.metrics,
            may_send=self._neighbours.may_send,
        )

    async def run(self, ready: Callable[[], Awaitable[None]]) -> None:
        """Start, call ``ready``, and go on until SIGTERM, SIGINT or something fatal; then stop.

        Raises :class:`bot.edges.web.AddressError` and :class:`bot.supervision.FatalError`.
        """
        asked = _when_asked_to_stop()
        try:
            await self.start()
            await ready()
            gc.collect()
            gc.freeze()
            watching = asyncio.create_task(self._supervisor.wait())
            asking = asyncio.create_task(asked.wait())
            done, rest = await asyncio.wait({watching, asking}, return_when=asyncio.FIRST_COMPLETED)
            for task in rest:
                task.cancel()
            if watching in done:
                watching.result()
            log.info("stopping")
        finally:
            await self.stop()

    async def start(self) -> None:
        """Bring the database up to date, listen, and set every part to work."""
        kept = await prepare(self.database, self.settings.data_dir, self.clock())
        if kept:
            log.info("the database was brought up to date; as it was before: %s", kept)
        roles = self.settings.roles
        if "web" in roles:
            await self._server.start()
        self._supervisor.keep("neighbours", self._neighbours.run)
        if "work" in roles:
            self._work()
        if "send" in roles:
            self._send()
        if "web" in roles:
            log.info("listening on %s:%d", self.settings.host, self.settings.port)

    def _work(self) -> None:
        self._supervisor.keep("engine", self._engine.run)
        self._supervisor.keep("fetch", self._fetcher.run)
        self._supervisor.keep("jobs", self._jobs.run)
        self._supervisor.keep("ticks", self._ticks.run)
        # What the first message would wait for; whoever stops the program does not wait for it
        threading.Thread(target=self.city.reader.warm_up, name="warm-up", daemon=True).start()

    def _send(self) -> None:
        self._supervisor.keep("delivery", self._delivery.run)
        if self._telegram:
            name = self._telegram.name
            receive = partial(self._neighbours.alone, receiving(name), self._receive_telegram)
            self._supervisor.keep(name, receive)
            if self._heartbeat:
                self._supervisor.keep("heartbeat", self._heartbeat.run)
            self._supervisor.keep("menus", Menus(self.database, self._telegram).run)
        if self._viber and self.settings.public_url:
            register = partial(self._viber.keep_registered, self.settings.public_url)
            self._supervisor.keep(self._viber.name, register)

    def _wake_all(self) -> None:
        """Another process has left something to do."""
        self._engine.wake()
        self._delivery.wake()
        self._fetcher.nudge()
        self._jobs.nudge()

    async def stop(self) -> None:
        """Take nothing more in, finish what is in hand, give everything back."""
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self._supervisor.stop(*self._receivers())
                await self._server.stop()
                await self._engine.stop()
                await self._delivery.stop()
                await self._supervisor.finished("engine", "delivery")
        except TimeoutError:
            log.warning("some work was cut off; it is done again after the next start")
        await self._supervisor.stop()
        for channel in self._channels.values():
            await channel.close()
        await self.database.close()

    async def _receive_telegram(self) -> None:
        if self._telegram is None or self._heartbeat is None:
            return
        if self.settings.public_url:
            await self._telegram.register(self.settings.public_url)
            await self._heartbeat.always()
        else:
            await self._telegram.run(self._engine.accept)

    def _receivers(self) -> list[str]:
        return [name for name in self._channels if name in self._supervisor]

    def _make_server(self) -> Server:
        app = application()
        app.add_routes(self._health.routes())
        self._engine.on_answer(self._bell.ring)
        self._engine.on_answer(self._neighbours.worked)
        self._engine.on_accept(self._neighbours.accepted)
        self._engine.on_commit(self._fetcher.nudge)
        self._engine.on_commit(self._jobs.nudge)
        self._engine.on_commit(self._delivery.wake)
        ports = Ports(
            TranscriptReader(self.database, self._bell),
            FileReader(self.database, self._library),
            OverviewReader(self.database, self.city, self.clock),
        )
        self._web.mount(app, self._engine.accept, ports)
        if self._telegram and self.settings.public_url:
            app.add_routes(self._telegram.routes(self._engine.accept))
        if self._viber:
            receipts = Receipts(self.database, self._viber.name, self.clock)
            app.add_routes(
                self._viber.routes(self._engine.accept, self._library.files, receipts.note)
            )
        return Server(app, self.settings.host, self.settings.port, shared=self.settings.share_port)

    def _link(self, channel: str, address: str) -> str:
        if channel != WEB:
            return ""
        link = self._web.return_link(address)
        return link if self.settings.public_url else base_url(self.settings) + link


def _web_settings(settings: Settings, city: City) -> WebSettings:
    return WebSettings(
        secret_key=settings.secret_key.get_secret_value().encode(),
        data_dir=settings.data_dir,
        centre=centre(city),
        public_url=settings.public_url or "",
        origins=settings.web_origins,
        trusted_proxies=settings.trusted_proxies,
    )


def _when_asked_to_stop() -> asyncio.Event:
    """Set at the first SIGTERM or SIGINT; the next one ends the program as usual."""
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()

    def ask() -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
        asked.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, ask)
        except NotImplementedError:  # Windows: Ctrl+C ends the program in its own way
            break
    return asked
