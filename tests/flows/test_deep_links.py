"""What a link carries comes back as it was, and nothing else is taken for a link."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.events import Point
from flows.residents.deep_links import LONGEST, Target, read, write

services = st.sampled_from(["", "roads.pothole", "roads.traffic_light", "transport.driver"])
letters = st.text("абвгґдеєіїйщьюя ’АЄІЇ0123456789,.№-", max_size=18)


@given(services, st.integers(-9_000_000, 9_000_000), st.integers(-18_000_000, 18_000_000), letters)
def test_a_point_with_its_title_comes_back(service: str, lat: int, lon: int, title: str) -> None:
    target = Target(service, Point(lat / 100_000, lon / 100_000, title))
    payload = write(target)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload)
    assert read(payload) == target


@given(services, letters.filter(bool))
def test_an_address_comes_back(service: str, address: str) -> None:
    assert read(write(Target(service, address=address))) == Target(service, address=address)


@given(st.text(max_size=80))
def test_anything_at_all_can_be_read(payload: str) -> None:
    found = read(payload)
    if found is not None and found.point is None:
        assert read(write(found)) == found


def test_what_does_not_fit_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="too long by"):
        write(Target("roads.pothole", Point(47.9, 33.4, "зупинка " * 5)))
    with pytest.raises(ValueError, match="nothing in it"):
        write(Target())
    with pytest.raises(UnicodeEncodeError):
        write(Target("", Point(47.9, 33.4, "🙂")))


@pytest.mark.parametrize(
    "payload", ["s_", "s_A", "p_AAAA", "s_roads-potholep_AAAAAAAAAAA", "x" * LONGEST]
)
def test_what_no_link_of_ours_has(payload: str) -> None:
    assert read(payload) is None
