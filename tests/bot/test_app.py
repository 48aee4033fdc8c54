import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from tests.bot.program import PATIENCE, bot, cold, running
from tests.bot.test_cli import CODE, invitations, stored_bytes, unreachable_telegram
from tests.ports import free_port

pytestmark = pytest.mark.process

SECONDS_TO_STOP = 10


def get(port: int, path: str) -> tuple[int, str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE) as answer:
        return answer.status, answer.read().decode()


def stop(process: subprocess.Popen[str], number: int) -> tuple[int, float, str]:
    """The exit code, how long it took, and what was said on standard error."""
    began = time.monotonic()
    process.send_signal(number)
    _, said = process.communicate(timeout=PATIENCE)
    return process.returncode, time.monotonic() - began, said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_with_nothing_configured_it_runs_and_stops_when_asked(number: int, tmp_path: Path) -> None:
    port = free_port()
    with running(tmp_path, port, start=cold) as process:
        status, body = get(port, "/health")
        assert (status, json.loads(body)["ready"]) == (200, True)
        assert "1520" in get(port, "/")[1]
        code, seconds, said = stop(process, number)
    assert code == 0
    assert seconds < SECONDS_TO_STOP
    assert "Traceback" not in said
    assert "ERROR" not in said


def test_a_stream_that_is_open_does_not_hold_it_up(tmp_path: Path) -> None:
    port = free_port()
    with running(tmp_path, port) as process, socket.create_connection(("127.0.0.1", port)) as page:
        origin = f"Host: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        page.sendall(f"POST /api/session HTTP/1.1\r\n{origin}Content-Length: 0\r\n\r\n".encode())
        cookie = re.search(rb"Set-Cookie: ([^;]+)", page.recv(65536))
        assert cookie
        head = f"GET /api/stream HTTP/1.1\r\n{origin}Cookie: {cookie[1].decode()}\r\n\r\n"
        page.sendall(head.encode())
        assert b"200 OK" in page.recv(65536)
        code, seconds, _ = stop(process, signal.SIGTERM)
    assert code == 0
    assert seconds < SECONDS_TO_STOP


def test_a_taken_port_is_told_in_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = bot(tmp_path, PORT=str(port))
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last.startswith(f"PORT {port} on 127.0.0.1 is taken by another program")
    assert "Traceback" not in done.stderr


def test_telegram_out_of_reach_does_not_stop_the_web_chat(tmp_path: Path) -> None:
    port = free_port()
    with running(tmp_path, port, unreachable_telegram()) as process:
        assert process.stderr
        assert "Telegram is not ready" in process.stderr.readline()
        assert get(port, "/health")[0] == 200
        code, seconds, said = stop(process, signal.SIGTERM)
    assert code == 0
    assert seconds < SECONDS_TO_STOP
    assert "secret" not in said


def test_where_nobody_looks_the_first_start_names_the_command(tmp_path: Path) -> None:
    with running(tmp_path, free_port()) as process:
        assert process.stdout
        assert "python -m bot invite admin" in process.stdout.readline()
    assert invitations(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_on_a_terminal_the_first_start_invites_the_administrator(tmp_path: Path) -> None:
    master, slave = pty.openpty()
    try:
        with running(tmp_path, free_port(), stdout=slave):
            said = b""
            while b"/join" not in said:
                said += os.read(master, 4096)
    finally:
        os.close(slave)
        os.close(master)
    code = CODE.search(said.decode())
    assert code
    ((_, role, _),) = invitations(tmp_path)
    assert role == "admin"
    assert code[0].encode() not in stored_bytes(tmp_path)


def test_two_can_start_at_once_on_one_database(tmp_path: Path) -> None:
    ports = [free_port(), free_port()]
    answers: dict[int, int] = {}

    def start(port: int) -> None:
        with running(tmp_path, port):
            answers[port] = get(port, "/health")[0]

    threads = [threading.Thread(target=start, args=[port]) for port in ports]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert answers == dict.fromkeys(ports, 200)
