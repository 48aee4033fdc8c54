"""What is kept for how long: backups, erasing, retention."""
