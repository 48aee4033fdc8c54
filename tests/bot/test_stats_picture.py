"""The picture of a period: legible on a phone, whatever the figures are."""

from __future__ import annotations

import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from PIL import Image

from bot.jobs.chart import draw
from city import City, load_named
from flows.reports.figures import Counts, Figures
from flows.reports.pages import ALONE, LABELS, TOGETHER, pages
from flows.reports.period import Period
from locales import texts

MONTH = Period(date(2026, 10, 1), date(2026, 10, 31))
LONG = "Ярослава-Олександра $x_1^2$ Нечуй-Левицька <b>&amp; 🙂"


@pytest.fixture(scope="module")
def city() -> City:
    return load_named("kryvyi_rih")


def figures(period: Period, each: int, **more: object) -> Figures:
    """The same counts everywhere, with everybody and every topic there is."""
    city = load_named("kryvyi_rih")
    counts = Counts(each, each * 8 // 10, each * 6 // 10, each // 10)
    tables = (
        dict.fromkeys([*city.places.districts.by_code, ""], counts),
        dict.fromkeys((service.code for service in city.catalogue.services), counts),
        dict.fromkeys([*city.departments, ""], counts),
    )
    return Figures(period, (counts,) * period.days, *tables, **more)  # type: ignore[arg-type]


def opened(picture: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(picture))
    image.load()
    return image


@pytest.mark.parametrize("each", [1, 10, 10_000])
def test_pages_are_as_large_as_telegram_shows_them_unchanged(city: City, each: int) -> None:
    made = pages(texts("uk"), city, figures(MONTH, each), "")
    assert len(made) == 3
    for page in made:
        image = opened(draw(page))
        assert (image.size, image.format) == ((1080, 1280), "JPEG")
        assert _margins_are_white(image)


def _margins_are_white(image: Image.Image) -> bool:
    """Nothing is cut off: the edges of the page are empty, the middle is not."""
    grey = image.convert("L")
    width, height = grey.size
    edges = [
        grey.crop((0, 0, width, 20)),
        grey.crop((0, height - 20, width, height)),
        grey.crop((0, 0, 12, height)),
        grey.crop((width - 30, 0, width, height)),
    ]
    return min(map(_darkest, edges)) > 240 and _darkest(grey) < 100


def _darkest(grey: Image.Image) -> int:
    return next(shade for shade, count in enumerate(grey.histogram()) if count)


def test_nothing_that_happened_is_no_picture(city: City) -> None:
    assert pages(texts("uk"), city, Figures(MONTH, (Counts(),) * 31, {}, {}, {}), "") == []


def test_one_request_and_a_name_that_is_no_formula(city: City) -> None:
    day = Period(date(2026, 11, 24), date(2026, 11, 24))
    one = Figures(
        day,
        (Counts(1),),
        {"": Counts(1)},
        {"gone.service": Counts(1)},
        {"5": Counts(1)},
        names={"5": LONG},
    )
    made = pages(texts("uk"), city, one, "housing")
    assert [bars.title for page in made for bars in page.bars] == [
        "За районами",
        "За темами",
        "За виконавцями",
    ]
    assert [row.label for bars in made[1].bars for row in bars.rows] == ["район невідомий"]
    for page in made:
        assert _margins_are_white(opened(draw(page)))


@pytest.mark.parametrize(
    ("period", "spans"),
    [
        (MONTH, 31),
        (Period(date(2026, 7, 1), date(2026, 9, 30)), 14),
        (Period(date(2025, 1, 1), date(2026, 12, 31)), 24),
    ],
)
def test_long_periods_are_told_in_weeks_and_months(city: City, period: Period, spans: int) -> None:
    [page, *tables] = pages(texts("uk"), city, figures(period, 3), "")
    assert len(page.days) == spans
    assert sum(span.taken for span in page.days) == 3 * period.days
    assert 0 < sum(bool(span.label) for span in page.days) <= LABELS
    rows = [len(bars.rows) for table in tables for bars in table.bars]
    assert rows == [8, TOGETHER, TOGETHER]
    assert max(rows) <= ALONE


def test_several_may_draw_at_once(city: City) -> None:
    made = pages(texts("en"), city, figures(MONTH, 5), "")
    alone = [draw(page) for page in made]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(draw, made * 2)) == alone * 2


def test_the_start_does_not_wait_for_the_library_that_draws() -> None:
    code = (
        "import sys, bot.app; sys.exit(any(m in sys.modules for m in ('matplotlib', 'xlsxwriter')))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
