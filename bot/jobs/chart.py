"""The picture of a period: pages that are legible on a phone 360 pixels wide.

A page has at most 1280 pixels on a side, which is what Telegram shows without making it
smaller; letters are at least 11 pixels high on the phone. Colours are Okabe and Ito's, which
colour-blind people tell apart (jfly.uni-koeln.de/color), and nothing is told by colour alone:
bars have hatches, lines have marks, and numbers stand beside them.

``matplotlib`` is imported by whoever draws first, not at the start, and used without its
global state; one page is drawn at a time.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PIL import Image

from flows.reports.pages import Bars, Page, Row, Span, Tile

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DPI: Final = 200
WIDTH, HEIGHT = 5.4, 6.4
"""Inches of a page: 1080 by 1280 pixels."""
MARGIN: Final = 0.3
LETTERS: Final = 12
SMALL: Final = 11
LARGE: Final = 20
QUALITY: Final = 90

BLUE, ORANGE, RED, GREY, INK = "#0072B2", "#E69F00", "#D55E00", "#8A8A8A", "#1A1A1A"
HATCH: Final = "////"

_ONE_AT_A_TIME: Final = threading.Lock()
_SETTINGS: Final[Any] = {
    "font.family": "DejaVu Sans",
    "font.size": LETTERS,
    "text.parse_math": False,  # a dollar in a name is a dollar
    "hatch.linewidth": 1.2,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


def draw(page: Page) -> bytes:
    """One page as a JPEG, which every channel shows as a picture."""
    with _ONE_AT_A_TIME:
        import matplotlib as mpl  # noqa: PLC0415 - half a second, which no start has to wait for
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
        from matplotlib.figure import Figure  # noqa: PLC0415

        with mpl.rc_context(_SETTINGS):
            figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor="white")
            canvas = FigureCanvasAgg(figure)
            _Sheet(figure).fill(page)
            pixels, size = canvas.print_to_buffer()  # type: ignore[no-untyped-call]
    image = Image.frombytes("RGBA", size, pixels).convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, subsampling=0)
    return out.getvalue()


class _Sheet:
    """A page that is filled from the top; ``_y`` is where the next part begins, in inches."""

    def __init__(self, figure: Figure) -> None:
        self._figure = figure
        self._y = MARGIN

    def fill(self, page: Page) -> None:
        self._title(page.title, page.subtitle)
        if page.tiles:
            self._tiles(page.tiles)
        self._legend(page)
        if page.days:
            self._days(page)
        for bars in page.bars:
            self._bars(bars)

    def _text(self, x: float, text: str, size: float = LETTERS, **more: Any) -> None:
        """Words whose top is at the present height; ``x`` in inches."""
        self._figure.text(x / WIDTH, 1 - self._y / HEIGHT, text, fontsize=size, va="top", **more)

    def _axes(self, height: float, left: float = MARGIN) -> Axes:
        """Room for a part of this height."""
        width = WIDTH - left - MARGIN
        bottom = HEIGHT - self._y - height
        rect = (left / WIDTH, bottom / HEIGHT, width / WIDTH, height / HEIGHT)
        self._y += height
        return self._figure.add_axes(rect)

    def _title(self, title: str, subtitle: str) -> None:
        self._text(MARGIN, title, LETTERS + 3, weight="bold")
        self._y += 0.3
        self._text(MARGIN, subtitle, LETTERS, color=INK)
        self._y += 0.36

    def _tiles(self, tiles: Sequence[Tile]) -> None:
        step = (WIDTH - 2 * MARGIN) / 2
        for at, tile in enumerate(tiles):
            x = MARGIN + step * (at % 2)
            self._text(x, tile.value, LARGE, weight="bold")
            self._y += 0.33
            self._text(x, tile.name, SMALL)
            self._y += 0.34 if at % 2 or at == len(tiles) - 1 else -0.33

    # -- by day ----------------------------------------------------------------------------
    def _days(self, page: Page) -> None:
        axes = self._axes(HEIGHT - self._y - 0.55, left=MARGIN + 0.45)
        places = range(len(page.days))
        _pair(axes.bar, places, page.days)
        late = [span.overdue for span in page.days]
        axes.plot(places, late, color=RED, marker="D", markersize=5, linewidth=1.4, linestyle=":")
        room = max(0.6, (6 - len(page.days)) / 2)
        axes.set_xlim(-room, len(page.days) - 1 + room)
        axes.set_ylim(0, max(1, *(max(s.taken, s.done, s.overdue) for s in page.days)) * 1.08)
        axes.locator_params(axis="y", integer=True, nbins=5)
        _bare(axes, keep=("bottom",))
        axes.grid(axis="y", color="#DDDDDD", linewidth=0.8)
        axes.set_axisbelow(True)
        shown = [at for at in places if page.days[at].label]
        axes.set_xticks(shown, [page.days[at].label for at in shown], fontsize=SMALL)
        axes.tick_params(length=0, labelsize=SMALL)

    def _legend(self, page: Page) -> None:
        """The marks beside their names, in two lines: taken and done, then overdue."""
        taken, done, overdue = page.legend
        self._y += 0.08
        self._mark(MARGIN, taken, facecolor=BLUE)
        self._mark(MARGIN + 2.4, done, facecolor=ORANGE, hatch=HATCH)
        self._y += 0.27
        if page.days:
            self._line_mark(MARGIN + 0.04, overdue)
            self._y += 0.34
        else:
            self._y += 0.08

    def _mark(self, x: float, name: str, **look: Any) -> None:
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        height = 0.15
        bottom = HEIGHT - self._y - height - 0.01
        box = Rectangle(
            (x / WIDTH, bottom / HEIGHT), 0.3 / WIDTH, height / HEIGHT, edgecolor=INK, **look
        )
        self._figure.add_artist(box)
        self._text(x + 0.38, name, SMALL)

    def _line_mark(self, x: float, name: str) -> None:
        from matplotlib.lines import Line2D  # noqa: PLC0415

        y = 1 - (self._y + 0.09) / HEIGHT
        xs = [x / WIDTH, (x + 0.15) / WIDTH, (x + 0.3) / WIDTH]
        line = Line2D(xs, [y] * 3, color=RED, marker="D", markersize=5, linestyle=":")
        self._figure.add_artist(line)
        self._text(x + 0.38, name, SMALL)

    # -- by name -----------------------------------------------------------------------------
    def _bars(self, bars: Bars) -> None:
        """A name and its numbers over two bars, so that long names need no column."""
        self._text(MARGIN, bars.title, LETTERS + 1, weight="bold")
        self._y += 0.31
        most = max(1, *(max(row.taken, row.done) for row in bars.rows))
        for row in bars.rows:
            self._text(MARGIN, row.label, SMALL)
            self._text(WIDTH - MARGIN, row.note, SMALL, ha="right")
            self._y += 0.19
            axes = self._axes(0.18)
            _lengths(axes, row)
            axes.set_xlim(0, most)
            axes.set_ylim(-0.5, 1.5)
            _bare(axes)
            axes.set_xticks([])
            axes.set_yticks([])
            self._y += 0.04
        self._y += 0.1


def _pair(draw: Callable[..., Any], places: Iterable[int], spans: Sequence[Span]) -> None:
    """Two bars side by side at each place: taken, and done with a hatch."""
    width = 0.42
    draw([at - width / 2 for at in places], [s.taken for s in spans], width, color=BLUE)
    draw(
        [at + width / 2 for at in places],
        [s.done for s in spans],
        width,
        color=ORANGE,
        hatch=HATCH,
        edgecolor=INK,
        linewidth=0.5,
    )


def _lengths(axes: Axes, row: Row) -> None:
    """The two bars of a name; nothing is no bar."""
    if row.taken:
        axes.barh([1], [row.taken], height=0.9, color=BLUE)
    if row.done:
        axes.barh([0], [row.done], height=0.9, color=ORANGE, hatch=HATCH, edgecolor=INK)


def _bare(axes: Axes, keep: Sequence[str] = ()) -> None:
    """No frame but these sides."""
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(side in keep)
