"""Finds papers that number the indicators as another edition does."""

import re
from functools import lru_cache

from pipeline.checks import about_document, conclude
from pipeline.coverage.case import Case
from pipeline.lexicon import lexicon_of
from schemas.edition import Edition
from schemas.editions import available_editions, load_edition
from schemas.finding import CheckResult, Finding
from schemas.locator import CellLocator
from schemas.particulars import NumberedName
from schemas.view import ViewedDocument

CHECK = "edition-mismatch"
TITLE = "指标编号与版本不符"
SCOPE = "document"
# one number in a table may be a slip, or a serial of the list's own; 指标23 in a sentence says what it is
_FEWEST = 2
# where so many others are numbered as the edition does, a single one is no serial of the list's own
_FEWEST_RIGHT = 3
# what a paper tells of an indicator that it calls by its number alone
_NO_NAME = re.compile(
    r"本指标|(?:指标)?(?:(?:19|20)\d\d[年至-]*(?:(?:19|20)\d\d年)?度?)?(?:的|指标|工作|任务)*"
    r"(?:完成|达标|落实|进展|执行|自评|评估|佐证|证明|有关|基本|实施)*(?:情况|材料|数据|报告|说明|证明|总结|自评|汇报|的|和|及|与)+"
)


def run(case: Case) -> CheckResult:
    """Look at every indicator that a document calls by number and name, in both editions.

    A paper from before the year of the dossier's edition, or that says which one it follows, may number as it likes.
    """
    looked_at = 0
    findings: list[Finding] = []
    others = [name for name in available_editions() if name != case.edition.id]
    for viewed in case.readable:
        all_named = viewed.particulars.numbered_names if viewed.particulars and not _is_older(case, viewed) else ()
        named = [_with_name(case, viewed, one) for one in all_named if one.number is not None]
        looked_at += len(named)
        # an edition takes long to load, and few papers number anything
        for other in map(load_edition, others if named else ()):
            wrong = [one for one in named if _is_numbered_by(other, one) and not _is_numbered_by(case.edition, one)]
            right = [one for one in named if _is_numbered_by(case.edition, one) and not _is_numbered_by(other, one)]
            is_told = any(one.is_sure or not _is_cell(one) for one in wrong) and not right
            is_one_of_many = len(wrong) == 1 and _is_cell(wrong[0]) and len(right) >= _FEWEST_RIGHT
            if (len(wrong) >= _FEWEST and len(wrong) > len(right)) or is_told or is_one_of_many:
                findings.append(_finding(case, viewed, other, wrong))
    return conclude(CHECK, TITLE, looked_at, findings, "没有一份材料写有指标编号。")


def _with_name(case: Case, viewed: ViewedDocument, one: NumberedName) -> NumberedName:
    """Return a number that no name follows (关于第28项指标完成情况的说明) with that of the one indicator proved."""
    if _NO_NAME.fullmatch(one.name) is None or _is_cell(one):
        return one
    ids = {tag.indicator_id for tag in viewed.tags if tag.relation == "evidence"}
    return one.model_copy(update={"name": case.edition.by_id(ids.pop()).name}) if len(ids) == 1 else one


def _is_cell(one: NumberedName) -> bool:
    return isinstance(one.locator, CellLocator)


def _is_older(case: Case, viewed: ViewedDocument) -> bool:
    """Tell whether a document was signed before the dossier's edition was published."""
    signed = viewed.document.date
    return signed is not None and case.edition.id.isdigit() and signed.year < int(case.edition.id)


def _is_numbered_by(edition: Edition, one: NumberedName) -> bool:
    return one.number in _numbers_of(edition.id, one.name)


@lru_cache(maxsize=4096)
def _numbers_of(edition_id: str, name: str) -> frozenset[int]:
    """Return the numbers of the indicators that a name names in an edition."""
    mentions = lexicon_of(load_edition(edition_id)).find(name)
    return frozenset(mention.number for mention in mentions if mention.component is None)


def _finding(case: Case, viewed: ViewedDocument, other: Edition, wrong: list[NumberedName]) -> Finding:
    file = viewed.document.file
    shown = "、".join(f"{one.number} {one.name}" for one in wrong[:4])
    more = f"等{len(wrong)}处" if len(wrong) > 4 else ""
    right = "、".join(
        f"{one.name}应为{min(numbers)}" for one in wrong[:4] if (numbers := _numbers_of(case.edition.id, one.name))
    )
    return Finding(
        check=CHECK,
        severity="warning",
        files=(file,),
        expected=f"按{case.edition.id}年版编号" + (f"：{right}" if right else ""),
        found=shown,
        message=f"{file} 的指标编号是{other.id}年版的（{shown}{more}），本档案用{case.edition.id}年版",
        advice="请按本次复核使用的指标体系重新编号。",
        locators=tuple(one.locator for one in wrong),
        **about_document(case, viewed),
    )
