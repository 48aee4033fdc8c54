"""What residents write, and how well it is understood."""
