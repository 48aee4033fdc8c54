"""Reading ``departments.toml`` and ``authorities.toml``."""

import re
from collections.abc import Container
from pathlib import Path

from city.catalogue import OURS, Authority, Department, Phone
from city.files import Table, read_toml
from city.problems import Findings

_EDRPOU = re.compile(r"[0-9]{8}")
DEPARTMENTS, AUTHORITIES = "departments.toml", "authorities.toml"


def read_departments(folder: Path, findings: Findings) -> dict[str, Department]:
    """The city's executors by code, in the order of the file."""
    departments: dict[str, Department] = {}
    for table in _tables(folder, DEPARTMENTS, "department", findings):
        department = Department(
            code=_code(table, departments),
            name=table.text("name"),
            short=table.text("short", most=40),
            phones=read_phones(table),
            hours=table.text("hours", ""),
            placeholder=table.flag("placeholder", default=False),
            also=table.texts("also"),
            edrpou=table.text("edrpou", ""),
        )
        if department.edrpou and not _EDRPOU.fullmatch(department.edrpou):
            table.problem("edrpou", f"«{department.short}»: код ЄДРПОУ — вісім цифр у лапках")
        if department.placeholder:
            findings.warning(
                DEPARTMENTS,
                table.line("placeholder"),
                f"«{department.short}» — умовна назва: впишіть справжній підрозділ "
                "і приберіть placeholder",
            )
        table.finish()
        departments[department.code] = department
    return departments


def read_authorities(folder: Path, findings: Findings) -> dict[str, Authority]:
    """The bodies outside the city's competence by code."""
    authorities: dict[str, Authority] = {}
    for table in _tables(folder, AUTHORITIES, "authority", findings):
        authority = Authority(
            code=_code(table, authorities),
            name=table.text("name"),
            short=table.text("short", most=40),
            phones=read_phones(table),
            hours=table.text("hours", ""),
            advice=table.text("advice", ""),
            also=table.texts("also"),
        )
        if authority.code == OURS:
            table.problem("code", f"код «{OURS}» зайнятий: так позначають саме місто")
        if not authority.phones:
            table.problem("phones", f"«{authority.short}»: потрібен хоча б один телефон")
        table.finish()
        authorities[authority.code] = authority
    return authorities


def read_phones(table: Table) -> tuple[Phone, ...]:
    """The phones of the table, each with its note."""
    phones = []
    for entry in table.tables("phones"):
        phone = Phone(entry.text("number", most=30), entry.text("note", "", most=60))
        if len(phone.dial) < 3 or set(phone.number) - set("+0123456789 ()-"):
            table.problem("phones", f"«{phone.number}» не схоже на номер телефону")
        entry.finish()
        phones.append(phone)
    return tuple(phones)


def _tables(folder: Path, file: str, key: str, findings: Findings) -> tuple[Table, ...]:
    top = read_toml(folder, file, findings)
    if top is None:
        return ()
    tables = top.tables(key)
    top.finish()
    return tables


def _code(table: Table, taken: Container[str]) -> str:
    code = table.text("code", most=30)
    if not (code.isascii() and code.replace("_", "").isalnum() and code == code.lower()):
        table.problem("code", f"код «{code}»: лише малі латинські літери, цифри й _")
    if code in taken:
        table.problem("code", f"код «{code}» уже є вище")
    return code
