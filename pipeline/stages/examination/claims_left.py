"""Rates whose whole is told with what makes it up: 应参加486人，未参加12人，实际参加474人; 363天，优189天、良158天."""

import re
from collections.abc import Sequence

from pipeline.numbers.quantities import Quantity
from pipeline.stages.examination.claims_sentence import Sentence
from pipeline.values import replace

_LEFT = re.compile(r"未|没有|缺[席训勤]|不(?:合格|达标)|尚|其余|余下|剩余|剩下|还剩")
_EXCELLENT = re.compile(r"(?:^|[^良])优(?!良)")
_GOOD = re.compile(r"(?<!优)良")
_OF_GOOD = re.compile(r"优良|达标|好天")
_WORSE = re.compile(r"轻|中度|重|污染|超标")
_THREE = 3


def of_three(sentence: Sentence, alike: Sequence[Quantity], name: str) -> tuple[Quantity, Quantity] | None:
    """Return (numerator, denominator) of three numbers of which one is the whole, None where none is."""
    if len(alike) < _THREE or len({one.unit for one in alike}) != 1:
        return None
    words = [sentence.words(sentence.clause_start(one.outer_start), one.outer_start) for one in alike]
    if alike[0].unit == "天":
        return _of_good_days(alike, words) if _OF_GOOD.search(name) else None
    if len(alike) != _THREE:
        return None
    left = [one for one, said in zip(alike, words, strict=True) if _LEFT.search(said)]
    whole = max(alike, key=lambda one: one.value)
    done = [one for one in alike if one not in left and one is not whole]
    is_whole = len(left) == len(done) == 1 and left[0].value + done[0].value == whole.value
    return (done[0], whole) if is_whole else None


def _of_good_days(alike: Sequence[Quantity], words: Sequence[str]) -> tuple[Quantity, Quantity] | None:
    """Pair the days of the two best classes, added up, with all days told before them; worse days may follow."""
    whole, excellent, good = alike[:_THREE]
    if not all(map(_WORSE.search, words[_THREE:])):
        return None
    is_told = _EXCELLENT.search(words[1]) is not None and _GOOD.search(words[2]) is not None
    days = excellent.value + good.value
    if not is_told or days > whole.value or _EXCELLENT.search(words[0]) or _GOOD.search(words[0]):
        return None
    return replace(excellent, value=days, raw=f"（{excellent.raw}＋{good.raw}）"), whole
