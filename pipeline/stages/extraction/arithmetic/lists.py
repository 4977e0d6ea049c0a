"""The rest of a list whose other members arithmetic has named: 比例分别为83.3%、91.7%和100%."""

from collections.abc import Iterator
from itertools import groupby

from pipeline.stages.extraction.arithmetic.figures import Dates, Figure
from pipeline.stages.extraction.reading import Reading
from pipeline.values import replace

MIN_NAMED = 2


def rest_of_lists(figures: list[Figure], dates: Dates) -> Iterator[Reading]:
    """Yield readings for the unnamed members of a list of which two at least are one thing in years that follow on."""
    for _, members in groupby(figures, key=lambda one: one.group.start):
        row = list(members)
        named = [one for one in row if len(one.readings) == 1]
        if len(named) < MIN_NAMED or len(named) == len(row) or any(one.is_known for one in row if one not in named):
            continue
        readings = [one.readings[0] for one in named]
        first = readings[0]
        if len({(one.name.indicator_id, one.name.name, one.subject, one.role) for one in readings}) > 1:
            continue
        offsets = {one.year - figure.index for figure, one in zip(named, readings, strict=True) if one.year is not None}
        if len(offsets) != 1 or None in {one.year for one in readings}:
            continue
        begin = offsets.pop()
        for figure in row:
            if not figure.is_known and _is_told(begin + figure.index, figure, dates):
                yield replace(
                    first,
                    quantity=figure.quantity,
                    year=begin + figure.index,
                    start=figure.start,
                    end=figure.quantity.end,
                    quote_start=figure.group.start,
                    quote_end=figure.group.end,
                )


def _is_told(year: int, figure: Figure, dates: Dates) -> bool:
    """Tell whether the sentence of a list, or the row that dates it, names a year."""
    named = {year for span in figure.sentence.years if span.start < figure.start for year in span.years}
    return year in named or year in dates.of(figure)[1]
