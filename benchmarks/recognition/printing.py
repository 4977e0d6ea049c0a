"""Pages printed by Chromium as born-digital PDF, painted as a scanner sees clean paper."""

import shutil
import subprocess
from html import escape
from pathlib import Path

import pypdfium2
from PIL import Image

from benchmarks.recognition.content import Page, Paragraph, Table

_PROGRAMS = ("chromium", "google-chrome", "chromium-browser")
_FONT_FILES = {"AR PL SungtiL GB": "gbsn00lp.ttf", "AR PL KaitiM GB": "gkai00mp.ttf"}
_FONT_FOLDER = Path("/usr/share/fonts")
_CSS = """
@page { size: A4; margin: 20mm 25mm }
body { margin: 0 } section { break-after: page }
p { text-indent: 2em; line-height: 1.6; text-align: justify; margin: 0 0 4pt }
h1 { text-align: center; font-size: 1.4em; margin: 0 0 10pt; column-span: all }
table { border-collapse: collapse; table-layout: fixed; width: 160mm; margin: 4pt 0 10pt; text-align: center }
td { padding: 3pt 3pt }
"""


def printed(pages: list[Page], folder: Path, fonts: Path | None) -> list[Image.Image]:
    """Print the pages into a folder and return their pictures, each at its own resolution.

    `fonts` is searched besides the system's fonts. Raises SystemExit where Chromium or a font is missing.
    """
    program = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    if program is None:
        raise SystemExit(f"not installed: one of {', '.join(_PROGRAMS)}")
    source, target = folder / "pages.html", folder / "pages.pdf"
    faces = "".join(_face(name, fonts) for name in sorted({page.look.font for page in pages} & _FONT_FILES.keys()))
    body = "".join(_section(page) for page in pages)
    source.write_text(f"<meta charset=utf-8><html lang=zh-CN><style>{faces}{_CSS}</style>{body}", encoding="utf-8")
    command = [
        program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        f"--print-to-pdf={target}", source.absolute().as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    with pypdfium2.PdfDocument(target) as document:
        if len(document) != len(pages):
            raise SystemExit(f"{len(pages)} pages were set on {len(document)}")
        return [
            document[index].render(scale=page.look.dpi / 72).to_pil().convert("RGB") for index, page in enumerate(pages)
        ]


def _face(name: str, fonts: Path | None) -> str:
    for folder in filter(None, (fonts, _FONT_FOLDER)):
        for file in sorted(folder.rglob(_FONT_FILES[name])):
            return f'@font-face {{ font-family: "{name}"; src: url("{file.absolute().as_uri()}") }}'
    raise SystemExit(f"font not installed: {name} ({_FONT_FILES[name]})")


def _section(page: Page) -> str:
    look = page.look
    style = f"font-family:'{look.font}';font-size:{look.pt}pt;columns:{look.columns};column-gap:10mm"
    parts = "".join(_paragraph(part) if isinstance(part, Paragraph) else _table(part, page) for part in page.parts)
    return f'<section style="{style}">{parts}</section>'


def _paragraph(part: Paragraph) -> str:
    tag = "h1" if part.level else "p"
    return f"<{tag}>{escape(part.text)}</{tag}>"


def _table(table: Table, page: Page) -> str:
    columns = "".join(f'<col style="width:{100 * width / sum(table.widths):.2f}%">' for width in table.widths)
    cell = f'<td style="border:{page.look.rules}">'
    rows = "".join("<tr>" + "".join(f"{cell}{escape(text)}</td>" for text in row) + "</tr>" for row in table.rows)
    return f'<table style="font-size:{page.look.pt - 1.5}pt"><colgroup>{columns}</colgroup>{rows}</table>'
