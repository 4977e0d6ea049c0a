"""The checks of eligibility: each fault is found, its innocent look-alike is not."""

from datetime import date
from typing import Any

import pytest

from pipeline.checks import (
    draft,
    expired,
    no_signature,
    out_of_period,
    requirement_unmet,
    security_mark,
    superseded,
    unconfirmed,
    wrong_issuer,
)
from pipeline.coverage.succession import essence
from schemas.locator import PageLocator
from schemas.particulars import Citation, Mark, Particulars, SecurityMark, Validity

PLACE = PageLocator(page=1)
DRAFT = Particulars(draft_mark=Mark(word="征求意见稿", text="（征求意见稿）", locator=PLACE))


def valid(end: date | None) -> Particulars:
    return Particulars(validity=Validity(start=None, end=end, text="有效期三年", locator=PLACE))


class TestSecurityMark:
    @pytest.mark.parametrize(
        ("word", "severity"), [("绝密", "error"), ("机密", "error"), ("秘密", "error"), ("内部", "warning")]
    )
    def test_a_marked_document(self, county: Any, word: Any, severity: str) -> None:
        marked = Particulars(security_mark=SecurityMark(word=word, text=f"{word}★1年", locator=PLACE))
        result = security_mark.run(county.case(county.document("甲", particulars=marked), county.document("乙")))
        assert [(finding.severity, finding.files) for finding in result.findings] == [(severity, ("甲",))]
        assert result.looked_at == 2


class TestDraft:
    def test_a_draft_is_no_evidence(self, county: Any, flat: Any) -> None:
        case = county.case(county.document("办法", county.tag("plan"), kind="plan", particulars=DRAFT))
        assert flat(draft.run(case)) == ["error plan None"]
        assert case.evidence("plan", None) == ()

    def test_with_the_final_text_it_is_only_told(self, county: Any, flat: Any) -> None:
        drafted = county.document(
            "a", county.tag("plan"), title="临溪县规划（征求意见稿）", kind="plan", particulars=DRAFT
        )
        final = county.document("b", county.tag("plan"), title="关于印发《临溪县规划》的通知", kind="plan")
        assert flat(draft.run(county.case(drafted, final))) == ["info plan None"]

    def test_a_draft_that_names_no_measure_is_asked_about(self, county: Any, flat: Any) -> None:
        assert flat(draft.run(county.case(county.document("办法", particulars=DRAFT)))) == ["warning None None"]


class TestExpired:
    def plan(self, county: Any, end: date | None, file: str = "预案", **more: Any) -> Any:
        given = {"kind": "plan", "date": date(2018, 6, 15), "particulars": valid(end)} | more
        return county.document(file, county.tag("emergency"), **given)

    @pytest.mark.parametrize(
        ("end", "expected"),
        [
            (date(2021, 6, 14), ["warning emergency 2022"]),
            (date(2019, 6, 14), ["error emergency 2020"]),
            (date(2022, 12, 31), []),
            (None, []),
        ],
    )
    def test_years_after_the_end(self, county: Any, flat: Any, end: date | None, expected: list[str]) -> None:
        assert flat(expired.run(county.case(self.plan(county, end)))) == expected

    def test_another_one_held_in_those_years(self, county: Any) -> None:
        old = self.plan(county, date(2021, 6, 14))
        new = self.plan(county, date(2024, 6, 1), "新预案", title="预案（2021年修订版）", date=date(2021, 6, 1))
        result = expired.run(county.case(old, new))
        assert (result.outcome, result.looked_at) == ("passed", 2)

    def test_a_plan_for_another_matter_does_not_stand_in(self, county: Any) -> None:
        old = self.plan(county, date(2021, 6, 14), title="突发环境事件应急预案")
        other = self.plan(county, date(2024, 6, 1), "乙", title="水源地突发环境事件应急预案", date=date(2021, 6, 1))
        assert len(expired.run(county.case(old, other)).findings) == 1

    def test_a_report_with_numbers_does_not_expire(self, county: Any) -> None:
        summary = county.document("总结", county.tag("sewage_town"), kind="plan", particulars=valid(date(2020, 1, 1)))
        assert not expired.run(county.case(summary)).findings


