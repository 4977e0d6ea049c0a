"""The numbers of a paragraph with what is already known of each."""

import re

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.rounding import last_digit
from pipeline.numbers.units import is_counter, read_unit
from pipeline.numbers.year_span import YearSpan
from pipeline.stages.extraction.names import NamedSpan
from pipeline.stages.extraction.owner import RESPECTIVELY, Owner
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Group, Sentence
from pipeline.stages.extraction.year_of import YearReader
from pipeline.values import frozen, replace

_PEOPLE = re.compile(r"[一-龥]{0,4}?(?P<thing>人口|人|农户|住户|户)")
_STATED = frozenset({"actual", "component", "count", "baseline"})


@frozen
class Figure:
    """One number: `place` counts the sentences, `readings` are the levels that words name it for.

    `dimension` is what kind of thing its unit measures ("" where that is not known), `reference` its value in the
    reference of that dimension.
    """

    quantity: Quantity
    group: Group
    sentence: Sentence
    place: int
    readings: tuple[Reading, ...]
    is_known: bool
    dimension: str
    reference: float

    @property
    def start(self) -> int:
        """Where it stands in the paragraph's shadow."""
        return self.quantity.start

    @property
    def count(self) -> int:
        """How many numbers its list has."""
        return len(self.group.quantities)

    @property
    def index(self) -> int:
        """Which one of its list it is."""
        return next(i for i, one in enumerate(self.group.quantities) if one.start == self.quantity.start)

    @property
    def keys(self) -> frozenset[tuple[str, int | None]]:
        """The (sub-)indicators that words name it for."""
        return frozenset((one.name.indicator_id, one.name.sub) for one in self.readings)

    @property
    def slack(self) -> float:
        """How far the true value may lie from the printed one by rounding."""
        whole = self.quantity.value == self.quantity.value.to_integral_value()
        if whole and (is_counter(self.quantity.unit) or self.quantity.unit in ("天", "分")):
            return 0.0
        return float(last_digit(self.quantity.value)) / 2

    @property
    def digits(self) -> int:
        """How many digits tell it from others: 3 for 712, 4 for 14.20, 1 for 500."""
        value = self.quantity.value
        text = "".join(map(str, value.as_tuple().digits))
        return len(text.rstrip("0") if value == value.to_integral_value() else text) or 1

    def words_before(self) -> str:
        """Return what stands between the last number or mark of the clause and this one."""
        begin = self.sentence.clause_start(self.group.start)
        ends = [other.end for other in self.sentence.groups if other.end <= self.group.start]
        return self.sentence.text[max([begin, *ends]) : self.group.start]


def _with_counter(quantity: Quantity, text: str) -> Quantity:
    """Return a number of people or households told in 万 with its counter: 20.85万常住人口."""
    told = _PEOPLE.match(text, quantity.end) if quantity.unit in ("万", "亿") else None
    return (
        replace(quantity, unit=quantity.unit + ("户" if told["thing"].endswith("户") else "人")) if told else quantity
    )


def figures_of(told: tuple[Sentence, ...], readings: list[Reading]) -> list[Figure]:
    """Return the numbers of a paragraph's sentences in order."""
    known: dict[int, list[Reading]] = {}
    for reading in readings:
        known.setdefault(reading.quantity.start, []).append(reading)
    return [
        _figure(_with_counter(quantity, sentence.text), group, sentence, place, known.get(quantity.start))
        for place, sentence in enumerate(told)
        for group in sentence.groups
        for quantity in group.quantities
    ]


def _figure(quantity: Quantity, group: Group, sentence: Sentence, place: int, readings: list[Reading] | None) -> Figure:
    unit = read_unit(quantity.unit) if quantity.unit else None
    levels = tuple(one for one in readings or () if one.role in _STATED)
    value = float(quantity.value) * float(unit.factor if unit else 1)
    dimension = unit.dimension if unit else ""
    return Figure(quantity, group, sentence, place, levels, readings is not None, dimension, value)


class Dates:
    """The years of all figures of a paragraph, whether words name them or not; worked out when first asked for."""

    def __init__(self, scene: Scene, told: tuple[Sentence, ...]) -> None:
        """Keep the sentences of a paragraph."""
        self._scene, self._told = scene, told
        self._found: dict[int, tuple[YearSpan | None, tuple[int, ...]]] | None = None

    def of(self, figure: Figure) -> tuple[YearSpan | None, tuple[int, ...]]:
        """Return the expression that dates a figure, with the year or years of its row."""
        if self._found is None:
            self._found = self._read()
        return self._found[figure.group.start]

    def year_of(self, figure: Figure) -> int | None:
        """Return the one year that a figure is for, None where the text does not tell."""
        span, years = self.of(figure)
        if len(years) == figure.count:
            return years[figure.index]
        if len(years) == 1:
            # 2021年增至10个，2022年11个，2023年12个，比例分别为…: the last year is not that of the whole list
            return years[0] if figure.count == 1 or not _is_counted_off(figure, span) else None
        return _year_of_row(figure, span, years) if span is not None and years else None

    def told_year(self, figure: Figure) -> int | None:
        """Return the one year that a figure was read for, or that words date it with; None where neither tells."""
        read = {one.year for one in figure.readings}
        if read:
            return read.pop() if len(read) == 1 else None
        return self.year_of(figure) if self.of(figure)[0] is not None else None

    def _read(self) -> dict[int, tuple[YearSpan | None, tuple[int, ...]]]:
        reader = YearReader(self._scene, [])
        found = {}
        for sentence in self._told:
            reader.begin(sentence)
            since = sentence.start
            for group in sentence.groups:
                nobody = Owner((NamedSpan(since, since, ()),), since)
                span, years = reader.of(sentence, group, nobody)
                found[group.start] = span, years
                if span is not None and span.kind == "point" and not span.opens and len(years) == 1:
                    reader.carry(span, years)
                since = group.end
        return found


def _is_counted_off(figure: Figure, span: YearSpan | None) -> bool:
    """Tell whether a list is of more years than the one before it: 当年…分别为, 2021年…，2023年…，分别为."""
    begin = figure.sentence.start
    earlier = any(begin <= one.start < figure.start and one is not span and one.years for one in figure.sentence.years)
    return span is not None and (span.relative or earlier)


def _year_of_row(figure: Figure, span: YearSpan, years: tuple[int, ...]) -> int | None:
    """Return the year of one of as many figures as years are told: 前两年分别完成48个村（33.8%）和62个村（43.7%）."""
    sentence, unit = figure.sentence, figure.quantity.unit
    row = [one for one in sentence.groups if one.start >= span.end and one.unit == unit and len(one.quantities) == 1]
    if len(row) != len(years) or figure.group not in row:
        return None
    told = RESPECTIVELY.search(sentence.text, span.end, row[0].start)
    return years[row.index(figure.group)] if told else None
