"""Viber as a channel."""
