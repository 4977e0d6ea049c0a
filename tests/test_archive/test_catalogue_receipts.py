"""What becomes of a file that arrives."""

import os
from typing import Any

from archive.catalogue import Catalogue


def _lines(catalogue: Catalogue, dossier: str = "d1") -> list[tuple[str, str | None]]:
    return [(document.file, document.duplicate_of) for document in catalogue.documents(dossier)]


def test_a_file_never_seen_is_new(catalogue: Catalogue, make: Any) -> None:
    receipt = catalogue.receive(make.arrival("one", "07/a.pdf"))
    assert (receipt.outcome, receipt.duplicate_of, receipt.replaced_sha256) == ("new", None, None)
    assert _lines(catalogue) == [("07/a.pdf", None)]


def test_the_same_place_with_the_same_content_is_known(catalogue: Catalogue, make: Any) -> None:
    catalogue.receive(make.arrival("one", "07/a.pdf", "/bureau/07/a.pdf"))
    receipt = catalogue.receive(make.arrival("one", "a.pdf", "/bureau/07/a.pdf"))
    assert (receipt.outcome, receipt.file) == ("known", "07/a.pdf")
    assert _lines(catalogue) == [("07/a.pdf", None)]


def test_the_same_name_with_the_same_content_is_known(catalogue: Catalogue, make: Any) -> None:
    catalogue.receive(make.arrival("one", "a.pdf", "/old disk/a.pdf"))
    receipt = catalogue.receive(make.arrival("one", "a.pdf", "/new disk/a.pdf"))
    assert (receipt.outcome, receipt.source) == ("known", "/old disk/a.pdf")


def test_the_same_content_under_another_name_is_a_duplicate(catalogue: Catalogue, make: Any) -> None:
    catalogue.receive(make.arrival("one", "a.pdf"))
    receipt = catalogue.receive(make.arrival("one", "b.pdf"))
    assert (receipt.outcome, receipt.duplicate_of) == ("duplicate", "a.pdf")
    assert catalogue.receive(make.arrival("one", "b.pdf")).duplicate_of == "a.pdf"
    assert _lines(catalogue) == [("a.pdf", None), ("b.pdf", "a.pdf")]


def test_other_content_at_the_same_place_replaces(catalogue: Catalogue, make: Any) -> None:
    catalogue.receive(make.arrival("draft", "a.pdf"))
    receipt = catalogue.receive(make.arrival("final", "a.pdf"))
    assert (receipt.outcome, receipt.replaced_sha256) == ("replaces", make.sha("draft"))
    assert [document.sha256 for document in catalogue.documents("d1")] == [make.sha("final")]
    assert catalogue.counts().receipts == 2


def test_a_file_that_goes_back_to_what_it_was_replaces_again(catalogue: Catalogue, make: Any) -> None:
    for content in ["draft", "final"]:
        catalogue.receive(make.arrival(content, "a.pdf"))
    assert catalogue.receive(make.arrival("draft", "a.pdf")).outcome == "replaces"
    assert _lines(catalogue) == [("a.pdf", None)]


def test_one_name_at_two_places_is_two_documents_until_they_agree(catalogue: Catalogue, make: Any) -> None:
    catalogue.receive(make.arrival("one", "a.pdf", "/disk 1/a.pdf"))
    assert catalogue.receive(make.arrival("two", "a.pdf", "/disk 2/a.pdf")).outcome == "new"
    assert _lines(catalogue) == [("a.pdf", None), ("a.pdf", None)]
    assert catalogue.receive(make.arrival("one", "a.pdf", "/disk 2/a.pdf")).outcome == "replaces"
    assert _lines(catalogue) == [("a.pdf", None)]


def test_when_the_first_of_two_is_replaced_the_second_stands_alone(catalogue: Catalogue, make: Any) -> None:
    catalogue.receive(make.arrival("one", "a.pdf"))
    catalogue.receive(make.arrival("one", "b.pdf"))
    catalogue.receive(make.arrival("two", "a.pdf"))
    assert _lines(catalogue) == [("b.pdf", None), ("a.pdf", None)]


def test_dossiers_do_not_see_each_other(catalogue: Catalogue, make: Any) -> None:
    catalogue.receive(make.arrival("one", "a.pdf", dossier="review 2020"))
    assert catalogue.receive(make.arrival("one", "b.pdf", dossier="review 2023")).outcome == "new"
    assert catalogue.files_of("review 2020") == {make.sha("one"): "a.pdf"}
    assert catalogue.files_of("review 2023") == {make.sha("one"): "b.pdf"}
    assert catalogue.sha256s() == (make.sha("one"),)
    assert catalogue.documents("no such review") == ()


def test_a_name_that_is_no_unicode_is_shown_with_its_place_intact(catalogue: Catalogue, make: Any) -> None:
    name = os.fsdecode("证明.pdf".encode("gb18030"))
    first = catalogue.receive(make.arrival("one", name, f"/bureau/{name}"))
    assert first.file.endswith(".pdf")
    assert first.file.encode("utf-8")
    again = catalogue.receive(make.arrival("one", "elsewhere.pdf", f"/bureau/{name}"))
    assert (again.outcome, again.source) == ("known", f"/bureau/{name}")
    assert _lines(catalogue) == [(first.file, None)]


def test_a_file_not_processed_yet_is_seen_as_pending(catalogue: Catalogue, make: Any) -> None:
    catalogue.receive(make.arrival("one", "a.pdf"))
    (document,) = catalogue.documents("d1")
    assert document.status == "unreadable"
    assert [problem.code for problem in document.errors] == ["pending"]
