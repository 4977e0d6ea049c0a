"""Whether a share goes on with a rate of another thing that the clause before it begins with."""

import re

from pipeline.stages.extraction.names import Name

# 优良天数比例97%，绿化覆盖率较上年提升，达到43.1%
_GOES_ON_WITH = re.compile(
    r"(?:^|[,;。])(?P<rate>[一-龥]{3,12}?(?:率|比例|占比))[^,;。\d率例]{0,14},(?:则|已|也|均)?(?:[一-龥]?[升提降增减]?[高至到]|达到?|为|是)$"
)
_ENDING = re.compile(r"(?:率|比例|占比)$")


def is_of_another_rate(words: str, name: Name) -> bool:
    """Tell whether words before a share end with a clause on a rate no two characters of which name the measure's."""
    told = _GOES_ON_WITH.search(words) if "率" in words or "比" in words else None
    if told is None:
        return False
    rate = _ENDING.sub("", told["rate"])
    called = " ".join((name.name, name.measure.name, *name.measure.aliases))
    return not any(rate[place : place + 2] in called for place in range(len(rate) - 1))
