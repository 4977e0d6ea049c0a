"""Totals with their parts in running text: 共48种，包括一级6种、二级42种; 24份、72份，合计96份."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.numbers.quantities import Quantity
from pipeline.stages.examination.claims_added import (
    ENDS_LIST,
    NOT_ALL,
    OVERLAP,
    are_near,
    fit,
    nearly_fit,
    overlaps,
    summed,
)
from pipeline.stages.examination.claims_kinds import are_too_many_by_level, is_exhaustive, joint_sums_in, states
from pipeline.stages.examination.claims_sentence import Sentence, addable, is_exact
from pipeline.stages.examination.claims_totals_behind import totals_behind
from schemas.claims import Sum

# 截至2022年底, 到5月底: by when so many were done
_BY_NOW = r"(?:(?:截[至止]|到)[^,。;]{0,14}?[底末前止日])?,?(?:目前|现|均)?"
_CONNECTOR = re.compile(
    r"(?P<some>其中(?:包括|包含|含|有)?|主要(?:包括|包含|有|为|是|涵盖)|其余)"
    r"|(?P<whole>(?<!不)(?:包括|包含|涵盖|分别为|分别是|分别有|[划区]?分为|按[^,。;、\d]{1,10}分(?=[,:])|具体(?:情况|构成|分布)(?:为|是|有|如下)?(?=:))|由(?=[^。;]{4,120}?(?:组成|构成)))"
    rf"|(?P<state>,{_BY_NOW}(?=(?:(?:已|完成)[^,。;\d]{{1,20}}|(?:整改|办结|销号|整治|治理)(?:完成|到位)?)\d))"
    r"|(?P<among>中(?=,[^,。;\d]{1,12}\d))"
    r"|(?P<open>[(:](?=[^\d()]{0,24}\d[^()]{1,60}[、,和及]))"
)
# between a total and what opens its parts: the thing counted, a bracket, a comma, but no new subject
# 由四部分组成, 分三块, 来自三个渠道: how many parts there are
_ANNOUNCED = (
    r"(?![^,。:]{0,8}(?:主要|重点|集中|突出|其中|尤其|典型|前))"
    r"[^\d,。;:、()%]{0,10}(?<!第)[两三四五六七八九十\d](?:大|个)?[^\d,。;:、()%]{1,6}"
)
_TO_PARTS = re.compile(
    rf"[^\d,。;:、()%]{{0,24}}(?:\([^()]*\))?[,:、(]?(?:具体|其|它们|按[一-龥]{{1,8}}|(?<=,){_ANNOUNCED})?"
)
_MOST_ANNOUNCED = 12
_ENDS_AT_ONCE = re.compile(r"其中|累计|合计|总计|(?<![乱侵])占|较|比|同比|增[加长]到|由|平均")
_OF_ANOTHER = re.compile(r"累计|达到|目前|全[县市区省国]|比|较|同比|增长|总|合计|(?<![乱侵])占")
_EACH_ITS_OWN = re.compile(r"分别|依次")
_BARE_LINK = re.compile(r"(?:、|,|和|及|与|以及)+")
_FEWEST_SCORES = 3
_FULL_SCORE = re.compile(r"(?:总分|满分|总分值|合计)(?:值)?(?:为|是|共)?$")
MAX_WORDS_BETWEEN = 40
_LIST_LINK = re.compile(r"、|和|及|与")
_REST = re.compile(r"[,、](?:其余|余下|剩余|剩下)[^,。;\d]{0,8}$")
_ALSO = re.compile(r",(?:以及|和|及)")
# 较上年增加4件 is no total
_IS_CHANGE = re.compile(r"(?:较|比|同比)[^,。;]{0,24}(?:增加|减少|增长|下降|多|少)了?$|(?:净增|同比增|同比减)$")
# 较2023年的12580万立方米: what is compared with
_IS_BASE = re.compile(r"(?:较|比|与)(?:20\d\d年|上年|去年|前一年)[^,。;\d]{0,8}$")
_NO_PARTITION = re.compile(r"已|在建|原|上年|去年|较|比|占|折合|约合|含|其中|不包括|见|按|即|同比")
# 监测61项，其中一个水源地另做109项全分析
_ASIDE = re.compile(r"另|此外|额外|加[做测密]|增[测设做]|追加|还(?!田|林|草|有)")


def sums_in(sentence: Sentence) -> Iterator[Sum]:
    """Yield the totals of a sentence with their parts; a number is the whole of one list only."""
    if sum(map(is_exact, sentence.quantities)) < 2 or (len(sentence.quantities) < 3 and "其中" not in sentence.seen):
        return
    told: set[tuple[int, bool]] = set()
    for total, parts, is_whole in (*_after(sentence), *totals_behind(sentence)):
        if (total.start, is_whole) not in told:
            told.add((total.start, is_whole))
            yield summed(sentence, total, parts, is_whole)


def joint_sums(sentence: Sentence) -> Iterator[Sum]:
    """Yield the numbers of two kinds together, as a name for both tells them: 优良天数, 物种."""
    for total, parts in joint_sums_in(sentence):
        if are_near(parts, total) or nearly_fit(parts, total):
            yield summed(sentence, total, parts, is_whole=True)


def _after(sentence: Sentence) -> Iterator[tuple[Quantity, list[Quantity], bool]]:
    """Yield totals whose parts follow."""
    for match in _CONNECTOR.finditer(sentence.seen, sentence.start, sentence.end):
        if match[0] == "其余" and sentence.seen[match.start() - 1] in "、和及":
            continue  # 甲镇412户、其余乡镇791户 are parts of one list
        total = _total_before(sentence, match)
        if total is None or not is_exact(total) or (match[0] == "其余" and _is_among_others(sentence, total)):
            continue
        parts = _members(sentence, match, total)
        if not parts or not all(map(is_exact, parts)):
            continue
        if match["state"]:
            listed = states(sentence, match.end(), total, parts)
            if listed is not None:
                yield total, list(listed), True
        elif match["among"]:
            if is_exhaustive(sentence, match.end(), parts) and are_near(parts, total):
                yield total, parts, True
        elif match["some"] and (
            _ASIDE.search(sentence.seen, match.end(), parts[0].outer_start) or _is_of_all_listed(sentence, total, parts)
        ):
            continue
        elif match["some"]:
            yield total, *_of_some(sentence, match.end(), total, parts)
        elif len(parts) > 1 and not _by_year(sentence, total.end, parts[-1].start):
            listed = parts if fit(parts, total) else _up_to_comma(sentence, parts)
            is_sure = (len(listed) == len(parts) and not _is_listed(sentence, total)) or fit(listed, total)
            yield total, listed, is_sure and _is_partition(sentence, match, listed)


def _is_among_others(sentence: Sentence, total: Quantity) -> bool:
    """Tell whether a number is itself a part of one before it: 11家，6月底前完成5家，11月底前完成其余6家."""
    return any(one.unit == total.unit and one.value > total.value for one in _earlier(sentence, total))


def _earlier(sentence: Sentence, total: Quantity) -> Iterator[Quantity]:
    return (one for one in sentence.quantities if one.outer_end <= total.outer_start)


def _of_some(sentence: Sentence, start: int, total: Quantity, parts: list[Quantity]) -> tuple[list[Quantity], bool]:
    """Return the parts under 其中 with whether they are all there are: as far as the first comma, or all of the list.

    All of it where the names leave no other (县城, 建制镇), or where they make up the total but for one wrong digit.
    """
    near = [one for one in parts if not sentence.has_comma(parts[0].outer_end, one.outer_start)]
    rest = _with_the_rest(sentence, parts)
    if rest and (are_near(rest, total) or nearly_fit(rest, total)):
        return rest, True
    is_overlapping = overlaps(sentence, start)
    if are_too_many_by_level(sentence, start, parts, total) or (
        not is_overlapping and _are_scores_of_all(sentence, total, parts)
    ):
        return parts, True
    if is_overlapping:
        return near, False
    lists = [near, *(parts[:count] for count in range(len(near) + 1, len(parts) + 1))]
    if fitting := next((listed for listed in lists if len(listed) > 1 and fit(listed, total)), None):
        return fitting, is_exhaustive(sentence, start, fitting)
    if whole := next((listed for listed in lists if is_exhaustive(sentence, start, listed)), None):
        return whole, True
    return next((listed for listed in lists if nearly_fit(listed, total)), near), False


def _with_the_rest(sentence: Sentence, parts: Sequence[Quantity]) -> list[Quantity]:
    """Return parts as far as the one that is said to be the rest: 甲镇412户、乙镇365户、其余乡镇791户; none without."""
    for index, (one, other) in enumerate(pairwise(parts)):
        if _REST.search(sentence.seen, one.outer_end, other.outer_start):
            return list(parts[: index + 2])
    return []


def _are_scores_of_all(sentence: Sentence, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Tell whether parts are the scores that a full score is made of: 总分1000分，其中220分、300分、260分、210分."""
    is_full = total.unit == "分" and _FULL_SCORE.search(sentence.seen, sentence.start, total.outer_start) is not None
    return is_full and len(parts) >= _FEWEST_SCORES and are_near(parts, total)


