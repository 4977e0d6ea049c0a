"""The places that a finding points at, with the words that stand there."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.reports.visible import plain
from pipeline.reports.words import place_words
from schemas.finding import Finding
from schemas.locator import Locator
from schemas.particulars import Particulars
from schemas.view import ViewedDocument

QUOTE_CHARS = 240
FILE_CHARS = 240


@dataclass(frozen=True)
class Source:
    """One place of one file; `place` and `quote` are "" where they are not known. All text is safe to show.

    `sha256` ("" where the archive lacks the file) and `locator` are for a link; they tell no two places apart.
    """

    file: str
    place: str = ""
    quote: str = ""
    sha256: str = field(default="", compare=False)
    locator: Locator | None = field(default=None, compare=False)

    @property
    def words(self) -> str:
        """The whole in one phrase: 《file》第3页：“quote”."""
        quote = f"：“{self.quote}”" if self.quote else ""
        return f"《{self.file}》{self.place}{quote}"


@dataclass(frozen=True)
class _Said:
    """What stands at a place: what it is about, its number as printed (`raw`), so far as they are known."""

    quote: str
    indicator_id: str | None = None
    sub: int | None = None
    year: int | None = None
    raw: str = ""

    def fits(self, finding: Finding) -> tuple[bool, bool, bool, bool]:
        """Return how well it fits a finding: by indicator, sub, year, number."""
        is_own = self.indicator_id == finding.indicator_id
        words = (finding.found, finding.expected, finding.message)
        return (
            is_own,
            is_own and self.sub == finding.sub,
            is_own and finding.year is not None and self.year == finding.year,
            bool(self.raw) and any(self.raw in text for text in words),
        )


def by_file(sources: Iterable[Source]) -> tuple[str, ...]:
    """Return one phrase a file: 《file》第3页：“one”；表1第2行第3列：“two”."""
    places: dict[str, list[str]] = {}
    for source in sources:
        words = source.words.removeprefix(f"《{source.file}》")
        places.setdefault(source.file, []).extend([words] if words else [])
    return tuple(f"《{file}》{'；'.join(words)}" for file, words in places.items())


class Sources:
    """Finds the words behind findings; each file is looked through once, when first asked for."""

    def __init__(self, documents: Iterable[ViewedDocument], sha256s: Mapping[str, str] | None = None) -> None:
        """Take the documents to quote; `sha256s` are the contents of further files, for a link."""
        self._viewed = {viewed.document.file: viewed for viewed in documents}
        self._sha256s = sha256s or {}
        self._known: dict[str, Mapping[Locator, list[_Said]]] = {}

    def of(self, finding: Finding) -> tuple[Source, ...]:
        """Return the places of a finding in its order, then the files of which no place is known."""
        found = dict.fromkeys(self._places(finding))
        named = {source.file for source in found}
        rest = [Source(_name(file), sha256=self._sha256(file)) for file in finding.files if _name(file) not in named]
        return (*found, *rest)

    def _places(self, finding: Finding) -> Iterator[Source]:
        for locator, times in Counter(finding.locators).items():
            said = {file: found for file in finding.files if (found := self._at(file).get(locator))}
            own = {file: found for file, found in said.items() if any(one.fits(finding)[0] for one in found)} or said
            # the same place named twice is a place of two files
            for file in list(own)[:times]:
                words = plain(_best(own[file], finding), QUOTE_CHARS)
                yield Source(_name(file), place_words(locator), words, self._sha256(file), locator)
            if not own and len(finding.files) == 1:
                file = finding.files[0]
                yield Source(_name(file), place_words(locator), "", self._sha256(file), locator)

    def _sha256(self, file: str) -> str:
        viewed = self._viewed.get(file)
        return viewed.document.sha256 if viewed is not None else self._sha256s.get(file, "")

    def _at(self, file: str) -> Mapping[Locator, list[_Said]]:
        if file not in self._known:
            viewed = self._viewed.get(file)
            self._known[file] = _by_place(_all_said(viewed)) if viewed else {}
        return self._known[file]


def _best(said: Sequence[_Said], finding: Finding) -> str:
    """Return the words at one place that fit a finding best; where several numbers do, the words of each."""
    best = max(one.fits(finding) for one in said)
    return " … ".join(dict.fromkeys(one.quote for one in said if one.fits(finding) == best))


def _name(file: str) -> str:
    return plain(file, FILE_CHARS)


def _by_place(said: Iterable[tuple[Locator | None, _Said]]) -> Mapping[Locator, list[_Said]]:
    found: dict[Locator, list[_Said]] = defaultdict(list)
    for locator, one in said:
        if locator is not None:
            found[locator].append(one)
    return found


def _all_said(viewed: ViewedDocument) -> Iterator[tuple[Locator | None, _Said]]:
    for fact in viewed.facts:
        yield fact.locator, _Said(fact.quote, fact.indicator_id, fact.sub, fact.year, fact.value_raw)
    for tag in viewed.tags:
        yield tag.locator, _Said(tag.quote, tag.indicator_id, tag.sub)
        for passage in tag.passages:
            yield passage.locator, _Said(passage.quote, tag.indicator_id, tag.sub)
    if viewed.particulars is not None:
        yield from _claimed(viewed.particulars)


def _claimed(told: Particulars) -> Iterator[tuple[Locator | None, _Said]]:
    for mark in (told.security_mark, told.draft_mark, told.number_as_printed, told.validity):
        if mark is not None:
            yield mark.locator, _Said(mark.text)
    for annex in told.annexes:
        yield annex.locator, _Said(annex.title)
    for citation in (*told.cites, *told.repeals):
        yield citation.locator, _Said(citation.quote)
    for deadline in told.deadlines:
        yield deadline.locator, _Said(deadline.quote)
    for gap in told.numbering_gaps:
        yield gap.locator, _Said(gap.quote)
    for added in told.sums:
        yield added.total.locator, _Said(added.quote)
    for change in told.changes:
        yield change.stated.locator, _Said(change.quote)
    for ratio in told.ratios:
        yield ratio.stated.locator, _Said(ratio.quote)
