"""Parts whose names leave no other: 第一期、第二期、…, 已治理、未治理, 男、女, 一级、二级 of what is protected."""

import re
from collections.abc import Iterator, Sequence

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.units import is_counter
from pipeline.stages.examination.claims_sentence import Sentence, is_exact

_ORDINALS = "一二三四五六七八九"
_ORDINAL = re.compile(r"第([一二三四五六七八九])(?:[期批次季档类组轮]|阶段|产业)")
_INDUSTRIES = 3
_FEW = 2
_JOINT_UNITS = frozenset({"天", "人"})
# good days are those of the two best classes
_GOOD = ("优", "良")
_OF_GOOD = re.compile(r"优良[^,。;\d]{0,8}\d[\d.]*[^,。;\d]{0,4}[,(、]?其中")
_LEVELS = frozenset({"县级", "村级"})
# kinds of which one more cannot be: each part is of one, each is there
_ALL_KINDS = (
    (re.compile(r"^(?:已|完成)"), re.compile(r"^(?:未|尚未|没有|正在|在建|在治)"), re.compile(r"^(?:未|尚未|没有)")),
    (re.compile(r"^(?:已|完成)"), re.compile(r"^(?:未|尚未)")),
    (re.compile(r"^(?:目前|现)?已|^完成"), re.compile(r"^(?:其余|余下|剩余|剩下)")),
    (
        re.compile(r"^(?:已|完成)"),
        re.compile(r"^(?:达到|符合|按)?序时"),
        re.compile(r"(?:未达到?|未按|滞后于?|低于)序时"),
    ),
    (re.compile(r"^优"), re.compile(r"^良"), re.compile(r"^轻度")),
    (re.compile(r"动物"), re.compile(r"(?<!动)植物")),
    (re.compile(r"^男"), re.compile(r"^女")),
    (re.compile(r"^约束性"), re.compile(r"^参考性")),
    (re.compile(r"^枯水期?"), re.compile(r"^丰水期?")),
    (re.compile(r"^(?:[本市县区][内域]|本[市县区])"), re.compile(r"省内"), re.compile(r"^(?:跨省|省外|外省)")),
    (re.compile(r"^(?:省内|本省)"), re.compile(r"^(?:跨省|省外|外省)")),
    tuple(
        re.compile(f"^(?:其中|城乡|城镇|居民|人工)?{kind}")
        for kind in ("农业|^农田|^灌溉", "工业", "生活|^居民", "生态|^环境")
    ),
    (re.compile(r"^出厂水"), re.compile(r"^(?:管网水|管网)?末梢水")),
    (re.compile(r"^地表水"), re.compile(r"^(?:浅层)?地下水.*不重复|^不重复")),
    tuple(re.compile(f'^[“"]?乱{kind}') for kind in "占采堆建"),
    tuple(re.compile(f"^(?:[一-龥]{{0,4}}){kind}化") for kind in ("肥料", "饲料", "(?:燃料|能源)", "基料", "原料")),
    (re.compile(r"自然保护区"), re.compile(r"森林公园"), re.compile(r"湿地公园"), re.compile(r"地质公园|风景名胜区")),
    (re.compile(r"^(?:城镇|城市)"), re.compile(r"^(?:农村|乡村)")),
    (re.compile(r"^(?:县城|城区|城关|中心城区|主城区)"), re.compile(r"^(?:各|其他)?(?:\d+个)?(?:建制镇|乡镇|镇区?)")),
    (re.compile(r"(?<![不未])(?:合格|达标)"), re.compile(r"[不未](?:合格|达标)")),
)
_MORE_OF_A_KIND = {
    "^优": (re.compile(r"^(?:中度|重度|严重|重污染)"),),
    "^枯水期?": (re.compile(r"^平水期?"),),
    "自然保护区": (re.compile(r"公园|风景名胜区|保护小?区"),),
}
_OF_ALL = re.compile(r"(?:共|总数|总计|合计|反馈|交办|移交|排查|发现)[^,。;\d]{0,16}$")
_NOT_YET = re.compile(r"[,、](?:其余|余下|剩余|剩下|正在|尚|未|还有|另有(?=$))[^,。;]*$")
# 另有2个需持续推进: those left, where no other thing is named
_LEFT_OF_THEM = re.compile(r"[个项件处条家户]?(?:[(,;。]|正|尚|未|需|要|达到|按|因|计划|力争|仍|在|$)")
# what is not done yet, in several states; 正在办理销号 is said of what is done as well
OPEN = re.compile(
    r"(?:目前|现|其中)?(?:正在?|尚|仍|还有?|未|暂|在[建办治]|推进|持续|长期|常年|常态|(?:达到?|按|符合)?序时|滞后|待|转[入为]|需(?:长期|持续)|基本完成"
    r"|阶段性?|剩余|其余|余下|不具备|无法)"
)
OF_THE_DONE = re.compile(r"销号|验收|公示|[审核复]核|材料|申请")
_BRACKETED = re.compile(r"^\([^()]*\)")
# what the state protects is of the first level or of the second
_PROTECTED = re.compile(r"重点保护(?:的|珍稀|濒危)*(?:野生)?(?:动植物|动物|植物|物种)[^。;\d]{0,8}\d")
# 国家级1个, 4个县级: what is set up by one level of government alone
_OF_A_LEVEL = re.compile(r"(?:国家|自治区|省|市|州|盟|县|区|旗|乡镇|乡|镇|村)级")
_OF_ONE_LEVEL = re.compile(
    r"(?:自然保护[地区]|保护小?区|公园|风景(?:名胜)?区|自然遗产|水源地|(?:河|湖|林|田)长|文物|古树|开发区|园区|[河林湖]长制|公益林|自动站|监测站)"
    r"[^。;\d]{0,12}(?:20\d\d年底?)?[^。;\d]{0,12}\d"
)
_THING = r"(?:野生)?(?:动植物|动物|植物|物种)?"
_LEVEL = re.compile(
    rf"(?:国家|属于?)?(?:重点)?(?:保护)?{_THING}(?P<level>[一二ⅠⅡ]|II?)级(?:重点)?(?:保护)?{_THING}(?:的|为|有|共)*"
)
_OF_LEVEL = re.compile(
    rf"(?:的?(?:国家)?(?:重点)?(?:保护)?{_THING}(?:均|全部|都|已|被)[^。]*)?|的?(?:重点)?(?:保护)?{_THING}"
)


