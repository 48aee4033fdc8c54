"""The life of a request: what may happen to it, what follows from that, and who hears of it."""
