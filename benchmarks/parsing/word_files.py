"""Word files to measure reading with: prose, tables as Word and WPS write them, tables without any formatting."""

import random
import zipfile
from pathlib import Path

OFFICE = "http://schemas.openxmlformats.org"
SEED = 20260101
_CHARACTERS = "县域生态环境质量监测结果达到考核要求用水总量控制指标万立方米同比下降百分点推进农村污水治理林草覆盖率"
_FONTS = (
    '<w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:cs="宋体"/>'
    '<w:kern w:val="0"/><w:sz w:val="{0}"/><w:szCs w:val="{0}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
)
_SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in ("top", "left", "bottom", "right")
)
_CELL = (
    '<w:tc><w:tcPr><w:tcW w:w="1080" w:type="dxa"/><w:tcBorders>' + _SIDES + '</w:tcBorders><w:vAlign w:val="center"/>'
    '</w:tcPr><w:p><w:pPr><w:widowControl/><w:spacing w:line="320" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>'
    "<w:r>" + _FONTS.format(21) + "<w:t>{0}</w:t></w:r></w:p></w:tc>"
)
_BARE_CELL = '<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="1080"/></w:tcPr><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:tc>'


def _words(choice: random.Random, count: int) -> str:
    return "".join(choice.choices(_CHARACTERS, k=count))


def _prose(choice: random.Random) -> str:
    def run() -> str:
        return f"<w:r>{_FONTS.format(32)}<w:t>{_words(choice, choice.randint(5, 80))}</w:t></w:r>"

    properties = (
        '<w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr>'
    )
    paragraphs = (f"<w:p>{properties}{''.join(run() for _ in range(choice.randint(1, 6)))}</w:p>" for _ in range(2500))
    return "".join(paragraphs)


def _tables(choice: random.Random, cell: str, rows: int) -> str:
    def text() -> str:
        return f"{choice.random() * 1000:.2f}" if choice.random() < 0.7 else _words(choice, choice.randint(2, 8))

    def row() -> str:
        return "<w:tr>" + "".join(cell.format(text()) for _ in range(8)) + "</w:tr>"

    table = "<w:tbl><w:tblGrid>" + '<w:gridCol w:w="1080"/>' * 8 + "</w:tblGrid>{}</w:tbl><w:p/>"
    return "".join(table.format("".join(row() for _ in range(rows))) for _ in range(8))


def _body(kind: str) -> str:
    choice = random.Random(SEED)
    if kind == "prose":
        return _prose(choice)
    return _tables(choice, _BARE_CELL, 300) if kind.endswith("bare") else _tables(choice, _CELL, 150)


FILES = ("prose", "tables as Word writes them", "tables, bare")


def write(kind: str, path: Path) -> Path:
    """Write the file of a kind (one of FILES) and return its path."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = f"{OFFICE}/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{OFFICE}/package/2006/relationships">'
        f'<Relationship Id="r" Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{OFFICE}/wordprocessingml/2006/main"><w:body>{_body(kind)}'
        "</w:body></w:document>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path
