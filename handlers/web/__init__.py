"""The web chat: its page, its HTTP interface, and its live updates."""
