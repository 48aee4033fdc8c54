"""What members of staff do: commands, buttons and replies in the same bot."""
