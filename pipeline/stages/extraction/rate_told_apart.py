"""Whether a share goes on with a rate of another thing that the clause before it begins with."""

import re

from pipeline.stages.extraction.names import Name

# 优良天数比例97%，绿化覆盖率较上年提升，达到43.1%
_GOES_ON_WITH = re.compile(
    r"(?:^|[,;。])(?P<rate>[一-龥]{3,12}?(?:率|比例|占比))[^,;。\d率例]{0,14},(?:则|已|也|均)?(?:[一-龥]?[升提降增减]?[高至到]|达到?|为|是)$"
)
# 自来水普及率2023年为96.4%: the rate stands before its year
_BEFORE_YEAR = re.compile(
    r"(?P<rate>[一-龥]{3,16}(?:率|比例|占比))(?:在|到|至)?(?:19|20)\d\d年(?:度|[末底])?(?:已|则|也|均|就|达到?|为|是)*$"
)
_ENDING = re.compile(r"(?:率|比例|占比)$")


def is_of_another_rate(words: str, name: Name) -> bool:
    """Tell whether words before a share end with a clause on a rate no two characters of which name the measure's.

    Where the rate stands right before the year of the share, its last two characters tell.
    """
    if "年" in words and (dated := _BEFORE_YEAR.search(words)) is not None:
        return _is_other_before_year(dated["rate"], name)
    told = _GOES_ON_WITH.search(words) if "率" in words or "比" in words else None
    if told is None:
        return False
    rate = _ENDING.sub("", told["rate"])
    called = " ".join((name.name, name.measure.name, *name.measure.aliases))
    return not any(rate[place : place + 2] in called for place in range(len(rate) - 1))


def _is_other_before_year(rate: str, name: Name) -> bool:
    """Tell whether a rate right before a year is one that is not meant, or ends as none of the measure's names do."""
    if any(rate.endswith(near) for near in name.measure.names_not_meant):
        return True
    called = (name.name, name.measure.name, *name.measure.aliases)
    end = _ENDING.sub("", rate)[-2:]
    return not any(end in one for one in called)
