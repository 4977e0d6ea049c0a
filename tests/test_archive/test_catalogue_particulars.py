"""What a document says beyond its identity is kept and read back the same."""

from datetime import date
from decimal import Decimal
from typing import Any

from archive.catalogue import Catalogue
from schemas.claims import Amount, Change, Ratio, Slip, Sum
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.locator import CellLocator, PageLocator, ParagraphLocator
from schemas.particulars import (
    Annex,
    Citation,
    Deadline,
    Mark,
    NumberedName,
    NumberingGap,
    Particulars,
    SecurityMark,
    Validity,
)

AT = "2024-05-06T08:00:00+08:00"
PARAGRAPH = ParagraphLocator(index=0)
PAGE = PageLocator(page=1)
CELL = CellLocator(table=0, row=0, column=0)
AMOUNT = Amount(value=Decimal("1.50"), unit="万吨", raw="1.50", locator=CELL, year=2021)
ALL = Particulars(
    addressee="各乡镇人民政府",
    copy_to=("县委办公室", "县人大办公室"),
    security_mark=SecurityMark(word="机密", text="机密★10年", locator=PARAGRAPH),
    draft_mark=Mark(word="征求意见稿", text="（征求意见稿）", locator=PAGE),
    validity=Validity(start=None, end=date(2025, 12, 31), text="有效期至2025年底", locator=PAGE),
    number_as_printed=Mark(word="[]", text="青政发[2021]3号", locator=PARAGRAPH),
    annexes=(Annex(ordinal=1, title="任务分解表", is_present=False, locator=PARAGRAPH),),
    cites=(Citation(title="管理办法", doc_number=None, quote="《管理办法》", locator=CELL),),
    repeals=(Citation(title="", doc_number="青政发〔2015〕1号", quote="同时废止", locator=PAGE),),
    deadlines=(
        Deadline(matter="整改", units=("县水利局",), date=date(2021, 6, 30), text="6月底前", quote="于", locator=PAGE),
    ),
    numbered=12,
    numbering_gaps=(NumberingGap(expected="三、", found="四、", quote="四、保障措施", locator=PARAGRAPH),),
    numbered_names=(NumberedName(number=13, name="危险废物利用处置率", locator=CELL),),
    sums=(Sum(name="行政村", total=AMOUNT, parts=(AMOUNT, AMOUNT), is_whole=True, quote="共"),),
    changes=(Change(name="化肥", earlier=AMOUNT, later=None, stated=AMOUNT, kind="percent", quote="下降"),),
    ratios=(Ratio(name="率", numerator=AMOUNT, denominator=AMOUNT, stated=AMOUNT, quote="占"),),
    slips=(Slip(kind="over_whole", text="100%以上", expected="不超过100%", quote="达到", locators=(PAGE,)),),
    confidence={"title": 0.9},
    fingerprint=(1, 2, 3),
    figures=4,
)  # fmt: skip


def test_the_example_says_everything() -> None:
    assert all(getattr(ALL, name) for name in Particulars.model_fields)


def test_what_is_said_is_read_back_the_same(
    catalogue: Catalogue, make: Any, dossier: Dossier, edition: Edition
) -> None:
    for content, said in (("one", ALL), ("two", Particulars())):
        catalogue.receive(make.arrival(content, f"{content}.pdf"))
        catalogue.record(make.result(content, particulars=said), AT)
        assert catalogue.particulars(make.sha(content)) == said
    one, two = catalogue.view(dossier, "d1", edition).documents
    assert (one.particulars, two.particulars) == (ALL, Particulars())


def test_a_document_refused_later_says_nothing_any_more(catalogue: Catalogue, make: Any) -> None:
    catalogue.receive(make.arrival("one", "a.pdf"))
    catalogue.record(make.result("one", particulars=ALL), AT)
    catalogue.record(make.result("one", status="unreadable"), AT)
    assert catalogue.particulars(make.sha("one")) is None
