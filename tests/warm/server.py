"""Loads the program and reads the city once, then forks a process for each that asks.

``python -m tests.warm.server SOCKET`` says ``ready`` and serves until its standard input ends. Each
connection is served by a process of its own, which watches the one that does the work.
"""

from __future__ import annotations

import faulthandler
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import sys
from contextlib import suppress
from functools import cache
from typing import Any

import city

FILES = 3


def load() -> None:
    """What every start would do again."""
    city.load_named = cache(city.load_named)
    # After the line above, which they take over; the channels are loaded where they are configured.
    for module in ("bot.commands.cli", "handlers.telegram", "handlers.viber"):
        importlib.import_module(module)

    city.load_named("kryvyi_rih").reader.warm_up()
    gc.collect()
    gc.freeze()  # shared with every process, as long as nobody collects it


def asked(connection: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """What is to be done, and its standard input, output and error."""
    head, files, _, _ = socket.recv_fds(connection, 4, FILES)
    length = int.from_bytes(head)
    told = b""
    while len(told) < length:
        told += connection.recv(length - len(told))
    return json.loads(told), files


def watch(child: int, living: int, connection: socket.socket) -> None:
    """Pass signals on and tell how it ended; it does not outlive whoever asked for it."""
    while living not in select.select([living, connection.fileno()], [], [])[0]:
        for number in connection.recv(16) or [signal.SIGKILL]:
            os.kill(child, number)
    _, status = os.waitpid(child, 0)
    with suppress(BrokenPipeError):
        connection.sendall(str(os.waitstatus_to_exitcode(status)).encode())


def become(order: dict[str, Any], files: list[int]) -> None:
    """This process is the one that was asked for, from here to its end."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    if "PYTHONFAULTHANDLER" in os.environ:
        faulthandler.enable()
    sys.stdout.reconfigure(line_buffering=os.isatty(1))  # type: ignore[union-attr]
    module, *arguments = order["command"]
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def serve(connection: socket.socket) -> None:
    order, files = asked(connection)
    # Its writing end closes when the process has ended, however it did.
    living, held = os.pipe()
    child = os.fork()
    if child:
        for file in (*files, held):
            os.close(file)
        watch(child, living, connection)
        os._exit(0)
    os.close(living)
    connection.close()
    become(order, files)


def next_one(listener: socket.socket) -> socket.socket | None:
    """Whoever connects next; nothing when standard input has ended."""
    if 0 in select.select([listener.fileno(), 0], [], [])[0]:
        return None
    connection, _ = listener.accept()
    return connection


def main(path: str) -> None:
    """Serve until standard input ends; returns in the server, and where a process has ended."""
    load()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()
        print("ready", flush=True)  # noqa: T201 - what the tests wait for
        while (connection := next_one(listener)) is not None:
            if os.fork() == 0:
                listener.close()
                serve(connection)
                return
            connection.close()
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


if __name__ == "__main__":
    main(sys.argv[1])
