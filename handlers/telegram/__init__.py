"""Telegram: updates in, messages out, by long polling or by webhook."""

from handlers.telegram.channel import TelegramChannel
from handlers.telegram.commands import CommandMenu

__all__ = ["CommandMenu", "TelegramChannel"]
