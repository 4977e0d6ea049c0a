"""Files that Chromium prints, as the browsers of most offices do."""

import subprocess
from collections.abc import Sequence
from html import escape
from pathlib import Path

from benchmarks.parsing.content import Document, Paragraph, Table

_CSS = """
@page { size: A4; margin: 25mm 25mm 20mm 25mm }
body { font-family: "Noto Serif CJK SC"; font-size: 12pt; margin: 0 }
p { text-indent: 2em; line-height: 1.6; text-align: justify; margin: 0 }
h1 { font-size: 20pt; text-align: center } h2 { font-size: 14pt; margin: 6pt 0 }
h3 { font-size: 10.5pt; text-align: center; font-weight: normal; margin: 6pt 0 2pt }
table { border-collapse: collapse; font-size: 10.5pt; table-layout: fixed; width: 160mm; margin-bottom: 8pt }
td, th { padding: 2pt 4pt; text-align: left; font-weight: normal }
.center td, .center th { text-align: center }
.ruled td, .ruled th { border: 0.7pt solid black }
.dashed td, .dashed th { border: 1pt dashed black }
.double td, .double th { border: 3px double black }
.horizontal td, .horizontal th { border-top: 0.7pt solid black; border-bottom: 0.7pt solid black }
.three_line { border-top: 1.5pt solid black; border-bottom: 1.5pt solid black }
.three_line th { border-bottom: 0.75pt solid black }
"""
_TAGS = {0: "p", 1: "h1", 2: "h2", 3: "h3"}


def render(documents: Sequence[Document], folder: Path, program: str) -> None:
    """Print the documents into a folder as PDF."""
    for document in documents:
        source = folder / f"{document.name}.html"
        body = "".join(
            f"<{_TAGS[part.level]}>{escape(part.text)}</{_TAGS[part.level]}>"
            if isinstance(part, Paragraph)
            else _table(part)
            for part in document.parts
        )
        source.write_text(f"<meta charset=utf-8><html lang=zh-CN><style>{_CSS}</style>{body}", encoding="utf-8")
        command = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--print-to-pdf={folder / document.name}.pdf", source.absolute().as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=300)


def _table(table: Table) -> str:
    columns = "".join(f'<col style="width:{width:.3f}cm">' for width in table.widths_cm)
    head, *rows = (_row(table, row) for row in range(len(table.rows)))
    return (
        f'<table class="{table.style} {table.align}"><colgroup>{columns}</colgroup><thead>{head}</thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _row(table: Table, row: int) -> str:
    cells = ""
    for column, text in enumerate(table.rows[row]):
        if any(at == column and top < row < top + span[0] for (top, at), span in table.spans.items()):
            continue
        rows, _ = table.spans.get((row, column), (1, 1))
        tag = "th" if row == 0 else "td"
        cells += f"<{tag} rowspan={rows}>{escape(text)}</{tag}>"
    return f"<tr>{cells}</tr>"
