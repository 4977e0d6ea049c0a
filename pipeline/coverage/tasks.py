"""Documents that prove a key work task, each with the words that say so."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from pipeline.coverage.case import Case
from pipeline.coverage.eligibility import is_draft, is_late
from pipeline.numbers.shadow import shadow
from pipeline.pairs import pairs_of
from pipeline.units.area import area_of
from schemas.document import DocumentKind
from schemas.dossier import Dossier, KeyTask
from schemas.edition import Edition
from schemas.fact import Fact
from schemas.view import ViewedDocument

# what a name begins with and what says nothing of the matter: 进一步推进…工作
_IDLE = re.compile(
    r"[\W_]|进一步|深入|持续|全面|加快|加强|推进|推动|促进|提升|完善|强化|做好|抓好|开展|实施|积极|扎实|有序|切实|认真|着力|大力|按时"
    r"|组织|完成|落实|工作|情况|有关|相关|年度|任务|的"
)
# what every document of such an archive speaks of
_COMMON = re.compile(
    r"国家|生态文明|生态环境|生态|文明|环境|建设|示范|创建|复核|指标|党政|领导|干部|公众|[县市区]|管理|治理|保护|发展"
)
_OWN_PAPER = re.compile(r"编制|制定|修订|修编|印发|出台|规划|方案|预案|办法|制度|细则")
_TITLE = re.compile(r"《([^《》]{4,60})》")
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)(?:年?\s*[-—–~至到]+\s*(20\d{2}))?")
_SETS: frozenset[DocumentKind] = frozenset({"plan", "notice", "regulation"})
_MOST_ALIKE = 0.8  # this share of the pairs of characters of a task's name must stand in a title
_FEWEST_CHARS = 4
_FEWEST_IN_TEXT = 6  # a text says more than a title: shorter names may stand in it by chance
_FEWEST_RARE_CHARS = 2


@dataclass(frozen=True)
class Proof:
    """A document that speaks of a task as its result: `why` quotes the words, in Chinese, fit for a message.

    `in_time` tells that it is of a year that the task is about.
    """

    sha256: str
    file: str
    why: str
    in_time: bool

    @property
    def words(self) -> str:
        """The file with what speaks for it."""
        return f"{self.file}（{self.why}）"


@dataclass(frozen=True)
class _Wanted:
    """A task as it is looked for."""

    task: KeyTask
    core: str
    rare: str
    titles: tuple[str, ...]
    indicators: tuple[tuple[str, str], ...]  # id, name
    years: frozenset[int]

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The pairs of characters of its words."""
        return pairs_of(self.core)

    @cached_property
    def rare_pairs(self) -> frozenset[str]:
        """Those of its rare words."""
        return frozenset(pair for pair in pairs_of(self.rare) & self.pairs if not _COMMON.search(pair))

    @cached_property
    def signs(self) -> frozenset[str]:
        """Pairs of which a title or text that speaks of it holds one at least."""
        return self.rare_pairs.union(*map(pairs_of, self.titles))


@dataclass(frozen=True)
class _Paper:
    """A document as it is looked through."""

    viewed: ViewedDocument
    title: str
    pairs: frozenset[str]
    years: frozenset[int]
    quotes: tuple[tuple[str, Fact | None], ...]


