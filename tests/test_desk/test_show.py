"""`zuozheng show`: pictures of pages with what was read drawn over them."""

import os
import zipfile
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from desk.border import run_command
from desk.fonts import chinese_font
from pipeline.parsers import parse
from pipeline.reports.page_picture import draw_page
from pipeline.reports.page_picture.lettering import font_of, wrapped
from pipeline.reports.page_picture.marks import COLOURS, marks_of
from pipeline.reports.page_picture.paper import DOTS_PER_INCH
from pipeline.stages.detect import detect
from schemas.errors import BrokenFile, MissingPart

SCALE = DOTS_PER_INCH / 72
PDF = "sample_docs/evidence/县水利局/2020—2022年河长制工作情况报告.pdf"
NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
OFD = {
    "OFD.xml": "<ofd:OFD {ns}><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
    "D/Document.xml": "<ofd:Document {ns}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 100 80</ofd:PhysicalBox>"
    '</ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="1.xml"/><ofd:Page ID="2" BaseLoc="2.xml"/>'
    "</ofd:Pages></ofd:Document>",
    "D/1.xml": '<ofd:Page {ns}><ofd:Content><ofd:Layer><ofd:TextObject Boundary="20 10 60 6" Size="5"><ofd:TextCode '
    'X="0" Y="5" DeltaX="g 6 5">优良天数达标率</ofd:TextCode></ofd:TextObject><ofd:PathObject Boundary="10 30 80 1">'
    "<ofd:AbbreviatedData>M 0 0 L 80 0</ofd:AbbreviatedData></ofd:PathObject></ofd:Layer></ofd:Content></ofd:Page>",
    "D/2.xml": "<ofd:Page",
}


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def colours_around(image: Image.Image, x: float, y: float) -> set[tuple[int, ...]]:
    return {image.getpixel((round(x) + dx, round(y) + dy)) for dx in range(-4, 5) for dy in range(-4, 5)}


@pytest.fixture(scope="session")
def font() -> Path:
    """A Chinese font of this machine; with ZUOZHENG_REQUIRE_ALL=1 its absence is a failure."""
    found = chinese_font()
    if found is None:
        reason = "no Chinese font is installed: apt-get install fonts-noto-cjk"
        pytest.fail(reason) if os.environ.get("ZUOZHENG_REQUIRE_ALL") == "1" else pytest.skip(reason)
    return found


@pytest.fixture
def ofd(tmp_path: Path) -> Path:
    path = tmp_path / "公文.ofd"
    with zipfile.ZipFile(path, "w") as package:
        for name, content in OFD.items():
            package.writestr(name, content.format(ns=NAMESPACE))
    return path


def test_a_pdf_page_shows_a_box_for_every_block_and_cell(run, repository: Path, tmp_path: Path) -> None:
    source, target = repository / PDF, tmp_path / "页.png"
    outcome = run("show", source, "--page", 1, "--out", target)
    assert (outcome.code, outcome.err) == (0, "")
    parsed = parse(source, "application/pdf")
    marks = marks_of(parsed, 1)
    kinds = [mark.kind for mark in marks]
    assert f"文字 {kinds.count('text')} 段" in outcome.out and f"{kinds.count('cell')} 格" in outcome.out
    assert kinds.count("text") > 3
    with Image.open(target) as picture:
        image = picture.convert("RGB")
    for mark in marks:
        for x, y in ((mark.box[0], mark.box[1]), (mark.box[2], mark.box[3])):
            assert rgb(COLOURS[mark.kind]) in colours_around(image, x * SCALE, y * SCALE), mark


def test_an_ofd_page_is_drawn_from_what_was_read(font: Path, ofd: Path) -> None:
    parsed = parse(ofd, detect(ofd))
    picture = draw_page(ofd, parsed, 1, font)
    assert (picture.boxes, picture.tables) == ({"text": 1}, 0)
    assert picture.image.size == (round(100 / 25.4 * 120), round(80 / 25.4 * 120))
    inside = picture.image.crop((100, 48, 250, 72))
    assert min(inside.convert("L").getextrema()) < 60  # letters stand in the box
    assert len(colours_around(picture.image, 200, 30 / 25.4 * 120)) > 1  # so does the ruling
    with pytest.raises(BrokenFile):
        draw_page(ofd, parsed, 2, font)


