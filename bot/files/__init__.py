"""The files that people send: fetched, and kept."""
