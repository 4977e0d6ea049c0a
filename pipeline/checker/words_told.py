"""What the words of a document's numbers say of them, all that depends on the document alone."""

from collections import defaultdict
from collections.abc import Sequence

from pipeline.coverage.facts import of_their_years
from pipeline.coverage.series import is_of_no_series
from pipeline.coverage.values import Stated
from pipeline.coverage.words import OF_NO_SERIES, OF_NO_YEAR, odd_words
from pipeline.coverage.years import year_of
from schemas.dossier import Dossier
from schemas.view import ViewedDocument


def words_of(viewed: ViewedDocument, dossier: Dossier) -> Sequence[int]:
    """Return what is said of each fact of a document."""
    by_measure: dict[tuple[str, int | None], dict[int, Stated]] = defaultdict(dict)
    for index, fact in enumerate(viewed.facts):
        if (year := year_of(fact, viewed.document)) is not None:
            by_measure[fact.indicator_id, fact.sub][index] = Stated(fact, year, viewed)
    said = [OF_NO_YEAR] * len(viewed.facts)
    for items in by_measure.values():
        counting = {id(item) for item in of_their_years(list(items.values()))}
        for index, item in items.items():
            if id(item) in counting:
                said[index] = OF_NO_SERIES if is_of_no_series(item, dossier) else odd_words(item)
    return said
