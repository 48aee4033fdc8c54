"""Whole journeys of residents and staff, on every channel."""
