"""Reading ``dangers.toml``: the words that mean a threat to life. A city may do without it."""

import re
from collections.abc import Container, Mapping
from pathlib import Path

from city.catalogue import Authority, Catalogue
from city.danger import Danger, Dangers, parse
from city.files import Table, read_toml
from city.problems import Findings, meant

DANGERS = "dangers.toml"
_LIST = re.compile(r"\$([a-z_]+)")


def read_dangers(
    folder: Path, findings: Findings, authorities: dict[str, Authority], catalogue: Catalogue
) -> Dangers:
    """The rules in the order of the file, checked against the bodies and services they name."""
    top = read_toml(folder, DANGERS, findings) if (folder / DANGERS).exists() else None
    if top is None:
        return Dangers()
    lists = {table.text("code"): table.texts("words") for table in top.tables("list")}
    dangers: dict[str, Danger] = {}
    for table in top.tables("danger"):
        danger = _danger(table, dangers, lists)
        _check_links(table, danger, authorities, catalogue)
        table.finish()
        dangers[danger.code] = danger
    top.finish()
    familiar = [text for s in catalogue.services for text in (*s.words, *s.examples)]
    return Dangers(dangers.values(), familiar)


def _danger(table: Table, taken: Container[str], lists: Mapping[str, tuple[str, ...]]) -> Danger:
    danger = Danger(
        code=table.text("code", most=30),
        authority=table.text("authority"),
        advice=table.text("advice", ""),
        service=table.text("service", ""),
        patterns=tuple(_expanded(table, line, lists) for line in table.texts("patterns")),
        examples=table.texts("examples"),
    )
    if danger.code in taken:
        table.problem("code", f"код «{danger.code}» уже є вище")
    for line in danger.patterns:
        try:
            parse(danger, line)
        except ValueError:
            table.problem("patterns", f"вислів не читається: «{line}»")
    return danger


def _expanded(table: Table, line: str, lists: Mapping[str, tuple[str, ...]]) -> str:
    """The pattern with the words of a list in the place of «$code»."""
    for code in _LIST.findall(line):
        if code not in lists:
            table.problem("patterns", f"немає переліку «{code}», {meant(code, lists)}")
        line = line.replace(f"${code}", "|".join(lists.get(code, (code,))))
    return line


def _check_links(
    table: Table, danger: Danger, authorities: dict[str, Authority], catalogue: Catalogue
) -> None:
    if danger.authority not in authorities:
        hint = meant(danger.authority, authorities)
        table.problem("authority", f"немає організації «{danger.authority}», {hint}")
    if danger.service and catalogue.get(danger.service) is None:
        hint = meant(danger.service, [service.code for service in catalogue.services])
        table.problem("service", f"немає послуги «{danger.service}», {hint}")
