"""A person's word on tags: it stands above every re-run."""

from collections.abc import Callable
from typing import Any

import pytest

from archive.catalogue import Catalogue
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.errors import UsageError
from schemas.tag import Tag

AT = "2024-05-06T08:00:00+08:00"


@pytest.fixture
def tagged(catalogue: Catalogue, make: Any) -> Catalogue:
    catalogue.receive(make.arrival("one", "a.pdf"))
    tags = (make.tag("air", 1), make.tag("air", 2), make.tag("water", None, "mention"))
    facts = (make.fact("air", 1), make.fact("air", 2), make.fact("water"))
    catalogue.record(make.result("one", tags=tags, facts=facts), AT)
    return catalogue


@pytest.fixture
def tags(tagged: Catalogue, edition: Edition, make: Any) -> Callable[[], tuple[Tag, ...]]:
    return lambda: tagged.tags_of("d1", edition).get(make.sha("one"), ())


@pytest.fixture
def facts(tagged: Catalogue, edition: Edition, make: Any) -> Callable[[], list[tuple[str, int | None]]]:
    return lambda: [(fact.indicator_id, fact.sub) for fact in tagged.facts_of("d1", edition).get(make.sha("one"), ())]


def test_a_rejected_tag_is_shown_as_such_without_its_facts(
    tagged: Catalogue, tags: Callable, facts: Callable, make: Any
) -> None:
    tagged.decide("d1", make.decision("one", "air", 1, "rejected"))
    assert [tag.state for tag in tags()] == ["rejected", "proposed", "proposed"]
    assert facts() == [("air", 2), ("water", None)]


def test_rejecting_the_whole_spares_the_subs_that_have_tags(tagged: Catalogue, facts: Callable, make: Any) -> None:
    tagged.decide("d1", make.decision("one", "air", None, "rejected"))
    tagged.decide("d1", make.decision("one", "air", 2, "rejected"))
    tagged.decide("d1", make.decision("one", "water", None, "rejected"))
    assert facts() == [("air", 1)]


def test_the_last_word_counts_and_none_is_lost(tagged: Catalogue, tags: Callable, make: Any) -> None:
    words = [make.decision("one", "air", 1, state) for state in ("rejected", "confirmed", "rejected", "confirmed")]
    for word in words:
        tagged.decide("d1", word)
    assert tags()[0].state == "confirmed"
    assert tagged.decisions("d1") == tuple(words)


def test_a_word_taken_back_leaves_what_the_rules_made(
    tagged: Catalogue, edition: Edition, tags: Callable, facts: Callable, make: Any
) -> None:
    for subject in (("air", 1), ("water", None), ("forest_grass", None)):
        for state in ("rejected", "confirmed", "proposed"):
            tagged.decide("d1", make.decision("one", *subject, state))
    assert [(tag.state, tag.relation) for tag in tags()] == [("proposed", "evidence")] * 2 + [("proposed", "mention")]
    assert facts() == [("air", 1), ("air", 2), ("water", None)]
    assert tagged.tagged("d1", edition, "forest_grass") == frozenset()
    assert [word.state for word in tagged.last_decisions("d1", 2)] == ["proposed", "confirmed"]
    assert not any(one.is_decided for one in tagged.proposals("d1", edition))


def test_a_word_survives_a_run_that_proposes_otherwise(tagged: Catalogue, tags: Callable, make: Any) -> None:
    tagged.decide("d1", make.decision("one", "air", 1))
    tagged.decide("d1", make.decision("one", "air", 2, "rejected"))
    tagged.record(make.result("one", tags=(make.tag("air", 2), make.tag("forest_grass"))), AT)
    assert [(tag.indicator_id, tag.sub, tag.state) for tag in tags()] == [
        ("air", 2, "rejected"),
        ("forest_grass", None, "proposed"),
        ("air", 1, "confirmed"),
    ]


