"""Builds the files of a planted dossier."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from ruamel.yaml import YAML

from benchmarks.understanding.gold import GOLD_FOLDERS, read_gold
from benchmarks.understanding.write_docx import write_docx
from benchmarks.understanding.write_pdf import write_pdf

# The planted dossiers by the name that --gold takes
FOLDERS = {
    name: Path(__file__).parent / name
    for name in (
        *("lanxi", "weiyuan", "zhipu", "pingwan", "heyang", "tingxi"),
        *(
            "lubu",
            "jiawan",
            "lingtang",
            "shuangqiao",
            "dipuling",
            "langao",
            "luhu",
            "zhiquan",
            "shuchuan",
            "tingliao",
            "qiling",
            "diquan",
            "juning",
            "yilan",
            "baiting",
            "luoqi",
            "suiting",
            "yanling",
            "yundu",
            "chunling",
            "liaowan",
            "tangou",
            "yanbei",
            "zhiting",
            "lutang",
            "moling",
            "xingzhou",
            "jiping",
        ),
    )
}
WRITERS: dict[str, Callable[[str, Path], None]] = {".docx": write_docx, ".pdf": write_pdf}


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file."""
    return YAML(typ="safe").load(path.read_text("utf-8"))


def build(target: Path, source: Path, planted: dict[str, Any]) -> int:
    """Write all documents of the planted dossier at `source` below `target`; return how many files there are.

    A document of the planted dossier stands in the place of one of the same name in the understanding benchmark, where
    the dossier names a batch of it as its base.
    """
    base = GOLD_FOLDERS.get(planted.get("base", ""))
    bodies = {gold.file: gold.body for gold in read_gold(base)} if base is not None else {}
    for left_out in planted["left_out"]:
        del bodies[left_out]
    for content in sorted((source / "content").glob("*.yaml")):
        bodies |= {entry["file"]: entry["body"] for entry in read_yaml(content)}
    for file, body in bodies.items():
        path = _place(target, file)
        WRITERS[path.suffix](body, path)
    return len(bodies) + _build_special(target, planted["special"])


def _place(target: Path, file: str) -> Path:
    path = target / file
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _build_special(target: Path, special: dict[str, Any]) -> int:
    for file in special["broken"]:
        _place(target, file).write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 8)
    for file in special["encrypted"]:
        canvas = Canvas(str(_place(target, file)), encrypt=StandardEncryption("planted", strength=128))
        canvas.drawString(72, 720, "2022")
        canvas.save()
    for copy, original in special["copies"].items():
        shutil.copyfile(target / original, _place(target, copy))
    return len(special["broken"]) + len(special["encrypted"]) + len(special["copies"])
