"""The files of the benchmark: printed once into a folder, with what stands in them beside."""

import json
import shutil
from dataclasses import asdict
from pathlib import Path

from benchmarks.parsing.content import documents
from benchmarks.parsing.producers import chromium, libreoffice, reportlab_

SEED = 20260101
_PROGRAMS = {"libreoffice": ("soffice", "libreoffice"), "chromium": ("chromium", "google-chrome", "chromium-browser")}


def corpus(folder: Path) -> list[Path]:
    """Return the PDF files in a folder, made where they are not there yet; `<name>.json` beside is the truth.

    Raises SystemExit where a producer is not installed: a mixed dossier is of three.
    """
    done = folder / "done"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for producer in ("reportlab", "libreoffice", "chromium"):
            _make(producer, folder)
        done.touch()
    return sorted(folder.glob("*.pdf"))


def _make(producer: str, folder: Path) -> None:
    made = documents(producer, SEED)
    for document in made:
        (folder / f"{document.name}.json").write_text(json.dumps(_plain(asdict(document))), encoding="utf-8")
    if producer == "reportlab":
        reportlab_.render(made, folder)
        return
    program = next((path for name in _PROGRAMS[producer] if (path := shutil.which(name))), None)
    if program is None:
        raise SystemExit(f"{producer} is not installed: one of {', '.join(_PROGRAMS[producer])}")
    renderer = libreoffice if producer == "libreoffice" else chromium
    renderer.render(made, folder, program)


def _plain(document: dict[str, object]) -> dict[str, object]:
    """Write the keys of spans as JSON can hold them."""
    for part in document["parts"]:  # type: ignore[attr-defined]
        if "spans" in part:
            part["spans"] = [[*place, *span] for place, span in part["spans"].items()]
    return document
