"""Whether originals, catalogue, index, packages agree: at three depths, each costing more than the one before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from archive.archive import Archive
from archive.package.proof import package_faults
from archive.search.proof import text_digest
from schemas.errors import IndexDamaged

Depth = Literal["counts", "names", "hashes"]
"""counts: as many here as there. names: each one there, of its size, none more. hashes: every byte as it was."""

_ALL = 1_000_000_000


@dataclass(frozen=True)
class Verification:
    """What a comparison saw; `faults` and `notices` are Chinese sentences.

    A notice harms nothing: an interrupted ingest stored a file and did not come to write its receipt.
    """

    originals: int
    documents: int
    pages: int
    packages: int
    faults: tuple[str, ...]
    notices: tuple[str, ...] = ()


def verify(archive: Archive, dossier: str, depth: Depth = "hashes") -> Verification:
    """Compare an archive with itself and with the packages of a dossier; raises nothing for what it finds."""
    catalogue = archive.catalogue
    stored, purged = set(archive.originals), catalogue.purged()
    known = set(catalogue.sha256s()) - purged
    packages = catalogue.packages(dossier)
    told = list(package_faults(packages, depth))
    faults = [*_of_originals(archive, stored, known, depth), *(words for is_fault, words in told if is_fault)]
    notices = [words for is_fault, words in told if not is_fault]
    if depth == "hashes":
        faults = [*_of_catalogue(archive), *faults]
    pages, of_index, pending = _of_index(archive, depth)
    notices += [f"尚未编入全文索引（导入曾中断或正在进行，下次检索或导入即编入）：{one}" for one in pending]
    if depth != "counts":
        notices += [f"原件未登记（导入曾中断，重新导入即登记）：{one}" for one in sorted(stored - known - purged)]
        notices += [f"原件已清除但仍在磁盘上（清除曾中断，重新清除即可）：{one}" for one in sorted(stored & purged)]
    return Verification(len(stored), len(known), pages, len(packages), (*faults, *of_index), tuple(notices))


def _of_catalogue(archive: Archive) -> Iterator[str]:
    yield from (f"档案目录损坏：{fault}" for fault in archive.catalogue.faults())
    yield from (f"审计：{fault}" for fault in archive.catalogue.audit_faults())
    yield from (f"目录内容被改动（不是识读时写下的）：{sha256}" for sha256 in archive.catalogue.changed_contents())


def _of_originals(archive: Archive, stored: set[str], known: set[str], depth: Depth) -> Iterator[str]:
    if depth == "counts":
        if len(stored) < len(known):
            yield f"原件库有 {len(stored)} 份，目录有 {len(known)} 份"
        return
    yield from (f"原件缺失：{sha256}" for sha256 in sorted(known - stored))
    sizes = archive.catalogue.sizes()
    for sha256 in sorted(stored):
        is_whole = archive.originals.path(sha256).stat().st_size == sizes.get(sha256) or sha256 not in known
        if not is_whole or (depth == "hashes" and not archive.originals.verify(sha256)):
            yield f"原件内容已改变：{sha256}"


def _of_index(archive: Archive, depth: Depth) -> tuple[int, list[str], tuple[str, ...]]:
    """Return the number of pages in the index, what is wrong with it, what it is known to lack yet (SHA-256)."""
    counted = archive.catalogue.page_counts()
    pending = archive.catalogue.unindexed(_ALL)
    try:
        indexed = archive.engine.document_pages()
    except IndexDamaged as error:
        return 0, [error.message], ()
    total, wanted = sum(indexed.values()), sum(counted.values())
    if depth == "counts":
        is_odd = total != wanted and not pending
        return total, [f"目录有 {wanted} 页，全文索引有 {total} 页"] if is_odd else [], pending
    for sha256 in pending:
        counted.pop(sha256, None)
        indexed.pop(sha256, None)
    odd = [
        f"全文索引与档案目录不一致：{sha256}（目录 {counted.get(sha256, 0)} 页，索引 {indexed.get(sha256, 0)} 页）"
        for sha256 in sorted(counted.keys() | indexed.keys())
        if counted.get(sha256, 0) != indexed.get(sha256, 0)
    ]
    if depth == "hashes":
        odd += _of_indexed_text(archive, sorted(one for one in counted if counted[one] == indexed.get(one)))
    return total, odd, pending


def _of_indexed_text(archive: Archive, sha256s: list[str]) -> Iterator[str]:
    """Tell of each document whether the index was made from the text that the catalogue has now."""
    try:
        digests = archive.engine.document_digests()
    except IndexDamaged as error:
        yield error.message
        return
    for sha256 in sha256s:
        pages = ((page, text) for _, page, text in archive.catalogue.pages_of([sha256]))
        if digests.get(sha256, 0) != text_digest(pages):
            yield f"全文索引不是按目录现有的文字建立的（旧的或被换过，请运行 zuozheng reindex）：{sha256}"
