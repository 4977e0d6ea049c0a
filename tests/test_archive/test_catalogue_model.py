"""The catalogue against a simple picture of it in memory, over any sequence of calls."""

import hashlib
import itertools
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from archive.catalogue import Arrival, Catalogue
from schemas.audit import Removal
from schemas.dossier import Dossier
from schemas.edition import Edition, Indicator
from schemas.errors import UsageError
from schemas.locator import PageLocator
from schemas.parsed import ParsedDocument, TextBlock
from schemas.result import DocumentResult, StageRun
from schemas.tag import Decision, Tag

INDICATORS = ("air", "water", "ei")
DOSSIERS = ("d1", "d2")
EDITIONS = {
    name: Edition(
        id=name,
        title="",
        doc_number="",
        indicators=tuple(
            Indicator(id=key, number=number, name=key, direction="qualitative", grounding="")
            for number, key in enumerate(INDICATORS, start=7)
        ),
    )
    for name in ("2019", "2021")
}
SHA256S = [hashlib.sha256(bytes([number])).hexdigest() for number in range(4)]
REFUSED = ("unreadable", "encrypted", "unsupported")

sha256s = st.sampled_from(SHA256S)
dossiers = st.sampled_from(DOSSIERS)
editions = st.sampled_from(sorted(EDITIONS))
subjects = st.tuples(st.sampled_from(INDICATORS), st.sampled_from([None, 1]))


@dataclass
class Content:
    """What the picture knows of one original."""

    status: str | None = None
    pages: tuple[str, ...] = ()
    is_indexed: bool = True
    tags: dict[str, list[tuple[str, int | None]]] = field(default_factory=dict)
    runs: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass
class Line:
    """A receipt of the picture, numbered in the order received."""

    number: int
    dossier: str
    file: str
    source: str
    sha256: str


