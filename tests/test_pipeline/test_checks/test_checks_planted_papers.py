"""Whole papers through all stages and checks: each fault in several offices' words, with innocent look-alikes."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from benchmarks.checking.dossier_files import FOLDERS, WRITERS
from pipeline.checker import run_checks
from pipeline.understand import Task, understand
from schemas.document import Document
from schemas.dossier import Dossier
from schemas.editions import load_edition
from schemas.view import ArchiveView, ViewedDocument

_YAML = YAML(typ="safe")
PAPERS = [
    entry
    for path in sorted((Path(__file__).parent / "planted_papers").glob("*.yaml"))
    for entry in _YAML.load(path.read_text("utf-8"))
]


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    stated = (FOLDERS["zhipu"] / "dossier.yaml").read_text("utf-8")
    return Dossier.model_validate(_YAML.load(stated.replace("芷浦", "澄溪").replace("汀源", "云泽")))


def _read(file: str, body: str, folder: Path) -> ViewedDocument:
    path = folder / f"{hashlib.sha256(body.encode()).hexdigest()[:12]}{Path(file).suffix}"
    WRITERS[path.suffix](body, path)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    found = understand(Task(sha256, path, "2021"))
    document = Document(
        sha256=sha256, file=file, media_type=found.media_type, status=found.status, **found.identity.model_dump()
    )
    return ViewedDocument(document=document, tags=found.tags, facts=found.facts, particulars=found.particulars)


@pytest.mark.parametrize("entry", PAPERS, ids=lambda entry: entry["id"])
def test_a_planted_paper(entry: dict[str, Any], dossier: Dossier, tmp_path: Path) -> None:
    documents = tuple(_read(file, body, tmp_path) for file, body in entry["files"].items())
    view = ArchiveView(dossier=dossier, edition=load_edition("2021"), documents=documents)
    checks = [entry["check"]] if isinstance(entry["check"], str) else entry["check"]
    findings = [
        finding
        for finding in run_checks(view).findings
        if finding.check in checks and entry.get("indicator") in (None, finding.indicator_id)
    ]
    found = [f"{finding.severity} {finding.check} {finding.message}" for finding in findings]
    assert bool(found) != entry.get("innocent", False), found
    if "years" in entry:  # the innocent years beside are not told with them
        assert {finding.year for finding in findings} == set(entry["years"]), found
