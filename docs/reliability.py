"""``reliability.md``: what is promised against which fault, and which tests show that it holds.

The tests are collected from the sources: each is marked with the number of its fault.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
MARK: Final = "fault"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong. ``limit`` is what is not promised."""

    what: str
    promise: str
    limit: str = "–"


FAULTS: Final[Mapping[int, Fault]] = {
    1: Fault(
        "The program is killed at any commit or send",
        "what was acknowledged is there, nothing is done twice",
        "exactly one copy of a message that was on its way",
    ),
    2: Fault("The same update comes fifty times at once", "it has one effect"),
    3: Fault(
        "Updates in another order, a tap before its text, a tap on an old keyboard",
        "a stale tap changes nothing, the present question is asked again",
        "the order of what a messenger delivers in another order",
    ),
    4: Fault(
        "A step that always fails",
        "set aside after five attempts, resident and staff are told, the chat goes on; replay works",
    ),
    5: Fault(
        "An outage of minutes, or of more than a day",
        "updates wait at the messenger and are taken up in order; a tap that has expired still counts; after more than 24 hours the administrators are told since when and until when something may be lost on Telegram, once",
        "what a messenger itself has thrown away (Telegram keeps updates for 24 hours); by webhook, to notice that only the way from Telegram was cut",
    ),
    6: Fault(
        "A send times out after the message arrived",
        "one copy more at most for each such attempt; after three, staff are shown it",
        "exactly one copy",
    ),
    7: Fault("A service asks to wait", "only that chat waits, or the channel where it says so"),
    8: Fault(
        "A resident has blocked the bot or unsubscribed",
        "no further attempt; the card says so, and that somebody has to telephone",
    ),
    9: Fault(
        "Nothing to change, a tap too old, a chat that is gone, a group that moved",
        "each is taken for what it is; a group's letters follow it",
    ),
    10: Fault(
        "A gateway's page, a cut connection, a socket that says nothing",
        "hard limits of time; the attempt counts as unknown",
    ),
    11: Fault(
        "Two programs with one token, several on one database",
        "one polls and one sends; the loser says so; a dead or hung holder is replaced in seconds",
    ),
    12: Fault("Ten writers on one row, a locked database", "no update is lost"),
    13: Fault(
        "The disk is full",
        "nothing is acknowledged that was not stored; it goes on when there is room",
    ),
    14: Fault(
        "The clock is an hour ahead or goes back, the two nights of the time change",
        "pacing goes on; what is daily comes once for each local date",
    ),
    15: Fault(
        "The scheduler is killed inside a tick, or wakes three hours late",
        "each reminder comes, and once",
        "the minute at which it comes",
    ),
    16: Fault(
        "A forged webhook: no secret, a wrong one, bytes that are no text, a spoofed address",
        "401 or 403, never 500; nothing is stored",
    ),
    17: Fault("A valid webhook is replayed a minute or a day later", "200, and no effect"),
    18: Fault(
        "Somebody else's contact is shared as one's own",
        "it is asked again; a number counts as proven only where the messenger proves it",
    ),
    19: Fault(
        "A staff command from a resident, from former staff, forwarded, or in the wrong chat",
        "no effect; rights are read from the database at each command",
    ),
    20: Fault(
        "A forged button for another's request, guessed numbers, digits of another script",
        "the same answer as for a number that does not exist",
    ),
    21: Fault("Markup in names and texts", "it stays text, on every channel"),
    22: Fault("Cells that a spreadsheet would compute, NUL bytes", "they stay text"),
    23: Fault(
        "A file of 60 MB, a pixel bomb, a lying type, JSON nested 100,000 deep",
        "refused kindly within a fixed bound of memory",
    ),
    24: Fault(
        "Hidden and right-to-left characters, twins of two alphabets, emoji at a limit, emptiness",
        "cleaned, or kept whole; never torn, never an error",
    ),
    25: Fault(
        "After all of it",
        "no telephone, token, secret, or text of a message in any line of the log, DEBUG included",
    ),
}
"""By the number that a test's mark gives: ``@pytest.mark.fault(7)``."""

