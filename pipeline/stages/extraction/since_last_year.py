"""Falls since the year before of what an edition counts since its base year: 由2022年的30降到29，降幅3.3%."""

import re

from pipeline.numbers.quantities import Quantity
from pipeline.stages.extraction.names import Name, as_component
from pipeline.stages.extraction.row import Row
from pipeline.values import replace

_SINCE = re.compile(
    r"(?:由|从|比|较|与|和|同|相比于?)(?:(?P<last>上年|去年|前年|上一年度?|上年度|前一年)|(?P<year>(?:19|20)\d\d)年)|(?P<same>同比)"
    r"|(?P<base>基准年|规划基期|基期)"
)
# the last year of a five-year plan is mostly the base year itself
_YEARS_OF_A_PLAN = 5


def as_change_of_level(row: Row, name: Name, quantity: Quantity, year: int | None) -> tuple[Name, Quantity] | None:
    """Return the thing that fell, with its fall below zero, None where the fall may be since the base year."""
    if name.component is not None or not name.is_change or year is None or quantity.unit not in ("%", "百分点"):
        return None
    parts = {part.name: part for part in name.measure.components}
    bases = [part for part in parts.values() if part.of and part.year == "baseline"]
    if len(bases) != 1 or bases[0].of not in parts or (year - 1) % _YEARS_OF_A_PLAN == 0:
        return None
    told = list(_SINCE.finditer(row.sentence.text, row.sentence.start, quantity.start))
    if not told or told[-1]["base"] or (told[-1]["year"] and year - int(told[-1]["year"]) != 1):
        return None
    level = as_component(name, parts[bases[0].of])
    return level, replace(quantity, value=-quantity.value) if name.counts_falls else quantity
