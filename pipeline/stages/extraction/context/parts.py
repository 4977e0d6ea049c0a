"""Shares told by what they are part of: 绿色建筑占新建建筑的96.9%, 新建建筑中绿色建筑占93.7%."""

import re
from collections.abc import Iterable, Iterator

from pipeline.stages.extraction.context.choice import Told, named_by_context
from pipeline.stages.extraction.context.things import Matter
from pipeline.stages.extraction.context.wording import is_neutral
from pipeline.stages.extraction.names import Name, ratio_parts

_SHARE = re.compile(
    r"(?:(?P<before>[^,。;]*?)[中里内],?)?(?P<part>[^,。;]{2,24}?)(?:所|仅)?占比?(?P<whole>[^,。;占]{0,20}?)的?(?:比例|比重)?[约达到为是]*"
)


def ratios_of(matter: Matter) -> Iterator[tuple[Name, Name, Name]]:
    """Yield (rate, numerator, denominator) of the things of a matter that are one part over another."""
    for thing in matter.things:
        if thing.name.unit == "%" and (parts := ratio_parts(thing.name)):
            yield thing.name, parts[0], parts[1]


def share_by_context(words: str, around: str, matters: Iterable[Matter], told: Told) -> Name | None:
    """Return the one rate whose numerator and denominator words tell on both sides of 占, None where they do not."""
    said = _SHARE.fullmatch(words)
    if said is None:
        return None
    found = [
        rate
        for matter in matters
        for rate, above, below in ratios_of(matter)
        if named_by_context(said["part"], around, above.unit, [matter], told) == above
        and all(
            not whole or is_neutral(whole) or named_by_context(whole, whole, below.unit, [matter], told) == below
            for whole in (said["before"], said["whole"])
        )
    ]
    return found[0] if len(found) == 1 else None
