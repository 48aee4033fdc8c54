"""Rows that wait to be worked on: the inbox, the outbox, timers, jobs, downloads."""
