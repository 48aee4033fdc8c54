"""``python -m bot link``: links for every channel, and sentences for what cannot be one."""

from pathlib import Path

import pytest

from bot.commands.cli import parser
from bot.edges.start_links import LinkError, link, payload_of
from bot.settings import Settings
from city import load_named
from flows.events import Point
from flows.residents.deep_links import Target, read

CITY = load_named("kryvyi_rih")


def test_a_payload_says_what_was_typed() -> None:
    made = payload_of(CITY, "roads.pothole", "47.9435, 33.3983", " зупинка  Соборна ", "")
    assert read(made) == Target("roads.pothole", Point(47.9435, 33.3983, "зупинка Соборна"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("roads.gone", "", "", ""), "There is no service 'roads.gone'"),
        (("", "50.45,30.52", "", ""), "outside the city"),
        (("", "47.9", "", ""), "LATITUDE,LONGITUDE"),
        (("", "", "зупинка", ""), "give --at"),
        (("", "47.9435,33.3983", "", "вул. Соборна"), "not both"),
        (("", "47.9435,33.3983", "🙂", ""), "letters and digits only"),
        (("", "", "", "вулиця " * 9), "too long by"),
        (("", "", "", ""), "nothing in it"),
    ],
)
def test_what_cannot_be_a_link(typed: tuple[str, str, str, str], sentence: str) -> None:
    with pytest.raises(LinkError, match=sentence):
        payload_of(CITY, *typed)


async def test_the_web_chat_has_a_link_without_any_token(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data_dir=tmp_path, _env_file=None)
    wanted = parser().parse_args(["link", "--service", "roads.pothole"])
    assert await link(settings, wanted) == 0
    assert capsys.readouterr().out == "Web chat: http://127.0.0.1:8080/?start=s_roads-pothole\n"
