"""``make bench``: measures, prints a table, and with ``--save`` writes it into a page."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bench import report, understanding
from bench.loop import run
from bench.process import footprint
from bench.sending import sending
from bench.storm import slower_steps, steps

SLOWER: Final = 0.001
"""Seconds that a commit of the slower disk takes longer."""


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


async def measure(wanted: argparse.Namespace, folders: Mapping[str, Path]) -> report.Findings:
    """Everything, one after the other, each in a folder of its own."""
    residents, rounds = wanted.residents, wanted.rounds
    crowd, alone = await steps(folders["steps"], residents, rounds, wanted.alone)
    slow = await slower_steps(folders["slower"], residents, max(rounds // 4, 1), SLOWER)
    sent = await sending(folders["sending"], wanted.letters, 5)
    process = await footprint(folders["process"], wanted.chats)
    return report.Findings(residents, crowd, slow, alone, sent, process)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say."""
    wanted = parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=wanted.disk) as folder:
        folders = {name: Path(folder, name) for name in ("steps", "slower", "sending", "process")}
        for one in folders.values():
            one.mkdir()
        findings = run(measure(wanted, folders))
    print(report.machine())
    print(report.table(findings.rows()))
    understanding.main()
    if wanted.save:
        report.save(wanted.save, findings.rows())
    return 0


sys.exit(main())
