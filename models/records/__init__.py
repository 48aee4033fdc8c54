"""Rows to values and back, a file for each thing that the conversation is about."""