# two kinds with the name that both bear together: 动物36种、植物7种，应保护物种43种; 优189天、良164天，优良天数353天
_JOINT = (
    (
        re.compile(r"动物"),
        re.compile(r"(?<!动)植物"),
        re.compile(r"(?:保护|上述|两类)[^,。;]{0,6}物种"),
    ),
    (re.compile(r"(?:^|[^良])优(?!良)"), re.compile(r"(?<!优)良"), re.compile(r"优良")),
    (re.compile(r"实(?:际)?(?:参|到|训)"), re.compile(r"缺[席训勤]|未参[训加]"), re.compile(r"应(?:参|到|训)")),
)


def joint_sums_in(sentence: Sentence) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """Yield the number of two kinds together with those of both, whichever of the three comes first."""
    for one, second, third in zip(sentence.quantities, sentence.quantities[1:], sentence.quantities[2:], strict=False):
        found = _joint(sentence, (one, second, third))
        if found is not None:
            yield found


def _joint(sentence: Sentence, three: Sequence[Quantity]) -> tuple[Quantity, list[Quantity]] | None:
    if len({one.unit for one in three}) > 1 or (not is_counter(three[0].unit) and three[0].unit not in _JOINT_UNITS):
        return None
    is_of_years = any(three[0].start < span.start < three[-1].start for span in sentence.years)
    if is_of_years or not all(map(is_exact, three)) or any(one.approx for one in three):
        return None
    labels = [sentence.words(sentence.clause_start(one.outer_start), one.outer_start) for one in three]
    for *kinds, joint in _JOINT:
        whole = [one for one, label in zip(three, labels, strict=True) if joint.search(label)]
        parts = [
            [one for one, label in zip(three, labels, strict=True) if kind.search(label) and not joint.search(label)]
            for kind in kinds
        ]
        if len(whole) == 1 and all(len(part) == 1 for part in parts) and parts[0] != parts[1]:
            return whole[0], [part[0] for part in parts]
    return None


