"""The dossier a command works in: its folder, its data, its archive."""

import getpass
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import typer

from archive.archive import Archive
from archive.dossier_file import find_dossier, load_dossier
from desk.screen import remarks
from pipeline.learning.merging import beside, decided_on, with_proposals
from pipeline.versions import compare, revisions_of
from schemas.audit import RemovedFile
from schemas.document import Document
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.editions import load_edition
from schemas.errors import StoreError, UsageError
from schemas.revision import Revision
from schemas.tag import Tag
from schemas.view import ArchiveView, ViewedDocument

DOSSIER_FILE = "dossier.yaml"
File = TypeVar("File", Document, RemovedFile)


@dataclass(frozen=True)
class Workplace:
    """One dossier with its open archive."""

    file: Path
    dossier: Dossier
    edition: Edition
    archive: Archive

    def view(self) -> ArchiveView:
        """Read all that checks look at, with what was learned from earlier decisions."""
        catalogue, key = self.archive.catalogue, self.dossier.id
        view = catalogue.view(self.dossier, key, self.edition).model_copy(update={"revisions": self.revisions()})
        proposals = self.archive.learned.read(key)
        return with_proposals(view, proposals, catalogue.decisions(key)) if proposals is not None else view

    def some_viewed(self, sha256s: Collection[str]) -> tuple[ViewedDocument, ...]:
        """Return the files with one of these contents as `view` would, in the order received."""
        catalogue, key = self.archive.catalogue, self.dossier.id
        found = tuple(viewed for _, viewed in catalogue.viewed_of(key, self.edition, sha256s))
        proposals = self.archive.learned.read(key)
        if proposals is None:
            return found
        view = ArchiveView.model_construct(dossier=self.dossier, edition=self.edition, documents=found)
        return with_proposals(view, proposals, catalogue.decisions(key, sha256s)).documents

    def revisions(self) -> tuple[Revision, ...]:
        """Return which document is superseded by which; noted on the way, where documents changed and that can be."""
        with suppress(StoreError):  # a store that cannot be written is read all the same
            compare(self.archive, self.dossier.id, now(), user())
        return revisions_of(self.archive, self.dossier.id)

    def tags_of(self, sha256: str) -> tuple[Tag, ...]:
        """Return the tags of one original, decisions applied, with those learned."""
        catalogue, key = self.archive.catalogue, self.dossier.id
        tags = catalogue.tags_of(key, self.edition, [sha256]).get(sha256, ())
        proposals = self.archive.learned.read(key)
        if proposals is None or proposals.edition != self.edition.id:
            return tags
        decided = decided_on(catalogue.decisions(key, [sha256])).get(sha256, ())
        return beside(tags, proposals.tags.get(sha256, ()), decided)

    def viewed(self, document: Document) -> ViewedDocument:
        """Return one document as checks see it."""
        catalogue, sha256 = self.archive.catalogue, document.sha256
        return ViewedDocument(
            document=document,
            tags=self.tags_of(sha256),
            facts=catalogue.facts_of(self.dossier.id, self.edition, [sha256]).get(sha256, ()),
            particulars=catalogue.particulars(sha256),
        )

    def document(self, name: str, *, by_part: bool = False) -> Document:
        """Find one document by its file name, the end of its path, or the beginning of its SHA-256.

        `by_part` takes a part of the path too: for commands that only look. Raises UsageError where none or several
        fit.
        """
        documents = self.archive.catalogue.documents(self.dossier.id)
        found = named(documents, name)
        if by_part and not found and name.strip():
            found = [document for document in documents if name in document.file]
        if len({document.sha256 for document in found}) == 1:
            return found[0]
        if not found:
            raise UsageError(f"本复核档案中没有这份文件：{name}", "运行 zuozheng documents 查看全部文件名。")
        names = "、".join(document.file for document in found[:5])
        more = f"等 {len(found)} 份" if len(found) > 5 else ""
        raise UsageError(f"“{name}”对应多份文件：{names}{more}", "请写出完整的相对路径。")


def named(files: Collection[File], name: str) -> list[File]:
    """Return the files that a name means: the path or SHA-256 itself, else the end of the path, 8 digits or more."""
    exact = [one for one in files if name in (one.file, one.sha256)]
    return exact or [one for one in files if one.file.endswith("/" + name) or _is_prefix(name, one.sha256)]


def _is_prefix(name: str, sha256: str) -> bool:
    return len(name) >= 8 and sha256.startswith(name.lower())


def dossier_file(context: typer.Context) -> Path:
    """Return the dossier.yaml named by -C, or the one that the current folder lies in; raises DossierError."""
    folder: Path | None = context.find_root().obj
    return find_dossier(folder or Path.cwd())


@contextmanager
def open_workplace(context: typer.Context) -> Iterator[Workplace]:
    """Open the dossier a command is meant for.

    Raises DossierError, EditionError, StoreError.
    """
    with workplace_at(dossier_file(context)) as workplace:
        yield workplace


@contextmanager
def workplace_at(file: Path) -> Iterator[Workplace]:
    """Open the dossier of this dossier.yaml; raises as `open_workplace`."""
    dossier = load_dossier(file)
    store = file.parent / dossier.store
    with Archive.open(store, search_engine=dossier.search.engine, on_wait=tell_of_the_wait) as archive:
        yield Workplace(file=file, dossier=dossier, edition=load_edition(dossier.edition), archive=archive)


def tell_of_the_wait() -> None:
    """Say that another process has the store, and how to wait no longer."""
    remarks().print("[yellow]另一个程序正在写入该档案库，等待它完成……[/]（按 Ctrl-C 可放弃等待）")


def now() -> str:
    """Return the present time, ISO 8601 in UTC to the second: the only clock of the program."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def user() -> str:
    """Return the login name of the person at work, "" where the system has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # ImportError: Windows without its variables, before Python 3.13
        return ""
