"""The numbers of one indicator, judged in parts: the county as a whole, groups of its towns and plants.

A value is held against others of the same subject, so the parts of an indicator need not know of each other. Two
things join them. What a paper claims (rates, changes in its own words) is judged beside all that it states, so the
subjects of such a paper are judged with the county. A share of the whole county is held against those of its parts
(`pipeline.checks.outlier`); for that each part leaves its shares in few words.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from pipeline.checker.outcomes import Said, all_said
from pipeline.checker.parts import checks_of, makes_claims, nothing_of, of_one_indicator
from pipeline.checker.sources import Placed, Source
from pipeline.checker.told import ToldViewed
from pipeline.checker.words_told import words_of
from pipeline.checks.outlier import CHECK as OUTLIER
from pipeline.checks.outlier import Alone, Share, beside_parts, shares_alone, shares_of_parts
from pipeline.coverage.case import Case
from pipeline.coverage.series import Name, Value, scope_of
from pipeline.coverage.values import Stated
from pipeline.coverage.words import OF_NO_YEAR
from pipeline.coverage.years import year_of
from schemas.dossier import Dossier
from schemas.view import ArchiveView, ViewedDocument

FactsByMeasure = Mapping[tuple[str, int | None], list[Stated]]

COUNTY = 0
_PARTS = 127


class JudgedPart(NamedTuple):
    """What is known of a part: its documents' places, what was said, the shares of its subjects, the county's own."""

    places: Sequence[int]
    said: Sequence[Said]
    shares: Sequence[Share]
    alone: Sequence[Alone]


def part_of(scope: str, joined: Collection[str]) -> int:
    """Return the part that a subject belongs to."""
    return COUNTY if not scope or scope in joined else 1 + crc32(scope.encode()) % _PARTS


def scopes_in(viewed: ViewedDocument, indicator_id: str, dossier: Dossier) -> list[str]:
    """Return the subjects of which a document states numbers for an indicator, each once."""
    subjects = dict.fromkeys(fact.subject for fact in viewed.facts if fact.indicator_id == indicator_id)
    return list(dict.fromkeys(scope_of(subject, dossier) for subject in subjects))


class NumbersOfIndicator:
    """The documents that state numbers of one indicator."""

    def __init__(
        self, source: Source, indicator_id: str, documents: Iterable[Placed], joined: frozenset[str] | None = None
    ) -> None:
        """Take readable documents; `joined` are the subjects judged with the county, where these are not all."""
        self._source, self._id = source, indicator_id
        self._documents = [one for one in documents if one.is_readable]
        self.joined = self._joined() if joined is None else joined
        self._facts, self._members = self._by_part()

    def _joined(self) -> frozenset[str]:
        found: set[str] = set()
        for one in self._documents:
            if makes_claims(one.viewed):
                scopes = scopes_in(one.viewed, self._id, self._source.dossier)
                found.update(scopes if len(scopes) > 1 else ())
        return frozenset(found)

    def _by_part(self) -> tuple[Mapping[int, FactsByMeasure], Mapping[int, dict[int, ViewedDocument]]]:
        part_of_subject: dict[str, int] = {}
        subs = {None, *(sub.number for sub in self._source.edition.by_id(self._id).subs)}
        facts: dict[int, dict[tuple[str, int | None], list[Stated]]] = defaultdict(lambda: defaultdict(list))
        members: dict[int, dict[int, ViewedDocument]] = defaultdict(dict)
        for place, viewed, _ in self._documents:
            for fact, words in zip(viewed.facts, self._words(viewed), strict=True):
                if fact.indicator_id != self._id:
                    continue
                part = part_of_subject.get(fact.subject)
                if part is None:
                    scope = scope_of(fact.subject, self._source.dossier)
                    part = part_of_subject[fact.subject] = part_of(scope, self.joined)
                members[part][place] = viewed
                if not words & OF_NO_YEAR and fact.sub in subs:
                    year = year_of(fact, viewed.document) or 0
                    facts[part][self._id, fact.sub].append(Stated(fact, year, viewed, words))
        return facts, members

    def _words(self, viewed: ViewedDocument) -> Sequence[int]:
        return viewed.words if isinstance(viewed, ToldViewed) else words_of(viewed, self._source.dossier)

    def judged(self, parts: Collection[int] | None = None) -> dict[int, JudgedPart]:
        """Judge parts, all that there are where none are named."""
        return {part: self._judged(part) for part in (sorted(self._members) if parts is None else parts)}

    def all_said(self) -> list[Said]:
        """Return what is said of all parts, of the county beside them."""
        parts = self.judged()
        return [*(said for part in parts.values() for said in part.said), *self.beside(parts.values())]

    def beside(self, parts: Collection[JudgedPart]) -> list[Said]:
        """Return what parts, all there are, say of the county's own shares."""
        alone = [one for part in parts for one in part.alone]
        shares = [share for part in parts for share in part.shares]
        return county_beside_parts(
            self._source, self._id, alone, shares, lambda scope: self.case(part_of(scope, self.joined))
        )

    def _judged(self, part: int) -> JudgedPart:
        case = self.case(part)
        said = all_said(checks_of("indicator"), case)
        return JudgedPart(
            list(self._members.get(part, ())), said, shares_of_parts(case, self._id), shares_alone(case, self._id)
        )

    def case(self, part: int) -> Case:
        """Return the case of a part."""
        members = self._members.get(part, {})
        edition = of_one_indicator(self._source, self._id)
        view = ArchiveView.model_construct(
            dossier=self._source.dossier, edition=edition, documents=tuple(members.values())
        )
        return Case(view, nothing_of(self._source), members, facts=self._facts.get(part, {}))


def county_beside_parts(
    source: Source,
    indicator_id: str,
    alone: Sequence[Alone],
    shares: Sequence[Share],
    case_of: Callable[[str], Case],
) -> list[Said]:
    """Return what shares of parts of the county say of the county's own; `case_of` gives the case of a subject."""

    def value_of(name: Name, year: int) -> Value:
        return case_of(name.scope).series[name].sure()[year]

    edition = of_one_indicator(source, indicator_id)
    whole = Case(ArchiveView.model_construct(dossier=source.dossier, edition=edition), nothing_of(source), {}, {}, {})
    findings = tuple(beside_parts(whole, indicator_id, alone, shares, value_of))
    return [Said(OUTLIER, 0, "", findings)] if findings else []
