"""From a folder of plain files to a :class:`City`, or to the list of everything wrong in it."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo, available_timezones

from city.catalogue import Sla
from city.files import Table, read_toml
from city.loading_bodies import read_authorities, read_departments, read_phones
from city.loading_catalogue import read_catalogue
from city.loading_dangers import read_dangers
from city.loading_places import read_places
from city.loading_routes import read_routes
from city.model import City, CityName, Periods, QuietHours, Territory, WorkingHours
from city.problems import CityError, Findings
from city.understanding import Reader, Trained

CITIES = Path(__file__).parent
"""Where the folders of cities that come with the program are."""


def load(folder: Path) -> City:
    """The city of this folder; raises :class:`CityError` with every problem in it."""
    findings = Findings()
    city = read(folder, findings)
    if city is None or findings.problems:
        raise CityError(findings.problems)
    return city


def load_named(name: str) -> City:
    """The city of this name: a folder beside this package's files, such as «kryvyi_rih».

    A path to a folder anywhere else is taken as it is.
    """
    return load(folder_of(name))


def folder_of(name: str) -> Path:
    """The folder of a city given by its name, or by a path; raises :class:`CityError`."""
    for folder in (CITIES / name, Path(name)):
        if name and (folder / "city.toml").is_file():
            return folder
    known = ", ".join(sorted(found.parent.name for found in CITIES.glob("*/city.toml")))
    raise CityError([f"немає теки міста «{name}» з файлом city.toml; є: {known}"])


def read(folder: Path, findings: Findings) -> City | None:
    """Read every file; with problems in ``findings`` the city must not be used."""
    table = read_toml(folder, "city.toml", findings)
    departments = read_departments(folder, findings)
    authorities = read_authorities(folder, findings)
    catalogue = read_catalogue(folder, findings, departments, authorities)
    dangers = read_dangers(folder, findings, authorities, catalogue)
    border_m = table.whole("border_m") if table else 0
    places, attribution = read_places(folder, findings, border_m)
    routes = read_routes(folder, findings, catalogue, departments, places.districts)
    if table is None:
        return None
    city = City(
        code=folder.name,
        name=_name(table.table("name")),
        centre=table.text("centre"),
        phones=read_phones(table),
        area_code=_area_code(table),
        timezone=_timezone(table),
        hours=_hours(table.table("hours")),
        quiet=_quiet(table.table("quiet")),
        holidays=table.dates("holidays"),
        working_days_deadlines=table.flag("working_days_deadlines", default=False),
        periods=_periods(table.table("periods")),
        border_m=border_m,
        near_m=table.whole("near_m"),
        catalogue=catalogue,
        departments=MappingProxyType(departments),
        authorities=MappingProxyType(authorities),
        routes=routes,
        places=places,
        territory=Territory(
            *(table.text(key, "") for key in ("katottg", "region", "raion", "hromada"))
        ),
        second_person_above=_second_person(table.table("announcements")),
        attribution=attribution,
        reader=Reader(Trained(catalogue, places, dangers)),
    )
    table.finish()
    return city


def _name(table: Table) -> CityName:
    name = CityName(table.text("nominative"), table.text("genitive"), table.text("locative"))
    table.finish()
    return name


def _second_person(table: Table) -> int:
    above = table.whole("second_person_above")
    table.finish()
    return above


def _area_code(table: Table) -> str:
    code = table.text("area_code")
    if not (code.isascii() and code.isdigit() and code.startswith("0")):
        table.problem(
            "area_code", f"«area_code»: код міста — цифри з нулем на початку, а тут «{code}»"
        )
    return code


def _timezone(table: Table) -> ZoneInfo:
    name = table.text("timezone")
    if name in available_timezones():
        return ZoneInfo(name)
    table.problem(
        "timezone", f'«timezone»: невідомий часовий пояс «{name}», пишуть так: "Europe/Kyiv"'
    )
    return ZoneInfo("UTC")


def _hours(table: Table) -> WorkingHours:
    days = {"пн": 1, "вт": 2, "ср": 3, "чт": 4, "пт": 5, "сб": 6, "нд": 7}
    written = table.texts("days")
    if not written or not set(written) <= days.keys():
        table.problem("days", f"«days»: дні тижня пишуть так: {', '.join(days)}; хоча б один")
    hours = WorkingHours(
        days=frozenset(days[day] for day in written if day in days),
        opens=table.clock("opens"),
        closes=table.clock("closes"),
    )
    if hours.opens >= hours.closes:
        table.problem("closes", "«closes»: центр має зачинятися пізніше, ніж відчиняється")
    table.finish()
    return hours


def _quiet(table: Table) -> QuietHours:
    quiet = QuietHours(table.clock("starts"), table.clock("ends"))
    table.finish()
    return quiet


def _periods(table: Table) -> Periods:
    def days(key: str) -> timedelta:
        return timedelta(days=table.whole(key, least=1))

    def hours(key: str) -> timedelta:
        return timedelta(hours=table.whole(key, least=1))

    periods = Periods(
        emergency=hours("emergency_hours"),
        days=_class_days(table),
        without_class=Sla(_known_sla(table)),
        closing_reminder=days("closing_reminder_days"),
        auto_close=days("auto_close_days"),
        objection=days("objection_days"),
        waiting=days("waiting_days"),
        draft_reminder=hours("draft_reminder_hours"),
        draft_drop=days("draft_drop_days"),
        invitation=days("invitation_days"),
        keep_months=table.whole("keep_months", least=1),
        undo_hold=timedelta(seconds=table.whole("undo_hold_seconds")),
        untaken=timedelta(minutes=table.whole("untaken_minutes", least=1)),
        untaken_current=_untaken(table),
        remind_before=hours("remind_before_hours"),
        remind_before_emergency=hours("remind_before_emergency_hours"),
    )
    if periods.closing_reminder >= periods.auto_close:
        table.problem(
            "auto_close_days", "«auto_close_days» має бути більше за «closing_reminder_days»"
        )
    if periods.draft_reminder >= periods.draft_drop:
        table.problem(
            "draft_drop_days", "«draft_drop_days» має бути довше за «draft_reminder_hours»"
        )
    table.finish()
    return periods


def _class_days(table: Table) -> Mapping[Sla, int]:
    current = (Sla.SIMPLE, Sla.MEDIUM, Sla.COMPLEX)
    days = {sla: table.whole(f"{sla}_days", least=1) for sla in current}
    if not days[Sla.SIMPLE] <= days[Sla.MEDIUM] <= days[Sla.COMPLEX]:
        table.problem(
            "complex_days", "строки мають зростати: simple_days, medium_days, complex_days"
        )
    return MappingProxyType(days)


def _untaken(table: Table) -> Mapping[Sla, timedelta]:
    current = (Sla.SIMPLE, Sla.MEDIUM, Sla.COMPLEX)
    hours = {sla: table.whole(f"untaken_{sla}_hours", least=1) for sla in current}
    return MappingProxyType({sla: timedelta(hours=count) for sla, count in hours.items()})


def _known_sla(table: Table) -> str:
    known = frozenset(Sla)
    written = table.choice("without_class", known)
    return written if written in known else Sla.MEDIUM
