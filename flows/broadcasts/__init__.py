"""Telling many: who, what, how many, a second person's word, and how it went."""
