"""Telegram from the settings. Its library costs a second at the start and 60 MB: only with a token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.settings import Settings
from locales import texts

if TYPE_CHECKING:
    from handlers.telegram.channel import TelegramChannel


class TelegramError(Exception):
    """Telegram did not answer, or refused; the text says what the administrator can do."""


def telegram(settings: Settings, clock: Callable[[], datetime]) -> TelegramChannel | None:
    """The channel, None without a token."""
    if settings.telegram_token is None:
        return None
    from handlers.telegram.channel import TelegramChannel  # noqa: PLC0415 - see the docstring

    secret = settings.telegram_secret
    return TelegramChannel(
        settings.telegram_token.get_secret_value(),
        settings.telegram_api_url,
        secret.get_secret_value() if secret else "",
        clock,
        lost_files=lambda names: texts().get("files-not-sent", names=", ".join(names)),
    )


async def username(settings: Settings, clock: Callable[[], datetime]) -> str | None:
    """The bot's name, None without a token. Raises :class:`TelegramError`."""
    channel = telegram(settings, clock)
    if channel is None:
        return None
    from handlers.telegram.api import ApiError  # noqa: PLC0415 - see the docstring
    from handlers.telegram.patience import explained  # noqa: PLC0415

    try:
        return await channel.identify()
    except ApiError as error:
        raise TelegramError(explained(error)) from None
    finally:
        await channel.close()
