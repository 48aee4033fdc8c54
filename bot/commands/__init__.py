"""What an administrator starts, asks and repairs: ``python -m bot …``."""
