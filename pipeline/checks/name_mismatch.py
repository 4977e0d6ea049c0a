"""Finds indicators and units that the dossier's papers name in different ways."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from pipeline.checks import about, about_document, conclude, label
from pipeline.checks.likeness.texts import alike
from pipeline.coverage.case import Case
from pipeline.lexicon import lexicon_of
from pipeline.numbers.shadow import shadow
from pipeline.units.reform import REFORM_DONE, name_after_reform, todays_name
from pipeline.units.same import may_be_one
from schemas.dossier import IndicatorEntry
from schemas.edition import Indicator
from schemas.finding import CheckResult, Finding
from schemas.particulars import NumberedName
from schemas.view import ViewedDocument

CHECK = "name-mismatch"
TITLE = "名称不一致"
SCOPE = "document"
_FEWEST_RIGHT = 2
_FEWEST_RIGHT_UNNUMBERED = 3
_ALIKE = 0.5
# among many names that are right the number tells which indicator is meant
# less is needed where the words themselves mark a name beside the number: 指标24“…”
_ALIKE_MARKED = 0.3
_MANY_RIGHT, _ALIKE_AMONG_RIGHT = 3, 0.15
_ALL_OTHERS = 4
_RATE = re.compile(r"(?:率|比例|占比|比重|幅度|指数|满意度|参与度)$")
_YEAR = re.compile(r"(?:19|20)\d\d年")  # a sentence, no name
_REMARK = re.compile(r"\([^()]*\)")


def run(case: Case) -> CheckResult:
    """Look at the names of indicators, in the plan, in lists, of the plan's units, of issuers after the reform."""
    entries = [(entry, case.edition.by_id(entry.id)) for entry in case.dossier.indicators if case.is_whole]
    signed = [viewed for viewed in case.readable if viewed.document.issuer and viewed.document.date]
    numbered = [viewed for viewed in case.readable if viewed.particulars and viewed.particulars.numbered_names]
    units = [unit.name for unit in case.dossier.units] if case.is_whole else []
    findings = [*_of_indicators(case, entries), *_of_plan_units(case, units)]
    findings += [*_of_units(case, signed), *_of_lists(case, numbered)]
    looked_at = len(entries) + len(units) + len(signed) + len(numbered)
    return conclude(CHECK, TITLE, looked_at, findings, "没有可以核对的名称。")


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


def _of_plan_units(case: Case, units: list[str]) -> Iterator[Finding]:
    """Yield a finding for each two units of the dossier that look like one unit spelt in two ways."""
    for one, other in combinations(units, 2):
        if may_be_one(one, other, case.dossier):
            yield Finding(
                check=CHECK,
                severity="info",
                expected=one,
                found=other,
                message=f"责任单位中的“{one}”和“{other}”像是同一单位的两种写法",
                advice="确是同一单位的，请在 dossier.yaml 中只留一个，另一个写入它的 aliases，以免分开催办。",
            )


def _of_lists(case: Case, numbered: list[ViewedDocument]) -> Iterator[Finding]:
    """Yield a finding for each name in a document's list of indicators that is no name of that indicator.

    Only where at least two others of the list are named, and numbered, as the edition does. The name has to be much
    like the indicator's own, for what is wholly different is something else, unless nearly all others are right. So
    is the only one that names a component of another indicator: 27 城镇生活垃圾回收利用率.
    """
    if not numbered:
        return
    lexicon = lexicon_of(case.edition)
    indicators = {indicator.number: indicator for indicator in case.edition.indicators}
    for viewed in numbered:
        named = viewed.particulars.numbered_names if viewed.particulars else ()
        mentions = [lexicon.find(shadow(one.name).text) for one in named]
        known = [{mention.number for mention in found} for found in mentions]
        right = sum(one.number in numbers for one, numbers in zip(named, known, strict=True))
        listed = set[int]().union(*known)
        for one, numbers, parts in zip(named, known, mentions, strict=True):
            if numbers:
                indicator = indicators.get(one.number or 0) if all(part.component for part in parts) else None
                is_alone = right >= _MANY_RIGHT and len(named) - right == 1 and one.number not in listed
                if indicator is not None and is_alone and _likeness(one.name, indicator) >= _ALIKE_MARKED:
                    yield _of_row(case, viewed, indicator, one)
                continue
            if one.number is None:
                is_list = len(listed) >= _FEWEST_RIGHT_UNNUMBERED and 2 * sum(map(bool, known)) > len(named)
                indicator = _most_alike(case, one.name) if is_list else None
                if indicator is not None and indicator.number not in listed:
                    yield _of_row(case, viewed, indicator, one)
                continue
            indicator = indicators.get(one.number)
            least = _ALIKE_AMONG_RIGHT if right >= _MANY_RIGHT and 2 * right > len(named) else _ALIKE
            if right >= _FEWEST_RIGHT and len(named) - right == 1 and not _YEAR.search(one.name):
                least = min(least, _ALIKE_MARKED)
            is_listed = right >= _FEWEST_RIGHT and indicator is not None and one.number not in listed
            if one.is_sure and indicator is not None and one.number not in listed:
                is_listed, least = True, _ALIKE_MARKED
            if indicator is not None and (_is_not_meant(one.name, indicator) or _is_only_one_wrong(one, right, named)):
                least = 0.0
            if indicator is not None and is_listed and _likeness(one.name, indicator) >= least:
                yield _of_row(case, viewed, indicator, one)


