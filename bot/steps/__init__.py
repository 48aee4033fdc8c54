"""From an envelope to a finished step: accepting, the engine, and terms that come."""
