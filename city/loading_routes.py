"""Reading ``routes.toml``: which department works where. A city may do without it."""

from pathlib import Path

from city.catalogue import Catalogue, Department
from city.districts import Districts
from city.files import Table, read_toml
from city.problems import Findings, meant
from city.routing import Route

ROUTES = "routes.toml"


def read_routes(
    folder: Path,
    findings: Findings,
    catalogue: Catalogue,
    departments: dict[str, Department],
    districts: Districts,
) -> tuple[Route, ...]:
    """The rules in the order of the file, checked against what they name."""
    if not (folder / ROUTES).exists():
        return ()
    top = read_toml(folder, ROUTES, findings)
    if top is None:
        return ()
    routes: dict[tuple[str, str], Route] = {}
    for table in top.tables("route"):
        route = _route(table, catalogue, departments, districts)
        if (route.service, route.district) in routes:
            table.problem("", "для цієї послуги й цього району правило вже є вище")
        routes[route.service, route.district] = route
    top.finish()
    return tuple(routes.values())


def _route(
    table: Table, catalogue: Catalogue, departments: dict[str, Department], districts: Districts
) -> Route:
    service, district = table.text("service", ""), table.text("district", "")
    department = table.text("department")
    known = {s.code for s in catalogue.services} | {g.code for g in catalogue.groups}
    if service and service not in known:
        table.problem("service", f"немає послуги чи групи «{service}», {meant(service, known)}")
    if not service and not district:
        table.problem("", "потрібні «service», «district» або обоє")
    found = districts.by_code.get(district) or districts.by_name(district)
    if district and found is None:
        names = {one.name for one in districts.all}
        table.problem("district", f"немає району «{district}», {meant(district, names)}")
    if department and department not in departments:
        hint = meant(department, departments)
        table.problem("department", f"немає підрозділу «{department}», {hint}")
    table.finish()
    return Route(service, found.code if found else district, department)
