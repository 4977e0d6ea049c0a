"""What a deadline asks to be handed in: 将…报县创建办, 报送…."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.checks.likeness.texts import alike
from pipeline.checks.time_limits.of_dossier import Place
from schemas.particulars import Deadline

_GIVEN = re.compile(
    r"(?:将|把)(?P<what>[^,。;]{3,40}?)(?:统一|及时|一并|汇总|盖章|加盖[一-龥]{0,4})*(?:后)?(?:报[送至到给县市区]?|上报|提交|交[至到]|送[至到交达]|反馈|上传|发[至送])"
)
_ASKED = re.compile(r"(?:报送|上报|提交|上传|反馈|填报|报)(?:本单位|各自)?(?P<what>[^,。;至到]{3,40})")
_HANDED = re.compile(
    r"^(?P<what>[一-龥、“”《》]{4,30}?)(?:须|应|要|务必|请|一律|统一|均)*(?:于|在)?(?:报送|上报|提交|报|送达|上传|反馈)"
)
# 请编写指标完成情况说明，于5月10日前报县创建办
_MADE_FIRST = re.compile(
    r"(?:编写|编制|填写|填报|整理|准备|汇总|撰写|起草)(?P<what>[^,，。;；]{4,40})[,，](?:并|请)?[^。]{0,24}?(?:报|送|交)"
)
_IDLE = re.compile(
    r"[的、和及与“”《》()]|本单位|本部门|各自|负责|所负责|牵头|相关|有关|各单位|各部门|请|上述|以上|所有|全部|一式.*|县.{0,12}$"
)
# what is told apart by its stage is not one thing
_STAGE = re.compile(
    r"初稿|初步|终稿|定稿|电子|纸质|第[一二三四]批|[一二三四]季度|上半年|下半年|补充|修改|整改|自查|20\d\d年"
)

# what a notice asks each unit to send back, once
_RETURNED = re.compile(r"报名回执|回执|报名表|(?:登记|推荐|申报|统计|汇总|自查|调查|报送)表|名单|报名(?=截止|时间)")
_PASSED_ON = re.compile(r"汇总|转报|审核后|初审")
NEAR_DAYS = 60
_FEWEST_CHARS, _ALIKE = 6, 0.85
# who has to do it: a bureau and a town that do alike do two things
_ACTORS = (
    re.compile(r"乡镇|镇乡|[镇乡](?=应|要|须|于|在|将|、)|街道|各镇|各乡|镇[(]乡[)]"),
    re.compile(r"各村|行政村|村委会|社区"),
    re.compile(r"企业|各公司|业主|排污单位"),
    re.compile(r"单位|部门|各局|县直"),
    re.compile(r"领导小组|专班|办公室汇总"),
)


def actors(words: str) -> frozenset[int]:
    """Return the kinds of those who open a clause as the ones to act: 各乡镇于…, 各牵头单位于…."""
    opening = words[:16]
    return frozenset(kind for kind, pattern in enumerate(_ACTORS) if pattern.search(opening))


def handed_in(matter: str) -> str:
    """Return what a task asks to be handed in, in its telling words; "" where it asks for nothing."""
    for pattern in (_GIVEN, _ASKED, _HANDED):
        match = pattern.search(matter)
        if match is not None:
            return _IDLE.sub("", match["what"])
    return ""


def _stages(matter: str) -> list[str]:
    """Return the words for a stage in the clauses that ask for something: 初稿, 电子版, 第一批."""
    asking = (clause for clause in re.split(r"[,;。]", matter) if handed_in(clause))
    return sorted(_STAGE.findall("".join(asking)))


def is_one_stage(one: str, other: str) -> bool:
    """Tell whether two tasks speak of no different stages of what is handed in: 初稿, 终稿; 电子版, 纸质版."""
    return _stages(one) == _stages(other)


def send_back_one_thing(one: Deadline, other: Deadline) -> bool:
    """Tell whether two sentences ask the same units to send back one thing: 回执于5月10日前报, 回执5月16日截止."""
    first, second = (_RETURNED.search(deadline.quote) for deadline in (one, other))
    if first is None or second is None or not (first[0] in second[0] or second[0] in first[0]):
        return False
    stages, stages_too = ({*_STAGE.findall(deadline.quote)} for deadline in (one, other))
    return all(stage.endswith("年") for stage in stages ^ stages_too)


def is_passed_on(deadline: Deadline) -> bool:
    """Tell whether what is handed in was handed in by others before: 各乡镇审核后于3月20日前报县局."""
    return _PASSED_ON.search(deadline.quote) is not None


def thing_of(deadline: Deadline) -> str:
    """Return what a deadline asks to be handed in, by its task, else by the clause before it."""
    what = handed_in(deadline.matter)
    if not what and (made := _MADE_FIRST.search(deadline.quote)) is not None:
        what = _IDLE.sub("", made["what"])
    return what if len(what) >= _FEWEST_CHARS else ""


def asked_for_twice(places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Yield the two days by which one office asks for one thing in two papers of some weeks."""
    by_issuer: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    for place in places:
        issuer = place[0].document.issuer
        if issuer and (what := thing_of(place[1])):
            by_issuer[issuer].append((what, place))
    for asked in by_issuer.values():
        asked.sort(key=lambda told: told[1][0].document.date or date.min)
        for index, (one, first) in enumerate(asked):
            for other, second in asked[index + 1 :]:
                if not _are_signed_near(first, second):
                    break
                if first[0] is not second[0] and alike(one, other) >= _ALIKE and _are_near(first, second):
                    yield first, second


def _are_signed_near(one: Place, other: Place) -> bool:
    signed, signed_too = one[0].document.date, other[0].document.date
    return signed is not None and signed_too is not None and abs((signed - signed_too).days) <= NEAR_DAYS


def _are_near(one: Place, other: Place) -> bool:
    is_one = is_one_stage(one[1].matter, other[1].matter) and one[1].date.year == other[1].date.year
    return is_one and 0 < abs((one[1].date - other[1].date).days) <= NEAR_DAYS
