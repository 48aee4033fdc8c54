"""Starts the program again and again, each time as a process of its own that may be killed.

``python -m tests.process.launcher SOCKET`` loads the program's modules and the city once, then
says ``ready``. Whoever connects to the socket says first where and with which environment the
program is to live, as JSON, and has a launcher of their own then, which reads lines: ``start``
begins a life in a new process, ``kill NTH POINT`` lays a trap for the life that is going on,
``command WORDS`` runs the program with these words on its command line. It writes ``here PID`` of
its own, ``life PID``, ``landed POINT`` right before a death, and ``ended STATUS``.
"""

from __future__ import annotations

import gc
import json
import os
import select
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
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


def heard(parts: int = 3) -> Iterator[list[str]]:
    """Lines from standard input, never more bytes than were asked for by this process."""
    line = b""
    while byte := os.read(0, 1):
        line += byte
        if byte == b"\n":
            yield line.decode().strip().split(maxsplit=parts - 1)
            line = b""


def know_the_city() -> None:
    """Read the city and warm up its reader: each life has it from the start, as after a while."""
    city = load_named("kryvyi_rih")
    city.reader.warm_up()
    app.load_named = lambda _: city  # type: ignore[attr-defined, assignment]
    gc.freeze()  # shared with every life, as long as nobody collects it


def live(trap: Trap, command: Sequence[str]) -> None:
    """One life of the program, to its end; or a command of its command line."""
    threading.Thread(target=listen, args=(trap,), daemon=True).start()
    code = 1
    try:
        code = cli.main(command)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def listen(trap: Trap) -> None:
    """Lay the traps that are asked for."""
    for word, nth, point in heard():
        assert word == "kill"
        trap.set(point, int(nth))


def launch(trap: Trap) -> None:
    """Lives, one after the other, until standard input ends."""
    say("here", os.getpid())
    for order in heard():
        command: list[str] = []
        match order:
            case ["start"]:
                pass
            case ["start", nth, point]:
                trap.set(point, int(nth))
            case ["command", *words]:
                command = " ".join(words).split()
            case ["kill", nth, point]:  # for a life that has ended meanwhile: the next one has it
                trap.set(point, int(nth))
                continue
            case _:
                raise AssertionError(order)
        pid = os.fork()
        if pid == 0:
            live(trap, command)
        say("life", pid)
        _, status = os.waitpid(pid, 0)
        say("ended", os.waitstatus_to_exitcode(status))
        trap.set("", 0)


def move(connection: socket.socket) -> None:
    """Into the folder and the environment that are named; what is heard and said is theirs."""
    os.dup2(connection.fileno(), 0)
    os.dup2(connection.fileno(), REPORT)
    connection.close()
    [line] = next(heard(parts=1))
    place = json.loads(line)
    os.chdir(place["folder"])
    os.environ.clear()
    os.environ.update(place["environment"])
    log = os.open("log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)


def main(path: str) -> None:
    """Launchers for whoever asks, until standard input ends."""
    trap = Trap(lambda point: say("landed", point))
    lay(trap)
    know_the_city()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()
        say("ready")
        while listener.fileno() in select.select([listener.fileno(), 0], [], [])[0]:
            connection, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                move(connection)
                launch(trap)
                os._exit(0)
            connection.close()
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


if __name__ == "__main__":
    main(sys.argv[1])