def test_image_files_are_shown_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "照片.png"
    Image.new("RGB", (1200, 800), (250, 240, 200)).save(path)
    picture = draw_page(path, parse(path, detect(path)), 1, None)
    assert picture.boxes == {} and picture.image.width < 1200
    assert picture.image.getpixel((50, 50)) == (250, 240, 200)


def test_a_word_file_of_the_dossier_is_set_plainly(run, demo, font: Path, tmp_path: Path) -> None:
    folder, _ = demo
    target = tmp_path / "word.png"
    name = "2020—2022年青岚县林草资源统计表.docx"
    outcome = run("-C", folder, "show", name, "--out", target)
    assert (outcome.code, outcome.err) == (0, "")
    assert "表格 1 张" in outcome.out
    with Image.open(target) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20)}
    assert {rgb(COLOURS["text"]), rgb(COLOURS["cell"])} <= colours
    assert run_command(["-C", str(folder), "show", "没有这份.docx", "--out", str(target)]) == 2


def test_a_sheet_with_merged_cells_and_many_rows(font: Path, tmp_path: Path) -> None:
    path = tmp_path / "汇总.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["指标", "完成情况", None])
    sheet.merge_cells("B1:C1")
    for number in range(900):
        sheet.append([f"指标{number}", "很长的说明文字" * 12, number])
    book.save(path)
    picture = draw_page(path, parse(path, detect(path)), 1, font)
    assert picture.is_cut and picture.image.height < 17_000
    assert picture.tables == 1


def test_what_cannot_be_shown_says_why(capsys, repository: Path, tmp_path: Path, ofd: Path) -> None:
    target = tmp_path / "x.png"
    wrong = [
        (("show", repository / PDF, "--page", 99, "--out", target), 2, "没有第 99 页"),
        (("show", repository / PDF, "--out", tmp_path / "x.pdf"), 2, ".png"),
        (("show", repository / PDF, "--out", tmp_path / "没有" / "x.png"), 2, "无法写出"),
        (("show", ofd, "--page", 2, "--out", target), 3, "broken"),
    ]
    for arguments, code, words in wrong:
        outcome = run_command(list(map(str, arguments)))
        assert (outcome, words in capsys.readouterr().err) == (code, True), arguments
    assert not target.exists()
    Image.new("RGB", (60, 80), "white").save(target)
    before = target.read_bytes()
    assert run_command(["show", str(target), "--out", str(target)]) == 2
    assert target.read_bytes() == before


def test_without_a_chinese_font_only_what_needs_one_is_refused(ofd: Path, repository: Path) -> None:
    with pytest.raises(MissingPart) as caught:
        draw_page(ofd, parse(ofd, detect(ofd)), 1, None)
    assert "fonts-noto-cjk" in caught.value.advice
    assert draw_page(repository / PDF, parse(repository / PDF, "application/pdf"), 1, None).boxes


def test_the_font_is_a_chinese_one_and_not_a_bold_one(tmp_path: Path) -> None:
    for name in ("DejaVuSans.ttf", "simsun.ttc", "NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc", "msyh.txt"):
        (tmp_path / name).touch()
    assert chinese_font([tmp_path, tmp_path / "absent"]) == tmp_path / "NotoSansCJK-Regular.ttc"
    (tmp_path / "NotoSansCJK-Regular.ttc").unlink()
    assert chinese_font([tmp_path]) == tmp_path / "NotoSansCJK-Bold.ttc"
    assert chinese_font([]) is None
    with pytest.raises(MissingPart):
        font_of(tmp_path / "simsun.ttc", 12)


def test_long_lines_are_wrapped_and_their_own_breaks_kept(font: Path) -> None:
    letters = font_of(font, 20)
    assert wrapped("优良天数比例\n达标", letters, 61) == ["优良天", "数比例", "达标"]
    assert wrapped("", letters, 10) == [""]
    assert wrapped("宽", letters, 1) == ["宽"]
