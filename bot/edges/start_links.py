"""Links that open a conversation with the bot and bring something along, for each channel."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import datetime

from bot.edges.telegram import TelegramError, username
from bot.edges.viber import ViberRefusal, account
from bot.settings import Settings
from bot.steps.engine import utc_now
from city import City, load_named
from city.places import Outside
from flows.events import Point
from flows.residents.deep_links import Target, write


class LinkError(Exception):
    """There can be no such link; the text is a sentence for the administrator."""


async def link(settings: Settings, wanted: argparse.Namespace) -> int:
    """``python -m bot link``: print the links that begin a request with what is known already."""
    city = load_named(settings.city)
    payload = payload_of(city, wanted.service, wanted.at, wanted.title, wanted.address)
    for line in await lines(settings, payload, utc_now):
        sys.stdout.write(line + "\n")
    sys.stdout.write(f"Web chat: {base_url(settings)}/?start={payload}\n")
    return 0


def payload_of(city: City, service: str, at: str, title: str, address: str) -> str:
    """The payload for what the administrator has typed. Raises :class:`LinkError`."""
    if service and city.catalogue.get(service) is None:
        raise LinkError(f"There is no service {service!r}; `services.toml` of the city has them.")
    if at and address:
        raise LinkError("Give a point (--at, with --title) or an --address, not both.")
    if title and not at:
        raise LinkError("A --title names a point: give --at LAT,LON too.")
    try:
        point = _point(city, at, title) if at else None
        return write(Target(service, point, " ".join(address.split())))
    except UnicodeEncodeError:
        raise LinkError("A title or an address has letters and digits only.") from None
    except ValueError as error:
        raise LinkError(f"No link can be made: {error}.") from None


def _point(city: City, at: str, title: str) -> Point:
    parts = at.split(",")
    if len(parts) != 2:
        raise ValueError("a point is LATITUDE,LONGITUDE")
    lat, lon = (float(part) for part in parts)
    if isinstance(city.places.districts.locate(lat, lon), Outside):
        raise ValueError("the point is outside the city")  # noqa: TRY004 - of a value
    return Point(lat, lon, " ".join(title.split()))


async def lines(settings: Settings, payload: str, clock: Callable[[], datetime]) -> list[str]:
    """A line for each messenger that is configured."""
    out = []
    if settings.telegram_token:
        out.append(f"Telegram: {await _telegram(settings, payload, clock)}")
    if settings.viber_token:
        out.append(f"Viber: {await _viber(settings, payload, clock)}")
    return out


def base_url(settings: Settings) -> str:
    """Where the web chat is, as seen by people or at least from this machine."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)  # noqa: S104
    return (
        f"http://{f'[{host}]' if host.count(':') > 1 and host[0] != '[' else host}:{settings.port}"
    )


async def _telegram(settings: Settings, payload: str, clock: Callable[[], datetime]) -> str:
    try:
        name = await username(settings, clock)
    except TelegramError as error:
        return f"send the bot: /start {payload} (no link, since Telegram was not reached: {error})"
    return f"https://t.me/{name}?start={payload}"


async def _viber(settings: Settings, payload: str, clock: Callable[[], datetime]) -> str:
    try:
        found = await account(settings, clock)
    except ViberRefusal as error:
        return f"send the bot: /start {payload} (no link: {error})"
    return f"viber://pa?chatURI={found[1] if found else ''}&context={payload}"
