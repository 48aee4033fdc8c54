"""Where a request goes first, by the city's rules and those that staff gave by command."""

from __future__ import annotations

from city.routing import Decision, Route
from flows.context import Context
from flows.domain import ServiceRequest
from flows.words import department as department_name
from flows.words import district as district_name
from flows.words import topic


async def decide(ctx: Context, code: str, district: str) -> Decision:
    """By which rule a request about this service in this district goes where.

    A service that the catalogue lost goes nowhere: the centre distributes.
    """
    service = ctx.city.catalogue.get(code)
    if service is None:
        return Decision("")
    return ctx.city.route(service, district, await given(ctx))


async def given(ctx: Context) -> list[Route]:
    """Rules given by command; one for a department that is closed or gone does not count."""
    working = {one.code for one in ctx.city.working}
    return [r for r in await ctx.desk.routes() if r.department in working]


async def explained(ctx: Context, request: ServiceRequest) -> str:
    """«Чому сюди?»: the rule, and whether the request is still where the rule sent it."""
    decision = await decide(ctx, request.service, request.place.district)
    wanted = department_name(ctx, decision.department)
    lines = [ctx.text("route-why-number", number=str(request.number), executor=wanted)]
    route = decision.route
    if route is None:
        lines.append(ctx.text("route-why-service", topic=topic(ctx, request.service)))
    else:
        what = described(ctx, route)
        lines.append(
            ctx.text("route-why-command", number=str(route.id), rule=what)
            if route.id
            else ctx.text("route-why-file", rule=what)
        )
    if request.department != decision.department:
        now = department_name(ctx, request.department)
        lines.append(ctx.text("route-why-moved", executor=now))
    return "\n".join(lines)


def described(ctx: Context, route: Route) -> str:
    """«Яма на дорозі, Саксаганський район → Міські дороги»."""
    parts = [what(ctx, route.service), district_name(ctx, route.district)]
    left = ", ".join(part for part in parts if part)
    return f"{left} → {department_name(ctx, route.department)}"


def what(ctx: Context, code: str) -> str:
    """The name of a service or of a group; of neither, all topics."""
    group = next((g.name for g in ctx.city.catalogue.groups if g.code == code), "")
    return group or (topic(ctx, code) if code else ctx.text("route-everything"))
