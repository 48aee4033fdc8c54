"""Writes what the documentation repeats from the code: ``python -m docs.generate``.

``lifecycle.md`` and ``reliability.md`` are written whole; in the operator's guide only what stands between two markers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from docs import reliability
from flows import access
from flows.domain import Remark, Role, Status
from flows.life.lifecycle import ALL, TABLE, By, Hears, Needs, Transition
from flows.staff.slots import VERBS
from locales import texts

FOLDER: Final = Path(__file__).parent
LIFECYCLE: Final = FOLDER / "lifecycle.md"
RELIABILITY: Final = FOLDER / "reliability.md"
GUIDE: Final = FOLDER / "guide-operator.uk.md"
BEGINS: Final = "<!-- commands: written by python -m docs.generate -->"
ENDS: Final = "<!-- commands end -->"

_ABOUT: Final = """\
# The life of a request

*Written by `python -m docs.generate` from the table in `flows/life/lifecycle.py`; change it there.*

Every change of a request is one row of that table: from which status, by which verb, to which
status, who may, what it needs, and who is told. A verb that has no row for the present status is
refused and changes nothing. Each change appends a line to the request's history, and is made only
if nobody else has changed the request meanwhile.
"""

_BESIDE: Final = """\
## What changes no status

These too are lines of history: {remarks}.

- **comment**: the resident adds words or files; the executor hears.
- **reply**: staff write to the resident; **note**: for staff only, never shown to a resident.
- **deadline**: another date is promised; the resident hears the new date and the reason.
- **rating**: 1 to 5; the coordinator hears of 1 and 2.
- **release**: who held it no longer works here; the department hears.
- **unreachable**: a message could not be delivered; the person has to be telephoned.
- **joined**: another resident has the same problem and follows the request from now on; the executor
  hears their words. Who joined may comment, leave, and object at the end (**dissent**: executor and
  coordinator hear); the resident who filed it decides, answers, rates and withdraws.
- **absorbed**: the words and files of a duplicate that was merged into this one; for staff.
- **handed**: who filed it withdrew while others follow. Residents would not expect that one person's
  change of mind ends the work on everybody's problem: the request goes to the first who joined, with
  their own words, place and telephone in the place of those of the one who left.

## Terms

How long each lasts is set in the city's `city.toml`. A term looks at the request again when it
comes, so one that comes late changes nothing.

- **ask** stops the clock of the deadline; **answer**, **resume** start it again, with the days of
  waiting added. No answer within the term: the clock's **resume**.
- **plan** ends on its day with the clock's **resume** and a new date of the same class.
- **finish** is followed by a reminder, then by **expire**: closed without an answer, which is never
  counted as confirmed. A closed request can still be objected to for a while, even a confirmed one.
- **merge** ends a duplicate: who filed or joined it follows the request that goes on, and its words
  and files go there. Requests of two people about a sensitive topic are never merged.
- **object** and **appeal** give a new date of the same class. A request can be appealed once.
"""


def lifecycle() -> str:
    """The whole page."""
    remarks = ", ".join(f"`{remark.value}`" for remark in Remark)
    parts = [_ABOUT, _diagram(), _table(), _statuses(), _BESIDE.format(remarks=remarks)]
    return "\n".join(parts)


def _diagram() -> str:
    edges: dict[tuple[str, str], list[str]] = {}
    for row in TABLE:
        for start in _starts(row):
            words = edges.setdefault((start, row.after.value), [])
            if row.verb.value not in words:
                words.append(row.verb.value)
    lines = [f"    {a} --> {b}: {', '.join(words)}" for (a, b), words in edges.items()]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```", ""])


def _starts(row: Transition) -> list[str]:
    """In the order in which statuses are declared; a set has none."""
    return [status.value for status in Status if status in row.before] or ["[*]"]


def _table() -> str:
    rows = [
        (
            ", ".join(_starts(row)).replace("[*]", "–"),
            f"**{row.verb.value}**",
            row.after.value,
            _who(row),
            _command(row),
            ", ".join(need.value for need in row.needs if need is not Needs.NOTHING) or "–",
            ", ".join(one.value for one in Hears if one in row.hears) or "–",
            "yes" if row.undo else "–",
        )
        for row in TABLE
    ]
    head = ("from", "verb", "to", "who may", "command", "needs", "who hears", "can be undone")
    return "## The table\n\n" + _grid(head, rows)


def _who(row: Transition) -> str:
    if row.by is not By.STAFF:
        return f"the {row.by.value}"
    if row.roles == ALL:
        return "all staff"
    return ", ".join(role.value for role in Role if role in row.roles)


def _command(row: Transition) -> str:
    if row.by is not By.STAFF:
        return "–"
    names = [name for name, verbs in VERBS.items() if row.verb in verbs] or ["call"]
    return ", ".join(f"`/{name}`" for name in names)


def _statuses() -> str:
    keys = ((status, f"status-{status.value.replace('_', '-')}") for status in Status)
    rows = [(status.value, texts("uk").get(key)) for status, key in keys]
    return "## What people read\n\n" + _grid(("status", "in the chat"), rows)


def commands() -> str:
    """Which command each role may give, for the guide."""
    spoken = texts("uk")
    roles = [spoken.get(f"role-{role.value}") for role in Role]
    rows = [
        (
            f"`/{name}`",
            spoken.get(f"command-{name}"),
            *("✓" if role in allowed else "" for role in Role),
        )
        for name, allowed in access.COMMANDS.items()
    ]
    return _grid(("команда", "що робить", *roles), rows)


def guide(text: str) -> str:
    """The guide with the present commands between its markers."""
    before, _, rest = text.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    return f"{before}{BEGINS}\n\n{commands()}\n{ENDS}{after}"


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell or ' ' for cell in line)} |\n" for line in lines)


def main() -> None:
    """Write all of them."""
    RELIABILITY.write_text(reliability.page(), encoding="utf-8")
    LIFECYCLE.write_text(lifecycle(), encoding="utf-8")
    GUIDE.write_text(guide(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
