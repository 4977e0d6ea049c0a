"""Charts and diagrams in a Word file: the numbers and words that they display.

A chart keeps the values it was last drawn with (ECMA-376 part 1, 21.2.2: c:numCache, c:strCache), a diagram (SmartArt)
its words in a part of their own (21.4.2).
"""

from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.parsers.text.characters import plain
from pipeline.parsers.workbook.display import number_of, shown_number

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MAX_POINTS = 2000  # of a series; nobody reads more off a chart
MAX_SERIES = 100
_SPOKEN_POINTS = frozenset((None, "node", "asst", "doc"))


@dataclass(frozen=True)
class Chart:
    """The title of a chart; `rows` of a table, the first being the names of the series, the first column the axis."""

    title: str
    rows: tuple[tuple[str, ...], ...]


def read_chart(root: _Element) -> Chart:
    """Read a c:chartSpace; a chart without stored values gives no rows."""
    title = root.find(f"{CHART}chart/{CHART}title")
    names: list[str] = []
    axis: dict[int, str] = {}
    columns: list[dict[int, str]] = []
    for series in list(root.iter(CHART + "ser"))[:MAX_SERIES]:
        names.append(" ".join(_points(series.find(CHART + "tx")).values()))
        axis = _points(_first(series, "cat", "xVal")) | axis
        columns.append(_points(_first(series, "val", "yVal")))
    places = sorted({place for column in columns for place in column})
    rows = [(axis.get(place, str(place + 1)), *(column.get(place, "") for column in columns)) for place in places]
    return Chart(_words(title), (("", *names), *rows) if rows else ())


def read_diagram(root: _Element) -> list[str]:
    """Return the words of the boxes of a dgm:dataModel."""
    points = (point for point in root.iter(DIAGRAM + "pt") if point.get("type") in _SPOKEN_POINTS)
    paragraphs = (paragraph for point in points for paragraph in point.iter(DRAWING + "p"))
    return [text for text in map(_words, paragraphs) if text]


def _words(element: _Element | None) -> str:
    return "" if element is None else plain("".join(text.text or "" for text in element.iter(DRAWING + "t"))).strip()


def _first(series: _Element, *names: str) -> _Element | None:
    return next((found for name in names if (found := series.find(CHART + name)) is not None), None)


def _points(data: _Element | None) -> dict[int, str]:
    """Return the stored values by their 0-based places, numbers as their format displays them."""
    if data is None:
        return {}
    levels = list(data.iter(CHART + "lvl"))  # of an axis of several levels the first is the finest
    code = next((element.text for element in data.iter(CHART + "formatCode")), None) or "General"
    found: dict[int, str] = {}
    for point in (levels[0] if levels else data).iter(CHART + "pt"):
        place = str(point.get("idx", ""))
        if place.isdecimal() and len(place) < 7 and len(found) < MAX_POINTS:
            found[int(place)] = _shown(point.findtext(CHART + "v") or "", str(point.get("formatCode") or code))
    return found or dict(enumerate(filter(None, [plain(data.findtext(CHART + "v") or "")])))


def _shown(value: str, code: str) -> str:
    number = number_of(value) if value else None
    return plain(value) if number is None else shown_number(number, code)
