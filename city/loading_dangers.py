"""Reading ``dangers.toml``: the words that mean a threat to life. A city may do without it."""

from collections.abc import Container
from pathlib import Path

from city.catalogue import Authority, Catalogue
from city.danger import Danger, parse
from city.files import Table, read_toml
from city.problems import Findings, meant

DANGERS = "dangers.toml"


def read_dangers(
    folder: Path, findings: Findings, authorities: dict[str, Authority], catalogue: Catalogue
) -> tuple[Danger, ...]:
    """The rules in the order of the file, checked against the bodies and services they name."""
    if not (folder / DANGERS).exists():
        return ()
    top = read_toml(folder, DANGERS, findings)
    if top is None:
        return ()
    dangers: dict[str, Danger] = {}
    for table in top.tables("danger"):
        danger = _danger(table, dangers)
        _check_links(table, danger, authorities, catalogue)
        table.finish()
        dangers[danger.code] = danger
    top.finish()
    return tuple(dangers.values())


def _danger(table: Table, taken: Container[str]) -> Danger:
    danger = Danger(
        code=table.text("code", most=30),
        authority=table.text("authority"),
        advice=table.text("advice", ""),
        service=table.text("service", ""),
        patterns=table.texts("patterns"),
    )
    if danger.code in taken:
        table.problem("code", f"код «{danger.code}» уже є вище")
    for line in danger.patterns:
        try:
            parse(danger, line)
        except ValueError:
            table.problem("patterns", f"вислів не читається: «{line}»")
    return danger


def _check_links(
    table: Table, danger: Danger, authorities: dict[str, Authority], catalogue: Catalogue
) -> None:
    if danger.authority not in authorities:
        hint = meant(danger.authority, authorities)
        table.problem("authority", f"немає організації «{danger.authority}», {hint}")
    if danger.service and catalogue.get(danger.service) is None:
        hint = meant(danger.service, [service.code for service in catalogue.services])
        table.problem("service", f"немає послуги «{danger.service}», {hint}")
