"""``make bench``: measures, prints a table, and with ``--save`` writes it into a page."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import report
from bench.process import footprint
from bench.sending import sending
from bench.storm import steps


def parser() -> argparse.ArgumentParser:
    """The arguments."""
    made = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    made.add_argument("--residents", type=int, default=1000, help="who write at once")
    made.add_argument("--rounds", type=int, default=16, help="steps that each of them takes")
    made.add_argument("--alone", type=int, default=300, help="steps taken one at a time")
    made.add_argument("--letters", type=int, default=300, help="messages sent in a round")
    made.add_argument("--chats", type=int, default=500, help="pages opened for the memory")
    made.add_argument("--disk", type=Path, help="a folder on the disk to measure on")
    made.add_argument("--save", type=Path, metavar="PAGE", help="write the figures into this page")
    return made


async def measure(wanted: argparse.Namespace, folder: Path) -> report.Findings:
    """Everything, one after the other, in ``folder``."""
    crowd, alone = await steps(folder, wanted.residents, wanted.rounds, wanted.alone)
    sent = await sending(folder, wanted.letters, 5)
    started = folder / "started"
    started.mkdir()
    process = await footprint(started, wanted.chats)
    return report.Findings(wanted.residents, crowd, alone, sent, process)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say."""
    wanted = parser().parse_args(arguments)
    with (
        tempfile.TemporaryDirectory(dir=wanted.disk) as folder,
        asyncio.Runner(loop_factory=_loop_factory()) as runner,
    ):
        findings = runner.run(measure(wanted, Path(folder)))
    print(report.machine())
    print(report.table(findings.rows()))
    if wanted.save:
        report.save(wanted.save, findings.rows())
    return 0


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """The loop that the program itself would take."""
    try:
        import uvloop  # noqa: PLC0415 - is not on every platform
    except ImportError:
        return None
    return uvloop.new_event_loop


sys.exit(main())