class TaskProofs:
    """Looks through the documents that may prove a task: the county's own, no drafts, none after the cut-off."""

    def __init__(self, documents: Iterable[ViewedDocument], dossier: Dossier, edition: Edition) -> None:
        """Take documents that could be read; what they say is taken apart once."""
        self._dossier, self._edition = dossier, edition
        names = sorted({dossier.county, *dossier.aliases}, key=len, reverse=True)
        self._county = re.compile("|".join(re.escape(name) for name in names if name) or "(?!)")
        self._wanted = {task: self._wanted_of(task) for task in dossier.tasks}
        self._found: dict[KeyTask, tuple[Proof, ...]] = {}
        signs = sorted({sign for wanted in self._wanted.values() for sign in wanted.signs})
        self._signs = re.compile("|".join(map(re.escape, signs)) or "(?!)")
        self._indicators = {found[0] for wanted in self._wanted.values() for found in wanted.indicators}
        may = [viewed for viewed in documents if not is_draft(viewed) and not is_late(viewed, dossier)]
        self.looked_through = len(may)
        """How many documents were looked through."""
        self._papers = [paper for viewed in may if (paper := self._paper(viewed))] if dossier.tasks else []

    def of(self, task: KeyTask) -> tuple[Proof, ...]:
        """Return the documents that prove a task, those of its years first; the surest ground of each is told.

        Grounds: the title of the work that the task names in 《》; the task's name in the title; its name in the
        words by which a report was tagged or a number of the year read; evidence of the year for the indicator that
        the task's name names. A plan or notice proves only a task whose result is such a paper; the document
        that sets the task never proves it.
        """
        if task not in self._found:
            wanted = self._wanted[task]
            papers = (paper for paper in self._papers if _may_speak(wanted, paper))
            found = [proof for paper in papers if (proof := self._proof(wanted, paper))]
            self._found[task] = tuple(sorted(found, key=lambda proof: not proof.in_time))
        return self._found[task]

    def _paper(self, viewed: ViewedDocument) -> _Paper | None:
        """Return a document taken apart, None where it can speak of no task or is another area's."""
        document = viewed.document
        said: list[tuple[str, Fact | None]] = [(fact.quote, fact) for fact in viewed.facts if fact.role == "actual"]
        said += [(tag.quote, None) for tag in viewed.tags if tag.state != "rejected"]
        quotes = tuple(one for one in said if self._signs.search(one[0]))
        proves = any(tag.indicator_id in self._indicators for tag in viewed.tags)
        if not (quotes or proves or self._signs.search(document.title or "")):
            return None
        if area_of(viewed, self._dossier) != "own":
            return None
        years = set(_years(document.title or ""))
        if document.period is not None:
            years |= set(range(document.period.start.year, document.period.end.year + 1))
        if not years and document.date is not None:
            years = {document.date.year}
        title = self._core(document.title or "")
        return _Paper(viewed, title, pairs_of(title), frozenset(years), quotes)

    def _wanted_of(self, task: KeyTask) -> _Wanted:
        core = self._core(task.name)
        years = {*_years(task.name), *_years(task.content)}
        if task.deadline is not None:
            years.add(task.deadline.year)
        titles = (*_TITLE.findall(task.name), *_TITLE.findall(task.content if _makes_a_paper(task) else ""))
        named = ((i.id, name) for i in self._edition.indicators for name in (i.name, *i.aliases))
        return _Wanted(
            task=task,
            core=core,
            rare=_COMMON.sub("", core),
            titles=tuple(title for text in titles if len(title := self._core(text)) >= _FEWEST_CHARS),
            indicators=tuple((i, name) for i, name in named if len(name) >= _FEWEST_IN_TEXT and name in task.name),
            years=frozenset(years),
        )

    def _core(self, words: str) -> str:
        """Return the words that tell what it is about."""
        return _IDLE.sub("", self._county.sub("", _YEAR.sub("", shadow(words).text)))

    def _proof(self, wanted: _Wanted, paper: _Paper) -> Proof | None:
        why = next(self._grounds(wanted, paper), None)
        if why is None or self._sets(wanted, paper.viewed):
            return None
        document = paper.viewed.document
        return Proof(document.sha256, document.file, why, not wanted.years or bool(wanted.years & paper.years))

    def _grounds(self, wanted: _Wanted, paper: _Paper) -> Iterator[str]:
        title = paper.viewed.document.title or ""
        if paper.title and any(one in paper.title for one in wanted.titles):
            yield f"标题即任务所列《{title}》"
        if paper.viewed.document.kind in _SETS and not _makes_a_paper(wanted.task):
            return
        if _is_in_title(wanted, paper):
            yield f"标题“{title}”"
        if paper.viewed.document.kind in _SETS:
            return
        quote = next(self._quotes(wanted, paper), None)
        if quote is not None:
            yield f"文中“{quote}”"
        for indicator_id, name in wanted.indicators:
            if paper.viewed.proves(indicator_id, None) and any(_is_of(fact, wanted) for fact in paper.viewed.facts):
                yield f"是任务所列指标“{name}”的证明材料"

    def _quotes(self, wanted: _Wanted, paper: _Paper) -> Iterator[str]:
        """Yield words of a document that hold the whole name of the task."""
        if len(wanted.core) < _FEWEST_IN_TEXT or len(wanted.rare) < _FEWEST_RARE_CHARS:
            return
        for quote, fact in paper.quotes:
            if (fact is None or _is_of(fact, wanted)) and wanted.core in self._core(quote):
                yield quote

    def _sets(self, wanted: _Wanted, viewed: ViewedDocument) -> bool:
        """Tell whether a document is the one that sets the task: it names it with a deadline."""
        deadlines = viewed.particulars.deadlines if viewed.particulars is not None else ()
        said = {self._core(deadline.matter) for deadline in deadlines}
        return bool(said & {wanted.core, self._core(wanted.task.content)} - {""})