def _total_before(sentence: Sentence, match: re.Match[str]) -> Quantity | None:
    """Return the number that a list of parts belongs to; a list of totals (分别为366天、365天) has none."""
    depth = sentence.depth(match.start())
    before = [
        one for one in sentence.quantities if one.outer_end <= match.start() and sentence.depth(one.start) <= depth
    ]
    if not before:
        return None
    if match["open"] and _is_count_of_parts(sentence, before, match.end()):
        before = before[:-1]
    if match["some"]:
        before = _without_change(sentence, before)
    if not before or _IS_CHANGE.search(sentence.seen[sentence.start : before[-1].outer_start]):
        return None
    total, words = before[-1], sentence.seen[before[-1].outer_end : match.start()]
    if match["some"]:
        around = sentence.seen[max(sentence.start, total.outer_start - 40) : match.end() + 20]
        is_one_of_many = _EACH_ITS_OWN.search(around) or _is_member(sentence, before)
        return None if is_one_of_many or len(words) > MAX_WORDS_BETWEEN or ";" in words else total
    return total if _TO_PARTS.fullmatch(words) else None


def _without_change(sentence: Sentence, before: list[Quantity]) -> list[Quantity]:
    """Return numbers without a last change against another year: 总用水量12490，较2023年的12580减少90，其中…."""
    if not before[1:] or not _IS_CHANGE.search(sentence.seen[sentence.start : before[-1].outer_start]):
        return before
    kept = before[:-1]
    is_base = _IS_BASE.search(sentence.seen, sentence.start, kept[-1].outer_start) is not None
    return kept[:-1] if is_base else kept