def _most_alike(case: Case, name: str) -> Indicator | None:
    """Return the indicator whose name is most like another name, None where none is much like it."""
    found = max(case.edition.indicators, key=lambda indicator: _likeness(name, indicator))
    near = {_plain(words) for words in found.names_not_meant}
    return found if _likeness(name, found) >= _ALIKE and _plain(name) not in near else None


def _is_not_meant(name: str, indicator: Indicator) -> bool:
    """Tell whether a name is what is often taken for the indicator's: 农村自来水普及率 for 村镇饮用水卫生合格率."""
    measures = (indicator, *indicator.subs)
    return _plain(name) in {_plain(words) for measure in measures for words in measure.names_not_meant}


def _is_only_one_wrong(one: NumberedName, right: int, named: Sequence[NumberedName]) -> bool:
    """Tell whether a rate is the only name of a list whose others all stand beside their own numbers."""
    return right >= _ALL_OTHERS and len(named) - right == 1 and _RATE.search(_plain(one.name)) is not None


def _likeness(name: str, indicator: Indicator) -> float:
    return max(alike(_plain(name), _plain(own)) for own in (indicator.name, *indicator.aliases))


def _of_row(case: Case, viewed: ViewedDocument, indicator: Indicator, one: NumberedName) -> Finding:
    file = viewed.document.file
    place = "的指标表中" if one.number is None else f"的第{one.number}号"
    return Finding(
        check=CHECK,
        severity="warning",
        files=(file,),
        expected=indicator.name,
        found=one.name,
        message=f"{label(indicator, None)}：{file} {place}写作“{one.name}”，与指标名称不同，数值没有计入",
        advice="请统一使用指标体系中的名称；确属另一项统计的，请改填本指标的数值。",
        locators=(one.locator,),
        **about(case, indicator.id, None),
    )


def _of_units(case: Case, signed: list[ViewedDocument]) -> Iterator[Finding]:
    """Yield a finding for each document signed with a name that the reform ended, unless the dossier has it."""
    known = {unit.name for unit in case.dossier.units}
    for viewed in signed:
        document = viewed.document
        for unit in (document.issuer or "").split("、"):
            new = name_after_reform(unit, document.date) if document.date else None
            if new is None and (right := _name_in_dossier(case, unit, document.date)) is not None:
                yield _of_signer(case, viewed, unit, right)
            elif new is not None and unit not in known:
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


def _name_in_dossier(case: Case, unit: str, day: date | None) -> str | None:
    """Return what the dossier calls a unit of the county that signs with another usual name: 水务局, 水利局.

    None where it is the dossier's own name, an alias or a shorter form of it, or of no unit there.
    """
    matter = _matter(unit, case)
    if matter is None or day is None or day < REFORM_DONE:
        return None
    known = {name for one in case.dossier.units for name in (one.name, *one.aliases)}
    if {unit, f"县{matter}", f"区{matter}", f"市{matter}"} & known:
        return None
    for one in case.dossier.units:
        own = _matter(one.name, case)
        is_same = own is not None and own != matter and todays_name(own) == todays_name(matter)
        if is_same and own is not None and not _shortens(matter, own) and not _shortens(own, matter):
            return one.name
    return None


def _matter(unit: str, case: Case) -> str | None:
    """Return what a unit of the county looks after, by its name behind the county's."""
    return unit[len(case.dossier.county) :] or None if unit.startswith(case.dossier.county) else None


def _shortens(short: str, name: str) -> bool:
    """Tell whether all characters of a short form stand in a name in their order: 住建局, 住房和城乡建设局."""
    rest = iter(name)
    return all(character in rest for character in short)


def _of_signer(case: Case, viewed: ViewedDocument, unit: str, right: str) -> Finding:
    file = viewed.document.file
    return Finding(
        check=CHECK,
        severity="warning",
        files=(file,),
        expected=right,
        found=unit,
        message=f"{file} 署名为{unit}，档案中该单位的名称是{right}",
        advice="请核对单位名称；确有此称的，请在 dossier.yaml 的单位别名中写明。",
        **about_document(case, viewed),
    )


def _plain(name: str) -> str:
    """Return a name without punctuation, blanks, remarks in parentheses."""
    name = _REMARK.sub("", shadow(name).text)
    return "".join(character for character in name if character.isalnum())
