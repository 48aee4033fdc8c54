"""What the bot knows about the city: its services, departments, places, and calendar."""
