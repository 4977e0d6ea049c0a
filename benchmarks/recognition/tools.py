"""The tools that are compared, each reading the picture of a page."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image
from rapidocr import RapidOCR

from benchmarks.recognition.score import Read
from pipeline.parsers.layout.compose import compose
from pipeline.parsers.recognition import recognise
from schemas.parsed import TableBlock

LINE_SHARE = 0.5  # pieces of one printed line differ in height by less than this share of theirs


def zuozheng(image: Image.Image, dpi: int) -> Read:
    width_pt, height_pt = (side * 72 / dpi for side in image.size)
    read = Read([])
    for block in compose([recognise(image, 1, width_pt, height_pt)]):
        if isinstance(block, TableBlock):
            rows = [[cell.text if cell and (cell.row, cell.column) == (r, c) else "" for c, cell in enumerate(row)]
                    for r, row in enumerate(block.grid())]  # fmt: skip
            read.tables.append(rows)
            read.pieces += [cell.text for cell in block.cells]
        else:
            read.pieces.append(block.text)
    return read


@cache
def _defaults() -> RapidOCR:
    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    return RapidOCR(params={"Global.log_level": "critical", **threads})


def rapidocr(image: Image.Image, dpi: int) -> Read:
    """Read with the engine's defaults; only the number of threads is set, so that CPU seconds compare."""
    found = _defaults()(np.asarray(image)[:, :, ::-1])
    boxes, texts = getattr(found, "boxes", None), getattr(found, "txts", None)
    if boxes is None or not texts:
        return Read([])
    lines: list[list[tuple[float, float, float, str]]] = []
    placed = sorted((float(b[:, 1].mean()), float(b[:, 0].min()), float(np.ptp(b[:, 1])), t)
                    for b, t in zip(boxes, texts, strict=True))  # fmt: skip
    for piece in placed:
        if lines and piece[0] - lines[-1][0][0] < LINE_SHARE * piece[2]:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return Read([piece[3] for line in lines for piece in sorted(line, key=lambda piece: piece[1])])


def tesseract(image: Image.Image, dpi: int) -> Read:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.png")
        image.save(file, dpi=(dpi, dpi))
        command = ["tesseract", str(file), "-", "-l", "chi_sim", "--dpi", str(dpi)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env={"OMP_THREAD_LIMIT": "1"})
    return Read(done.stdout.splitlines())


def is_installed(name: str) -> bool:
    """Tell whether a tool can be run here."""
    if name != "tesseract":
        return True
    if shutil.which("tesseract") is None:
        return False
    languages = subprocess.run(["tesseract", "--list-langs"], check=True, capture_output=True, text=True)
    return "chi_sim" in languages.stdout.split()


TOOLS: dict[str, Callable[[Image.Image, int], Read]] = {
    "zuozheng": zuozheng,
    "rapidocr": rapidocr,
    "tesseract": tesseract,
}
