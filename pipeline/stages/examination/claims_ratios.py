"""Stated rates with the two numbers they come from in the same sentence: 采集312份，合格301份，合格率96.47%."""

import re
from collections.abc import Iterator, Sequence

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.units import is_counter, same_dimension
from pipeline.stages.examination.claims_left import of_three
from pipeline.stages.examination.claims_sentence import Sentence, is_exact
from pipeline.stages.examination.claims_wholes import (
    TAIL,
    of_standing_whole,
    pieces_of,
    standing_whole,
    stated_ratio,
    worked_out_by_that,
)
from schemas.claims import Amount, Ratio

_RATE = re.compile(
    r"(?P<name>(?<![一-龥])比例|[一-龥ⅠⅡⅢⅣⅤIV]{1,24}?(?:率|占比|比例|比重|满意度|参与度|知晓度))(?:,)?(?:分别)?(?:为|达到?|是|约为|:)?$"
    r"|(?:所|约|共|各)?占(?:比|(?P<whole>[^,。;:、占\d()]{0,16}?)的?)?(?:为|达|约)?$"
)
_NO_SHARE = re.compile(
    r"增长|下降|降低|上升|提高|减少|减排|节约|增速|变化|同比|差错|利率|税率|汇率|概率|频率|功率|(?<!有)效率|倍率|速率|得分"
)
_WHOLE_IN_NAME = re.compile(r"占(?P<whole>[^占]{2,12}?)的?(?:比重|比例|比率|占比)$")
_CHANGE = re.compile(
    r"(?:[较比]|同比|净)[^,。;]{0,12}(?:增加|减少|增长|下降|多|少)了?$|(?:[较比同与])(?:上一?年|去年|前一年|基准年)?度?(?:同期)?的?$"
)
_AMONG = re.compile(r"中|其中|内有|里(?=[,有已]|面)")
_SHARE_OF_IT = re.compile(r"的(?:比例|比重|百分比)?(?:为|达到?|约为)?")
_OF_WHOLE = re.compile(r"[^\d,。;:、()]{0,12},?(?:所|约|共|各|只|仅)?占[^\d,。;:、()]{1,24}(?:\()?")
_HAS = re.compile(r"[,;](?:[^,;。\d]{0,6}|20\d\d年(?:底|末)?|截至[^,;。]{0,10})?(?:已经?|共|现|均)?有$")
_MEASURED_BY_OTHERS = re.compile(r"以上|规模|平均|人均|每")
_DUE = re.compile(r"(?<![对响适反])应(?![急用对])|(?<!不)需|须")
_DONE = re.compile(r"已|实际|实(?=[公参完整训到缴施])|完成")
# 71318户中的69178户, 168户农户中有162户: some of those told right before
_RIGHT_AMONG = re.compile(r"[^\d,。;:、()]{0,8}中(?:的|有|共有|已有)?[^\d,。;:、()]{0,6}")
# what share it is says the number of those among all: 126个小区中，设投放点的118个，覆盖率
_BARE = re.compile(
    r"(?:覆盖|完成|达标|合格|普及|整改|办结|公开|参与|参训|到位|建成|销号|开展|受益|回收|达到)(?:率|比例|占比)|占比|比例"
)
_IS_DONE = re.compile(r"已|完成|设[置有立]|建成|开展|实现|达到|落实|有$|共有$|配[备有]|覆盖|纳入|通过|合格")
_TOTAL = re.compile(r"总|全部|合计|应")
_DONE_TO = re.compile(r"了?(?P<thing>[一-龥]{3,8})(?<![量额数积])")
_SHORTEST_DEED_AND_THING = 5
_GENERIC = frozenset({"处理", "利用", "处置", "治理"})
_SURE_PARTS = 2
# of two degrees both are meant: 满意和比较满意, not 非常满意 alone; an index is weighted
_DEGREE = re.compile(r"非常|比较|很|较|基本")
_WEIGHTED = re.compile(r"加权|得分|赋分|指数|折算")


