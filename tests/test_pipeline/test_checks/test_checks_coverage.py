"""missing-evidence, missing-year, missing-number: one finding a gap."""

from datetime import date
from typing import Any

from pipeline.checks import missing_evidence, missing_number, missing_year


def of(result: Any, indicator_id: str) -> list[Any]:
    return [finding for finding in result.findings if finding.indicator_id == indicator_id]


def everything(case: Any, indicator_id: str) -> list[str]:
    return [
        f"{finding.check} {finding.sub} {finding.year}"
        for check in (missing_evidence, missing_year, missing_number)
        for finding in of(check.run(case), indicator_id)
    ]


def test_nothing_at_all_is_one_finding(county: Any) -> None:
    case = county.case(entries=(county.entry("sewage_town"),))
    assert everything(case, "sewage_town") == ["missing-evidence None None"]
    (finding,) = of(missing_evidence.run(case), "sewage_town")
    assert (finding.severity, finding.unit) == ("error", "县水利局")
    assert "城镇污水处理统计表（载明城镇污水达标排放量、城镇污水排放总量）" in finding.advice
    assert "2020、2021、2022年" in finding.advice


def test_each_sub_is_a_gap_of_its_own(county: Any) -> None:
    assert everything(county.case(), "fert_pest") == ["missing-evidence 1 None", "missing-evidence 2 None"]


def test_without_lead_unit_the_likely_issuers_are_named(county: Any) -> None:
    (finding,) = of(missing_evidence.run(county.case()), "green_proc")
    assert finding.unit == "未指定牵头单位"
    assert "一般由财政等单位出具" in finding.advice


def test_single_years(county: Any) -> None:
    facts = [county.fact("sewage_town", 2021, "95")]
    viewed = county.document("统计表", county.tag("sewage_town"), facts=facts, kind="statistics")
    case = county.case(viewed)
    assert everything(case, "sewage_town") == ["missing-year None 2020", "missing-year None 2022"]
    finding = of(missing_year.run(case), "sewage_town")[0]
    assert finding.expected == "2020年的证明材料"
    assert "污水处理统计表" in finding.advice


def test_one_year_in_words_only(county: Any) -> None:
    facts = [county.fact("sewage_town", year, "95") for year in (2020, 2022)]
    table = county.document("统计表", county.tag("sewage_town"), facts=facts, kind="statistics")
    words = county.document("2021年总结", county.tag("sewage_town"), years=(2021, 2021), kind="summary")
    case = county.case(table, words)
    assert everything(case, "sewage_town") == ["missing-number None 2021"]
    (finding,) = of(missing_number.run(case), "sewage_town")
    assert finding.files == ("2021年总结",)
    assert finding.expected == "2021年城镇污水处理率的数值（单位：%）"


def test_no_number_in_any_year_is_one_finding(county: Any) -> None:
    words = county.document("近三年说明", county.tag("sewage_town"), years=(2020, 2022), kind="summary")
    case = county.case(words)
    assert everything(case, "sewage_town") == ["missing-number None None"]
    (finding,) = of(missing_number.run(case), "sewage_town")
    assert "2020、2021、2022年" in finding.message


def test_words_for_one_year_leave_two_gaps_of_two_kinds(county: Any) -> None:
    words = county.document("2021年总结", county.tag("sewage_town"), years=(2021, 2021), kind="summary")
    assert everything(county.case(words), "sewage_town") == [
        "missing-year None 2020",
        "missing-year None 2022",
        "missing-number None 2021",
    ]


def test_qualitative_never_lacks_a_number(county: Any) -> None:
    minutes = county.document("会议纪要", county.tag("deploy"), kind="minutes", date=date(2021, 5, 6))
    case = county.case(minutes)
    assert everything(case, "deploy") == ["missing-year None 2020", "missing-year None 2022"]


def test_not_applicable_is_never_chased(county: Any) -> None:
    entry = county.entry("bank", applicable=False, reason="没有下达目标")
    case = county.case(entries=(entry,))
    assert everything(case, "bank") == []
    assert missing_evidence.run(case).looked_at == missing_evidence.run(county.case()).looked_at - 1


def test_undated_evidence_is_named_in_the_finding(county: Any) -> None:
    undated = county.document("没有日期.docx", county.tag("deploy"), kind="minutes")
    (finding,) = of(missing_evidence.run(county.case(undated)), "deploy")
    assert finding.files == ("没有日期.docx",)
    assert "看不出所属年份" in finding.found


def test_complete_archive_of_one_indicator_passes(county: Any) -> None:
    facts = [county.fact("sewage_town", year, "95") for year in (2020, 2021, 2022)]
    viewed = county.document("统计表", county.tag("sewage_town"), facts=facts, kind="statistics")
    case = county.case(viewed)
    assert everything(case, "sewage_town") == []
    assert (missing_number.run(case).outcome, missing_number.run(case).looked_at) == ("passed", 3)
    assert (missing_year.run(case).outcome, missing_year.run(case).looked_at) == ("passed", 3)


def test_a_number_without_year_is_told_from_none(county: Any) -> None:
    facts = [county.fact("sewage_town", None, "95")]
    viewed = county.document("近三年说明", county.tag("sewage_town"), facts=facts, years=(2020, 2022), kind="summary")
    (finding,) = of(missing_number.run(county.case(viewed)), "sewage_town")
    assert finding.found == "有1份材料，但数值没有写明年份"
