"""A small archive in process: papers written, understood, checked for a dossier of the county."""

import hashlib
from collections.abc import Container, Iterable
from functools import lru_cache
from pathlib import Path

from benchmarks.checking.dossier_files import FOLDERS, WRITERS, read_yaml
from benchmarks.understanding.in_process import viewed
from pipeline.checks import all_checks
from pipeline.coverage.case import Case
from pipeline.understand import Task, understand
from schemas.dossier import Dossier
from schemas.editions import load_edition
from schemas.finding import Finding
from schemas.view import ArchiveView, ViewedDocument

_EDITION = "2021"


class Archive:
    """Reads papers into a temporary folder, each text once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[tuple[str, str], ViewedDocument] = {}

    def findings(
        self, papers: Iterable[tuple[str, str]], county: str, years: tuple[int, ...], checks: Container[str]
    ) -> list[Finding]:
        """Return what the checks find in these papers (file, body) for a dossier of a county and some years."""
        documents = tuple(self.document(file, body) for file, body in papers)
        view = ArchiveView(dossier=dossier_of(county, years), edition=load_edition(_EDITION), documents=documents)
        case = Case(view)
        results = [check.run(case) for check in all_checks() if check.CHECK in checks]
        return [finding for result in results for finding in result.findings]

    def document(self, file: str, body: str) -> ViewedDocument:
        key = (Path(file).suffix, body)
        if key not in self._read:
            self._read[key] = self._understood(file, body)
        viewed = self._read[key]
        return viewed.model_copy(update={"document": viewed.document.model_copy(update={"file": file})})

    def _understood(self, file: str, body: str) -> ViewedDocument:
        suffix = ".pdf" if file.endswith(".pdf") else ".docx"
        path = self._folder / f"{hashlib.sha256(body.encode()).hexdigest()[:16]}{suffix}"
        WRITERS[suffix](body, path)
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        found = understand(Task(sha256, path, _EDITION))
        path.unlink()
        return viewed(file, found)


@lru_cache(maxsize=256)
def dossier_of(county: str, years: tuple[int, ...]) -> Dossier:
    """Return a planted dossier's statement told of another county and other years, without its targets' tasks."""
    stated = dict(_stated())
    stated["years"], stated["baseline_year"] = list(years), min(years) - 1
    return Dossier.model_validate(_told_of(stated, county))


@lru_cache(maxsize=1)
def _stated() -> dict[str, object]:
    return dict(read_yaml(FOLDERS["zhipu"] / "dossier.yaml"))


def _told_of(value: object, county: str) -> object:
    if isinstance(value, str):
        return value.replace("芷浦县", county).replace("芷浦", county[:-1])
    if isinstance(value, list):
        return [_told_of(each, county) for each in value]
    if isinstance(value, dict):
        return {key: _told_of(each, county) for key, each in value.items()}
    return value
