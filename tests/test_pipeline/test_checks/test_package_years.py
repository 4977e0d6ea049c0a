"""A package says of each document the years that it speaks for, and of none more than that."""

from datetime import date
from typing import Any

import pytest

from pipeline.package.tree import Tree, tree_of
from schemas.particulars import Particulars


def tree(county: Any, *documents: Any) -> Tree:
    return tree_of(county.case(*documents), lambda _: 1)


def test_a_report_of_another_year_stands_in_its_own_year(county: Any) -> None:
    baseline = county.document("甲.pdf", county.tag("air", 1), facts=[county.fact("air", 2019, "90", sub=1)])
    old = county.document("乙.pdf", county.tag("air", 1), kind="plan", years=(2011, 2015), date=date(2011, 5, 1))
    found = tree(county, baseline, old)
    assert {item.source: (item.years, item.path.split("/")[2]) for item in found.items} == {
        "甲.pdf": ((2019,), "2019"),
        "乙.pdf": ((2011, 2012, 2013, 2014, 2015), "2011-2015"),
    }


def test_what_is_of_no_known_year_is_left_out_and_said(county: Any) -> None:
    undated = county.document("甲.pdf", county.tag("air", 1))
    dated = county.document("乙.pdf", county.tag("air", 1), date=date(2021, 6, 1))
    found = tree(county, undated, dated)
    assert [item.source for item in found.items] == ["乙.pdf"]
    assert [(one.file, one.reason) for one in found.left_out] == [("甲.pdf", "看不出所属年份")]


def test_a_document_that_has_its_place_with_one_measure_is_not_said_to_be_left_out(county: Any) -> None:
    fact = county.fact("sewage_town", 2021, "95")
    both = county.document("甲.pdf", county.tag("air", 1), county.tag("sewage_town"), facts=[fact])
    found = tree(county, both)
    assert [item.indicator_id for item in found.items] == ["sewage_town"]
    assert not found.left_out


def test_a_plan_in_force_always_holds(county: Any) -> None:
    plan = county.document("规划.pdf", county.tag("plan"), kind="plan", years=(2018, 2025), date=date(2018, 1, 1))
    (item,) = tree(county, plan).items
    assert (item.years, item.path.split("/")[1]) == ((), "长期有效")


@pytest.mark.parametrize(("proves", "left_out"), [("sewage_town", ["旧.docx"]), ("air", [])])
def test_an_older_version_stays_behind_where_the_newer_one_proves_the_same(
    county: Any, proves: str, left_out: list[str]
) -> None:
    paper: dict[str, Any] = {"issuer": "临溪县住房和城乡建设局", "doc_number": "临住建〔2022〕5号"}
    texts = Particulars(fingerprint=tuple(range(1, 65)))
    fact = county.fact("sewage_town", 2021, "95")
    papers = [
        county.document(
            file, county.tag(tagged), facts=[fact], date=date(2022, month, 1), title="城镇污水处理情况报告",
            particulars=texts, **paper,
        )
        for file, month, tagged in (("旧.docx", 2, "sewage_town"), ("新.docx", 6, proves))
    ]  # fmt: skip
    found = tree(county, *papers)
    assert [one.file for one in found.left_out] == left_out
    assert [item.source for item in found.items if item.indicator_id == "sewage_town"] == (
        ["新.docx"] if left_out else ["旧.docx"]
    )
