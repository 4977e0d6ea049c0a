"""What only the model names is shown, and judged by no check."""

from decimal import Decimal

from pipeline.coverage.ownership import all_as_checked, as_checked, of_own_county
from schemas.document import Document
from schemas.dossier import Dossier
from schemas.editions import load_edition
from schemas.fact import Fact
from schemas.locator import ParagraphLocator
from schemas.view import ArchiveView, ViewedDocument

DOSSIER = Dossier.model_validate({"county": "云岫县", "edition": "2021", "years": (2021, 2022, 2023)})


def _fact(value: str, *, inferred: bool) -> Fact:
    return Fact(
        indicator=27, indicator_id="sewage_town", name="城镇污水处理率", year=2022, value=Decimal(value), unit="%",
        value_raw=f"{value}%", role="actual", quote="处理率", locator=ParagraphLocator(index=0), inferred=inferred,
    )  # fmt: skip


def test_checks_see_what_words_name_and_listings_see_all() -> None:
    said, likely = _fact("96.1", inferred=False), _fact("88.0", inferred=True)
    document = Document(sha256="0" * 64, file="住建局/污水处理情况.docx", status="ok")
    viewed = ViewedDocument(document=document, facts=(said, likely))
    view = ArchiveView(dossier=DOSSIER, edition=load_edition("2021"), documents=(viewed,))
    assert as_checked(viewed, DOSSIER).facts == (said,)
    assert all_as_checked(view).documents[0].facts == (said,)
    assert of_own_county(view).documents[0].facts == (said, likely)


def test_a_document_without_such_numbers_is_seen_as_it_is() -> None:
    document = Document(sha256="0" * 64, file="住建局/污水处理情况.docx", status="ok")
    viewed = ViewedDocument(document=document, facts=(_fact("96.1", inferred=False),))
    assert as_checked(viewed, DOSSIER) == viewed