class CatalogueMachine(RuleBasedStateMachine):
    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "c.sqlite"
        self.catalogue = Catalogue.open(self.path)
        self.contents: dict[str, Content] = {}
        self.lines: list[Line] = []
        self.words: list[tuple[str, Decision]] = []
        self.removed: list[Line] = []
        self.numbers = itertools.count()

    def teardown(self) -> None:
        if hasattr(self, "catalogue"):
            assert self.catalogue.faults() == ()
            assert self.catalogue.audit_faults() == ()
            assert self.catalogue.changed_contents() == ()
            self.catalogue.close()
            self.folder.cleanup()

    @rule()
    def reopen(self) -> None:
        self.catalogue.close()
        self.catalogue = Catalogue.open(self.path, create=False)

    @rule(dossier=dossiers, file=st.sampled_from("ab"), source=st.sampled_from("xyz"), sha256=sha256s)
    def receive(self, dossier: str, file: str, source: str, sha256: str) -> None:
        mine = [line for line in self.lines if line.dossier == dossier]
        same_place = [line for line in mine if line.source == source]
        same_content = [line for line in mine if line.sha256 == sha256]
        namesake = any(line.file == file for line in same_content)
        moved = bool(same_place) and same_place[0].sha256 != sha256
        if moved:
            expected = "replaces"
            self.lines.remove(same_place[0])
        elif same_place or namesake:
            expected = "known"
        elif any(self._is_same_file(line, dossier, file, source, sha256) for line in self.removed):
            expected = "removed"
        else:
            expected = "duplicate" if same_content else "new"
        if expected not in ("known", "removed") and not (moved and namesake):
            self.lines.append(Line(next(self.numbers), dossier, file, source, sha256))
        if expected != "removed":
            self.contents.setdefault(sha256, Content())
        receipt = self.catalogue.receive(Arrival(dossier, file, source, sha256, 1, "2024"))
        assert receipt.outcome == expected

    @staticmethod
    def _is_same_file(line: Line, dossier: str, file: str, source: str, sha256: str) -> bool:
        return line.dossier == dossier and line.sha256 == sha256 and (line.file == file or line.source == source)

    @precondition(lambda self: self.lines)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        line = data.draw(st.sampled_from(self.lines))
        word = Removal(by="李", at="2024", reason="重复")
        self.catalogue.remove(line.dossier, line.file, line.sha256, word)
        self.lines.remove(line)
        self.removed.append(line)

    @precondition(lambda self: self.removed)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        line = data.draw(st.sampled_from(self.removed))
        word = Removal(by="李", at="2024")
        same = [
            one for one in self.removed if (one.dossier, one.file, one.sha256) == (line.dossier, line.file, line.sha256)
        ]
        mine = [one for one in self.lines if one.dossier == line.dossier]
        is_there = any(
            one.source == same[-1].source or (one.file, one.sha256) == (line.file, line.sha256) for one in mine
        )
        if line.sha256 in self.catalogue.purged() or is_there:
            with pytest.raises(UsageError):
                self.catalogue.restore(line.dossier, line.file, line.sha256, word)
            return
        self.catalogue.restore(line.dossier, line.file, line.sha256, word)
        self.removed.remove(same[-1])
        self.lines.append(same[-1])
        self.lines.sort(key=lambda one: one.number)

    @precondition(lambda self: self.removed)
    @rule(data=st.data())
    def purge(self, data: st.DataObject) -> None:
        sha256 = data.draw(st.sampled_from(self.removed)).sha256
        word = Removal(by="李", at="2024", reason="误收")
        if any(line.sha256 == sha256 for line in self.lines):
            with pytest.raises(UsageError, match="仍在使用"):
                self.catalogue.purge(sha256, word)
            return
        self.catalogue.purge(sha256, word)
        content = self.contents[sha256]
        had_pages = bool(content.pages)
        self.contents[sha256] = Content(is_indexed=content.is_indexed and not had_pages)
        assert sha256 in self.catalogue.purged()

    @precondition(lambda self: self.contents)
    @rule(
        data=st.data(),
        edition=editions,
        status=st.sampled_from(["ok", "partial", *REFUSED]),
        pages=st.none() | st.lists(st.sampled_from(["甲", "乙"]), max_size=2).map(tuple),
        tags=st.none() | st.lists(subjects, unique=True, max_size=3),
        version=st.integers(1, 2),
    )
    def record(
        self,
        data: st.DataObject,
        edition: str,
        status: str,
        pages: tuple[str, ...] | None,
        tags: list[tuple[str, int | None]] | None,
        version: int,
    ) -> None:
        sha256 = data.draw(st.sampled_from(sorted(self.contents)))
        stages = [StageRun(stage="parse", version=version)] if pages is not None or status in REFUSED else []
        stages += [StageRun(stage="tag", version=version, edition=edition)] if tags is not None else []
        self.catalogue.record(
            DocumentResult.model_validate(
                {
                    "sha256": sha256,
                    "status": status,
                    "parsed": None if pages is None else _parsed(pages),
                    "edition": edition,
                    "tags": None if tags is None else tuple(_tag(*subject) for subject in tags),
                    "stages": tuple(stages),
                }
            ),
            at="2024",
        )
        self._expect(self.contents[sha256], status, pages, edition, tags, stages)

    def _expect(self, content, status, pages, edition, tags, stages) -> None:  # type: ignore[no-untyped-def]
        refused = pages is None and status in REFUSED
        if refused:
            content.tags, content.runs = {}, {}
        elif pages is not None:
            content.runs = {key: version for key, version in content.runs.items() if key[1] == ""}
        new_pages = () if refused else pages
        if new_pages is not None and new_pages != content.pages:
            content.pages, content.is_indexed = new_pages, False
        if tags is not None:
            content.tags[edition] = tags
        content.runs |= {(run.stage, run.edition): run.version for run in stages}
        content.status = status

    @precondition(lambda self: self.lines)
    @rule(data=st.data(), subject=subjects, state=st.sampled_from(["confirmed", "rejected"]))
    def decide(self, data: st.DataObject, subject: tuple[str, int | None], state: str) -> None:
        line = data.draw(st.sampled_from(self.lines))
        given = {"sha256": line.sha256, "indicator_id": subject[0], "sub": subject[1], "state": state}
        word = Decision.model_validate({**given, "by": "李", "at": "2024"})
        self.catalogue.decide(line.dossier, word)
        self.words.append((line.dossier, word))

    @rule(limit=st.integers(1, 3))
    def index(self, limit: int) -> None:
        taken = self.catalogue.unindexed(limit)
        self.catalogue.mark_indexed(taken)
        for sha256 in taken:
            self.contents[sha256].is_indexed = True

    @rule()
    def empty_the_index(self) -> None:
        self.catalogue.mark_all_unindexed()
        for content in self.contents.values():
            content.is_indexed = not content.pages

    @invariant()
    def the_same_documents(self) -> None:
        for dossier in DOSSIERS:
            first: dict[str, str] = {}
            expected = []
            for line in self.lines:
                if line.dossier == dossier:
                    duplicate_of = first.get(line.sha256)
                    first.setdefault(line.sha256, line.file)
                    content = self.contents[line.sha256]
                    expected.append((line.file, line.sha256, duplicate_of, content.status or "unreadable"))
            found = self.catalogue.documents(dossier)
            assert [(one.file, one.sha256, one.duplicate_of, one.status) for one in found] == expected
            assert self.catalogue.files_of(dossier) == first

    @invariant()
    def the_same_work_left(self) -> None:
        wanted = [("parse", 2, ""), ("tag", 1, "2021")]
        for dossier in DOSSIERS:
            live = dict.fromkeys(line.sha256 for line in self.lines if line.dossier == dossier)
            left = [s for s in live if any(self.contents[s].runs.get((w[0], w[2])) != w[1] for w in wanted)]
            assert self.catalogue.pending(dossier, wanted) == tuple(left)

    @invariant()
    def the_same_texts(self) -> None:
        waiting = {sha256 for sha256, content in self.contents.items() if not content.is_indexed}
        assert set(self.catalogue.unindexed(10)) == waiting
        pages = [(s, n, t) for s in sorted(self.contents) for n, t in enumerate(self.contents[s].pages, start=1)]
        assert list(self.catalogue.pages_of(self.contents)) == pages

    @invariant()
    def the_same_judgements(self) -> None:
        for dossier in DOSSIERS:
            for edition in EDITIONS.values():
                expected = self._judged(dossier, edition.id)
                found = self.catalogue.tags_of(dossier, edition)
                states = {s: {(t.indicator_id, t.sub): t.state for t in tags} for s, tags in found.items()}
                assert states == expected
                view = self.catalogue.view(DOSSIER, dossier, edition)
                assert [one.tags for one in view.documents] == [
                    found.get(one.document.sha256, ()) for one in view.documents
                ]
                for indicator in INDICATORS:
                    in_force = {
                        s
                        for s, subjects in expected.items()
                        if any(key[0] == indicator and state != "rejected" for key, state in subjects.items())
                    }
                    assert self.catalogue.tagged(dossier, edition, indicator) == in_force

    def _judged(self, dossier: str, edition: str) -> dict[str, dict[tuple[str, int | None], str]]:
        """Return sha256 -> subject -> state, of live originals with any tag."""
        judged: dict[str, dict[tuple[str, int | None], str]] = {}
        for sha256 in {line.sha256 for line in self.lines if line.dossier == dossier}:
            proposed = self.contents[sha256].tags.get(edition, [])
            states = dict.fromkeys(proposed, "proposed")
            said = {(w.indicator_id, w.sub): w.state for d, w in self.words if (d, w.sha256) == (dossier, sha256)}
            states |= {key: state for key, state in said.items() if key in states or state == "confirmed"}
            if states:
                judged[sha256] = states
        return judged


DOSSIER = Dossier.model_validate({"id": "d", "county": "青禾县", "edition": "2021", "years": (2021,)})


def _parsed(pages: tuple[str, ...]) -> ParsedDocument:
    blocks = tuple(TextBlock(text=t, locator=PageLocator(page=n), page=n) for n, t in enumerate(pages, start=1))
    return ParsedDocument(media_type="application/pdf", pages=len(pages), blocks=blocks)


def _tag(indicator_id: str, sub: int | None) -> Tag:
    number = INDICATORS.index(indicator_id) + 7
    return Tag(indicator=number, indicator_id=indicator_id, sub=sub, relation="mention", score=0.5, method="words")


CatalogueMachine.TestCase.settings = settings(max_examples=8, stateful_step_count=20, deadline=None)
TestCatalogue = CatalogueMachine.TestCase
