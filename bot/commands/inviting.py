"""Making a one-time code for a member of staff, and the links that bring it to the bot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Final

from bot.edges import start_links
from bot.edges.start_links import base_url
from bot.settings import Settings
from city import City
from flows.domain import Invitation, Role
from flows.staff.invitations import hash_code, new_code
from models.database import Database
from models.records import departments, staff

STAFF_PAGE: Final = "/staff"


class InvitationError(Exception):
    """The invitation makes no sense; the text is a sentence for the administrator."""


@dataclass(frozen=True, slots=True)
class Invited:
    """A code that was stored (as a hash only) and until when it is valid."""

    code: str
    role: Role
    department: str
    expires_at: datetime


async def invite(
    database: Database, city: City, now: datetime, role: str, department: str = ""
) -> Invited:
    """Make a code. Raises :class:`InvitationError` before anything is stored."""
    chosen = _role(role)
    async with database.read() as connection:
        city = await departments.staffed(connection, city)
    code_of_department = _department(city, chosen, department)
    code = new_code()
    expires_at = now + city.periods.invitation
    async with database.write() as connection:
        invitation = Invitation(chosen, code_of_department, expires_at)
        await staff.invite(connection, hash_code(code), invitation)
    return Invited(code, chosen, code_of_department, expires_at)


async def no_staff(database: Database) -> bool:
    """Whether nobody works here yet, so that nobody can invite anybody."""
    async with database.read() as connection:
        return await staff.count(connection) == 0


async def lines(settings: Settings, invited: Invited, clock: Callable[[], datetime]) -> list[str]:
    """What to hand to the one who is invited."""
    out = [
        f"One-time code for {invited.role.value}: {invited.code}",
        f"Valid until {invited.expires_at:%Y-%m-%d %H:%M} UTC, for one person.",
    ]
    out += await start_links.lines(settings, invited.code, clock)
    out.append(f"Web chat: {base_url(settings)}{STAFF_PAGE}?code={invited.code}")
    out.append(f"Anywhere: send the bot /join {invited.code}")
    return out


def _role(name: str) -> Role:
    try:
        return Role(name.casefold())
    except ValueError:
        known = ", ".join(Role)
        raise InvitationError(f"There is no role {name!r}; there are: {known}.") from None


def _department(city: City, role: Role, name: str) -> str:
    if not name:
        if role is Role.EXECUTOR:
            raise InvitationError(
                f"An executor belongs to a department; name one of: {_known(city)}."
            )
        return ""
    found = city.department_named(name)
    if found is None:
        raise InvitationError(f"There is no department {name!r}; {_nearest(city, name)}")
    return found.code


def _known(city: City) -> str:
    return ", ".join(sorted(one.code for one in city.working))


def _nearest(city: City, name: str) -> str:
    names = {n.casefold(): d.code for d in city.working for n in (d.code, d.name, d.short)}
    near = get_close_matches(name.casefold(), names, n=1, cutoff=0.5)
    return f"did you mean {names[near[0]]}?" if near else f"there are: {_known(city)}."