def is_exhaustive(sentence: Sentence, start: int, parts: Sequence[Quantity]) -> bool:
    """Tell whether parts under 其中 are all there can be: 第一期、第二期、…, 已治理、未治理, 男、女, 城镇、农村."""
    words = _words_of(sentence, start, parts)
    if _PROTECTED.search(sentence.seen, sentence.start, parts[0].outer_start) and _are_both_levels(words):
        return True
    labels = [before + behind for before, behind in words]
    ordinals = [match[1] if (match := _ORDINAL.match(label)) else "" for label in labels]
    if len(parts) > 1 and "".join(ordinals) == _ORDINALS[: len(parts)]:
        return len(parts) == _INDUSTRIES or not any("产业" in label for label in labels)
    if len(labels) == len(_GOOD) and _OF_GOOD.search(sentence.seen, sentence.start, parts[0].outer_start):
        return all(label.startswith(kind) for label, kind in zip(labels, _GOOD, strict=True))
    if {label[:2] for label in labels} >= _LEVELS and all("级" in label[:3] for label in labels):
        return True
    return len(parts) > 1 and any(
        all(
            any(kind.search(label) for kind in (*kinds, *_MORE_OF_A_KIND.get(kinds[0].pattern, ()))) for label in labels
        )
        and all(any(kind.search(label) for label in labels) for kind in kinds)
        for kinds in _ALL_KINDS
    )


def are_too_many_by_level(sentence: Sentence, start: int, parts: Sequence[Quantity], total: Quantity) -> bool:
    """Tell whether things that are each of one level are more by level than in all: 共6个，其中国家级2个、县级5个.

    Honours are another matter: what the province has named the city had named before.
    """
    if len(parts) < _FEW or not is_counter(total.unit) or sum(part.value for part in parts) <= total.value:
        return False
    levels = [_OF_A_LEVEL.match(f"{before or behind}") for before, behind in _words_of(sentence, start, parts)]
    named = [level[0] for level in levels if level is not None]
    is_each_its_own = len(named) == len(set(named)) == len(parts)
    return is_each_its_own and _OF_ONE_LEVEL.search(sentence.seen, sentence.start, start) is not None


def _words_of(sentence: Sentence, start: int, parts: Sequence[Quantity]) -> list[tuple[str, str]]:
    """Return the words before each part, without what stands in brackets behind the part before, and those behind."""
    words = []
    for part in parts:
        behind = re.match(r"[^\d,。;:、()%]{0,12}", sentence.seen[part.outer_end : sentence.end])
        said = behind[0] if behind else ""
        before = _BRACKETED.sub("", sentence.seen[start : part.outer_start]).strip("、,和及与:")
        words.append((before, said))
        start = part.outer_end + len(said)
    return words


def _are_both_levels(words: Sequence[tuple[str, str]]) -> bool:
    """Tell whether parts are those of the first level and those of the second: 一级11种、二级47种."""
    levels = [_LEVEL.fullmatch(before) for before, _ in words]
    is_bare = all(_OF_LEVEL.fullmatch(behind) for _, behind in words)
    return is_bare and all(levels) and [level["level"] in "一ⅠI" for level in levels if level] == [True, False]


def states(sentence: Sentence, start: int, total: Quantity, parts: Sequence[Quantity]) -> Sequence[Quantity] | None:
    """Return those done and those not yet, as far as a sentence tells them: 已完成9个，正在整改2个; else None."""
    if len(parts) > _FEW and is_exhaustive(sentence, start, parts):
        return parts
    if len(parts) < _FEW or not _OF_ALL.search(sentence.seen[: total.outer_start]):
        return None
    done, left = parts[:2]
    words = sentence.seen[done.outer_end : left.outer_start]
    is_left = _NOT_YET.search(words) is not None
    if words.endswith("另有"):
        is_left = is_left and _LEFT_OF_THEM.match(sentence.seen, left.end, sentence.end) is not None
    if not is_left or OF_THE_DONE.search(words):
        return None
    labels = [before for before, _ in _words_of(sentence, start, parts)][2:]
    more = next((index for index, label in enumerate(labels) if not OPEN.match(label)), len(labels))
    return parts[: 2 + more]