def ratios_in(sentence: Sentence, before: Sequence[Sentence] = ()) -> Iterator[Ratio]:
    """Yield the rates of a sentence whose numerator and denominator are told right before and surely paired.

    What 占 names as the whole may stand in `before`, the sentences of the paragraphs before as well.
    """
    since = 0
    for index, stated in enumerate(sentence.quantities):
        if stated.unit != "%":
            continue
        told, since = sentence.quantities[since:index], index + 1
        if not index and is_exact(stated) and (by_that := worked_out_by_that(sentence, stated)) is not None:
            yield by_that
        if not told or not is_exact(stated) or stated.value < 0:
            continue
        words = sentence.words(told[-1].outer_end, stated.outer_start)
        if (of := _of_named_whole(sentence, told, words)) is not None and all(map(is_exact, of)):
            yield _ratio(sentence, of[0], sentence.amount(of[1]), stated, "占比")
            continue
        match = _RATE.search(words)
        if (
            match is not None
            and match["whole"]
            and (total := of_standing_whole(sentence, told, match["whole"], before))
        ):
            yield _ratio(sentence, told[-1], total, stated, "占比")
            continue
        if match is None or "分别" in words or _NO_SHARE.search(words):
            continue
        pair = _pair(sentence, [one for one in told if one.unit != "年" and not _is_change(sentence, one)], match)
        if pair is not None and all(map(is_exact, pair)):
            yield _ratio(sentence, pair[0], sentence.amount(pair[1]), stated, match["name"] or "占比")
        elif len(told) == 1 and match["name"] and is_exact(told[0]):
            whole = standing_whole(sentence, told[0], match["name"])
            if whole is not None:
                yield _ratio(sentence, told[0], whole, stated, match["name"])


def _is_change(sentence: Sentence, one: Quantity) -> bool:
    """Tell whether a number is how many more or fewer there are than before: 比上年增加8家."""
    return _CHANGE.search(sentence.words(sentence.clause_start(one.outer_start), one.outer_start)) is not None


def _of_named_whole(sentence: Sentence, told: Sequence[Quantity], words: str) -> tuple[Quantity, Quantity] | None:
    """Pair 面积528.6平方公里，占土地总面积1864.5平方公里的28.35%: what is told first with the whole that 占 names."""
    if len(told) < _SURE_PARTS or not _SHARE_OF_IT.fullmatch(words):
        return None
    part, whole = told[-2:]
    between = sentence.words(part.outer_end, whole.outer_start)
    is_whole = _OF_WHOLE.fullmatch(between) is not None and whole.value >= part.value > 0
    return (part, whole) if is_whole and part.unit and _are_of_one_kind(part.unit, whole.unit) else None


def _ratio(sentence: Sentence, numerator: Quantity, denominator: Amount, stated: Quantity, name: str) -> Ratio:
    return stated_ratio(sentence, sentence.amount(numerator), denominator, stated, name)


def _pair(sentence: Sentence, told: Sequence[Quantity], match: re.Match[str]) -> tuple[Quantity, Quantity] | None:
    """Return (numerator, denominator): the only two numbers told, whose words tie them to the rate."""
    if not told:
        return None
    alike = [one for one in told if one.unit and _are_of_one_kind(one.unit, told[-1].unit)]
    name = match["name"]
    of_all = (_of_siblings(sentence, alike, name) or of_three(sentence, alike, name)) if name is not None else None
    is_told_last = bool(alike) and alike[-1] is told[-1]
    if name is not None and name.endswith("度"):
        return _of_degree(sentence, alike[-_SURE_PARTS:], name) if is_told_last else None
    if of_all is not None or len(alike) != _SURE_PARTS or not is_told_last:
        return of_all
    first, second = alike
    between = sentence.seen[first.outer_end : second.outer_start]
    if _MEASURED_BY_OTHERS.search(between):
        return None
    if name is None:
        return _of_share(sentence, first, second, between, match["whole"] or "")
    return _of_named(sentence, first, second, name)


def _of_named(sentence: Sentence, first: Quantity, second: Quantity, name: str) -> tuple[Quantity, Quantity] | None:
    """Pair what a rate's name tells: 生态文明建设占总分比重 names in itself what is shared."""
    if (whole := _WHOLE_IN_NAME.search(name)) is not None:
        return _of_whole_in_name(sentence, (first, second), name[: whole.start()], whole["whole"])
    return _of_rate(sentence, first, second, name)


