"""Finds evidence issued by a unit that is no accepted source for its indicator."""

import re

from pipeline.checks import about, about_document, conclude, label, proven_by
from pipeline.coverage.case import Case
from pipeline.coverage.values import WHOLE_COUNTY
from pipeline.coverage.years import fits, slots_of
from pipeline.units.same import same_unit
from schemas.edition import Indicator
from schemas.finding import CheckResult, Finding
from schemas.view import ViewedDocument

CHECK = "wrong-issuer"
TITLE = "出具单位不符"
SCOPE = "document"
# the county's own party committee, government and congress may speak of anything
# more wrong measures of one paper make it a summary
_MOST_SINGLY = 2
_FEWEST_LISTED = 3
_ANYTHING = ("人民政府", "政府办", "委员会办公室", "县委", "区委", "市委", "旗委", "州委", "人大", "人民代表大会")
# 白沙镇水利站, not 县城乡建设局 or 县乡镇供水管理站
_TOWN = re.compile(
    r"(?:镇|乡|苏木)(?:人民)?政府|街道(?:办事处)?$"
    r"|(?:(?<![城乡集村])镇|(?<!城)乡(?![镇村])|苏木|街道)[一-龥]{0,12}(?:站|所|办公室|服务中心)$"
)
# a body of a trade or a firm is no office, whatever its name says it deals with: 畜牧业协会, 水务有限公司
_NO_OFFICE = re.compile(
    r"(?:协会|学会|商会|行会|联合会|联合社|促进会|研究会|合作社|公司|集团|厂|企业|事务所|工作室|基金会|经营部|门市部|商行|养殖场)$"
)
# what was measured may be a laboratory's report
_LABORATORY = re.compile(r"[监检]测")
_WHOLE = re.compile(r"全[县区旗市]|[县市]域")


def run(case: Case) -> CheckResult:
    """Look at every document with a known issuer that proves a measure whose sources the edition names.

    Accepted are the edition's kinds of unit, the dossier's lead and cooperating units, those that it accepts beside
    them (accepted_issuers), party and government as a whole; older and shorter names of a unit count as the unit. A
    summary of many indicators is told once.
    """
    looked_at = 0
    findings: list[Finding] = []
    for viewed in case.readable:
        wrong: list[tuple[Indicator, int | None, tuple[str, ...]]] = []
        accepted: set[str] = set()
        for indicator_id, sub in proven_by(viewed):
            indicator = case.edition.by_id(indicator_id)
            wanted = _words(viewed, indicator, sub)
            if not viewed.document.issuer or _is_only_listed(viewed, indicator):
                continue
            looked_at += bool(wanted)
            if not wanted or _is_accepted(case, viewed, viewed.document.issuer, indicator, wanted):
                accepted.add(indicator_id)
            else:
                wrong.append((indicator, sub, wanted))
        wrong = [one for one in wrong if not _is_side_matter(viewed, one[0], accepted)]
        if len(wrong) > _MOST_SINGLY:
            findings.append(_of_summary(case, viewed, wrong))
        else:
            findings += [_finding(case, viewed, *one) for one in wrong]
    return conclude(CHECK, TITLE, looked_at, findings, "没有一份写明出具单位的证明材料。")


def _words(viewed: ViewedDocument, indicator: Indicator, sub: int | None) -> tuple[str, ...]:
    """Return the parts of names that sources of such a document have, () where any unit will do.

    They are those of the slots that it fills, else those of all slots of the measure. Any unit will do for papers
    behind a number (联单, 处置合同), not for the number itself.
    """
    slots = slots_of(indicator, sub)
    filled = [slot for slot in slots if fits(viewed, slot)]
    if any(slot.issuers for slot in filled) and _states(viewed, indicator, sub):
        filled = [slot for slot in filled if slot.issuers]
    if any(not slot.issuers for slot in filled):
        return ()
    return tuple(dict.fromkeys(word for slot in (filled or slots) for word in slot.issuers))