class TestSuperseded:
    @pytest.mark.parametrize(
        ("title", "named"),
        [
            ("关于印发《临溪县河长制工作方案》的通知", "临溪县河长制工作方案"),
            ("临溪县河长制工作方案（修订）", "临溪县河长制工作方案"),
            ("临溪县水利局关于修订〈临溪县河长制工作方案〉的通知", "临溪县河长制工作方案"),
            ("临溪县2021年统计公报（摘编）", "临溪县2021年统计公报摘编"),
        ],
    )
    def test_what_a_title_names(self, title: str, named: str) -> None:
        assert essence(title) == named

    def rule(self, county: Any, file: str, title: str, year: int, **more: Any) -> Any:
        given = {"kind": "regulation", "date": date(year, 3, 1), "doc_number": f"临政发〔{year}〕1号"} | more
        return county.document(file, county.tag("river_chief"), title=title, issuer="临溪县人民政府", **given)

    def test_the_same_rule_later(self, county: Any) -> None:
        old, new = (
            self.rule(county, "旧", "临溪县河长制办法", 2016),
            self.rule(county, "新", "临溪县河长制办法（修订）", 2021),
        )
        (finding,) = superseded.run(county.case(old, new)).findings
        assert (finding.severity, finding.files) == ("warning", ("旧", "新"))

    def test_a_later_rule_says_so(self, county: Any) -> None:
        said = Citation(title="临溪县巡河制度", doc_number=None, quote="同时废止", locator=PLACE)
        new = self.rule(county, "新", "临溪县河长制办法", 2019, particulars=Particulars(repeals=(said,)))
        case = county.case(self.rule(county, "旧", "临溪县巡河制度", 2016), new)
        assert len(superseded.run(case).findings) == 1
        # replaced before the review years began
        assert [viewed.document.file for viewed in case.evidence("river_chief", None)] == ["新"]

    def test_two_years_reports_stand_side_by_side(self, county: Any) -> None:
        reports = [
            county.document(
                str(year), county.tag("river_chief"), title="河长制工作总结", kind="summary", date=date(year, 3, 1)
            )
            for year in (2021, 2022)
        ]
        assert not superseded.run(county.case(*reports)).findings


class TestOutOfPeriod:
    def late(self, county: Any, cutoff: date | None, **more: Any) -> list[Any]:
        viewed = county.document("总结", county.tag("river_chief"), kind="summary", **more)
        view = county.view(viewed)
        dossier = view.dossier.model_copy(update={"cutoff": cutoff})
        from pipeline.coverage.case import Case

        case = Case(view.model_copy(update={"dossier": dossier}))
        return [out_of_period.run(case), case]

    def test_after_the_cut_off_it_does_not_count(self, county: Any, flat: Any) -> None:
        result, case = self.late(county, date(2023, 3, 31), date=date(2023, 4, 1))
        assert flat(result) == ["error river_chief None"]
        assert case.evidence("river_chief", None) == ()

    @pytest.mark.parametrize("cutoff", [None, date(2023, 4, 1)])
    def test_in_time(self, county: Any, cutoff: date | None) -> None:
        result, case = self.late(county, cutoff, date=date(2023, 4, 1))
        assert result.outcome == "passed"
        assert case.evidence("river_chief", None)

    @pytest.mark.parametrize(
        ("signed", "is_early"), [(date(2022, 11, 20), True), (date(2022, 12, 30), False), (date(2023, 1, 9), False)]
    )
    def test_a_report_on_a_year_not_over(self, county: Any, signed: date, is_early: bool) -> None:
        result, _ = self.late(county, None, date=signed, years=(2022, 2022))
        assert len(result.findings) == is_early


