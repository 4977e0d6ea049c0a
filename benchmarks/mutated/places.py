"""Where in a document's markup a number stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.understanding.gold import GoldDocument, GoldFact

UNITS = (
    *(
        "万吨标准煤",
        "吨标准煤",
        "亿立方米",
        "万立方米",
        "立方米",
        "万平方米",
        "平方公里",
        "平方千米",
        "平方米",
        "万公顷",
    ),
    *(
        "公顷",
        "万亩",
        "亩",
        "万吨",
        "公斤",
        "千克",
        "吨",
        "公里",
        "千米",
        "米",
        "亿元",
        "万元",
        "元",
        "万户",
        "户",
        "万人",
        "人",
    ),
    *(
        "名",
        "个",
        "条",
        "座",
        "家",
        "处",
        "件",
        "项",
        "天",
        "辆",
        "台",
        "株",
        "种",
        "宗",
        "所",
        "期",
        "份",
        "次",
        "场",
        "起",
        "批",
    ),
)
COUNTERS = frozenset({"户", "人", *UNITS[UNITS.index("名") :]})
_QUANTITY = re.compile(rf"(?<![\d.,〔第])(\d+(?:\.\d+)?)({'|'.join(UNITS)})(?!均|以)")


@dataclass(frozen=True)
class Place:
    """A number in a body by its span; `unit` is what stands behind it in running text, "" in a cell of a table."""

    start: int
    end: int
    unit: str = ""

    def text(self, body: str) -> str:
        """Return the number as printed."""
        return body[self.start : self.end]

    def value(self, body: str) -> Decimal:
        """Return its value."""
        return Decimal(self.text(body))


def place_of(gold: GoldDocument, fact: GoldFact) -> Place | None:
    """Return where a fact's number stands; None where it stands at no place, or at several."""
    number = re.escape(f"{fact.value:f}")
    units = "|".join(re.escape(unit) for unit in fact.unit.split("|") if unit)
    units = units.replace("%", "%|％")
    if fact.is_in_table:
        pattern = rf"\|\s*({number})(?:{units})?\s*(?=\|)" if units else rf"\|\s*({number})\s*(?=\|)"
    else:
        pattern = rf"(?<![\d.,])({number})(?=\s*个?(?:{units}))" if units else rf"(?<![\d.,])({number})(?![\d.,%年])"
    found = [Place(*match.span(1)) for match in re.finditer(pattern, gold.body)]
    return found[0] if len(found) == 1 else None


def sentences(body: str) -> Iterator[list[Place]]:
    """Yield the quantities of each sentence of running text; a semicolon ends none."""
    start = 0
    for end in [match.start() for match in re.finditer(r"[。\n]", body)] + [len(body)]:
        if not body[start:end].lstrip().startswith("|"):
            found = _QUANTITY.finditer(body, start, end)
            yield [Place(*match.span(1), match[2]) for match in found]
        start = end + 1


def tables(body: str) -> Iterator[list[list[tuple[str, Place]]]]:
    """Yield each table: its rows with the text and the place of every cell."""
    rows: list[list[tuple[str, Place]]] = []
    offset = 0
    for line in body.split("\n"):
        if line.lstrip().startswith("|"):
            cells = re.finditer(r"(?<=\|)\s*([^|]*?)\s*(?=\|)", line)
            rows.append([(cell[1], Place(offset + cell.start(1), offset + cell.end(1))) for cell in cells])
        elif rows:
            yield rows
            rows = []
        offset += len(line) + 1
    if rows:
        yield rows