def _states(viewed: ViewedDocument, indicator: Indicator, sub: int | None) -> bool:
    """Tell whether a document states the measure itself for the county as a whole."""
    name = indicator.measure(sub).name
    return any(
        (fact.indicator_id, fact.sub, fact.name, fact.role) == (indicator.id, sub, name, "actual")
        and fact.subject in WHOLE_COUNTY
        for fact in viewed.facts
    )


def _is_only_listed(viewed: ViewedDocument, indicator: Indicator) -> bool:
    """Tell whether a paper names an indicator in a list of several and states no number for it."""
    named = viewed.particulars.numbered_names if viewed.particulars else ()
    return len(named) >= _FEWEST_LISTED and all(fact.indicator_id != indicator.id for fact in viewed.facts)


def _is_side_matter(viewed: ViewedDocument, indicator: Indicator, accepted: set[str]) -> bool:
    """Tell whether a paper states nothing for an indicator, while another that it proves is its office's own.

    污泥安全处置 in a certificate on the sewage works is no evidence for dangerous waste that anybody relies on.
    """
    return bool(accepted - {indicator.id}) and all(fact.indicator_id != indicator.id for fact in viewed.facts)


def _is_a_towns(case: Case, viewed: ViewedDocument) -> bool:
    """Tell whether a town's office speaks for the whole county, which it may call by its name."""
    units = (viewed.document.issuer or "").split("、")
    if not all(_TOWN.search(unit) for unit in units):
        return False
    words = [viewed.document.title or "", *(fact.quote for fact in viewed.facts)]
    own = re.compile(rf"{re.escape(case.dossier.county)}(?![一-龥]{{2,5}}(?:镇|乡|街道))")
    return any(_WHOLE.search(text) or own.search(text) for text in words)


def _is_accepted(
    case: Case, viewed: ViewedDocument, issuer: str, indicator: Indicator, wanted: tuple[str, ...]
) -> bool:
    if _is_a_towns(case, viewed):
        return False
    units = issuer.split("、")
    if any(word in unit for unit in units if _is_office(unit) for word in (*wanted, *_ANYTHING)):
        return True
    entry = case.dossier.entry(indicator.id)
    named = (*entry.lead_units, *entry.cooperating_units, *entry.accepted_issuers) if entry else ()
    return any(same_unit(unit, name, case.dossier) for unit in units for name in named)


def _is_office(unit: str) -> bool:
    """Tell whether a unit may be one of those whose matters its name tells; a firm deals with them for itself."""
    return _NO_OFFICE.search(unit) is None or _LABORATORY.search(unit) is not None


def _of_summary(
    case: Case, viewed: ViewedDocument, wrong: list[tuple[Indicator, int | None, tuple[str, ...]]]
) -> Finding:
    issuer, names = viewed.document.issuer or "", [label(indicator, sub) for indicator, sub, _ in wrong]
    return Finding(
        check=CHECK,
        severity="warning",
        files=(viewed.document.file,),
        expected=f"{len(wrong)}项指标各由主管单位出具",
        found=issuer,
        message=f"{viewed.document.file} 由{issuer}出具，汇总了{len(wrong)}项不由它统计的指标：{'、'.join(names)}",
        advice="汇总材料可作说明，请另附各主管单位出具的原始材料。",
        **about_document(case, viewed),
    )


def _finding(
    case: Case, viewed: ViewedDocument, indicator: Indicator, sub: int | None, wanted: tuple[str, ...]
) -> Finding:
    issuer = viewed.document.issuer or ""
    return Finding(
        check=CHECK,
        severity="warning",
        files=(viewed.document.file,),
        expected=f"{'、'.join(wanted[:4])}等单位出具",
        found=issuer,
        message=f"{label(indicator, sub)}：{viewed.document.file} 由{issuer}出具，"
        f"一般应由{'、'.join(wanted[:4])}等单位出具",
        advice="请改用主管单位出具的材料；本县确由该单位负责的，在 dossier.yaml 的 accepted_issuers 中写明。",
        **about(case, indicator.id, sub),
    )
