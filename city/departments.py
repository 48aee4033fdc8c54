"""Departments as staff have changed them by command, over those of the city's files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from city.catalogue import Department


@dataclass(frozen=True, slots=True)
class Change:
    """What a department is now; one whose code the files do not know was added.

    ``closed``: nothing goes there any more; old requests still show its name.
    """

    code: str
    name: str
    edrpou: str = ""
    closed: bool = False


def changed(files: Mapping[str, Department], changes: Iterable[Change]) -> dict[str, Department]:
    """All departments, those of the files first; by its old names a renamed one is still found."""
    out = dict(files)
    for one in changes:
        known = files.get(one.code)
        if known is None:
            out[one.code] = Department(
                one.code, one.name, one.name, edrpou=one.edrpou, closed=one.closed
            )
        elif one.name in {known.short, known.name}:
            out[one.code] = replace(known, edrpou=one.edrpou, closed=one.closed)
        else:
            also = (*known.also, known.name, known.short)
            out[one.code] = replace(
                known,
                name=one.name,
                short=one.name,
                also=also,
                placeholder=False,
                edrpou=one.edrpou,
                closed=one.closed,
            )
    return out
