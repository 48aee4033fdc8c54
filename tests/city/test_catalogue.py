import pytest

from city import City
from city.catalogue import OURS, PlaceNeed, Sla
from city.loading_catalogue import GROUP_LABEL_MAX, LABEL_MAX

# The starting catalogue as it was agreed: codes are fixed, "-" is not the city's competence.
AGREED = """
water.none emergency|water.pressure simple|water.leak emergency|water.sewer emergency
water.manhole emergency|heat.none emergency|heat.weak medium|heat.hot_water medium
heat.restoration complex|house.roof complex|house.lift medium|house.lighting simple
house.pipes medium|house.cleaning simple|yard.playground complex|yard.grass medium
roads.pothole complex|roads.sidewalk complex|roads.traffic_light emergency|roads.sign medium
roads.snow simple|lighting.street medium|lighting.pole emergency|waste.bins simple
waste.dump medium|waste.street simple|trees.fallen emergency|trees.dangerous complex
transport.schedule medium|transport.driver medium|transport.stop complex|animals.stray medium
animals.dead simple|social.benefits medium|social.care medium|social.idp medium
order.ads medium|order.trade complex|order.monument complex|safety.shelter emergency
safety.siren medium|public.health medium|public.education medium|public.services medium
other medium|out.power -|out.gas -|out.police -|out.fire -|out.medical -|out.heat_plant -
"""
EXPECTED = [tuple(entry.split()) for entry in AGREED.strip().replace("\n", "|").split("|")]

TURN_TO = {
    "out.power": ("ДТЕК", "+380567909900"),
    "out.gas": ("Газова служба", "104"),
    "out.police": ("Поліція", "102"),
    "out.fire": ("Рятувальники", "101"),
    "out.medical": ("Швидка допомога", "103"),
    "out.heat_plant": ("Теплоцентраль", "0960471069"),
}

# Every number that was seen in a source; a new one needs a source too.
SEEN = {
    *("1520", "4991520", "104", "112", "101", "102", "103", "0564991575", "0676591575"),
    *("+380567909900", "+380667909900", "+380677909900", "+380637909900"),
    *("0664991575", "0960471069", "0985070126"),
}


def test_codes_and_classes_are_the_agreed_ones_in_their_order(kryvyi_rih: City) -> None:
    got = [(service.code, service.sla or "-") for service in kryvyi_rih.catalogue.services]
    assert got == EXPECTED


@pytest.mark.parametrize("code", [code for code, _ in EXPECTED])
def test_every_service_is_complete(kryvyi_rih: City, code: str) -> None:
    service = kryvyi_rih.catalogue.service(code)
    assert service in kryvyi_rih.catalogue.in_group(service.group)
    assert 0 < len(service.label) <= LABEL_MAX
    assert 5 <= len(service.words) <= 15
    assert len({word.casefold() for word in service.words}) == len(service.words)
    assert service.is_ours == (not code.startswith("out."))
    assert (kryvyi_rih.department_of(service) is not None) == service.is_ours
    assert (kryvyi_rih.authority_of(service) is None) == service.is_ours


def test_labels_of_services_differ_even_in_other_groups(kryvyi_rih: City) -> None:
    labels = [service.label.casefold() for service in kryvyi_rih.catalogue.services]
    groups = [group.label.casefold() for group in kryvyi_rih.catalogue.groups]
    assert len(set(labels)) == len(labels)
    assert len(set(groups)) == len(groups)
    assert all(len(label) <= GROUP_LABEL_MAX for label in groups)


def test_social_health_and_in_house_topics_are_kept_from_neighbours(kryvyi_rih: City) -> None:
    private = {s.code for s in kryvyi_rih.catalogue.services if s.sensitive}
    in_house = {s.code for s in kryvyi_rih.catalogue.in_group("house")}
    social = {s.code for s in kryvyi_rih.catalogue.in_group("social")}
    assert private >= in_house | social | {"public.health", "out.medical"}
    assert not private & {"roads.pothole", "water.leak", "lighting.street"}


def test_benefits_have_no_place_and_a_pothole_needs_one(kryvyi_rih: City) -> None:
    need = {service.code: service.place for service in kryvyi_rih.catalogue.services}
    assert need["social.benefits"] is need["public.services"] is PlaceNeed.NONE
    assert need["transport.schedule"] is PlaceNeed.OPTIONAL
    assert need["roads.pothole"] is PlaceNeed.REQUIRED


def test_emergencies(kryvyi_rih: City) -> None:
    urgent = {s.code for s in kryvyi_rih.catalogue.services if s.is_emergency}
    assert urgent == {code for code, sla in EXPECTED if sla == Sla.EMERGENCY}


@pytest.mark.parametrize("code", TURN_TO)
def test_what_is_not_the_citys_says_whom_to_call(kryvyi_rih: City, code: str) -> None:
    authority = kryvyi_rih.authority_of(kryvyi_rih.catalogue.service(code))
    assert authority is not None
    assert (authority.short, authority.phones[0].dial) == TURN_TO[code]
    assert authority.hours


def test_gas_says_what_to_do(kryvyi_rih: City) -> None:
    advice = kryvyi_rih.authorities["gas"].advice
    assert advice.startswith("Не вмикайте й не вимикайте світло")
    assert "надвір" in advice


def test_no_number_is_invented(kryvyi_rih: City) -> None:
    departments = [phone for body in kryvyi_rih.departments.values() for phone in body.phones]
    authorities = [phone for body in kryvyi_rih.authorities.values() for phone in body.phones]
    assert {phone.dial for phone in (*departments, *authorities, *kryvyi_rih.phones)} == SEEN


def test_names_have_one_apostrophe(kryvyi_rih: City) -> None:
    catalogue = kryvyi_rih.catalogue
    shown = [s.name + s.label for s in catalogue.services] + [g.name for g in catalogue.groups]
    assert not [text for text in shown if set(text) & set("'`ʼ")]
    assert "Будинок і під’їзд" in shown


def test_a_service_that_is_gone_is_none_and_asking_for_it_names_it(kryvyi_rih: City) -> None:
    assert kryvyi_rih.catalogue.get("roads.gone") is None
    assert kryvyi_rih.catalogue.in_group("gone") == ()
    with pytest.raises(KeyError, match=r"roads\.gone"):
        kryvyi_rih.catalogue.service("roads.gone")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("міськсвітло", "light"),
        ("«Міськсвітло»", "light"),
        ("ВОДОКАНАЛ", "vodokanal"),
        ("light", "light"),
    ],
)
def test_departments_are_found_as_people_write_them(kryvyi_rih: City, text: str, code: str) -> None:
    assert kryvyi_rih.department_named(text) is kryvyi_rih.departments[code]


def test_bodies_are_found_as_people_write_them(kryvyi_rih: City) -> None:
    assert kryvyi_rih.authority_named("дтек") is kryvyi_rih.authorities["dtek"]
    assert kryvyi_rih.authority_named("104") is kryvyi_rih.authorities["gas"]
    assert kryvyi_rih.authority_named("Метеослужба") is None
    assert OURS not in kryvyi_rih.authorities


def test_the_catalogue_cannot_be_changed(kryvyi_rih: City) -> None:
    with pytest.raises(AttributeError):
        kryvyi_rih.catalogue.service("other").name = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        kryvyi_rih.departments["x"] = kryvyi_rih.departments["light"]  # type: ignore[index]
