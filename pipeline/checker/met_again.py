"""The checks that hold documents against each other, where some documents changed."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from pipeline.checker.answers import Difference, Fallen, KeptResults
from pipeline.checker.keeping import Keeping
from pipeline.checker.light import Reader, Row
from pipeline.checker.meetings import KINDS, Meetings, keys_of_documents, names_in, united
from pipeline.checker.parts import nothing_of
from pipeline.checker.records import readable_in
from pipeline.checker.register import Register
from pipeline.checker.sources import Source
from pipeline.checker.whole import Whole
from pipeline.checks import meeting_checks
from pipeline.checks.meeting.keys import Keys
from pipeline.checks.meeting.names import Names, called, concerned
from pipeline.coverage.case import Case
from schemas.view import ArchiveView, ViewedDocument

Documents = Mapping[int, ViewedDocument]


class Rows(NamedTuple):
    """The changed documents in few words, as they were and as they are."""

    before: list[Row]
    now: list[Row]


class MetAgain:
    """Judges again what the changed documents meet, and what that depends on; nothing else is read."""

    def __init__(self, source: Source, keeping: Keeping, register: Register, read: Reader) -> None:
        self._source, self._keeping, self._register, self._read = source, keeping, register, read
        kept = {kind: keeping.pieces(kind) for kind in KINDS}
        self._cards = {kind: {piece.block: of_one for piece, of_one in kept[kind].items()} for kind in KINDS}
        self._meetings = Meetings(self._cards)

    def add_to(self, difference: Difference, whole: Whole, rows: Rows, results: KeptResults) -> None:
        """Add to a difference what these checks say now, and what they said of it; raises Fallen."""
        before, now = (readable_in(of_time, self._read) for of_time in rows)
        judged, beside = self._to_judge(before, now)
        files = {viewed.document.file for viewed in (*before.values(), *judged.values())}
        for check, finding in results.findings_about(files):
            difference.gone[check].append(finding)
        for said in whole.of_meetings(dict(sorted({**beside, **judged}.items())), self._names):
            if said.fallen:
                raise Fallen(said.check)
            difference.came[said.check] += [one for one in said.findings if one.files and one.files[0] in files]
        for one in meeting_checks():
            difference.looked_at[one.CHECK] += one.counted(self._case(now)) - one.counted(self._case(before))

    def _case(self, documents: Documents) -> Case:
        view = ArchiveView.model_construct(
            dossier=self._source.dossier, edition=self._source.edition, documents=tuple(documents.values())
        )
        return Case(view, nothing_of(self._source), documents)

    def _to_judge(self, before: Documents, now: Documents) -> tuple[Documents, Documents]:
        """Return the documents of which something else may be told now, then those that they meet."""
        seeds = {*now, *self._replaced_by(now), *self._meetings.wanting(self._flipped(before, now))}
        keys = united([self._keys(before), self._keys(self._readable(seeds))])
        places = seeds | self._meetings.asking(keys.gives) | self._meetings.with_tasks_like(keys.tasks)
        places |= self._register.named_as(places)
        judged = self._readable(places)
        asked = self._keys(judged)
        met = self._meetings.giving(asked.asks) | self._meetings.with_tasks_like(asked.tasks)
        beside = self._readable(met - judged.keys())
        newer = {self._newer(viewed) for viewed in (*judged.values(), *beside.values())} - {None}
        return judged, {**beside, **self._readable(place for place in newer if place is not None)}

    def _readable(self, places: Iterable[int]) -> Documents:
        return self._register.readable(places, self._read)

    def _keys(self, documents: Documents) -> Keys:
        return united(keys_of_documents(self._case(documents)).values())

    def _replaced_by(self, now: Documents) -> set[int]:
        """Return the places of the documents whose place a changed one took."""
        newer = {viewed.document.sha256 for viewed in now.values()}
        places = (self._register.place_of(link.older) for link in self._source.revisions if link.newer in newer)
        return {place for place in places if place is not None}

    def _newer(self, viewed: ViewedDocument) -> int | None:
        link = nothing_of(self._source).revisions.get(viewed.document.sha256)
        return self._register.place_of(link.newer) if link is not None else None

    def _flipped(self, before: Documents, now: Documents) -> Collection[str]:
        """Return the names that the archive has now and had not, or had and has no more."""
        documents = [called(viewed, self._source.dossier) for viewed in (*before.values(), *now.values())]
        wants = concerned(self._meetings.wants, documents)
        if not wants:
            return ()
        had = self._names_before()
        return [want for want in wants if had.has(want) != self._names.has(want)]

    @cached_property
    def _names(self) -> Names:
        return names_in(self._cards["names"].values())

    def _names_before(self) -> Names:
        return names_in(self._keeping.before("names").values())
