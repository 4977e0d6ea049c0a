"""What nobody thought of in a document must not cost the report, nor be taken for a fault."""

from decimal import Decimal
from typing import Any

import pytest

from pipeline.checker import outcome_of, results_of, run_checks
from pipeline.checks import all_checks
from pipeline.coverage.case import Case
from pipeline.coverage.duties import unit_in_path
from pipeline.reports.gap.wording import outcome_words
from pipeline.units.county import county_names
from schemas.claims import Amount, Ratio
from schemas.dossier import Unit
from schemas.errors import BrokenFile, StoreDamaged
from schemas.finding import CheckResult, Report
from schemas.locator import PageLocator
from schemas.particulars import Particulars

LONG = "9" * 60


def outcomes(report: Report) -> set[str]:
    return {result.check for result in report.results if result.outcome == "could_not_run"}


def test_a_check_that_falls_says_so_and_costs_no_other_check(county: Any) -> None:
    tag = county.tag("sewage_town").model_copy(update={"indicator_id": "of-no-edition"})
    odd = county.document("县水利局/甲.pdf", tag, issuer="县水利局")
    report = run_checks(county.view(odd))
    fallen = next(result for result in report.results if result.check == "wrong-issuer")
    assert fallen.outcome == "could_not_run"
    assert [(one.outcome, one.severity, bool(one.key)) for one in fallen.findings] == [
        ("could_not_run", "warning", True)
    ]
    assert "of-no-edition" in fallen.reason
    assert "未能运行" in outcome_words(fallen)
    assert next(result for result in report.results if result.check == "missing-evidence").findings


class Falls:
    """A check of one indicator at a time that falls over one indicator."""

    CHECK, TITLE, SCOPE = "falls", "会中断的检查", "indicator"

    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    def run(self, case: Case) -> CheckResult:
        if [indicator.id for indicator in case.edition.indicators] == ["sewage_town"]:
            raise self.fault
        return CheckResult(check=self.CHECK, title=self.TITLE, outcome="passed", looked_at=1)


def test_the_indicator_is_named(county: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("parts", "whole"):
        monkeypatch.setattr(f"pipeline.checker.{module}.all_checks", lambda: (Falls(ValueError("奇怪的数")),))
    places = [
        county.fact(of, 2021, "90", subject=town) for of in ("sewage_town", "air") for town in ("", "甲镇", "乙镇")
    ]
    (result,) = results_of(county.view(county.document("甲.docx", facts=places)))
    number = county.edition.by_id("sewage_town").number
    assert (result.outcome, result.looked_at) == ("could_not_run", 4)
    assert [finding.indicator for finding in result.findings] == [number]
    assert "奇怪的数" in result.reason


def part_of(county: Any) -> Case:
    """The part of an indicator that a check may fall over."""
    edition = county.edition.model_copy(update={"indicators": (county.edition.by_id("sewage_town"),)})
    return Case(county.view().model_copy(update={"edition": edition}))


@pytest.mark.parametrize("fault", [ArithmeticError(), KeyError("x"), BrokenFile("坏了"), ValueError()])
def test_what_a_document_may_cause_is_caught(county: Any, fault: Exception) -> None:
    part = part_of(county)
    assert outcome_of(Falls(fault), part).outcome == "could_not_run"


@pytest.mark.parametrize("fault", [TypeError(), AttributeError(), StoreDamaged("坏了")])
def test_what_only_the_program_or_the_store_may_cause_is_raised(county: Any, fault: Exception) -> None:
    part = part_of(county)
    with pytest.raises(type(fault)):
        outcome_of(Falls(fault), part)


def test_a_year_without_a_single_good_day(county: Any) -> None:
    days = {"unit": "天", "sub": 1, "name": "优良天数", "role": "component"}
    facts = [
        county.fact("air", 2020, "0", **days),
        county.fact("air", 2021, "361", **days),
        county.fact("air", 2021, "3.3", sub=1, role="change"),
    ]
    report = run_checks(county.view(county.document("甲.pdf", county.tag("air", 1), facts=facts)))
    assert not outcomes(report)
    assert "change-mismatch" not in {finding.check for finding in report.findings}


def amount(value: str, unit: str) -> Amount:
    return Amount(value=Decimal(value), unit=unit, raw=value, locator=PageLocator(page=1))


def test_numbers_of_sixty_digits_are_recomputed_and_shown(county: Any) -> None:
    ratio = Ratio(
        name="甲", numerator=amount(LONG, "个"), denominator=amount("12", "个"), stated=amount("95", "%"), quote="甲"
    )
    days = {"unit": "天", "sub": 1, "role": "component"}
    facts = [
        county.fact("air", 2021, LONG, name="优良天数", **days),
        county.fact("air", 2021, "361", name="有效监测天数", **days),
        county.fact("air", 2021, "93.3", sub=1),
        county.fact("air", 2022, LONG, sub=1),
        county.fact("air", 2022, "3.3", sub=1, role="change"),
    ]
    document = county.document("甲.pdf", county.tag("air", 1), facts=facts, particulars=Particulars(ratios=(ratio,)))
    report = run_checks(county.view(document))
    assert not outcomes(report)
    assert {"rate-mismatch", "out-of-bounds"} <= {finding.check for finding in report.findings}


def test_a_number_beyond_all_numbers(county: Any) -> None:
    days = {"unit": "天", "sub": 1, "role": "component"}
    facts = [
        county.fact("air", 2021, "1E+999999", name="优良天数", **days),
        county.fact("air", 2021, "1E-999999", name="有效监测天数", **days),
        county.fact("air", 2021, "93.3", sub=1),
    ]
    report = run_checks(county.view(county.document("甲.pdf", county.tag("air", 1), facts=facts)))
    assert not outcomes(report)


def test_a_sub_indicator_that_the_edition_does_not_have(county: Any) -> None:
    fact = county.fact("air", 2021, "95", sub=1).model_copy(update={"sub": 9})
    report = run_checks(county.view(county.document("甲.pdf", county.tag("air", 1), facts=[fact])))
    assert not outcomes(report)


@pytest.mark.parametrize("blank", ["", " "])
def test_a_blank_alias_names_nobody(county: Any, blank: str) -> None:
    document = county.document("外县材料/甲.pdf", county.tag("air", 1), issuer="青山县水利局", title="青山县水质公报")
    view = county.view(document)
    units = (Unit(name="县水利局", aliases=(blank,)),)
    dossier = view.dossier.model_copy(update={"aliases": (blank,), "units": units})
    assert blank not in county_names(dossier)
    assert unit_in_path(dossier, document.document.file) == ""
    assert not Case(view.model_copy(update={"dossier": dossier})).evidence("air", 1)


def test_no_check_passes_without_having_looked_at_anything(county: Any) -> None:
    unread = county.document("甲.pdf", status="unreadable", title=None)
    for view in (county.view(), county.view(unread), county.view(unread, years=())):
        for result in run_checks(view).results:
            assert result.looked_at or result.outcome == "not_applicable", result.check
    assert len(all_checks()) >= 30
