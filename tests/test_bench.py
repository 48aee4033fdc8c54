"""The bench in a tiny size: it runs to its end and prints what it has found."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.warm import ROOT, warm

pytestmark = pytest.mark.timeout(300)

TINY = {
    "bench.compare": (
        ["--residents=8", "--rounds=5"],
        [
            "loop of one SQLite commit per step",
            "aiogram, states in memory",
            r"aiogram \+ SQLAlchemy, a session per update",
            "python-telegram-bot, ConversationHandler",
        ],
        r"{} .* [0-9.]+ \([0-9.]+–[0-9.]+\)",
    ),
    "bench.latency": (
        ["--residents=8", "--storms=2", "--idle=2"],
        ["storm, p50", "storm, p99", "idle, p50", "idle, p99"],
        r"{}: [0-9,.]+ ms.*; aiogram in memory [0-9,.]+ ms",
    ),
    "bench.growth": (
        ["--sizes", "30", "60", "--residents=8", "--rounds=2"],
        ["30 stored", "60 stored"],
        r"{}: a step .*; ratio [0-9.]+ \([0-9.]+–[0-9.]+\)",
    ),
    "bench.neighbours": (
        ["--people=3", "--rounds=1"],
        ["Telegram, messages a second", "web chat, steps a second"],
        r"{}: .*; ratio [0-9.]+ \([0-9.]+–[0-9.]+\)",
    ),
    "bench.counting": (
        ["--requests=40"],
        ["/stats of a month", "/queue, coordinator", "/find вода, executor", "/my, resident"],
        r"{}: [0-9]+ ms \([0-9]+–[0-9]+; first [0-9]+\)",
    ),
    "bench.waiting": (
        ["--letters=7"],
        ["the quiet channel", "the full channel", "both"],
        r"{}: [0-9.]+ ms \([0-9.]+–[0-9.]+\)",
    ),
    "bench.process": (
        ["--chats=2"],
        ["from start to healthy", "memory after the start", "memory per 1,000 open chats"],
        "{}: .*[0-9]",
    ),
}
"""Each bench that is a command of its own: its sizes here, what it tells of, in which form."""

PROCESSES = (
    ["--residents=8", "--rounds=1", "--processes", "1", "2"],
    ["1 of them, beside the loop", "2 of them, beside 1"],
    r"{} .* [0-9.]+ \([0-9.]+–[0-9.]+\)",
)
SIZES = ("--residents=9", "--rounds=8", "--alone=4", "--letters=3", "--chats=2")


def test_a_tiny_bench_prints_its_ratios_and_saves_them(tmp_path: Path) -> None:
    page = tmp_path / "speed.md"
    page.write_text("before\n<!-- figures: begin -->\nold\n<!-- figures: end -->\nafter\n", "utf-8")
    done = subprocess.run(
        warm("bench", *SIZES, f"--disk={tmp_path}", f"--save={page}"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in ("steps a second, 9 residents at once", "messages a second, sent"):
        assert re.search(rf"{name} .* [0-9.]+ \([0-9.]+–[0-9.]+\)", done.stdout)
    for name in ("p50", "p99", "from start to healthy", "memory after the start"):
        assert name in done.stdout
    saved = page.read_text("utf-8")
    assert saved.startswith("before\n")
    assert saved.endswith("after\n")
    assert "| steps a second, 9 residents at once |" in saved
    assert "old" not in saved


def _tells(bench: str, sizes: list[str], names: list[str], form: str) -> None:
    done = subprocess.run(
        warm(bench, *sizes), cwd=ROOT, capture_output=True, text=True, timeout=280, check=False
    )
    assert done.returncode == 0, done.stderr
    for name in names:
        assert re.search(form.format(name), done.stdout), done.stdout


@pytest.mark.parametrize("bench", TINY)
def test_a_tiny_bench_of_its_own_tells_its_figures(bench: str) -> None:
    _tells(bench, *TINY[bench])


@pytest.mark.postgres
def test_tiny_processes_on_one_postgresql_tell_their_ratios() -> None:
    _tells("bench.processes", *PROCESSES)