class KnownProofs:
    """The same, where the documents were looked through some at a time."""

    def __init__(self, found: Mapping[KeyTask, Sequence[Proof]], looked_through: int) -> None:
        """Take the proofs of each task in the order of the documents."""
        self._found = {task: tuple(sorted(found[task], key=lambda proof: not proof.in_time)) for task in found}
        self.looked_through = looked_through

    def of(self, task: KeyTask) -> tuple[Proof, ...]:
        """Return the documents that prove a task, those of its years first."""
        return self._found.get(task, ())


_OF_CASES: WeakKeyDictionary[Case, TaskProofs | KnownProofs] = WeakKeyDictionary()


def task_proofs(case: Case) -> TaskProofs | KnownProofs:
    """Return what proves the key work tasks of a case, looked through once for all checks."""
    if case not in _OF_CASES:
        _OF_CASES[case] = TaskProofs(case.readable, case.dossier, case.edition)
    return _OF_CASES[case]


def know_proofs(case: Case, proofs: KnownProofs) -> None:
    """Let the checks of a case use what was found before."""
    _OF_CASES[case] = proofs


def _may_speak(wanted: _Wanted, paper: _Paper) -> bool:
    """Tell cheaply whether a document can speak of a task at all."""
    if paper.quotes or wanted.indicators or wanted.titles:
        return True
    return len(wanted.rare_pairs & paper.pairs) >= _MOST_ALIKE * len(wanted.rare_pairs)


def _is_in_title(wanted: _Wanted, paper: _Paper) -> bool:
    """Tell whether a title holds a task's name: nearly all of it, and of its rare words as much."""
    if len(wanted.core) < _FEWEST_CHARS or len(wanted.rare) < _FEWEST_RARE_CHARS:
        return False
    if wanted.core in paper.title:
        return True
    return all(
        pairs and len(pairs & paper.pairs) >= _MOST_ALIKE * len(pairs) for pairs in (wanted.rare_pairs, wanted.pairs)
    )


def _is_of(fact: Fact, wanted: _Wanted) -> bool:
    return fact.role == "actual" and (not wanted.years or fact.year in wanted.years)


def _makes_a_paper(task: KeyTask) -> bool:
    return _OWN_PAPER.search(task.name) is not None


def _years(words: str) -> Iterator[int]:
    """Yield the years that words name; of a span (2020—2022年) all."""
    for match in _YEAR.finditer(words):
        first, last = int(match[1]), int(match[2] or match[1])
        yield from range(first, last + 1) if first <= last <= first + 10 else (first, last)
