"""Files of any content, and words on their way into a spreadsheet."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from PIL import Image

from bot.jobs.sheet import Sheet
from flows.events import MediaKind
from flows.reports.cells import as_text, clean, is_formula
from handlers.filetypes import EXTENSIONS
from handlers.media import LONGEST_SIDE, Checked, RefusedFile, check
from tests.handlers.samples import LET_IN, TURNED_AWAY, png_of, with_position

from .spoiling import ODD_WORDS, fuzz, torn

ROOT = Path(__file__).parents[2]
MOST_MB = 500
"""What the greatest picture may take, the program itself and its libraries not counted."""

ODT_FILE = LET_IN["odt"][0]
SAMPLES = [
    *(content for content, _ in LET_IN.values()),
    *(content for content in TURNED_AWAY.values() if len(content) < 100_000),
    *(with_position(encoding) for encoding in ("JPEG", "PNG", "WEBP", "HEIF")),
    png_of(2**31 - 1, 2**31 - 1), png_of(7_000, 7_000), png_of(0, 0), png_of(1, 60_000_000),
]  # fmt: skip


@given(
    torn(SAMPLES) | st.binary(max_size=300), st.sampled_from(MediaKind), st.sampled_from(ODD_WORDS)
)
@example(ODT_FILE[:28] + b"\xb3" + ODT_FILE[29:], MediaKind.PHOTO, "")
@fuzz(250)
@pytest.mark.fault(23)
def test_a_torn_file_is_kept_as_what_it_is_or_refused(
    tmp_path: Path, content: bytes, kind: MediaKind, name: str
) -> None:
    path = tmp_path / "part"
    path.write_bytes(content)
    found = check(path, kind=kind, name=name)
    if isinstance(found, RefusedFile):
        return
    assert isinstance(found, Checked)
    assert found.name.endswith(tuple(EXTENSIONS.values()))
    assert not set(found.name) & set('/\\\0\n\r"')
    if found.mime == "image/jpeg":
        with Image.open(found.path) as picture:
            assert max(picture.size) <= LONGEST_SIDE
            assert not picture.getexif()


@pytest.mark.fault(23)
def test_the_greatest_picture_stays_within_its_memory(tmp_path: Path) -> None:
    path = tmp_path / "great.png"
    Image.new("RGB", (7_740, 7_740), "red").save(path)
    code = (
        "import resource, sys; from pathlib import Path; from handlers.media import check;"
        "from flows.events import MediaKind;"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "found = check(Path(sys.argv[1]), kind=MediaKind.PHOTO);"
        "print(type(found).__name__, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    kind, grown = done.stdout.split()
    unit = 2**20 if sys.platform == "darwin" else 2**10
    assert kind == "Checked"
    assert int(grown) / unit < MOST_MB


HIDDEN = [
    "",
    " ",
    "\u200b",
    "\u00a0",
    "\ufeff",
    "\u2060",
    "\t",
    "\r",
    "\n",
    "\x00",
    "\u202e",
    "\u0301",
]
BEGINNINGS = ["=", "+", "-", "@", "\t", "\r", "＝", "＠", "'", '"', ",", ";", "|", "%0A="]
CELLS = st.builds(
    "".join,
    st.tuples(st.sampled_from(HIDDEN), st.sampled_from(BEGINNINGS), st.text(max_size=20))
    | st.tuples(st.text(max_size=20))
    | st.tuples(st.sampled_from(ODD_WORDS)),
)


@given(st.lists(CELLS, min_size=1, max_size=40))
@example(["=1+1", "\u200b=1", "\ud800", "_x0041_"])
@fuzz(40)
@pytest.mark.fault(22)
def test_cells_stay_words_in_a_spreadsheet(tmp_path: Path, cells: list[str]) -> None:
    path = tmp_path / "a.xlsx"
    sheet = Sheet(path, "Аркуш", [("Слова", 20)])
    sheet.add([[cell] for cell in cells])
    sheet.close()
    page = openpyxl.load_workbook(path).active
    assert page is not None
    for number, text in enumerate(cells, 2):
        cell = page.cell(number, 1)
        assert cell.data_type != "f", repr(text)
        assert cell.hyperlink is None
        # openpyxl leaves the spreadsheet's own escapes as they are; Excel shows what they mean.
        assert unescape(str(cell.value or "")) == clean(text)
        assert not is_formula(text) or cell.quotePrefix or not clean(text)


@given(st.lists(CELLS, min_size=1, max_size=40))
@fuzz(100)
@pytest.mark.fault(22)
def test_cells_stay_words_in_a_csv(cells: list[str]) -> None:
    held = io.StringIO(newline="")
    csv.writer(held).writerow([as_text(cell) for cell in cells])
    raw = held.getvalue().encode("utf-8")
    [row] = csv.reader(io.StringIO(raw.decode(), newline=""))
    for text, read in zip(cells, row, strict=True):
        assert not is_formula(read), repr(text)
        assert read.removeprefix("'") == clean(text).removeprefix("'")