def test_a_tag_that_only_a_person_saw_is_evidence(tagged: Catalogue, tags: Callable, make: Any) -> None:
    tagged.decide("d1", make.decision("one", "forest_grass"))
    tagged.decide("d1", make.decision("one", "water", 3, "rejected"))
    added = tags()[-1]
    assert len(tags()) == 4
    assert (added.indicator, added.indicator_id, added.sub) == (10, "forest_grass", None)
    assert (added.method, added.relation, added.score, added.state) == ("person", "evidence", 1, "confirmed")


def test_a_confirmed_mention_becomes_evidence(tagged: Catalogue, tags: Callable, make: Any) -> None:
    tagged.decide("d1", make.decision("one", "water"))
    assert (tags()[2].relation, tags()[2].state) == ("evidence", "confirmed")


def test_a_word_on_an_indicator_of_another_edition_waits_for_it(
    tagged: Catalogue, tags: Callable, edition: Edition, make: Any
) -> None:
    tagged.decide("d1", make.decision("one", "coast_restore"))
    assert len(tags()) == 3
    assert tagged.tagged("d1", edition, "coast_restore") == frozenset()


def test_a_word_is_of_one_dossier(tagged: Catalogue, edition: Edition, make: Any) -> None:
    tagged.receive(make.arrival("one", "a.pdf", dossier="d2"))
    tagged.decide("d1", make.decision("one", "air", 1, "rejected"))
    assert [tag.state for tag in tagged.tags_of("d2", edition)[make.sha("one")]] == ["proposed"] * 3


def test_a_word_on_a_file_that_is_not_there_is_refused(tagged: Catalogue, make: Any) -> None:
    with pytest.raises(UsageError):
        tagged.decide("d1", make.decision("two", "air"))
    with pytest.raises(UsageError):
        tagged.decide("d2", make.decision("one", "air"))
    assert tagged.decisions("d1") == tagged.decisions("d2") == ()


def test_documents_are_found_by_indicator(tagged: Catalogue, edition: Edition, make: Any) -> None:
    def found(indicator_id: str) -> frozenset[str]:
        return tagged.tagged("d1", edition, indicator_id)

    assert found("air") == found("water") == {make.sha("one")}
    assert found("forest_grass") == frozenset()
    tagged.decide("d1", make.decision("one", "air", 1, "rejected"))
    assert found("air") == {make.sha("one")}
    tagged.decide("d1", make.decision("one", "air", 2, "rejected"))
    tagged.decide("d1", make.decision("one", "forest_grass"))
    assert (found("air"), found("forest_grass")) == (frozenset(), {make.sha("one")})


def test_the_view_holds_every_live_file_with_what_is_in_force(
    tagged: Catalogue, edition: Edition, dossier: Dossier, tags: Callable, make: Any
) -> None:
    tagged.receive(make.arrival("one", "copy.pdf"))
    tagged.receive(make.arrival("two", "not processed.pdf"))
    tagged.decide("d1", make.decision("one", "air", 1, "rejected"))
    view = tagged.view(dossier, "d1", edition)
    assert (view.dossier, view.edition) == (dossier, edition)
    assert [viewed.document for viewed in view.documents] == list(tagged.documents("d1"))
    first, copy, unprocessed = view.documents
    assert first.tags == copy.tags == tags()
    assert [fact.sub for fact in first.facts] == [2, None]
    assert copy.document.duplicate_of == "a.pdf"
    assert (unprocessed.tags, unprocessed.facts) == ((), ())
    assert view.model_validate(view.model_dump()) == view


def test_those_named_are_read_alone(tagged: Catalogue, edition: Edition, make: Any) -> None:
    tagged.receive(make.arrival("two", "b.pdf"))
    tagged.record(make.result("two", tags=(make.tag("air"),)), AT)
    assert set(tagged.tags_of("d1", edition, [make.sha("two")])) == {make.sha("two")}
    assert set(tagged.facts_of("d1", edition, [make.sha("one")])) == {make.sha("one")}
    assert tagged.tags_of("d1", edition, []) == {}
