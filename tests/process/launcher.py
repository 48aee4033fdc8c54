"""Starts the program again and again, each time as a process of its own that may be killed.

``python -m tests.process.launcher`` loads the program's modules and the city once and then reads
lines: ``start`` begins a life in a new process, ``kill NTH POINT`` lays a trap for the life that is
going on. It writes ``life PID``, ``landed POINT`` right before a death, and ``ended STATUS``.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Iterator
from typing import Final

from bot import app
from bot.commands import cli
from city import load_named

from .points import Trap, lay

REPORT: Final = os.dup(1)
"""Where this launcher writes; the program's own standard output joins its log."""


def say(*words: object) -> None:
    """A line to whoever started this; written at once, for death may come next."""
    os.write(REPORT, (" ".join(map(str, words)) + "\n").encode())


def heard() -> Iterator[list[str]]:
    """Lines from standard input, never more bytes than were asked for by this process."""
    line = b""
    while byte := os.read(0, 1):
        line += byte
        if byte == b"\n":
            yield line.decode().strip().split(maxsplit=2)
            line = b""


def know_the_city() -> None:
    """Read the city and warm up its reader: each life has it from the start, as after a while."""
    city = load_named("kryvyi_rih")
    city.reader.warm_up()
    app.load_named = lambda _: city  # type: ignore[attr-defined, assignment]
    gc.freeze()  # shared with every life, as long as nobody collects it


def live(trap: Trap) -> None:
    """One life of the program, to its end."""
    threading.Thread(target=listen, args=(trap,), daemon=True).start()
    code = 1
    try:
        code = cli.main([])
    finally:
        sys.stderr.flush()
        os._exit(code)


def listen(trap: Trap) -> None:
    """Lay the traps that are asked for."""
    for word, nth, point in heard():
        assert word == "kill"
        trap.set(point, int(nth))


def main() -> None:
    """Lives, one after the other, until standard input ends."""
    os.dup2(2, 1)
    trap = Trap(lambda point: say("landed", point))
    lay(trap)
    know_the_city()
    for word, *orders in heard():
        assert word == "start"
        if orders:
            trap.set(orders[1], int(orders[0]))
        pid = os.fork()
        if pid == 0:
            live(trap)
        say("life", pid)
        _, status = os.waitpid(pid, 0)
        say("ended", os.waitstatus_to_exitcode(status))
        trap.set("", 0)


if __name__ == "__main__":
    main()
