"""The curve of open findings: as SVG for a page, as PNG for Word.

The three curves differ in colour, dash and mark, so that a black-and-white print can be read. The PNG holds only
figures and dates, in Pillow's own font: no Chinese font is needed; the legend stands below it as text.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from pipeline.reports.progress.trend import Point
from pipeline.reports.signs import SEVERITIES
from schemas.finding import Severity

WIDTH, HEIGHT = 900, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 24, 16, 44
_SCALE = 2
_MOST_DATES = 7
_MOST_MARKS = 60
_PARTS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
_MARKS: dict[Severity, str] = {"error": "■", "warning": "▲", "info": "●"}
LEGEND = "，".join(f"{_MARKS[severity]} {sign.words}" for severity, sign in SEVERITIES.items())


@dataclass(frozen=True)
class Curve:
    """One severity's curve: its points in pixels, its colour RRGGBB, how it is marked, its name."""

    severity: Severity
    points: tuple[tuple[float, float], ...]
    ink: str
    mark: str
    name: str

    @property
    def path(self) -> str:
        """The points as SVG's polyline takes them."""
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in self.points)


@dataclass(frozen=True)
class Plot:
    """The whole drawing: curves, labels of both axes (pixel, text)."""

    curves: tuple[Curve, ...]
    heights: tuple[tuple[float, str], ...]
    dates: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM


def plotted(points: Sequence[Point]) -> Plot:
    """Place the points: checks in their order from left to right, open findings upwards from zero."""
    top = _round_top(max((max(point.counts.values()) for point in points), default=0))
    across = [_x(index, len(points)) for index in range(len(points))]
    curves = tuple(
        Curve(
            severity,
            tuple((x, _y(point.counts[severity], top)) for x, point in zip(across, points, strict=True)),
            sign.ink, _MARKS[severity] if len(points) <= _MOST_MARKS else "", sign.words,
        )
        for severity, sign in SEVERITIES.items()
    )  # fmt: skip
    heights = tuple((_y(value, top), str(value)) for value in range(0, top + 1, max(1, top // 4)))
    chosen = sorted({round(step * (len(points) - 1) / (_MOST_DATES - 1)) for step in range(_MOST_DATES)})
    is_one_day = len({point.at.date() for point in points}) == 1
    shape = "%H:%M" if is_one_day else "%m-%d"
    dates = tuple((across[index], points[index].at.strftime(shape)) for index in chosen if points)
    return Plot(curves, heights, dates)


def as_png(plot: Plot) -> bytes:
    """Draw the plot."""
    image = Image.new("RGB", (plot.width * _SCALE, plot.height * _SCALE), "white")
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(16 * _SCALE)
    for y, text in plot.heights:
        pen.line(_scaled([(plot.left, y), (plot.right, y)]), fill="#DDDDDD", width=_SCALE)
        pen.text((plot.left * _SCALE - 8 * _SCALE, y * _SCALE), text, font=font, fill="#444444", anchor="rm")
    for x, text in plot.dates:
        pen.text((x * _SCALE, (plot.bottom + 10) * _SCALE), text, font=font, fill="#444444", anchor="mt")
    for curve in plot.curves:
        if len(curve.points) > 1:
            pen.line(_scaled(curve.points), fill=f"#{curve.ink}", width=2 * _SCALE, joint="curve")
        for x, y in curve.points if curve.mark else ():
            _mark(pen, curve, x * _SCALE, y * _SCALE)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _mark(pen: ImageDraw.ImageDraw, curve: Curve, x: float, y: float) -> None:
    half, ink = 4.5 * _SCALE, f"#{curve.ink}"
    if curve.severity == "error":
        pen.rectangle((x - half, y - half, x + half, y + half), fill=ink)
    elif curve.severity == "warning":
        pen.polygon([(x, y - half), (x + half, y + half), (x - half, y + half)], fill=ink)
    else:
        pen.ellipse((x - half, y - half, x + half, y + half), fill=ink)


def _scaled(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(x * _SCALE, y * _SCALE) for x, y in points]


def _x(index: int, count: int) -> float:
    inner = WIDTH - _LEFT - _RIGHT
    return _LEFT + (inner / 2 if count == 1 else 12 + (inner - 24) * index / (count - 1))


def _y(value: int, top: int) -> float:
    return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / top


def _round_top(most: int) -> int:
    """Return the least that is not less and falls into four round parts: 4, 8, 12, 16, 20, 24, 32, 40, 60 …"""
    return next(step for step in _steps() if step >= most)


def _steps() -> Iterator[int]:
    scale = 1
    while True:
        yield from (round(4 * scale * part) for part in _PARTS if (scale * part).is_integer())
        scale *= 10
