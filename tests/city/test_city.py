from datetime import time, timedelta

from city import City
from city.answers import answers_in
from city.catalogue import Sla
from city.questions import Asking


def test_what_the_city_says_about_itself(kryvyi_rih: City) -> None:
    assert kryvyi_rih.code == "kryvyi_rih"
    assert kryvyi_rih.name.nominative == "Кривий Ріг"
    assert kryvyi_rih.name.genitive == "Кривого Рогу"
    assert kryvyi_rih.name.locative == "у Кривому Розі"
    assert kryvyi_rih.centre == "Контакт-центр 1520"
    assert [(p.number, p.dial) for p in kryvyi_rih.phones] == [
        ("1520", "1520"),
        ("499-1520", "4991520"),
    ]
    assert kryvyi_rih.area_code == "056"
    assert kryvyi_rih.timezone.key == "Europe/Kyiv"
    assert (kryvyi_rih.border_m, kryvyi_rih.near_m) == (200, 150)
    assert not kryvyi_rih.holidays
    assert not kryvyi_rih.working_days_deadlines


def test_hours_and_periods(kryvyi_rih: City) -> None:
    assert kryvyi_rih.hours.days == {1, 2, 3, 4, 5}
    assert (kryvyi_rih.hours.opens, kryvyi_rih.hours.closes) == (time(9), time(17))
    assert (kryvyi_rih.quiet.starts, kryvyi_rih.quiet.ends) == (time(22), time(8))
    periods = kryvyi_rih.periods
    assert periods.emergency == timedelta(hours=24)
    assert dict(periods.days) == {Sla.SIMPLE: 5, Sla.MEDIUM: 10, Sla.COMPLEX: 15}
    assert periods.closing_reminder == timedelta(days=2)
    assert periods.auto_close == timedelta(days=5)
    assert periods.objection == timedelta(days=14)
    assert periods.waiting == timedelta(days=7)
    assert periods.draft_reminder == timedelta(hours=1)
    assert periods.draft_drop == timedelta(days=2)
    assert periods.invitation == timedelta(days=7)
    assert periods.undo_hold == timedelta(seconds=10)


def test_another_city_is_another_folder(tiny: City) -> None:
    assert tiny.code == "tiny"
    assert tiny.name.locative == "у Малинівці"
    assert [group.label for group in tiny.catalogue.groups] == ["Криниця"]
    dry, storks = tiny.catalogue.services
    assert dry.is_emergency
    assert dry.words == ("криниця", "суха [криниця]")
    assert (dry.label, storks.label) == ("Криниця без води", "Лелеки на криниці")
    assert [(q.code, q.ask) for q in storks.questions] == [
        ("nests", Asking.OPTIONAL),
        ("mood", Asking.REQUIRED),
    ]
    assert storks.questions[1].choices == ("Сердяться", "Ні")
    assert dict(answers_in("3 гнізда лелек", storks.questions)) == {"nests": "3"}
    body = tiny.authority_of(storks)
    assert body is not None
    assert [(p.number, p.note) for p in body.phones] == [("0999 1-23-45", "з весни")]
    assert tiny.places.streets[1].lat == 50.01
    assert tiny.periods.undo_hold == timedelta(0)
