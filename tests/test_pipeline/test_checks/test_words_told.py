"""What the words of numbers say is the same where it was kept with them as where each check asks for it."""

from collections.abc import Iterable, Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from pipeline.checker.numbers import NumbersOfIndicator
from pipeline.checker.sources import Placed, ViewSource
from pipeline.checker.told import packed_told, told_in
from pipeline.coverage.case import Case
from pipeline.coverage.series import Name, Series
from pipeline.fingerprint import KEPT, likeness, most_alike
from pipeline.units.area import area_of
from schemas.locator import CellLocator, PageLocator
from schemas.particulars import Mark, Particulars
from schemas.view import ViewedDocument

QUOTES = (
    "2021年{}%",
    "其中国控断面优良比例{}%",
    "小计 {}%",
    "截至12月15日，优良比例{}%",
    "一季度为{}%",
    "年初计划为{}%",
    "全市38个断面优良比例{}%",
    "监测覆盖率{}%",
    "比例较上年提高{}%",
)
COUNTED = ("新增{}个", "共有断面{}个", "其中省控断面{}个")
PLACES = st.one_of(
    st.builds(PageLocator, page=st.integers(1, 2)),
    st.builds(CellLocator, table=st.just(0), row=st.integers(0, 4), column=st.integers(0, 2)),
)
SAID = st.tuples(
    st.sampled_from((*QUOTES, *COUNTED)), st.integers(1, 4), st.sampled_from((2020, 2021, None)), PLACES,
    st.sampled_from(("", "清河镇")), st.sampled_from(("actual", "target", "component")), st.sampled_from(("=", ">=")),
)  # fmt: skip
PAPERS = st.tuples(
    st.lists(SAID, max_size=6), st.sampled_from(("", "草稿")), st.sampled_from(("statistics", "notice")),
    st.sampled_from(("断面公报", "医疗废物情况", "关于下达2021年目标的通知")),
    st.sampled_from(("临溪县水利局", "某某化工有限公司", None)),
)  # fmt: skip


def paper(county, index: int, drawn) -> ViewedDocument:
    said, draft, kind, title, issuer = drawn
    facts = [
        county.fact(
            "water", year, f"{value}0", "个" if quote in COUNTED else "%", sub=1, quote=quote.format(f"{value}0"),
            subject=subject, role=role, op=op,
        ).model_copy(update={"locator": place})
        for quote, value, year, place, subject, role, op in said
    ]  # fmt: skip
    mark = Mark(word=draft, text=draft, locator=PageLocator(page=1)) if draft else None
    return county.document(
        f"{index}.pdf", county.tag("water", 1), facts=facts, kind=kind, title=title, issuer=issuer,
        years=(2021, 2021), particulars=Particulars(draft_mark=mark),
    )  # fmt: skip


def told(documents: Sequence[ViewedDocument], source: ViewSource) -> list[Placed]:
    placed = ((place, viewed, area_of(viewed, source.dossier)) for place, viewed in enumerate(documents))
    payload = packed_told(placed, source.dossier)
    found = told_in(payload, range(len(documents)), documents.__getitem__) if payload else ()
    return [Placed(place, viewed, True) for place, viewed in found]


def in_values(series: Mapping[Name, Series]) -> dict[Name, list[dict[int, list[str]]]]:
    return {
        name: [{year: [f"{one.value}" for one in of_year] for year, of_year in values.items()} for values in both]
        for name, both in ((name, (one.years, one.told)) for name, one in series.items())
    }


def of_all_parts(source: ViewSource, documents: Iterable[Placed]) -> dict[Name, list[dict[int, list[str]]]]:
    numbers = NumbersOfIndicator(source, "water", documents)
    return {name: one for part in numbers.judged() for name, one in in_values(numbers.case(part).series).items()}


@given(st.lists(PAPERS, min_size=1, max_size=4))
def test_series_are_the_same_by_kept_words(county, drawn):
    documents = [paper(county, index, one) for index, one in enumerate(drawn)]
    source = ViewSource(county.view(*documents))
    plain = source.read(source.places())
    found = of_all_parts(source, told([one.viewed for one in plain], source))
    assert found == of_all_parts(source, plain) == in_values(Case(county.view(*documents)).series)


@given(*[st.sets(st.integers(0, 99), max_size=KEPT)] * 2)
def test_texts_are_no_more_alike_than_they_can_be(one, other):
    first, second = tuple(sorted(one)), tuple(sorted(other))
    assert likeness(first, second) <= most_alike(frozenset(one), frozenset(other))
