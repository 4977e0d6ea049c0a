"""Finds indicators and units that the dossier's papers name in different ways."""

import re
from collections.abc import Iterator

from pipeline.checks import about, about_document, conclude, label
from pipeline.coverage.case import Case
from pipeline.numbers.shadow import shadow
from pipeline.units.reform import name_after_reform
from schemas.dossier import IndicatorEntry
from schemas.edition import Indicator
from schemas.finding import CheckResult, Finding
from schemas.view import ViewedDocument

CHECK = "name-mismatch"
TITLE = "名称不一致"
_REMARK = re.compile(r"\([^()]*\)")


def run(case: Case) -> CheckResult:
    """Look at the names of the plan's indicators, and at the issuers of documents signed after the reform of 2019."""
    entries = [(entry, case.edition.by_id(entry.id)) for entry in case.dossier.indicators]
    signed = [viewed for viewed in case.readable if viewed.document.issuer and viewed.document.date]
    findings = [*_of_indicators(case, entries), *_of_units(case, signed)]
    return conclude(CHECK, TITLE, len(entries) + len(signed), findings, "没有可以核对的名称。")


def _of_indicators(case: Case, entries: list[tuple[IndicatorEntry, Indicator]]) -> Iterator[Finding]:
    for entry, indicator in entries:
        known = {_plain(name) for name in (indicator.name, *indicator.aliases)}
        if _plain(entry.name) not in known:
            yield Finding(
                check=CHECK,
                severity="info",
                expected=indicator.name,
                found=entry.name,
                message=f"{label(indicator, None)}：任务分解表写作“{entry.name}”",
                advice="请统一使用指标体系中的名称。",
                **about(case, indicator.id, None),
            )


def _of_units(case: Case, signed: list[ViewedDocument]) -> Iterator[Finding]:
    """Yield a finding for each document signed with a name that the reform ended, unless the dossier has it."""
    known = {unit.name for unit in case.dossier.units}
    for viewed in signed:
        document = viewed.document
        for unit in (document.issuer or "").split("、"):
            new = name_after_reform(unit, document.date) if document.date else None
            if new is not None and unit not in known:
                yield Finding(
                    check=CHECK,
                    severity="warning",
                    files=(document.file,),
                    expected=new,
                    found=unit,
                    message=f"{document.file} 成文于{document.date}，署名仍是{unit}，该单位机构改革后名称为{new}",
                    advice="请出具单位以现名称重新出具或说明。",
                    **about_document(case, viewed),
                )


def _plain(name: str) -> str:
    """Return a name without punctuation, blanks, remarks in parentheses."""
    name = _REMARK.sub("", shadow(name).text)
    return "".join(character for character in name if character.isalnum())
