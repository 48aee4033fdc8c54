"""The room that knows the city."""
