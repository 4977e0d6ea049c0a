"""The upload package of a dossier, written and noted in the catalogue."""

from datetime import date
from pathlib import Path

from desk.commands.day import checked, view_of
from desk.workplace import Workplace
from pipeline.package.build import Built, Original, build
from pipeline.reports.gathered import gather


def export_package(workplace: Workplace, folder: Path, day: date, *, is_draft: bool, at: str, by: str) -> list[Built]:
    """Write the package into a new folder, note its parts; waits for the right to write.

    Raises PackageError (open errors and no draft, the folder is there, nothing to pack), StoreError.
    """
    with workplace.archive.writing():
        catalogue, key = workplace.archive.catalogue, workplace.dossier.id
        view, report = view_of(workplace, day), checked(workplace, day)
        originals = workplace.archive.originals

        def original(sha256: str) -> Original:
            path = originals.path(sha256)
            return Original(path, path.stat().st_size)

        known = {kept.place: kept.tag_manifest_sha256 for kept in catalogue.packages(key)}
        parts = build(view, gather(report, view, day), original, folder, at, is_draft=is_draft, known=known)
        for part in parts:
            if known.get(part.kept.place) != part.kept.tag_manifest_sha256:
                held = [item.sha256 for item in part.tree.items]
                catalogue.keep_package(key, part.kept, held, by)
    return parts
