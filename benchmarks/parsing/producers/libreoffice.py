"""Files that LibreOffice Writer prints."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.parsing.content import Document, Paragraph, Table

_LINE, _THICK = "0.5pt solid #000000", "1.5pt solid #000000"
_BORDERS = {
    "ruled": f'fo:border="{_LINE}"',
    "dashed": 'fo:border="0.75pt dashed #000000"',
    "double": 'fo:border="2.5pt double #000000" style:border-line-width="0.018cm 0.035cm 0.035cm"',
    "rows": f'fo:border-top="{_LINE}" fo:border-bottom="{_LINE}"',
    "top": f'fo:border-top="{_THICK}" fo:border-bottom="{_LINE}"',
    "last": f'fo:border-bottom="{_THICK}"',
    "none": 'fo:border="none"',
}
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
_FONT = 'style:font-name-asian="Noto Serif CJK SC" style:font-name="Noto Serif CJK SC"'


def render(documents: Sequence[Document], folder: Path, program: str) -> None:
    """Print the documents into a folder as PDF."""
    sources = []
    for document in documents:
        source = folder / f"{document.name}.fodt"
        source.write_text(_flat(document), encoding="utf-8")
        sources.append(str(source))
    profile = f"-env:UserInstallation={(folder / 'profile').absolute().as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def _flat(document: Document) -> str:
    styles: list[str] = []
    body = [
        _paragraph(part) if isinstance(part, Paragraph) else _table(part, number, styles)
        for number, part in enumerate(document.parts)
    ]
    cells = "".join(
        f'<style:style style:name="cell-{name}" style:family="table-cell">'
        f'<style:table-cell-properties {border} fo:padding="0.09cm" style:vertical-align="middle"/></style:style>'
        for name, border in _BORDERS.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls>'
        '<style:font-face style:name="Noto Serif CJK SC" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:'
        'svg-compatible:1.0" svg:font-family="\'Noto Serif CJK SC\'"/></office:font-face-decls>'
        f"<office:automatic-styles>{_PARAGRAPHS}{cells}{''.join(styles)}"
        '<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="21cm" '
        'fo:page-height="29.7cm" fo:margin-top="2.5cm" fo:margin-bottom="2cm" fo:margin-left="2.5cm" '
        'fo:margin-right="2.5cm"/><style:footer-style/></style:page-layout></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page"><style:footer>'
        '<text:p text:style-name="foot">— <text:page-number/> —</text:p></style:footer></style:master-page>'
        f"</office:master-styles><office:body><office:text>{''.join(body)}</office:text></office:body></office:document>"
    )


def _style(name: str, size: float, paragraph: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties {paragraph}/>'
        f'<style:text-properties {_FONT} fo:font-size="{size}pt" style:font-size-asian="{size}pt" fo:language="zh" '
        'fo:country="CN" style:language-asian="zh" style:country-asian="CN"/></style:style>'
    )


_PARAGRAPHS = "".join((
    _style("p0", 12, 'fo:text-align="justify" fo:text-indent="0.85cm" fo:line-height="150%"'),
    _style("p1", 20, 'fo:text-align="center" fo:margin-bottom="0.5cm"'),
    _style("p2", 14, 'fo:margin-top="0.2cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"'),
    _style("p3", 10.5, 'fo:text-align="center" fo:margin-top="0.2cm" fo:keep-with-next="always"'),
    _style("left", 10.5, 'fo:text-align="start"'),
    _style("center", 10.5, 'fo:text-align="center"'),
    _style("foot", 9, 'fo:text-align="center"'),
))  # fmt: skip


def _paragraph(part: Paragraph) -> str:
    return f'<text:p text:style-name="p{part.level}">{escape(part.text)}</text:p>'


def _table(table: Table, number: int, styles: list[str]) -> str:
    styles.extend(
        f'<style:style style:name="c{number}-{column}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width:.3f}cm"/></style:style>'
        for column, width in enumerate(table.widths_cm)
    )
    styles.append(
        f'<style:style style:name="t{number}" style:family="table"><style:table-properties '
        f'style:width="{sum(table.widths_cm):.3f}cm" table:align="left" table:border-model="collapsing"/></style:style>'
    )
    columns = "".join(
        f'<table:table-column table:style-name="c{number}-{column}"/>' for column in range(len(table.widths_cm))
    )
    head, *rows = (_row(table, row) for row in range(len(table.rows)))
    return (
        f'<table:table table:name="t{number}" table:style-name="t{number}">{columns}'
        f"<table:table-header-rows>{head}</table:table-header-rows>{''.join(rows)}</table:table>"
    )


def _row(table: Table, row: int) -> str:
    cells = ""
    for column, text in enumerate(table.rows[row]):
        if any(at == column and top < row < top + span[0] for (top, at), span in table.spans.items()):
            cells += "<table:covered-table-cell/>"
            continue
        rows, _ = table.spans.get((row, column), (1, 1))
        spanned = f' table:number-rows-spanned="{rows}"' if rows > 1 else ""
        cells += (
            f'<table:table-cell table:style-name="cell-{_border(table, row)}"{spanned}>'
            f'<text:p text:style-name="{table.align}">{escape(text)}</text:p></table:table-cell>'
        )
    return f"<table:table-row>{cells}</table:table-row>"


def _border(table: Table, row: int) -> str:
    if table.style == "three_line":
        return "top" if row == 0 else "last" if row == len(table.rows) - 1 else "none"
    return {"horizontal": "rows", "borderless": "none"}.get(table.style, table.style)
