"""The bench in a tiny size: it runs to its end and prints what it has found."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
NEIGHBOURS = ("--people=3", "--rounds=1")
SIZES = ("--residents=9", "--rounds=8", "--alone=4", "--letters=3", "--chats=2")


def test_a_tiny_bench_prints_its_ratios_and_saves_them(tmp_path: Path) -> None:
    page = tmp_path / "speed.md"
    page.write_text("before\n<!-- figures: begin -->\nold\n<!-- figures: end -->\nafter\n", "utf-8")
    command = [sys.executable, "-W", "error", "-m", "bench", *SIZES]
    done = subprocess.run(
        [*command, f"--disk={tmp_path}", f"--save={page}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=110,
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


def test_tiny_neighbours_tell_their_ratios() -> None:
    command = [sys.executable, "-W", "error", "-m", "bench.neighbours", *NEIGHBOURS]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=110, check=False
    )
    assert done.returncode == 0, done.stderr
    for name in ("Telegram, messages a second", "web chat, steps a second"):
        assert re.search(rf"{name}: .*; ratio [0-9.]+ \([0-9.]+–[0-9.]+\)", done.stdout)
