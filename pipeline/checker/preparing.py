"""What documents say by themselves, worked out where they changed: when they are taken in, else by a check."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from pydantic_core import from_json, to_json

from archive.archive import Archive
from archive.catalogue.viewing import Entry, Standing
from archive.collection import collection_paused
from archive.kept_checks import KeptChecks, Piece
from pipeline.checker.keeping import Keeping
from pipeline.checker.planning import blocks_of, looking_into
from pipeline.checker.records import BLOCK_KINDS, Record
from pipeline.checker.register import Register
from pipeline.checker.setting import setting_of
from pipeline.checker.workers import Elsewhere, Here, Setting, elsewhere, source_of
from pipeline.versions import revisions_of
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.errors import StoreDamaged

# below so many documents to be read starting processes costs more than they save
FEWEST_FOR_PROCESSES = 2000

_LINKS = Piece("links", "", 0)


class Prepared:
    """What documents of an archive say by themselves, kept block by block."""

    def __init__(self, archive: Archive, setting: Setting) -> None:
        self.setting, self.dossier, self.edition = setting, setting.dossier, setting.edition
        self.catalogue = archive.catalogue
        digest = setting_of(self.dossier, self.edition, setting.proposals)
        self.keeping = Keeping(KeptChecks(setting.kept), self.dossier.id, digest)
        self.standing: Standing = self.catalogue.standing()
        self._links = {link.older: to_json(link).decode() for link in setting.revisions}
        self.register = Register(self.keeping)
        self.source = source_of(self.catalogue, setting, self.register.contents)

    def changed(self) -> frozenset[str] | None:
        """Return the contents changed since all this was kept, None where nothing of it holds any longer.

        A document counts as changed too where another one takes its place that did not. Raises LookupError.
        """
        last = self.keeping.last()
        changed = self.catalogue.changed_since(last.standing) if last is not None else None
        if changed is None:
            return None
        before: dict[str, str] = from_json(self.keeping.before("links")[_LINKS])
        return frozenset(changed) | {older for older, _ in set(before.items()) ^ set(self._links.items())}

    def bring_up_to_date(self, changed: frozenset[str] | None, workers: int) -> None:
        """Work out and keep what is not kept: all where `changed` is None; raises StoreError, Overtaken."""
        if changed is None:
            self.keeping.begin_anew()
            self._look_into_all(workers)
        elif changed:
            held = self.register.read(changed)
            entries = self.catalogue.roll(self.dossier.id, self.edition, changed)
            stale = self.stale_blocks(held, entries)
            with self.processes(sum(map(len, stale.values())), workers) as doing:
                for _ in self._look_into_again(stale, doing):
                    self.keeping.write()
            self.register.read_blocks(stale)
        else:
            self.register.read()
            return
        self.put_links()
        self.keeping.write(self.standing, "prepared")

    def _look_into_all(self, workers: int) -> None:
        entries = self.catalogue.roll(self.dossier.id, self.edition, None)
        self.register.enter(entries)
        with self.processes(len(entries), workers) as doing:
            for _ in self._look_into(blocks_of(entries, self.edition), doing):
                self.keeping.write()
        self.register.read()

    def stale_blocks(self, held: dict[int, list[int]], entries: Sequence[Entry]) -> dict[int, list[int]]:
        """Return the blocks of which any document changed, came or went, with the places that they have now.

        `held` are those that held any, with the places of the others; `entries` are entered.
        """
        self.register.enter(entries)
        stale = blocks_of(entries, self.edition)
        held |= self.register.places_in(stale.keys() - held.keys())
        return {block: sorted({*stale.get(block, ()), *held[block]}) for block in sorted(held)}

    def look_into_again(self, stale: Mapping[int, Sequence[int]], doing: Here | Elsewhere) -> None:
        """Look into blocks of which documents changed; nothing is written."""
        for _ in self._look_into_again(stale, doing):
            pass
        self.register.read_blocks(stale)

    def _look_into_again(self, stale: Mapping[int, Sequence[int]], doing: Here | Elsewhere) -> Iterator[None]:
        for block in stale:
            self.keeping.forget(Piece(kind, "", block) for kind in BLOCK_KINDS)
            self.keeping.forget(Piece("spoken", indicator.id, block) for indicator in self.edition.indicators)
        yield from self._look_into({block: places for block, places in stale.items() if places}, doing)

    def _look_into(self, blocks: Mapping[int, Sequence[int]], doing: Here | Elsewhere) -> Iterator[None]:
        """Look into blocks, some at a time."""
        for done in doing.do(list(looking_into(blocks, self.register.contents))):
            for record in done.records:
                self._put(record)
            yield

    def _put(self, record: Record) -> None:
        put = self.keeping.put
        for kind, payload in record.payloads.items():
            put(Piece(kind, "", record.block), payload)
        for indicator_id, payload in record.spoken.items():
            put(Piece("spoken", indicator_id, record.block), payload)

    def put_links(self) -> None:
        """Put which documents stand in the place of which."""
        self.keeping.put(_LINKS, to_json(self._links))

    @contextmanager
    def processes(self, documents: int, workers: int) -> Iterator[Here | Elsewhere]:
        """Give other processes where there are many documents to be read, this one where there are few."""
        if workers > 1 and documents >= FEWEST_FOR_PROCESSES:
            with elsewhere(self.setting, workers) as others:
                yield others
        else:
            yield Here(self.source, self.keeping)


def setting_in(archive: Archive, dossier: Dossier, edition: Edition) -> Setting:
    """Return in which setting the documents of an archive are looked at; raises StoreError."""
    learned = archive.learned.read(dossier.id)
    kept = archive.folder / "checks.sqlite"
    return Setting(archive.folder, kept, dossier, edition, learned, revisions_of(archive, dossier.id))


def prepare_archive(archive: Archive, dossier: Dossier, edition: Edition, new: int) -> None:
    """Work out what documents say by themselves, when `new` of them were taken in.

    It is left to the next check where one was made already, which looks at what changed alone; so it is where most
    documents were there before and nothing is prepared of them. What cannot be worked out or written is left to it too.
    """
    with collection_paused(), suppress(StoreDamaged, LookupError, ValueError, TypeError, ArithmeticError):
        prepared = Prepared(archive, setting_in(archive, dossier, edition))
        last = prepared.keeping.last()
        if last is not None and last.stage == "checked":
            return
        changed = prepared.changed()
        is_worth_it = len(archive.catalogue.files_of(dossier.id)) <= 2 * new if changed is None else bool(changed)
        if is_worth_it:
            prepared.bring_up_to_date(changed, 1)
