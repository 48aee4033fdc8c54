"""Stands for a process that the server has forked: ``client.py SOCKET MODULE ARGUMENTS``.

Alone and without the site's modules, since it is to start in a moment. What it inherits, files
and folder and environment, is the other's; signals that it gets are passed on; it ends as the
other ends. When it is killed itself, the server kills the other.
"""

import json
import os
import signal
import socket
import sys
from pathlib import Path

PASSED_ON = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGABRT, signal.SIGQUIT)


def main(path: str, *command: str) -> None:
    order = {"command": command, "folder": str(Path.cwd()), "environment": dict(os.environ)}
    told = json.dumps(order).encode()
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(path)
        for number in PASSED_ON:
            signal.signal(number, lambda number, _: server.send(bytes([number])))
        socket.send_fds(server, [len(told).to_bytes(4)], [0, 1, 2])
        server.sendall(told)
        status = int(server.recv(16))
    if status >= 0:
        os._exit(status)
    signal.signal(-status, signal.SIG_DFL)
    os.kill(os.getpid(), -status)


main(*sys.argv[1:])
