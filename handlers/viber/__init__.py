"""Viber: webhooks in, messages out."""

from handlers.viber.channel import ViberChannel

__all__ = ["ViberChannel"]
