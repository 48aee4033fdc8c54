"""What is said first where words mean a danger to life."""

from __future__ import annotations

from city.danger import Danger
from flows.context import Context
from flows.words import numbers


def warning(ctx: Context, danger: Danger) -> str:
    """What to do, who answers for it, and whom to call."""
    body = ctx.city.authorities[danger.authority]
    advice = danger.advice or body.advice or ctx.text("danger-advice")
    return ctx.text("danger", advice=advice, body=body.name, phones=numbers(body))
