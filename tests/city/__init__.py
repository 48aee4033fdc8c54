"""Tests of what the bot knows about the city."""
