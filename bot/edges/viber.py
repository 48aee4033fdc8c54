"""Viber from the settings. Its library costs a fifth of a second at the start: only with a token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.settings import Settings
from city import City, load_named
from flows import menu
from flows.messages import Choice, Message, Style
from locales import texts

if TYPE_CHECKING:
    from handlers.viber.channel import ViberChannel


class ViberRefusal(Exception):  # noqa: N818 - the channel has an error of its own
    """Viber did not answer, or refused; the text says what the administrator can do."""


def viber(settings: Settings, city: City, clock: Callable[[], datetime]) -> ViberChannel | None:
    """The channel, None without a token."""
    if settings.viber_token is None or not settings.public_url:
        return None
    from handlers.viber.channel import ViberChannel  # noqa: PLC0415 - see the docstring
    from handlers.viber.links import Links  # noqa: PLC0415

    key = settings.secret_key.get_secret_value().encode()
    return ViberChannel(
        settings.viber_token.get_secret_value(),
        settings.viber_api_url,
        city.centre,
        Links(key, settings.public_url, clock),
        lambda said: welcome(city, said),
        lost_files=lambda names: texts().get("files-not-sent", names=", ".join(names)),
    )


def welcome(city: City, said: str) -> Message:
    """What somebody sees who has opened the chat and not yet written.

    ``said`` is the command that a deep link stands for: the only button then gives it, and with
    it the first message, without which nothing could be answered.
    """
    words = texts()
    begin = ((Choice(words.get("button-begin"), said, Style.PRIMARY),),)
    return Message(
        words.get("welcome", centre=city.centre, city=city.name.nominative),
        begin if said else menu.front(words),
    )


async def account(settings: Settings, clock: Callable[[], datetime]) -> tuple[str, str] | None:
    """Name and URI of the account, None without a token. Raises :class:`ViberRefusal`."""
    channel = viber(settings, load_named(settings.city), clock)
    if channel is None:
        return None
    from handlers.viber.channel import ViberError  # noqa: PLC0415 - see the docstring

    try:
        return await channel.identify()
    except ViberError as error:
        raise ViberRefusal(str(error)) from None
    finally:
        await channel.close()
