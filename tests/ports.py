"""Where programs under test listen."""

import random
import socket
from contextlib import suppress
from typing import Final

PORTS: Final = range(10_000, 32_000)


def free_port() -> int:
    """A port that is free, and stays so: not one of those that systems give to whoever calls out.

    A program that is killed and born again wants the port that it had.
    """
    for port in random.SystemRandom().sample(PORTS, 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("a hundred ports are taken")
