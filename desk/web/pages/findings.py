"""问题: what does not hold, whom to ask, what was answered."""

import zipfile
from collections import defaultdict
from io import BytesIO
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query
from starlette.responses import Response

from desk.commands.day import view_of
from desk.web.downloads import attachment
from desk.web.issue_lists import IssueList
from desk.web.moments import moment, today_of
from desk.web.visit import Posted, Visit, Visiting, field
from pipeline.reports.assessment import assess
from pipeline.reports.assessment_paper import assessment_paper
from pipeline.reports.chase import chases
from pipeline.reports.chase_letter import chase_letter, safe_file_name
from pipeline.reports.gap import FORMATS
from pipeline.reports.gathered import NOBODY, Gathered
from schemas.answer import Answer
from schemas.errors import UsageError
from schemas.finding import Waiver

router = APIRouter()

Word = Annotated[str, Query(max_length=100)]
MAX_TEXT_CHARS = 2000
ISSUES_A_PAGE = 50
# of more, the gap report is the paper to print
MOST_ON_A_PAGE = 500


@router.get("/findings", name="findings", include_in_schema=False)
def findings(
    visit: Visiting,
    unit: Word = "",
    indicator: Annotated[int, Query(ge=0, le=999)] = 0,
    severity: Word = "",
    waived: bool = False,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    whole: bool = False,
) -> Response:
    """List the findings that the person sees, by unit, indicator, severity."""
    seen = _seen(visit)
    chosen = [
        issue
        for issue in seen.by_waiver[waived]
        if (not unit or unit in (issue.units or (NOBODY,)))
        and (not indicator or issue.finding.indicator == indicator)
        and (not severity or issue.finding.severity == severity)
    ]
    is_whole = whole and len(chosen) <= MOST_ON_A_PAGE
    shown = chosen if is_whole else chosen[(page - 1) * ISSUES_A_PAGE : page * ISSUES_A_PAGE]
    return visit.page(
        "findings.html.j2",
        issues=shown,
        found=len(chosen),
        pages=1 if is_whole else -(-len(chosen) // ISSUES_A_PAGE),
        page=page,
        a_page=ISSUES_A_PAGE,
        most=MOST_ON_A_PAGE,
        chosen={"unit": unit, "indicator": indicator, "severity": severity, "waived": str(waived).lower()},
        seen=seen,
        answers=_answers(visit),
        chased=seen.chased if visit.reach.is_whole else (),
        moment=moment,
    )


@router.post("/findings/waive", name="do_waive", include_in_schema=False)
def do_waive(visit: Visiting, form: Posted) -> Response:
    """Let a finding stand, for a reason."""
    key, reason = _key(visit, field(form, "key")), field(form, "reason")
    if not reason or len(reason) > MAX_TEXT_CHARS:
        raise UsageError("没有写明理由", "理由会写入报告，供审核人员查看。")
    word = Waiver(key=key, reason=reason, by=visit.person.name, at=visit.office.clock())
    visit.office.archive.catalogue.waive(visit.workplace.dossier.id, word)
    return visit.go_to("/findings", "已豁免；重新检查后不再列为待处理。")


@router.post("/findings/withdraw", name="do_withdraw", include_in_schema=False)
def do_withdraw(visit: Visiting, form: Posted) -> Response:
    """Let a finding stand no longer."""
    catalogue, dossier = visit.office.archive.catalogue, visit.workplace.dossier.id
    key = field(form, "key")
    if key not in {waiver.key for waiver in catalogue.waivers(dossier)}:
        raise UsageError("没有这项豁免", "请刷新页面。")
    catalogue.withdraw_waiver(dossier, key, visit.person.name, visit.office.clock())
    return visit.go_to("/findings?waived=true", "已撤回豁免；重新检查后列为待处理。")


@router.post("/findings/answer", name="do_answer", include_in_schema=False)
def do_answer(visit: Visiting, form: Posted) -> Response:
    """Keep a unit's answer as a draft, or send it."""
    key, text = _key(visit, field(form, "key")), field(form, "text")
    is_sent = field(form, "deed") == "send"
    if len(text) > MAX_TEXT_CHARS or (is_sent and not text):
        raise UsageError("没有写答复", f"答复不超过 {MAX_TEXT_CHARS} 字。")
    answer = Answer(
        key=key, unit=visit.reach.unit, by=visit.person.name, at=visit.office.clock(), text=text, is_sent=is_sent
    )
    visit.office.answers.write(visit.workplace.dossier.id, answer)
    return visit.go_to("/findings", "答复已发出。" if is_sent else "已存为草稿，只有本单位能看到。")


@router.get("/findings/gap/{kind}", name="gap_report", include_in_schema=False)
def gap_report(visit: Visiting, kind: Literal["xlsx", "docx", "html"]) -> Response:
    """Hand out the gap report."""
    suffix = f".{kind}"
    return attachment(FORMATS[suffix](_told(visit)), "缺口报告", suffix)


@router.get("/findings/chase", name="chase_letter", include_in_schema=False)
def chase(visit: Visiting, unit: Word = "") -> Response:
    """Hand out the letter to one unit, or those to all of them in one .zip."""
    told = _told(visit)
    found = [one for one in chases(told) if unit in ("", one.unit)]
    if not found:
        raise HTTPException(404)
    if unit:
        return attachment(chase_letter(told, found[0]), f"催办单（{found[0].unit}）", ".docx")
    packed, names = BytesIO(), list[str]()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as letters:
        for one in found:
            names.append(safe_file_name(one.unit, names))
            letters.writestr(names[-1], chase_letter(told, one))
    return attachment(packed.getvalue(), "催办单", ".zip")


@router.get("/findings/assessment", name="self_assessment", include_in_schema=False)
def self_assessment(visit: Visiting) -> Response:
    """Hand out the draft of the self-assessment report."""
    told = _told(visit)
    content = assessment_paper(told, assess(told, view_of(visit.workplace, today_of(visit))))
    return attachment(content, "自评估报告（草稿）", ".docx")


def _told(visit: Visit) -> Gathered:
    told = visit.office.told()
    if told is None:
        raise UsageError("还没有检查结果", "正在做第一次检查，请稍后再来。")
    return told


def _seen(visit: Visit) -> IssueList:
    return visit.office.issues.get(_told(visit), visit.reach)


def _key(visit: Visit, key: str) -> str:
    """Return the key of a finding that the person sees; raises UsageError for any other."""
    if key not in _seen(visit).keys:
        raise UsageError("这个问题已不存在，或内容已变化", "请刷新页面。")
    return key


def _answers(visit: Visit) -> dict[str, list[Answer]]:
    by_key: dict[str, list[Answer]] = defaultdict(list)
    for answer in visit.office.answers.seen_by(visit.workplace.dossier.id, visit.reach.unit):
        by_key[answer.key].append(answer)
    return by_key
