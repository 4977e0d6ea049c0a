"""Whether the numbers of a sentence may be those of a measure at all."""

import re

from pipeline.numbers.quantities import quantities
from pipeline.numbers.shadow import shadow
from pipeline.numbers.units import read_unit
from pipeline.numbers.years import years
from schemas.edition import Measure

PERCENT = re.compile(r"\d(?:[\d.]*)(?:%|个百分点)")
_DIGIT = re.compile(r"\d")


def tells_value(sentence: str, measure: Measure) -> bool:
    """Tell whether a sentence holds a number that may be the measure's or a component's: no 1200万元 for a rate."""
    units = {measure.unit, *(part.unit for part in measure.components), "个百分点"}
    wanted = {known.dimension for unit in units if (known := read_unit(unit)) is not None}
    shade = shadow(sentence)
    for one in quantities(shade, [(span.start, span.end) for span in years(shade)]):
        known = read_unit(one.unit)
        if known is None or known.dimension in wanted or not wanted:
            return True
    return _DIGIT.search(sentence) is None or re.search("不涉及|不适用", sentence) is not None


def tells_money_alone(sentence: str, measure: Measure) -> bool:
    """Tell whether all numbers of a sentence are sums that a measure's formula has no use for: 秸秆综合利用360万元."""
    if "元" not in sentence or any("元" in part.unit for part in measure.components):
        return False
    shade = shadow(sentence)
    told = [read_unit(one.unit) for one in quantities(shade, [(span.start, span.end) for span in years(shade)])]
    return bool(told) and all(unit is not None and unit.dimension == "money" for unit in told)
