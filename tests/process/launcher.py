"""Starts the program again and again, each time as a process of its own that may be killed.

``python -m tests.process.launcher`` reads orders: ``start`` begins a life in a new process, ``kill
NTH POINT`` lays a trap for the life that is going on, ``start NTH POINT`` does both. It writes
``here PID`` of its own, ``life PID``, ``landed POINT`` right before a death, and ``ended STATUS``.
What the lives say stands in ``log``.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import Final

from bot.commands import cli

from .orders import orders
from .points import Trap, lay

REPORT: Final = os.dup(1)
"""Where this launcher writes; the program's own standard output joins its log."""


def say(*words: object) -> None:
    """A line to whoever started this; written at once, for death may come next."""
    os.write(REPORT, (" ".join(map(str, words)) + "\n").encode())


def live(trap: Trap) -> None:
    """One life of the program, to its end."""
    threading.Thread(target=listen, args=(trap,), daemon=True).start()
    code = 1
    try:
        code = cli.main([])
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def listen(trap: Trap) -> None:
    """Lay the traps that are asked for."""
    for word, nth, point in orders():
        assert word == "kill"
        trap.set(point, int(nth))


def launch(trap: Trap) -> None:
    """Lives, one after the other, until standard input ends."""
    say("here", os.getpid())
    for order in orders():
        match order:
            case ["start"]:
                pass
            case ["start", nth, point]:
                trap.set(point, int(nth))
            case ["kill", nth, point]:  # for a life that has ended meanwhile: the next one has it
                trap.set(point, int(nth))
                continue
            case _:
                raise AssertionError(order)
        pid = os.fork()
        if pid == 0:
            live(trap)
        say("life", pid)
        _, status = os.waitpid(pid, 0)
        say("ended", os.waitstatus_to_exitcode(status))
        trap.set("", 0)


def main() -> None:
    """A launcher in this folder, with this environment."""
    log = os.open("log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    trap = Trap(lambda point: say("landed", point))
    lay(trap)
    launch(trap)


if __name__ == "__main__":
    main()
