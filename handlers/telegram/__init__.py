"""Telegram: updates in, messages out, by long polling or by webhook."""
