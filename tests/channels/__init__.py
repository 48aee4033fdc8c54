"""What only one channel can do, or what passes from one to another."""
