"""Word files: charts, diagrams, pictures, embedded files, formulas, numbers of styles, the strict variant."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PIL import Image

from pipeline import parsers
from pipeline.parsers.recognition import available
from pipeline.stages.detect import detect
from schemas.parsed import ParsedDocument, TableBlock, TextBlock

OFFICE = "http://schemas.openxmlformats.org"
KIND = f"{OFFICE}/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{OFFICE}/wordprocessingml/2006/main" xmlns:r="{KIND}" xmlns:m="{OFFICE}/officeDocument/2006/math" '
    f'xmlns:c="{OFFICE}/drawingml/2006/chart" xmlns:dgm="{OFFICE}/drawingml/2006/diagram" '
    f'xmlns:a="{OFFICE}/drawingml/2006/main" xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    f'xmlns:mc="{OFFICE}/markup-compatibility/2006"'
)
TYPES = {"png": "image/png", "docx": "application/octet-stream"}
Read = Callable[..., ParsedDocument]


def package(body: str, **parts: str | bytes) -> bytes:
    """A .docx; a part is named kind_suffix and found by the relationship of that name."""
    overrides, related, files = [], [], {}
    for name, content in parts.items():
        kind, _, suffix = name.partition("_")
        suffix = suffix or "xml"
        path = f"word/{name}.{suffix}"
        media_type = TYPES.get(suffix, f"application/vnd.openxmlformats-officedocument.{kind}+xml")
        overrides.append(f'<Override PartName="/{path}" ContentType="{media_type}"/>')
        related.append(f'<Relationship Id="{name}" Type="{KIND}/{kind}" Target="{name}.{suffix}"/>')
        files[path] = content
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    files |= {
        "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{"".join(overrides)}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{OFFICE}/package/2006/relationships">'
        f'<Relationship Id="r" Type="{KIND}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{OFFICE}/package/2006/relationships">'
        f"{''.join(related)}</Relationships>",
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for path, content in files.items():
            file.writestr(path, content)
    return buffer.getvalue()


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reader(body: str, **parts: str | bytes) -> ParsedDocument:
        path = tmp_path / "file.docx"
        path.write_bytes(package(body, **parts))
        return parsers.parse(path, detect(path))

    return reader


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def texts(document: ParsedDocument) -> list[tuple[str, str]]:
    return [(block.role, block.text) for block in document.blocks if isinstance(block, TextBlock)]


def test_a_chart_is_the_table_of_its_values(read: Read) -> None:
    def points(kind: str, code: str, *values: str) -> str:
        inside = "".join(f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in enumerate(values))
        return f"<c:{kind}><c:formatCode>{code}</c:formatCode>{inside}</c:{kind}>"

    def series(name: str, *values: str) -> str:
        return (
            f"<c:ser><c:tx><c:strRef>{points('strCache', 'General', name)}</c:strRef></c:tx>"
            f"<c:cat>{points('strCache', 'General', '2020年', '2021年')}</c:cat>"
            f"<c:val>{points('numCache', '0.00%', *values)}</c:val></c:ser>"
        )

    chart = (
        f"<c:chartSpace {NAMESPACES}><c:chart><c:title><a:t>林草覆盖率</a:t></c:title>"
        f"{series('目标', '0.85', '0.86')}{series('实际', '0.8509')}</c:chart></c:chartSpace>"
    )
    drawing = '<w:r><w:drawing><c:chart r:id="chart"/></w:drawing></w:r>'
    document = read(p(run("见图：") + drawing) + p(run("后文")), chart=chart)
    table = document.blocks[2]
    assert isinstance(table, TableBlock)
    assert [[cell.text if cell else None for cell in row] for row in table.grid()] == [
        ["", "目标", "实际"],
        ["2020年", "85.00%", "85.09%"],
        ["2021年", "86.00%", ""],
    ]
    assert texts(document) == [("body", "见图："), ("textbox", "林草覆盖率"), ("body", "后文")]
    assert document.problems == ()


def test_a_diagram_and_bent_words(read: Read) -> None:
    def point(text: str, kind: str = "") -> str:
        return f"<dgm:pt {kind}><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>"

    words = point("县长") + point("箭头", 'type="sibTrans"') + point("局长")
    model = f"<dgm:dataModel {NAMESPACES}><dgm:ptLst>{words}</dgm:ptLst></dgm:dataModel>"
    drawing = '<w:r><w:drawing><dgm:relIds r:dm="diagramData"/></w:drawing></w:r>'
    art = '<w:r><w:pict><v:shape><v:textpath string="征求意见稿"/></v:shape></w:pict></w:r>'
    document = read(p(drawing) + p(art), diagramData=model)
    assert texts(document) == [("textbox", "县长"), ("textbox", "局长"), ("textbox", "征求意见稿")]


def test_what_is_embedded_is_told(read: Read) -> None:
    thing = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12" r:id="x"/></w:object></w:r>'
    document = read(p(run("正文") + thing) + '<w:altChunk r:id="y"/>')
    assert [problem.code for problem in document.problems] == ["unsupported", "unsupported"]
    assert "Excel 表格 1 个" in document.problems[0].message
    assert all(problem.advice for problem in document.problems)


def scan(width_pt: int, height_pt: int) -> str:
    extent = f'<wp:extent cx="{width_pt * 12700}" cy="{height_pt * 12700}"/>'
    return p(f'<w:r><w:drawing><wp:inline>{extent}<a:blip r:embed="image_png"/></wp:inline></w:drawing></w:r>')


@pytest.fixture(scope="module")
def blank_picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (400, 560), 255).save(buffer, "PNG")
    return buffer.getvalue()


def test_a_document_of_scans_alone_is_never_silently_empty(read: Read, blank_picture: bytes) -> None:
    document = read(scan(100, 140), image_png=blank_picture)
    assert [problem.code for problem in document.problems] == ["no-text"]
    assert document.problems[0].advice


def test_a_picture_that_fills_a_page_is_a_scan_a_photograph_is_not(read: Read, blank_picture: bytes) -> None:
    photograph = read(p(run("照片")) + scan(200, 140), image_png=blank_picture)
    page = read(p(run("附件")) + scan(480, 700), image_png=blank_picture)
    assert photograph.problems == ()
    assert [problem.code for problem in page.problems] == ["no-text"]
    assert page.pages == (2 if available() else 1)


def test_formulas_on_one_line(read: Read) -> None:
    def r(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    formula = {
        "甲/(乙+丙)": f"<m:f><m:num>{r('甲')}</m:num><m:den>{r('乙+丙')}</m:den></m:f>",
        "((a)+(b))/2": f"<m:f><m:num>{r('(a)+(b)')}</m:num><m:den>{r('2')}</m:den></m:f>",
        "10^4": f"<m:sSup><m:e>{r('10')}</m:e><m:sup>{r('4')}</m:sup></m:sSup>",
        "√(a+b)": f"<m:rad><m:deg/><m:e>{r('a+b')}</m:e></m:rad>",
        "∑(i=1→n)x": f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{r("i=1")}</m:sub>'
        f"<m:sup>{r('n')}</m:sup><m:e>{r('x')}</m:e></m:nary>",
        "[x]": f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{r("x")}</m:e></m:d>',
    }
    document = read("".join(p(f"<m:oMath>{inside}</m:oMath>") for inside in formula.values()))
    assert [text for _, text in texts(document)] == list(formula)


def numbering(levels: str) -> str:
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def level(number: int, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def test_the_list_says_which_level_is_that_of_a_style(read: Read) -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="S{0}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    document = read(
        "".join(p(run(text), f'<w:pStyle w:val="S{number}"/>') for number, text in ((0, "甲"), (1, "乙"), (1, "丙"))),
        numbering=numbering(level(0, "%1.", '<w:pStyle w:val="S0"/>') + level(1, "%1.%2.", '<w:pStyle w:val="S1"/>')),
        styles=f"<w:styles {NAMESPACES}>{style.format(0)}{style.format(1)}</w:styles>",
    )
    assert [text for _, text in texts(document)] == ["1.甲", "1.1.乙", "1.2.丙"]


def test_a_level_restarts_where_it_says(read: Read) -> None:
    def item(number: int) -> str:
        return p(run("文"), f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr>')

    levels = level(0, "%1.") + level(1, "%2.") + level(2, "%3.", '<w:lvlRestart w:val="1"/>')
    document = read("".join(map(item, (0, 1, 2, 1, 2, 0, 2))), numbering=numbering(levels))
    assert [text[:2] for _, text in texts(document)] == ["1.", "1.", "1.", "2.", "2.", "2.", "1."]


def test_deleted_paragraphs_have_no_number(read: Read) -> None:
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = p("<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", f"{place}<w:rPr><w:del/></w:rPr>")
    document = read(p(run("甲"), place) + gone + p(run("乙"), place), numbering=numbering(level(0, "%1.")))
    assert [text for _, text in texts(document)] == ["1.甲", "2.乙"]


def test_fields_of_forms(read: Read) -> None:
    def field(data: str) -> str:
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
            '<w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    ticked = field('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')
    empty = field('<w:checkBox><w:default w:val="0"/></w:checkBox>')
    choice = field('<w:ddList><w:result w:val="1"/><w:listEntry w:val="否"/><w:listEntry w:val="是"/></w:ddList>')
    document = read(p(ticked + run("达标") + empty + run("不达标") + choice))
    assert texts(document) == [("body", "☑达标☐不达标是")]


def test_the_strict_variant_reads_as_the_usual_one(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("第一章", 1)
    document.add_table(1, 2).cell(0, 0).text = "格"
    usual, strict = tmp_path / "usual.docx", tmp_path / "strict.docx"
    document.save(str(usual))
    with zipfile.ZipFile(usual) as source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            for kind in ("wordprocessingml", "officeDocument", "drawingml"):
                content = content.replace(
                    f"{OFFICE}/{kind}/2006/".encode(), f"http://purl.oclc.org/ooxml/{kind}/".encode()
                )
            target.writestr(name, content)
    assert b"purl" in zipfile.ZipFile(strict).read("word/document.xml")
    assert parsers.parse(strict, detect(strict)) == parsers.parse(usual, detect(usual))
