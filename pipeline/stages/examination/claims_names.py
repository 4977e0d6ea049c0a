"""Numbers of things that are listed by name beside them: 3个水源地（甲水库、乙水库、丙河）."""

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.units import is_counter
from pipeline.stages.examination.claims_added import named
from pipeline.stages.examination.claims_sentence import Sentence, is_exact
from schemas.claims import Amount, Sum

_FEWEST = 3
_MOST = 40
_LONGEST_NAME = 30
_FARTHEST = 2
# 乡镇（街道、社区） says what else a thing is called, and names none
_KINDS = re.compile(
    r"(?:乡镇?|镇|街道|社区|村|农场|林场|开发区|园区|景区|居委会|办事处|管委会|市|县|区|单位|部门|企业|学校|机关|行业|领域)+"
)
_BEHIND = re.compile(
    r"[^\d,。;:、()]{0,20}(?:\((?P<bracket>[^()\d:;,。]+)\)|,?(?:分别是|分别为|即|具体为|具体是|:)(?P<list>[^()\d:;,。]+))"
)
_BEFORE = re.compile(r"(?:^|[,。;:(])(?P<list>[^()\d:;,。]+)$")
_NOT_NAMES = re.compile(r"等|其中|以上|含|不包|详见|按|或|如|除|每|均|已|未|无|牵头|单位|一是|首先|第一|“[^”]*$")
_LINK = re.compile(r"以及|(?<![涉以普])及|和|与")
# 一起, 三年, 两次 are no things with names
_NAMELESS = frozenset({"次", "批", "期", "起", "年", "天", "分", "元", "份", "班", "人", "名", "位", "人次"})


def named_sums_in(sentence: Sentence) -> Iterator[Sum]:
    """Yield counts of things with the names listed for them, each name a part that counts one."""
    if "、" not in sentence.seen[sentence.start : sentence.end]:
        return
    for one in sentence.quantities:
        if not is_exact(one) or one.approx or not is_counter(one.unit) or one.unit in _NAMELESS:
            continue
        if not _FEWEST <= one.value <= _MOST or one.value != one.value.to_integral_value():
            continue
        for start, words, is_behind in (*_names_behind(sentence, one), *_names_before(sentence, one)):
            names = _names(words, int(one.value))
            if _are_all(words, names, int(one.value), is_behind):
                yield _sum(sentence, one, start, words, names)
                break


def _names_behind(sentence: Sentence, one: Quantity) -> Iterator[tuple[int, str, bool]]:
    match = _BEHIND.match(sentence.seen, one.outer_end, sentence.end)
    if match is not None:
        which = "bracket" if match["bracket"] else "list"
        # 四个系列：亲情、友爱，探险、奇遇: the list goes on behind the comma
        goes_on = which == "list" and "、" in sentence.seen[match.end() : sentence.end]
        if not goes_on:
            yield match.start(which), match[which], True


def _names_before(sentence: Sentence, one: Quantity) -> Iterator[tuple[int, str, bool]]:
    match = _BEFORE.search(sentence.seen, sentence.start, one.outer_start)
    if match is not None and re.match(r"[一-龥]", sentence.seen[one.outer_end : one.outer_end + 1]):
        yield match.start("list"), match["list"], False


def _are_all(words: str, names: list[str], wanted: int, is_behind: bool) -> bool:
    """Tell whether names are beyond doubt a full list of the things counted."""
    if len(names) < _FEWEST - is_behind or abs(len(names) - wanted) > _FARTHEST or _NOT_NAMES.search(words):
        return False
    if not all(1 < len(name) <= _LONGEST_NAME for name in names) or all(map(_KINDS.fullmatch, names)):
        return False
    # before the number a verb may stand in between: 在甲镇、乙镇、丙镇建设4个
    return is_behind or len(names) == wanted or len({name[-1] for name in names}) == 1


def _sum(sentence: Sentence, one: Quantity, start: int, words: str, names: list[str]) -> Sum:
    return Sum(
        name=named(sentence, one),
        total=sentence.amount(one),
        parts=tuple(
            Amount(
                value=Decimal(1),
                unit=one.unit,
                raw=name,
                locator=sentence.text.locate(start, start + len(words)),
            )
            for name in names
        ),
        is_whole=True,
        quote=sentence.quote,
    )


def _names(words: str, wanted: int) -> list[str]:
    """Return the names of a list; 和, 与 part two of them only where 、 does, and where that gives what is wanted."""
    plain = [name for name in words.split("、") if name]
    first, last = plain[:-1], plain[-1] if plain else ""
    parted = [name for name in _LINK.split(last) if name]
    for count in (len(parted), 2):
        if len(first) + count == wanted and count <= len(parted):
            return (
                [*first, *parted[: count - 1], "".join(parted[count - 1 :])] if count < len(parted) else first + parted
            )
    everywhere = [name for part in plain for name in _LINK.split(part) if name]
    if len(everywhere) == wanted or len(plain) == wanted:
        return everywhere if len(everywhere) == wanted else plain
    return first + parted if len(parted) == 2 else plain