def _of_whole_in_name(
    sentence: Sentence, alike: Sequence[Quantity], part: str, whole: str
) -> tuple[Quantity, Quantity] | None:
    """Pair a part with the one number that counts the whole which a rate names, or the part that it names."""
    labels = [_listed_label(sentence, one) for one in alike]
    of_whole = [one for one, label in zip(alike, labels, strict=True) if whole in label]
    parts = [one for one in alike if one not in of_whole]
    if not of_whole and part and part in labels[-1] and not any(part in label for label in labels[:-1]):
        # 竣工建筑38.4万平方米，达到绿色建筑标准的35.2万平方米，绿色建筑占新建建筑比例
        of_whole, parts = list(alike[:-1]), list(alike[-1:])
    return (parts[0], of_whole[0]) if len(of_whole) == 1 and parts[0].value <= of_whole[0].value else None


def _are_of_one_kind(one: str, other: str) -> bool:
    """Tell whether numbers in two units may be part and whole: things counted only in the same counter."""
    return one == other or (same_dimension(one, other) and not is_counter(one) and not is_counter(other))


def _of_siblings(sentence: Sentence, alike: Sequence[Quantity], name: str) -> tuple[Quantity, Quantity] | None:
    """Pair 清运6.69万吨，其中焚烧5.02万吨、填埋1.67万吨，焚烧占比75%: the part that is named with what all make up."""
    if len(alike) != _SURE_PARTS + 1 or len({one.unit for one in alike}) != 1:
        return None
    whole, *parts = alike
    stem = TAIL.sub("", name)[-4:]
    named = [part for part in parts if stem and stem[-2:] not in _GENERIC and stem[-2:] in sentence.label(part)]
    is_whole = sum(part.value for part in parts) == whole.value
    return (named[0], whole) if is_whole and len(named) == 1 else None


def _of_share(
    sentence: Sentence, first: Quantity, second: Quantity, between: str, whole: str
) -> tuple[Quantity, Quantity] | None:
    """Pair 总投资1.2亿元，其中环保投资960万元，占8%; what 占 names must be what the first number counts."""
    if second.unit != first.unit and second.unit[-1:] != first.unit[-1:]:
        return None
    if whole:
        # 应参加…560人，实际参加552人，占应参训人数的
        is_due = _DUE.match(whole) is not None and first.unit == second.unit and _due_first(sentence, first, second)
        return (second, first) if is_due or whole in sentence.label(first).replace(" ", "") else None
    is_among = _AMONG.search(between) is not None or _some_of_them(sentence, first, second, between)
    return (second, first) if is_among else None


def _some_of_them(sentence: Sentence, first: Quantity, second: Quantity, between: str) -> bool:
    """Tell whether a second number counts some of the same things: 132个行政村，有118个村….占比."""
    if first.unit != second.unit or not is_counter(first.unit) or second.value > first.value:
        return False
    things = [re.match(r"[一-龥]{1,8}", sentence.seen[one.outer_end : sentence.end]) for one in (first, second)]
    both = [thing[0] for thing in things if thing is not None]
    return len(both) == len(things) and _HAS.search(between) is not None and both[0][-1] in both[1][:4]


def _due_first(sentence: Sentence, first: Quantity, second: Quantity) -> bool | None:
    """Tell which of two numbers is of what was due: 应公开31项，已公开30项 (True); None where the words do not say."""
    one, other = (sentence.label(number) for number in (first, second))
    if _DUE.search(one) and _DONE.search(other) and not _DUE.search(other):
        return True
    if _DUE.search(other) and _DONE.search(one) and not _DUE.search(one):
        return False
    return None


