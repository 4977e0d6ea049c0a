"""Rows of other counties, of the country and the province in a county's papers are nobody's here."""

import pytest

from pipeline.coverage.ownership import of_own_county
from pipeline.coverage.series import scope_of
from schemas.document import Document
from schemas.dossier import Dossier
from schemas.editions import load_edition
from schemas.fact import Fact
from schemas.locator import CellLocator
from schemas.tag import Tag
from schemas.view import ArchiveView, ViewedDocument

COUNTY = Dossier(county="云汀县", edition="2021", years=(2022,))
CITY = Dossier(county="云汀市", edition="2021", years=(2022,))


def _kept(subjects: list[str], dossier: Dossier = COUNTY, state: str = "proposed") -> tuple[list[str], str]:
    """Return the subjects of the facts that are left of a table with these rows, with the relation of its tag."""
    facts = tuple(
        Fact(
            indicator=7, indicator_id="air", sub=1, name="优良天数比例", year=2022, value="95.1", unit="%",
            value_raw="95.1", role="actual", quote=f"{subject} 95.1", subject=subject,
            locator=CellLocator(table=0, row=row + 1, column=1),
        )
        for row, subject in enumerate(subjects)
    )  # fmt: skip
    tag = Tag(
        indicator=7, indicator_id="air", sub=1, relation="evidence", score=0.9, method="table", quote="云汀县 95.1",
        state=state,
    )  # fmt: skip
    document = Document(sha256="0" * 64, file="a.pdf", status="ok", pages=1, title="2022年空气质量情况")
    viewed = ViewedDocument(document=document, tags=(tag,), facts=facts)
    view = ArchiveView(dossier=dossier, edition=load_edition("2021"), documents=(viewed,))
    (seen,) = of_own_county(view).documents
    return [fact.subject for fact in seen.facts], seen.tags[0].relation


@pytest.mark.parametrize(
    ("subjects", "kept"),
    [
        (["云汀县", "石坪县", "松澧市", "江北区"], ["云汀县"]),
        (["石坪县", "青岚壮族自治县", "", "松澧市"], [""]),
        (["全国", "全省", "全州", "全盟", ""], [""]),
        # the city above tells of all of it, and sets the county its targets
        (["全市", "云汀县"], ["全市", "云汀县"]),
        # parts of the county itself
        (["青岩镇", "城关街道", "工业园区", "城区", ""], ["青岩镇", "城关街道", "工业园区", "城区", ""]),
        # without a county beside them a city and a district may be anything
        (["老城区", "江北区", "松澧市"], ["老城区", "江北区", "松澧市"]),
        (["全县", "云汀县城", "各县"], ["全县", "云汀县城", "各县"]),
    ],
)
def test_rows_of_others(subjects: list[str], kept: list[str]) -> None:
    assert _kept(subjects)[0] == kept


def test_a_city_of_the_countys_level_beside_others() -> None:
    assert _kept(["云汀市", "松澧市", "石坪县", "江北区"], CITY)[0] == ["云汀市"]


def test_another_city_in_a_city_s_paper() -> None:
    assert _kept(["松澧市", "全市", "汀市镇", "城区"], CITY)[0] == ["全市", "汀市镇", "城区"]


def test_what_only_others_prove_is_a_mention() -> None:
    assert _kept(["全国"]) == ([], "mention")
    assert _kept(["全国", "云汀县"]) == (["云汀县"], "evidence")


def test_what_a_person_confirmed_stays() -> None:
    assert _kept(["全国"], state="confirmed") == (["全国"], "evidence")


@pytest.mark.parametrize(
    ("subject", "scope"),
    [
        ("青岚壮族瑶族自治县", ""),
        ("青岚县", ""),
        ("青岚", ""),
        ("全县", ""),
        ("青岚镇", "青岚镇"),
        ("石坪县", "石坪县"),
        ("全州", "全州"),
    ],
)
def test_a_row_of_the_county_by_any_of_its_names(subject: str, scope: str) -> None:
    dossier = Dossier(county="衡川市青岚壮族瑶族自治县", edition="2021", years=(2022,))
    assert scope_of(subject, dossier) == scope
