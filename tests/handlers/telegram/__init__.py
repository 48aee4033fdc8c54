"""Tests of the Telegram edge."""
