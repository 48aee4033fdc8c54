"""Reading ``services.toml``: the groups and the services of the catalogue."""

import re
from collections import Counter
from collections.abc import Container, Mapping
from pathlib import Path

from city.catalogue import OURS, Authority, Catalogue, Department, Group, PlaceNeed, Service, Sla
from city.files import Table, read_toml
from city.loading_questions import questions_of, read_questions
from city.problems import Findings, meant
from city.questions import Question
from city.words import normalise_words

SERVICES = "services.toml"
CODE_MAX = 40
"""A tap carries the code, and Telegram gives it 64 bytes for everything."""
LABEL_MAX = 40
GROUP_LABEL_MAX = 38
"""Longer ones do not fit a messenger's button on a phone."""

_SERVICE_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")


def read_catalogue(
    folder: Path,
    findings: Findings,
    departments: dict[str, Department],
    authorities: dict[str, Authority],
) -> Catalogue:
    """The catalogue, checked against the departments and bodies that its services name."""
    top = read_toml(folder, SERVICES, findings)
    if top is None:
        return Catalogue(())
    groups: dict[str, Table] = {}
    for table in top.tables("group"):
        code = table.text("code", most=CODE_MAX)
        _check_code(table, code, groups)
        groups[code] = table
    questions = read_questions(top)
    services = _services(top, groups, departments, authorities, questions)
    found = tuple(_group(code, table, services) for code, table in groups.items())
    _check_labels(top, found)
    if not services:
        top.problem("", "немає жодної послуги [[service]]")
    not_requests = top.texts("not_requests")
    top.finish()
    return Catalogue(found, not_requests, questions)


def _group(code: str, table: Table, services: dict[str, Service]) -> Group:
    name = table.text("name")
    group = Group(
        code=code,
        name=name,
        label=_label(table, name, GROUP_LABEL_MAX),
        services=tuple(service for service in services.values() if service.group == code),
    )
    if not group.services:
        table.problem("", f"у групі «{name}» немає жодної послуги")
    table.finish()
    return group


def _services(
    top: Table,
    groups: dict[str, Table],
    departments: dict[str, Department],
    authorities: dict[str, Authority],
    questions: Mapping[str, Question],
) -> dict[str, Service]:
    services: dict[str, Service] = {}
    for table in top.tables("service"):
        service = _service(table, services, questions)
        _check_links(table, service, groups, departments, authorities)
        table.finish()
        services[service.code] = service
    return services


def _service(table: Table, taken: Container[str], questions: Mapping[str, Question]) -> Service:
    code, name = table.text("code", most=CODE_MAX), table.text("name")
    _check_code(table, code, taken)
    sla = table.choice("sla", frozenset(Sla), "")
    place = table.choice("place", frozenset(PlaceNeed), PlaceNeed.REQUIRED)
    return Service(
        code=code,
        group=table.text("group"),
        name=name,
        label=_label(table, name, LABEL_MAX),
        sla=Sla(sla) if sla in set(Sla) else None,
        competence=table.text("competence", OURS),
        department=table.text("department", "") or None,
        place=PlaceNeed(place) if place in set(PlaceNeed) else PlaceNeed.REQUIRED,
        sensitive=table.flag("sensitive", default=False),
        words=table.texts("words"),
        examples=table.texts("examples"),
        questions=questions_of(table, questions),
        outage=table.flag("outage", default=False),
    )


def _check_links(
    table: Table,
    service: Service,
    groups: dict[str, Table],
    departments: dict[str, Department],
    authorities: dict[str, Authority],
) -> None:
    if service.group and service.group not in groups:
        table.problem("group", f"немає групи «{service.group}», {meant(service.group, groups)}")
    if service.department and service.department not in departments:
        hint = meant(service.department, departments)
        table.problem("department", f"немає підрозділу «{service.department}», {hint}")
    if not service.is_ours and service.competence not in authorities:
        hint = meant(service.competence, {OURS, *authorities})
        table.problem("competence", f"немає організації «{service.competence}», {hint}")
    if service.is_ours and service.sla is None and not table.text("sla", ""):
        table.problem("", f"послузі «{service.code}» бракує строку «sla»")


def _check_labels(top: Table, groups: tuple[Group, ...]) -> None:
    """Typing a button's label is the same as pressing it, so labels shown together differ."""
    together = [[group.label for group in groups]]
    together += [[service.label for service in group.services] for group in groups]
    for labels in together:
        counts = Counter(map(normalise_words, labels))
        for label in (label for label, times in counts.items() if times > 1):
            top.problem(
                "", f"назва кнопки «{label}» повторюється: людина не зможе її вибрати словом"
            )


def _check_code(table: Table, code: str, taken: Container[str]) -> None:
    if code and not _SERVICE_CODE.fullmatch(code):
        table.problem(
            "code", f"код «{code}»: малі латинські літери, цифри й _, щонайбільше одна крапка"
        )
    if code in taken:
        table.problem("code", f"код «{code}» уже є вище")


def _label(table: Table, name: str, most: int) -> str:
    label = table.text("label", "")
    if len(label or name) > most:
        table.problem(
            "label" if label else "name", f"для кнопки задовго: впишіть «label», до {most} символів"
        )
    return label or name