_HEAD: Final = """\
# What can go wrong, and what is promised then

*The table is written by `python -m docs.generate` from the marks of the tests; change it there.*

For every fault the same is meant by "survived": nothing that a resident wrote is lost, nothing happens
twice beyond one extra copy of a message for each attempt whose end nobody knows, and nobody gets in.
"""

_TAIL: Final = """\

## How it is shown

- **A simulation** (`tests/faults/sim`): the real engine, delivery, fetching and timers on a real database,
  between a messenger, a disk and a clock that fail as a seed says. A death is tried at **every** commit and
  every send of each story, on SQLite and on PostgreSQL: in one play the program dies once in every act (what
  a person does, and all that follows), in the next play a point further; besides, 2,000 seeds in which
  everything goes wrong together. `make test ARGS="-k test_seeds --seed 17"` plays one
  again.
- **An oracle** (`tests/faults/sim/oracle.py`) holds what people said and were told against the database.
  Each broken promise has a name.
- **Canaries** (`tests/faults/test_canary.py`): with deduplication, the repetition of doubtful attempts, the
  memory of what was sent, or the check of ownership switched off, the harness goes red with just the name
  that the switch predicts.
- **Real processes** (`tests/process`): the whole program is started and killed with SIGKILL at sampled points
  between a strict Bot API server and browsers; several processes on one PostgreSQL, of which one hangs and
  one dies. `make soak` goes through every point of the first journey in half an hour.

### The last soak

The whole sweep: `make soak` on 2026-11-29 on two cores at commit 879125a, in 16 minutes. A journey passes some 330 points,
as its program happens to look for work, and was killed at each number, each time in a journey of its own: **330 deaths,
nothing was lost or doubled.**

| at | before | after |
| --- | --: | --: |
| letters are marked, outcomes written (`Delivery._settle`) | 38 | 46 |
| a batch of steps (`Engine._round`) | 62 | 58 |
| a call to Telegram (`TelegramChannel.send`) | 28 | 17 |
| input is stored (`Acceptor._store`) | 16 | 26 |
| files are looked for, claimed, received, kept, settled (`Fetcher`, `Library`) | 18 | 14 |
| the start (migration, heartbeat), a counted attempt, a tick | 4 | 3 |

Two sweeps before it, on earlier commits of these days, had 328 and (two of every three points) 217 deaths with the same end.

A point is its number: there are no seeds, and `make soak ARGS="--first 121 --most 121"` plays that one again. As points
come in the order of the moment, the same number can be another place next time.

An earlier sweep broke off in one of 189 journeys: a resident got no answer within a minute. It was the harness: an order
for a program that had just died came to what brings the next life into being, which did not know it, or of which the dying
one had read half, and ended. Orders are read whole now, by one or by the other (`tests/process/orders.py`), and a test
holds it.
"""


def marked() -> dict[int, list[str]]:
    """Fault → the tests that are marked with it, as ``file::name``."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for number, name in _marks(ast.parse(path.read_text("utf-8"))):
            found[number].append(f"{path.relative_to(ROOT).as_posix()}::{name}")
    return dict(found)


def _marks(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for mark in node.decorator_list:
                yield from ((number, node.name) for number in _numbers(mark))


def _numbers(mark: ast.expr) -> Iterator[int]:
    if isinstance(mark, ast.Call) and ast.unparse(mark.func) == f"pytest.mark.{MARK}":
        yield from (arg.value for arg in mark.args if isinstance(arg, ast.Constant))  # type: ignore[misc]


def page() -> str:
    """The whole page."""
    tests = marked()
    rows = [
        f"| {number} | {fault.what} | {fault.promise} | {fault.limit} | {_named(tests[number])} |"
        for number, fault in FAULTS.items()
    ]
    head = "| | fault | what is promised | what is not | tests |\n| --- | --- | --- | --- | --- |"
    return "\n".join([_HEAD, head, *rows, _TAIL])


def _named(tests: list[str]) -> str:
    return "<br>".join(f"`{test.removeprefix('tests/')}`" for test in tests)