def _is_count_of_parts(sentence: Sentence, before: Sequence[Quantity], end: int) -> bool:
    """Tell whether the last number before a colon counts the parts behind it: 投资1200万元，来自三个渠道：中央…."""
    behind = next((one for one in sentence.quantities if one.start >= end), None)
    if not before[1:] or behind is None or before[-1].value > _MOST_ANNOUNCED:
        return False
    return addable(behind.unit, before[-2].unit) and not addable(behind.unit, before[-1].unit)


def _is_member(sentence: Sentence, before: Sequence[Quantity]) -> bool:
    """Tell whether the last of some numbers ends a list of bare ones: 66.40、71.92、58.37万平方米."""
    words = sentence.words(before[-2].outer_end, before[-1].outer_start) if len(before) > 1 else "-"
    return _BARE_LINK.fullmatch(words) is not None


def _members(sentence: Sentence, match: re.Match[str], total: Quantity) -> list[Quantity]:
    """Return the numbers that stand in one list behind a connector, in the unit of the total."""
    inner = sentence.depth(match.start()) + (match["open"] == "(")
    found: list[Quantity] = []
    since = match.end()
    for one in sentence.quantities:
        if one.start < match.end() or sentence.depth(one.start) > inner:
            continue
        if sentence.depth(one.start) < inner or ";" in sentence.seen[since : one.start]:
            break
        if not addable(one.unit, total.unit):
            continue
        words = sentence.seen[since : one.outer_start]
        if (_ENDS_AT_ONCE if found or match["whole"] else _OF_ANOTHER).search(words):
            break
        is_left = match["state"] is not None and words.endswith("另有")
        if found and "," in words and ENDS_LIST.search(words) and not is_left:
            break
        found.append(one)
        since = one.outer_end
    return found


