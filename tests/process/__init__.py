"""The program as its own process: real HTTP, a real clock, and real deaths."""
