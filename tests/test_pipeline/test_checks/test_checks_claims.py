"""Claims of documents as findings: whom they are about, how grave they are, what is judged once only."""

from decimal import Decimal
from typing import Any

import pytest

from pipeline.checks import change_mismatch, rate_mismatch, sum_mismatch
from pipeline.coverage.case import Case
from schemas.claims import Amount, Change, Ratio, Sum
from schemas.locator import PageLocator
from schemas.particulars import Particulars

PLACE = PageLocator(page=1)
ELSEWHERE = PageLocator(page=2)


def amount(value: str, unit: str = "种", place: PageLocator = ELSEWHERE) -> Amount:
    return Amount(value=Decimal(value), unit=unit, raw=f"{value}{unit}", locator=place)


def claimed(total: str = "48", name: str = "保护物种", place: PageLocator = ELSEWHERE) -> Particulars:
    parts = (amount("6"), amount("40"))
    return Particulars(sums=(Sum(name=name, total=amount(total, place=place), parts=parts, is_whole=True, quote="共"),))


def test_a_wrong_total_is_about_the_measure_of_its_number(county: Any) -> None:
    tag = county.tag("biodiversity", 1)
    fact = county.fact("biodiversity", 2022, "48", "种", sub=1, name="应保护物种数", role="component")
    document = county.document("说明.docx", tag, facts=[fact], particulars=claimed(place=PLACE))
    (found,) = sum_mismatch.run(county.case(document)).findings
    assert (found.indicator_id, found.sub, found.year, found.severity) == ("biodiversity", 1, 2022, "error")


def test_a_wrong_total_is_about_the_measure_that_its_words_name(county: Any) -> None:
    named = claimed(name="全县农村生活污水治理率 行政村")
    document = county.document("说明.docx", county.tag("sewage_rural"), particulars=named)
    (found,) = sum_mismatch.run(county.case(document)).findings
    assert (found.indicator_id, found.sub) == ("sewage_rural", None)


def test_a_fault_of_a_document_that_proves_nothing_blocks_nothing(county: Any) -> None:
    document = county.document("说明.docx", particulars=claimed())
    (found,) = sum_mismatch.run(county.case(document)).findings
    assert (found.severity, found.indicator_id) == ("warning", None)


@pytest.mark.parametrize("more", [{"particulars": None}, {"particulars": Particulars()}])
def test_without_claims_nothing_is_judged(county: Any, more: dict[str, Any]) -> None:
    case = county.case(county.document("说明.docx", county.tag("air", 1), **more))
    assert sum_mismatch.run(case).outcome == "not_applicable"


def test_a_rate_that_the_edition_computes_is_judged_once(county: Any) -> None:
    facts = [
        county.fact("village_water", 2022, "90"),
        county.fact("village_water", 2022, "95", "人", name="取得合格饮用水的农村人口数", role="component"),
        county.fact("village_water", 2022, "100", "人", name="农村常住人口数", role="component"),
    ]
    ratio = Ratio(
        name="合格率",
        numerator=amount("95", "人"),
        denominator=amount("100", "人"),
        stated=amount("90", "%", PLACE),
        quote="合格率90%",
    )
    document = county.document(
        "说明.docx", county.tag("village_water"), facts=facts, particulars=Particulars(ratios=(ratio,))
    )
    assert len(rate_mismatch.run(county.case(document)).findings) == 1


def test_a_rate_of_more_than_a_quotient_is_left_to_the_formula_of_the_edition(county: Any) -> None:
    fact = county.fact("hazwaste", 2022, "100")
    ratio = Ratio(
        name="危险废物利用处置率",
        numerator=amount("909.1", "吨"),
        denominator=amount("905.1", "吨"),
        stated=amount("100", "%", PLACE),
        quote="利用处置率100%",
    )
    document = county.document(
        "表.docx", county.tag("hazwaste"), facts=[fact], particulars=Particulars(ratios=(ratio,))
    )
    assert rate_mismatch.run(county.case(document)).findings == ()


def test_a_change_that_facts_have_judged_is_not_judged_again(county: Any) -> None:
    facts = [
        county.fact("sewage_rural", 2021, "45.24"),
        county.fact("sewage_rural", 2022, "58.33"),
        county.fact("sewage_rural", 2022, "15.09", "百分点", role="change"),
    ]
    change = Change(
        name="治理率",
        earlier=amount("45.24", "%"),
        later=amount("58.33", "%"),
        stated=amount("15.09", "百分点", PLACE),
        kind="points",
        quote="提高15.09个百分点",
    )
    document = county.document(
        "总结.docx", county.tag("sewage_rural"), facts=facts, particulars=Particulars(changes=(change,))
    )
    assert len(change_mismatch.run(county.case(document)).findings) == 1


@pytest.mark.parametrize(("stated", "count"), [("3.3", 1), ("3.4", 0), ("2.0", 0)])
def test_a_share_of_days_that_rose_in_points_is_not_told_in_percent(county: Any, stated: str, count: int) -> None:
    facts = [
        county.fact("air", 2021, "349", "天", sub=1, name="优良天数", role="component"),
        county.fact("air", 2022, "361", "天", sub=1, name="优良天数", role="component"),
        county.fact("air", 2022, stated, "%", sub=1, role="change", quote=f"2022年较2021年提高了{stated}%"),
    ]
    result = change_mismatch.run(county.case(county.document("公报.docx", county.tag("air", 1), facts=facts)))
    assert [found.severity for found in result.findings] == ["warning"] * count
    assert result.looked_at == 1


def test_on_one_indicators_part_of_an_archive_a_claim_is_judged_once(county: Any) -> None:
    ratio = Ratio(
        name="合格率",
        numerator=amount("95", "人"),
        denominator=amount("100", "人"),
        stated=amount("90", "%", PLACE),
        quote="合格率90%",
    )
    tags = [county.tag("air", 1), county.tag("village_water")]
    view = county.view(county.document("说明.docx", *tags, particulars=Particulars(ratios=(ratio,))))
    counts = []
    for indicator in county.edition.indicators:
        edition = county.edition.model_copy(update={"indicators": (indicator,)})
        part = Case(view.model_copy(update={"edition": edition}))
        counts.append(len(rate_mismatch.run(part).findings))
    assert sum(counts) == 1