def _up_to_comma(sentence: Sentence, found: Sequence[Quantity]) -> list[Quantity]:
    """Return the parts of a list whose first ones are parted by 、 as far as the comma that may end it."""
    closed = list(found[:2])
    for one in found[2:]:
        words = sentence.seen[closed[-1].outer_end : one.outer_start]
        if "," in words and not _ALSO.search(words) and _is_closed(sentence, found):
            break
        closed.append(one)
    return closed


def _is_listed(sentence: Sentence, total: Quantity) -> bool:
    """Tell whether a total is itself the last of a list, so that what follows may be said of all of it."""
    start = sentence.clause_start(total.outer_start)
    before = [one for one in sentence.quantities if one.outer_end < start]
    return bool(before) and sentence.seen[start - 1] == "、" and "," not in sentence.seen[before[-1].outer_end : start]


def _is_of_all_listed(sentence: Sentence, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Tell whether 其中 takes parts out of a whole list, not of its last number: 男302人、女184人，其中党员411人."""
    return _is_listed(sentence, total) and max(part.value for part in parts) > total.value


def _is_closed(sentence: Sentence, found: Sequence[Quantity]) -> bool:
    """Tell whether the first parts of a list are parted by 、 or 和, so that a comma ends it."""
    words = sentence.seen[found[0].outer_end : found[1].outer_start]
    return "," not in words and _LIST_LINK.search(words) is not None


def _by_year(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether years stand among the parts: values of years are no parts of a whole."""
    return any(start <= span.start < end for span in sentence.years)


def _is_partition(sentence: Sentence, match: re.Match[str], parts: Sequence[Quantity]) -> bool:
    """Tell whether parts are said to be all there are."""
    behind = re.match(r"[^,。;)]*", sentence.seen[parts[-1].outer_end : sentence.end])
    words = sentence.seen[match.end() : parts[-1].outer_end] + (behind[0] if behind else "")
    if NOT_ALL.search(words) or OVERLAP.search(sentence.seen, match.end(), sentence.end):
        return False
    before = sentence.seen[max(sentence.start, match.start() - 2) : match.start()]
    if before.endswith(("主要", "也", "还")):
        return False
    if match["open"]:
        return _NO_PARTITION.search(words) is None and _are_named(sentence, match.end(), parts)
    return not match["whole"].startswith("分别") or _are_named(sentence, match.end(), parts)


def _are_named(sentence: Sentence, start: int, parts: Sequence[Quantity]) -> bool:
    """Tell whether each part has a name of its own, before or behind the number."""
    since = start
    for part in parts:
        behind = re.match(r"[一-龥A-ZⅠ-Ⅻ]{2}", sentence.seen[part.outer_end :])
        if not re.search(r"[一-龥A-ZⅠ-Ⅻ]{2}", sentence.seen[since : part.outer_start]) and not behind:
            return False
        since = part.outer_end
    return True
