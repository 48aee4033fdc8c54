"""Which department a request goes to first: by its service, its group of services, its district."""

from collections.abc import Iterable
from dataclasses import dataclass

from city.catalogue import Service


@dataclass(frozen=True, slots=True)
class Route:
    """«Requests of this kind in this district go to that department».

    ``service`` is the code of a service or of a group, empty for all; ``district`` a code, empty
    for the whole city. ``id`` is that of a rule given by command, 0 for one of the city's files.
    """

    service: str
    district: str
    department: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a request goes, and by which rule; without one it is the service's own department."""

    department: str
    """Empty where nobody has said who does it: then the centre distributes."""
    route: Route | None = None


def decide(
    service: Service, district: str, given: Iterable[Route], files: Iterable[Route]
) -> Decision:
    """The most exact rule that fits; of two equally exact ones that which was given by command.

    A service is more exact than its group, a group more than all; then a district more than the
    whole city. A district that nobody knows fits only rules for the whole city.
    """
    fitting = [
        (_exactness(route, service), not place, route)
        for place, routes in enumerate((given, files))
        for route in routes
        if _fits(route, service, district)
    ]
    if not fitting:
        return Decision(service.department or "")
    best = max(fitting, key=lambda found: found[:2])[2]
    return Decision(best.department, best)


def _fits(route: Route, service: Service, district: str) -> bool:
    return route.service in {"", service.code, service.group} and route.district in {"", district}


def _exactness(route: Route, service: Service) -> tuple[int, bool]:
    what = 2 if route.service == service.code else 1 if route.service else 0
    return what, bool(route.district)
