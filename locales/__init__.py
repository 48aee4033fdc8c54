"""What the bot says: every string that a person reads, by language."""
