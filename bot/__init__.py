"""The process: settings, wiring, the engine, delivery, ticks, and the command line."""