def _of_rate(sentence: Sentence, first: Quantity, second: Quantity, name: str) -> tuple[Quantity, Quantity] | None:
    """Pair by the words that the rate's name shares with one number and not with the other."""
    between = sentence.seen[first.outer_end : second.outer_start]
    is_among = _AMONG.search(between) is not None
    if ("、" in between.split(",")[0] and not is_among) or _are_siblings(sentence, first, between):
        return None
    stem = TAIL.sub("", name)[-4:]
    pieces = pieces_of(name)
    labels = [_listed_label(sentence, one) for one in (first, second)]
    of_first, of_second = ({piece for piece in pieces if piece in label} for label in labels)
    if of_first & of_second and (due := _due_first(sentence, first, second)) is not None:
        return (second, first) if due else (first, second)
    if stem[-2:] in of_first ^ of_second:
        # 采购1864万元，其中节能产品1601万元，采购比例: the words favour the whole
        favours_the_whole = is_among and second.value < first.value and stem[-2:] in of_first
        pair = (second, first) if stem[-2:] in of_second else (first, second)
        return None if favours_the_whole or _is_done_to_another(sentence, first, second, stem[-2:]) else pair
    # 新建建筑总面积26.10万平方米，达到绿色建筑标准的23.65万平方米，绿色建筑比例: all of the name stands with the part
    is_told_with_part = bool(pieces) and pieces <= of_second and bool(of_second - of_first)
    is_of_total = is_told_with_part and _TOTAL.search(labels[0]) is not None
    done = _IS_DONE.search(sentence.words(sentence.clause_start(second.outer_start), second.outer_start))
    is_done = done and is_among and not of_first and _BARE.fullmatch(name)
    if not (of_first | of_second) and (bare := _of_bare_rate(sentence, first, second, name)) is not None:
        return bare
    is_short = not (of_first | of_second) and [_abbreviates(stem[-2:], label) for label in labels] == [False, True]
    if second.value <= first.value and (is_done or is_short or is_of_total):
        return second, first
    return (second, first) if is_among and of_second - of_first else None


def _is_done_to_another(sentence: Sentence, first: Quantity, second: Quantity, deed: str) -> bool:
    """Tell whether a deed is done to another thing than is counted first: 盘活存量用地1260亩，处置闲置土地312亩."""
    of_first, of_second = (
        sentence.words(sentence.clause_start(one.outer_start), one.outer_start) for one in (first, second)
    )
    done = _DONE_TO.fullmatch(of_second.removeprefix(deed)) if of_second.startswith(deed) else None
    if done is None or len(of_first) < _SHORTEST_DEED_AND_THING:
        return False
    thing = done["thing"]
    return not any(thing[at : at + 2] in of_first for at in range(len(thing) - 1))


def _of_bare_rate(sentence: Sentence, first: Quantity, second: Quantity, name: str) -> tuple[Quantity, Quantity] | None:
    """Pair the numbers of a rate whose name names no thing: 71318户中的69178户，普及率; 应训458人，实训452人，比例."""
    between = sentence.seen[first.outer_end : second.outer_start]
    if not _BARE.fullmatch(name):
        return None
    if _RIGHT_AMONG.fullmatch(between):
        return second, first
    if second.value > first.value or _AMONG.search(between):
        return None
    due = _due_first(sentence, first, second)
    return None if due is None else (second, first) if due else (first, second)


def _are_siblings(sentence: Sentence, first: Quantity, between: str) -> bool:
    """Tell whether two numbers are parts of one whole: 其中还田利用26万吨，离田利用10万吨，还田率66%."""
    start = sentence.clause_start(first.outer_start)
    return sentence.seen.startswith(("其中", "包括", "包含"), start) and not _AMONG.search(between)


def _listed_label(sentence: Sentence, one: Quantity) -> str:
    """Return the words before a number and behind it, those of a list of names (保护区、保留区) among them."""
    start = sentence.clause_start(one.outer_start)
    while start > sentence.start and sentence.seen[start - 1] == "、":
        earlier = sentence.clause_start(start - 1)
        if re.search(r"\d", sentence.seen[earlier:start]):
            break
        start = earlier
    return (sentence.words(start, one.outer_start) + sentence.label(one)).replace(" ", "")


def _abbreviates(stem: str, label: str) -> bool:
    """Tell whether a word of two characters shortens words that stand in a label: 参训 of 参加生态文明培训."""
    return len(stem) == len("参训") and re.search(f"{stem[0]}.*{stem[1]}", label) is not None


def _of_degree(sentence: Sentence, pair: Sequence[Quantity], name: str) -> tuple[Quantity, Quantity] | None:
    """Pair 有效问卷1156份，其中满意和比较满意1089份，满意度…: all who are content, no degree and no weight left out."""
    if len(pair) != _SURE_PARTS or _WEIGHTED.search(sentence.seen, sentence.start, sentence.end):
        return None
    first, second = pair
    stem = TAIL.sub("", name)[-2:]
    of_all, label = (_listed_label(sentence, one) for one in pair)
    is_among = _AMONG.search(sentence.seen[first.outer_end : second.outer_start]) is not None
    is_whole = not _DEGREE.search(label) or re.search(r"[和及、与]|以上", label) is not None
    return (second, first) if is_among and is_whole and stem in label and stem not in of_all else None
