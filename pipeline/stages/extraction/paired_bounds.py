"""Bounds of a list that hold either way: PM2.5不高于24、优良天数比例不低于96.5% are demands both."""

import re
from itertools import pairwise

from pipeline.stages.extraction.sentence import Group, Sentence

_AT_LEAST = re.compile(r"不(?:得|应|能)?(?:低于|少于|小于)|[≥≧]")
_AT_MOST = re.compile(r"不(?:得|应|能)?(?:高于|超过|多于|大于)|[≤≦]")
_EITHER_WAY = ((_AT_LEAST, _AT_MOST), (_AT_MOST, _AT_LEAST))
_NEXT_OF_LIST = re.compile(r"[、,](?:而)?[^,。;:、\d]{2,16}")


def bounds_either_way(sentence: Sentence, group: Group) -> bool:
    """Tell whether a bound stands in a list right beside one that holds the other way."""
    beside = [one for one in sentence.groups if one.quantities[0].op != "="]
    pairs = ((first, second) for first, second in pairwise(beside) if group in (first, second))
    return any(_is_pair(sentence, first, second) for first, second in pairs)


def _is_pair(sentence: Sentence, first: Group, second: Group) -> bool:
    if _NEXT_OF_LIST.fullmatch(sentence.text, first.end, second.quantities[0].outer_start) is None:
        return False
    told = ((one.quantities[0].outer_start, one.quantities[0].start + 1) for one in (first, second))
    before, after = (sentence.text[slice(*span)] for span in told)
    return any(one.search(before) and other.search(after) for one, other in _EITHER_WAY)
