"""Stand-ins for the messengers, as strict as the real services."""
