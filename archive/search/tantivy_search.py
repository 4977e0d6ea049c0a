"""One query answered from an index of tantivy."""

import json
from heapq import nlargest, nsmallest
from typing import Any

import tantivy
from tantivy import Occur
from tantivy import Query as Asked

from archive.search.engine import EngineHit
from archive.search.query import AllOf, Among, AnyOf, Node, Phrase, Without, unresolved
from archive.search.ranking import COUNTED_PAGES, MOST_COUNTED, foreseen_weight, page_score, phrase_weight
from archive.search.tantivy_fields import LENGTH, PAGE, SHA256, Fields, finding, scoring

CANDIDATES, CANDIDATES_OF_MANY = 5000, 1000
"""So many pages are ranked by our own BM25 (the latter in a large index); of more, those that tantivy's puts first."""

_FEW = 500
"""Of so few pages found the documents are read, so that each phrase is looked for in these alone."""

_K1_PLUS_1 = 2.2


Hit = tuple[Any, tantivy.DocAddress]
"""(score, address), as tantivy gives it."""

Place = tuple[int, int]
"""(segment, document), the parts of an address, which is no key itself."""

Needed = list[tuple[Occur, Asked]]
"""What must hold, or must not, side by side."""


class Search:
    """One query over one state of the index."""

    def __init__(self, searcher: tantivy.Searcher, fields: Fields, phrases: tuple[Phrase, ...]) -> None:
        self._searcher = searcher
        self._fields = fields
        self._phrases = phrases
        self._pages = searcher.num_docs - bool(fields.own_pairs)  # what tells of these is no page
        self._is_large = self._pages > COUNTED_PAGES
        self._candidates = CANDIDATES_OF_MANY if self._is_large else CANDIDATES

    def answer(self, root: Node, limit: int) -> tuple[list[EngineHit], int]:
        """Return the best pages and the number of all that fulfil a part of a query."""
        answer = self._searcher.search(self._asked(root), limit=max(limit, self._candidates), count=True)
        hits, total = answer.hits, _count(answer)
        if not hits:
            return [], total
        if total <= self._candidates or len(self._phrases) <= 1:
            scores = self._weighed(root, hits, total)
        else:
            scores = [score for score, _ in hits]
        return self._best(scores, [address for _, address in hits], limit), total

    def _weighed(self, root: Node, hits: list[Hit], total: int) -> list[float]:
        """Return the score of each page found by our own BM25."""
        lengths = self._searcher.fast_field_values(LENGTH, [address for _, address in hits])
        within = self._within(hits) if len(self._phrases) > 1 else []
        times = [self._times(phrase, root, hits, within) for phrase in self._phrases]
        weights = [self._weight(phrase, total if phrase == root else None) for phrase in self._phrases]
        pages = list(zip(lengths, *times, strict=True))
        known = {  # few pages differ in all of these
            page: page_score(zip(weights, page[1:], strict=True), int(page[0] or 0)) for page in set(pages)
        }
        return [known[page] for page in pages]

    def _weight(self, phrase: Phrase, total: int | None) -> float:
        """Return how telling a phrase is; `total` is the number of its pages where that is known already."""
        if self._is_large:
            return foreseen_weight(phrase.atoms)
        if total is None:
            total = _count(self._searcher.search(self._asked(phrase), limit=1, count=True))
        return phrase_weight(self._pages, total)

    def _within(self, hits: list[Hit]) -> Needed:
        """Return that a page is of one of these documents, where that spares the search through all others."""
        if len(hits) > _FEW:
            return []
        documents = frozenset(str(self._searcher.doc(address)[SHA256][0]) for _, address in hits)
        return [(Occur.Must, self._asked(Among(documents)))]

    def _times(self, phrase: Phrase, root: Node, hits: list[Hit], within: Needed) -> list[float]:
        """Return how often a phrase stands in each page found."""
        if len(self._phrases) == 1:
            times = self._counted(phrase, hits)
            return [times[score] for score, _ in hits]
        alone = [(Occur.Must, asked) for asked in finding(phrase, self._fields)]
        others = [(occur, _without_score(asked)) for occur, asked in self._needed(root, beside=phrase)]
        found = self._searcher.search(
            Asked.boolean_query(alone + others + within), limit=self._candidates, count=False
        ).hits
        times = self._counted(phrase, found)
        of_place = {_place(address): times[score] for score, address in found}
        return [of_place.get(_place(address), 0.0) for _, address in hits]

    def _counted(self, phrase: Phrase, hits: list[Hit]) -> dict[float, float]:
        """Return what each score that tantivy gave says of how often a phrase stands there: (k+1) idf n / (n + c)."""
        if not hits:
            return {}
        explained = scoring(phrase, self._fields).explain(self._searcher, hits[0][1])
        told = _product(json.loads(explained.to_json()))
        idf, share = told["details"][1]["value"], told["details"][2]
        count = share["details"][0]["value"]
        constant = count * (1 - share["value"]) / share["value"]
        times: dict[float, float] = {}
        for score in {score for score, _ in hits}:
            part = score / (_K1_PLUS_1 * idf)
            times[score] = float(round(constant * part / (1 - part)) if part < 1 else MOST_COUNTED)
        return times

    def _best(self, scores: list[float], addresses: list[tantivy.DocAddress], limit: int) -> list[EngineHit]:
        """Return the best, ties by (sha256, page); documents are read for those only that may be among them."""
        best = nlargest(limit, scores)
        if not best:
            return []
        among = [(score, address) for score, address in zip(scores, addresses, strict=True) if score >= best[-1]]
        pages = self._searcher.fast_field_values(PAGE, [address for _, address in among])
        hits = [
            EngineHit(str(self._searcher.doc(address)[SHA256][0]), int(page or 0), score)
            for (score, address), page in zip(among, pages, strict=True)
        ]
        return nsmallest(limit, hits, key=lambda hit: (-hit.score, hit.sha256, hit.page))

    def _asked(self, node: Node) -> Asked:
        """Return a part of a query as tantivy understands it; only phrases that are looked for give a score."""
        if isinstance(node, Among):
            return _without_score(Asked.boolean_query([(Occur.Should, self._of(sha256)) for sha256 in node.sha256s]))
        if isinstance(node, AnyOf):
            return Asked.boolean_query([(Occur.Should, self._asked(part)) for part in node.parts])
        return Asked.boolean_query(self._needed(node))

    def _needed(self, node: Node, beside: Phrase | None = None) -> Needed:
        """Return all that a page must fulfil `beside` a phrase, in one row: then places are compared last of all."""
        if node == beside:
            return []
        if isinstance(node, Phrase):
            return [(Occur.Must, asked) for asked in finding(node, self._fields)]
        if isinstance(node, Among | AnyOf):
            return [(Occur.Must, self._asked(node))]
        if not isinstance(node, AllOf):
            raise unresolved(node)
        needed: Needed = []
        for part in node.parts:
            if isinstance(part, Without):
                needed.append((Occur.MustNot, self._asked(part.part)))
            else:
                needed += self._needed(part, beside)
        return needed

    def _of(self, sha256: str) -> Asked:
        return Asked.term_query(self._fields.schema, SHA256, sha256, index_option="basic")


def _count(answer: tantivy.SearchResult) -> int:
    return int(getattr(answer, "count", 0))


def _place(address: tantivy.DocAddress) -> Place:
    return address.segment_ord, address.doc


def _without_score(asked: Asked) -> Asked:
    return Asked.const_score_query(asked, 0.0)


def _product(told: dict[str, Any]) -> dict[str, Any]:
    """Return the part of tantivy's explanation that holds (k+1), idf, the share of the count."""
    return told if len(told["details"]) == 3 else _product(told["details"][0])
