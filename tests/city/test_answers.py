"""Answers to a topic's own questions, as people write them in passing."""

import pytest

from city import City
from city.answers import answers_in

TOLD = [
    ("house.lift", "не працює ліфт під’їзд 3, 5 поверх", "entrance 3 floor 5"),
    ("house.lift", "Козацька 15 під’їзд 3 поверх 5", "entrance 3 floor 5"),
    ("house.lift", "Козацька 15, 3 під'їзд 5 поверх застряг ліфт", "entrance 3 floor 5"),
    ("house.lift", "в третьем подъезде лифт на 5 этаже не едет", "entrance 3 floor 5"),
    ("house.lift", "лифт Козацкая 3, подъезд №3", "entrance 3"),
    ("house.lift", "ліфт у 2-му під’їзді стоїть 3 дні", "entrance 2"),
    ("house.lift", "ліфт на Козацькій 15 в під. 2", "entrance 2"),
    ("house.lift", "Під'їзд: 4. Поверх: 9", "entrance 4 floor 9"),
    ("house.lift", "Козацька 15 2 подъезд 3 этаж", "entrance 2 floor 3"),
    ("house.lift", "у під’їзді 3 дні не їде ліфт", ""),
    ("house.lift", "козацька 15 під’їзд темний, ліфт стоїть", ""),
    ("house.lift", "ліфт стоїть", ""),
    ("transport.schedule", "тролейбус 14 не ходить", "route тролейбус 14"),
    ("transport.schedule", "маршрут 228 не приїхав", "route 228"),
    ("transport.schedule", "чекаю 14 тролейбус 40 хвилин", "route тролейбус 14"),
    ("transport.schedule", "автобус №4а", "route автобус 4а"),
    ("transport.schedule", "228-ма маршрутка", "route маршрутка 228"),
    ("transport.schedule", "троллейбуса 23 нет", "route тролейбус 23"),
    ("transport.schedule", "автобус вже 40 хвилин не їде", ""),
    ("transport.schedule", "трамвай чекаємо 2 години", ""),
    ("transport.driver", "маршрутка № 228А хамить, борт 2204", "route маршрутка 228А vehicle 2204"),
    ("lighting.street", "опора 214 не горить", "pole 214"),
    ("lighting.street", "стовп №15/3 не світить", "pole стовп 15/3"),
]


@pytest.mark.parametrize(("service", "text", "wanted"), TOLD)
def test_an_answer_in_passing(kryvyi_rih: City, service: str, text: str, wanted: str) -> None:
    questions = kryvyi_rih.catalogue.service(service).questions
    found = answers_in(text, questions, lambda: kryvyi_rih.place_in(text).house)
    assert " ".join(f"{code} {value}" for code, value in found.items()) == wanted


ENTRANCES = [
    ("вул. Козацька 15, під’їзд 3", "вул. Козацька, 15, під’їзд 3"),
    ("Козацька 15 під’їзд 3 поверх 5", "вул. Козацька, 15, під’їзд 3"),
    ("Козацька 15, 3-й під’їзд", "вул. Козацька, 15, під’їзд 3"),
    ("ул. Козацкая 15 2 подъезд 3 этаж", "вул. Козацька, 15, під’їзд 2"),
    ("на Козацькій 15 в під. 2", "вул. Козацька, 15, під’їзд 2"),
    ("Козацька 15 в", "вул. Козацька, 15в"),
]


@pytest.mark.parametrize(("text", "wanted"), ENTRANCES)
def test_an_entrance_is_no_house(kryvyi_rih: City, text: str, wanted: str) -> None:
    assert kryvyi_rih.place_in(text).text == wanted
