"""The registry of channels is kept: every journey is played on every one, none left out."""

import subprocess
import sys
from pathlib import Path

from tests.stage import CHANNELS

HERE = Path(__file__).parent


def test_what_is_collected_is_journeys_times_channels() -> None:
    asked = [
        sys.executable,
        "-m",
        "pytest",
        "--collect-only",
        "-q",
        "-p",
        "no:cacheprovider",
        str(HERE),
    ]
    run = subprocess.run(asked, capture_output=True, text=True, check=False, cwd=HERE.parents[1])
    assert run.returncode == 0, run.stdout + run.stderr
    collected = {line.split("::")[1] for line in run.stdout.splitlines() if "::" in line}
    journeys = {
        line.split()[2].split("(")[0]
        for path in HERE.glob("test_*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("async def test_")
    }
    assert len(journeys) > 50
    wanted = {f"{journey}[{channel}]" for journey in journeys for channel in CHANNELS}
    assert (
        collected
        - {"test_what_is_collected_is_journeys_times_channels", "test_no_journey_may_be_left_out"}
        == wanted
    )


def test_no_journey_may_be_left_out() -> None:
    for path in HERE.glob("test_*.py"):
        text = path.read_text(encoding="utf-8")
        for way_out in ("pytest" + ".skip", "mark" + ".skip", "mark" + ".xfail", "skip" + "if"):
            assert way_out not in text, path.name
