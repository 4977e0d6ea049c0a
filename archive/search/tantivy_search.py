"""One query answered from an index of tantivy."""

import json
from functools import cache
from heapq import nsmallest
from typing import Any, NamedTuple

import tantivy
from tantivy import Occur
from tantivy import Query as Asked

from archive.search.engine import EngineHit
from archive.search.query import AllOf, Among, AnyOf, Node, Phrase, Without, unresolved
from archive.search.ranking import MOST_COUNTED, page_score, phrase_weight
from archive.search.tantivy_fields import LENGTH, PAGE, SHA256, finding, scoring

CANDIDATES = 5000
"""So many pages are ranked by our own BM25; of more, those that tantivy's own puts first."""

_K1_PLUS_1 = 2.2


Hit = tuple[Any, tantivy.DocAddress]
"""(score, address), as tantivy gives it."""

Place = tuple[int, int]
"""(segment, document), the parts of an address, which is no key itself."""


class _Candidate(NamedTuple):
    """A page with its score, under the address that tantivy gave it."""

    score: float
    address: tantivy.DocAddress


class Search:
    """One query over one state of the index."""

    def __init__(self, searcher: tantivy.Searcher, fields: tantivy.Schema, phrases: tuple[Phrase, ...]) -> None:
        self._searcher = searcher
        self._fields = fields
        self._phrases = phrases

    def answer(self, root: Node, limit: int) -> tuple[list[EngineHit], int]:
        """Return the best pages and the number of all that fulfil a part of a query."""
        asked = self._asked(root)
        answer = self._searcher.search(asked, limit=max(limit, CANDIDATES), count=True)
        total = int(getattr(answer, "count", 0))
        if total <= CANDIDATES or len(self._phrases) <= 1:
            candidates = self._weighed(asked, answer.hits, total, is_whole=isinstance(root, Phrase))
        else:
            candidates = [_Candidate(score, address) for score, address in answer.hits]
        return self._best(candidates, limit), total

    def _weighed(self, asked: Asked, hits: list[Hit], total: int, is_whole: bool) -> list[_Candidate]:
        """Score the pages found by our own BM25."""
        weights: list[float] = []
        counted: list[dict[Place, float]] = []
        for phrase in self._phrases:
            alone = finding(phrase, self._fields)
            pages = total if is_whole else self._count(alone)
            found = hits
            if len(self._phrases) > 1:
                both = Asked.boolean_query([(Occur.Must, Asked.const_score_query(asked, 0.0)), (Occur.Must, alone)])
                found = self._searcher.search(both, limit=CANDIDATES, count=False).hits
            weights.append(phrase_weight(self._searcher.num_docs, pages))
            counted.append(self._occurrences(scoring(phrase, self._fields), found))
        lengths = self._searcher.fast_field_values(LENGTH, [address for _, address in hits])

        @cache  # few pages differ in all of these
        def score(length: int, *times: float) -> float:
            return page_score((pair for pair in zip(weights, times, strict=True) if pair[1]), length)

        candidates = []
        for (_, address), length in zip(hits, lengths, strict=True):
            place = (address.segment_ord, address.doc)
            times = [counts.get(place, 0.0) for counts in counted]
            candidates.append(_Candidate(score(int(length or 0), *times), address))
        return candidates

    def _occurrences(self, exact: Asked, hits: list[Hit]) -> dict[Place, float]:
        """Return how often a phrase stands in each page, from tantivy's score for it: (k+1) idf n / (n + c)."""
        if not hits:
            return {}
        told = _product(json.loads(exact.explain(self._searcher, hits[0][1]).to_json()))
        idf, share = told["details"][1]["value"], told["details"][2]
        count = share["details"][0]["value"]
        constant = count * (1 - share["value"]) / share["value"]
        times: dict[float, float] = {}
        for score in {score for score, _ in hits}:
            part = score / (_K1_PLUS_1 * idf)
            times[score] = float(round(constant * part / (1 - part)) if part < 1 else MOST_COUNTED)
        return {(address.segment_ord, address.doc): times[score] for score, address in hits}

    def _count(self, asked: Asked) -> int:
        return int(getattr(self._searcher.search(asked, limit=1, count=True), "count", 0))

    def _best(self, candidates: list[_Candidate], limit: int) -> list[EngineHit]:
        """Return the best, ties by (sha256, page); documents are read for those only that may be among them."""
        best = nsmallest(limit, candidates, key=lambda candidate: -candidate.score)
        if not best:
            return []
        among = [candidate for candidate in candidates if candidate.score >= best[-1].score]
        pages = self._searcher.fast_field_values(PAGE, [candidate.address for candidate in among])
        hits = [
            EngineHit(str(self._searcher.doc(candidate.address)[SHA256][0]), int(page or 0), candidate.score)
            for candidate, page in zip(among, pages, strict=True)
        ]
        return nsmallest(limit, hits, key=lambda hit: (-hit.score, hit.sha256, hit.page))

    def _asked(self, node: Node) -> Asked:
        """Return a part of a query as tantivy understands it; only phrases that are looked for give a score."""
        if isinstance(node, Phrase):
            return finding(node, self._fields)
        if isinstance(node, Among):
            documents = Asked.term_set_query(self._fields, SHA256, sorted(node.sha256s))
            return Asked.const_score_query(documents, 0.0)
        if isinstance(node, AnyOf):
            return Asked.boolean_query([(Occur.Should, self._asked(part)) for part in node.parts])
        if isinstance(node, AllOf):
            return Asked.boolean_query(
                [
                    (Occur.MustNot, self._asked(part.part))
                    if isinstance(part, Without)
                    else (Occur.Must, self._asked(part))
                    for part in node.parts
                ]
            )
        raise unresolved(node)


def _product(told: dict[str, Any]) -> dict[str, Any]:
    """Return the part of tantivy's explanation that holds (k+1), idf, the share of the count."""
    return told if len(told["details"]) == 3 else _product(told["details"][0])
