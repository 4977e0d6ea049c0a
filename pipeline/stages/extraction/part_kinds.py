"""Numbers of a kind that goes by the name of the whole: 医疗废物 is a hazardous waste, 女河长 are river chiefs."""

import re
from types import MappingProxyType

from pipeline.sectors import INDICATORS, sector_of
from pipeline.stages.extraction.reading import Reading
from pipeline.values import replace

# by indicator: a kind that a sentence is on, the whole that it would name otherwise
_OF_SENTENCE = MappingProxyType(
    {
        "hazwaste": (re.compile(r"医疗废物"), re.compile(r"危险废物|危废")),
        "river_chief": (re.compile(r"女性?(?:河湖长|河长|湖长)"), re.compile(r"(?<![女性])(?:河湖长|河长|湖长)(?!制)")),
    }
)
_OF_SPECIES = re.compile(r"野生(?:动物|植物)$")


def with_kinds(text: str, found: list[Reading]) -> list[Reading]:
    """Return readings with the kind that they are of as their subject, where the text (a shadow) tells of one alone."""
    return [one if one.subject else replace(one, subject=_kind(text, one)) for one in found]


def _kind(text: str, one: Reading) -> str:
    if one.name.indicator_id == "biodiversity":
        before = _OF_SPECIES.search(text[: one.quantity.start].rstrip("共有约为:"))
        return before[0] if before else ""
    if one.name.indicator_id in INDICATORS and one.name.component is not None:
        return sector_of(text, one.quantity.start)
    kind, whole = _OF_SENTENCE.get(one.name.indicator_id, (None, None))
    if kind is None or whole is None:
        return ""
    begin = text.rfind("。", 0, one.quantity.start) + 1
    told = text[begin : one.quantity.start]
    match = kind.search(told)
    return match[0] if match is not None and whole.search(told) is None else ""