class TestNoSignature:
    @pytest.mark.parametrize(
        ("issuer", "signed", "found"),
        [(None, None, "没有出具单位和日期"), ("县水利局", None, "没有日期"), ("县水利局", date(2022, 1, 1), None)],
    )
    def test_a_certificate(self, county: Any, issuer: str | None, signed: date | None, found: str | None) -> None:
        paper = county.document("证明", county.tag("river_chief"), kind="certificate", issuer=issuer, date=signed)
        assert [finding.found for finding in no_signature.run(county.case(paper)).findings] == (
            [found] if found else []
        )

    def test_a_table_needs_none(self, county: Any) -> None:
        table = county.document("表", county.tag("river_chief"), kind="statistics")
        assert no_signature.run(county.case(table)).outcome == "not_applicable"


class TestUnconfirmed:
    @pytest.mark.parametrize(("state", "expected"), [("proposed", ["info plan None"]), ("confirmed", [])])
    def test_only_proposed(self, county: Any, flat: Any, state: str, expected: list[str]) -> None:
        paper = county.document("规划", county.tag("plan", state=state))
        assert flat(unconfirmed.run(county.case(paper))) == expected


class TestWrongIssuer:
    def paper(self, county: Any, issuer: str | None) -> Any:
        return county.document("表", county.tag("sewage_town"), issuer=issuer, kind="statistics")

    @pytest.mark.parametrize(
        "issuer",
        ["临溪县住房和城乡建设局", "县住建局", "临溪县人民政府办公室", "县水利局", "县财政局、县住房和城乡建设局"],
    )
    def test_accepted(self, county: Any, issuer: str) -> None:
        entries = (county.entry("sewage_town", lead_units=("县水利局",)),)
        result = wrong_issuer.run(county.case(self.paper(county, issuer), entries=entries))
        assert (result.outcome, result.looked_at) == ("passed", 1)

    def test_another_trade(self, county: Any, flat: Any) -> None:
        entries = (county.entry("sewage_town", lead_units=("县住房和城乡建设局",)),)
        case = county.case(self.paper(county, "县文化广电和旅游局"), entries=entries)
        assert flat(wrong_issuer.run(case)) == ["warning sewage_town None"]

    def test_a_person_may_accept_it(self, county: Any) -> None:
        entries = (county.entry("sewage_town", lead_units=(), accepted_issuers=("县文化广电和旅游局",)),)
        case = county.case(self.paper(county, "县文化广电和旅游局"), entries=entries)
        assert not wrong_issuer.run(case).findings

    def test_an_unknown_issuer_is_not_judged(self, county: Any) -> None:
        assert wrong_issuer.run(county.case(self.paper(county, None))).outcome == "not_applicable"


class TestRequirementUnmet:
    def test_a_plan_without_resolution(self, county: Any) -> None:
        paper = county.document(
            "规划", county.tag("plan"), title="临溪县生态文明建设规划", kind="plan", date=date(2018, 1, 1)
        )
        (finding,) = requirement_unmet.run(county.case(paper)).findings
        assert finding.severity == "warning"
        assert "决议" in finding.expected
        assert "规划文本" not in finding.expected

    def test_numbers_stated_anywhere_fill_the_slot_that_must_carry_them(self, county: Any) -> None:
        def stated(*years: int) -> Any:
            names = ("城镇污水达标排放量", "城镇污水排放总量")
            facts = [
                county.fact("sewage_town", year, "9", "万吨", name=name, role="component")
                for year in years
                for name in names
            ]
            paper = county.document("总结", county.tag("sewage_town"), facts=facts, kind="summary", title="工作总结")
            (finding,) = requirement_unmet.run(county.case(paper)).findings
            return finding.expected

        assert "污水处理统计" not in stated(2020, 2021, 2022)
        assert "2022年的城镇污水处理统计" in stated(2020, 2021)

    def test_a_measure_without_evidence_is_another_checks(self, county: Any) -> None:
        assert requirement_unmet.run(county.case()).outcome == "not_applicable"
