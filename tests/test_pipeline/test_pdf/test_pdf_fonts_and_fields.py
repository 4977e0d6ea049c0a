"""PDF files written by hand: values of form fields, remarks, fonts that state endless ranges, fonts not in the file."""

import io
import zlib
from collections.abc import Callable

import pytest

from pipeline.parsers.pdf_file.document import PdfFile
from schemas.errors import BrokenFile
from schemas.parsed import ParsedDocument, TextBlock

HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>"
Read = Callable[[bytes], ParsedDocument]


def written(stream: bytes, *objects: bytes, page: bytes = b"", catalog: bytes = b"") -> bytes:
    """Write a file of one page; `objects` are those from 5 on, the font F1 first."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        PAGE % page,
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        *objects,
    ]
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    trailer = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, len(content))
    return content + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def texts(document: ParsedDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, TextBlock)]


BODY = b"BT /F1 12 Tf 20 170 Td (body) Tj ET"
DRAWN = b"BT /F1 10 Tf 2 4 Td (drawn 98%) Tj ET"
APPEARANCE = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 180 20]/Resources<</Font<</F1 5 0 R>>>>/Length %d>>stream\n%s\nendstream"
    % (len(DRAWN), DRAWN)
)
FORM = b"/AcroForm<</Fields[6 0 R]/DA(/Helv 12 Tf 0 g)>>"


def field(kind: bytes, more: bytes) -> bytes:
    return b"<</Type/Annot/Subtype/%s/Rect[20 100 200 120]/DA(/Helv 12 Tf 0 g)%s>>" % (kind, more)


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (field(b"Widget", b"/FT/Tx/T(x)/V(value 55)/F 4/AP<</N 7 0 R>>"), ["body", "drawn 98%"]),
        (field(b"Widget", b"/FT/Tx/T(x)/V(value 55)/F 4"), ["body", "value 55"]),
        (field(b"FreeText", b"/Contents(free 98%)/F 4"), ["body", "free 98%"]),
        (field(b"FreeText", b"/Contents(free)/F 4/AP<</N 7 0 R>>"), ["body", "drawn 98%"]),
        (field(b"FreeText", b"/Contents(first line\r second)/F 4"), ["body", "first line", "second"]),
        (field(b"FreeText", b"/Contents(hidden)/F 2"), ["body"]),
        (field(b"Text", b"/Contents(bubble)/F 4"), ["body"]),
        (field(b"Widget", b"/FT/Btn/T(x)/V(Yes)/F 4"), ["body"]),
    ],
)
def test_fields_and_remarks_are_read_as_they_are_seen(annotation: bytes, expected: list[str], read: Read) -> None:
    content = written(BODY, HELVETICA, annotation, APPEARANCE, page=b"/Annots[6 0 R]", catalog=FORM)
    assert texts(read(content)) == expected


def test_a_field_is_located_where_it_stands(read: Read) -> None:
    content = written(BODY, HELVETICA, field(b"Widget", b"/FT/Tx/V(55)/F 4"), page=b"/Annots[6 0 R]", catalog=FORM)
    block = read(content).blocks[-1]
    assert isinstance(block, TextBlock)
    assert block.lines[0].bbox_pt == pytest.approx((20, 85, 30, 95), abs=3)


IDENTITY = b"<</Type/Font/Subtype/Type0/BaseFont/N/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>"
DESCENDANT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/N/DW 1000/%s[%s]"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
)


def names(ranges: bytes, *, packed: bool = False) -> bytes:
    content = b"/CIDInit /ProcSet findresource begin begincmap\n" + ranges + b"\nendcmap"
    if packed:
        content = zlib.compress(content)
    key = b"/Filter/FlateDecode" if packed else b""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), key, content)


USUAL = names(b"1 beginbfrange\n<0000> <00ff> <0000>\nendbfrange 2 beginbfchar <0001> <FFFF> <0002> <FFFE> endbfchar")


def fallback(font: bytes, cmap: bytes) -> list[str]:
    content = written(b"BT /F1 12 Tf 20 150 Td <0041> Tj ET", IDENTITY, font, cmap)
    reading = PdfFile(io.BufferedReader(io.BytesIO(content)), None).reading(1)
    return [] if reading is None else [glyph.text for glyph in reading.sheet.glyphs]


@pytest.mark.parametrize(
    ("font", "cmap"),
    [
        (DESCENDANT % (b"W", b"0 100000000 500"), USUAL),
        (DESCENDANT % (b"W", b"1 [500] 0 2000000000 500"), USUAL),
        (DESCENDANT % (b"W2", b"0 100000000 500 1 1"), USUAL),
        (DESCENDANT % (b"W", b"0 65535 500 " * 100), USUAL),
        (DESCENDANT % (b"W", b""), names(b"1 beginbfrange <00000000> <0FFFFFFF> <0000> endbfrange", packed=True)),
        (DESCENDANT % (b"W", b""), names(b"1 begincidrange <00000000><FFFFFFFF> 0")),
    ],
)
def test_fonts_with_endless_ranges_are_refused(font: bytes, cmap: bytes) -> None:
    with pytest.raises(BrokenFile, match="字体"):
        fallback(font, cmap)


def test_usual_fonts_are_not_refused() -> None:
    assert fallback(DESCENDANT % (b"W", b"0 [500 600] 3 65535 1000"), USUAL) == ["A"]


CHINESE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/%s/DescendantFonts[6 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/%s/DW 1000/FontDescriptor 7 0 R"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>>>",
    b"<</Type/FontDescriptor/FontName/%s/Flags 6/Ascent 880/Descent -120/ItalicAngle 0/CapHeight 700/StemV 80"
    b"/FontBBox[0 -120 1000 880]>>",
)


@pytest.mark.parametrize("name", [b"STSong-Light", b"SimSun", b"FangSong_GB2312"])
@pytest.mark.parametrize(
    ("encoding", "codec"), [(b"GBK-EUC-H", "gbk"), (b"GB-EUC-H", "gb2312"), (b"UniGB-UCS2-H", "utf-16-be")]
)
def test_fonts_of_the_machine_are_read_to_the_single_character(
    name: bytes, encoding: bytes, codec: str, read: Read
) -> None:
    def shown(x: int, y: int, text: str) -> bytes:
        return b"BT /F1 12 Tf %d %d Td <%s> Tj ET " % (x, y, text.encode(codec).hex().encode())

    stream = shown(20, 160, "水质断面") + shown(20, 120, "县") + shown(150, 120, "镇") + shown(20, 80, "９８％达标。")
    font, descendant, descriptor = CHINESE
    content = written(stream, font % (name, encoding), descendant % name, descriptor % name)
    assert texts(read(content)) == ["水质断面", "县 镇", "９８％达标。"]


def test_vertical_encodings_are_read_down_their_columns(read: Read) -> None:
    def column(x: int, text: str) -> bytes:
        return b"BT /F1 12 Tf %d 190 Td <%s> Tj ET " % (x, text.encode("utf-16-be").hex().encode())

    font, descendant, descriptor = (piece % name for piece, name in zip(CHINESE, _NAMES, strict=True))
    content = written(column(200, "全县各有关单位应当") + column(180, "落实各项任务。"), font, descendant, descriptor)
    assert texts(read(content)) == ["全县各有关单位应当落实各项任务。"]


_NAMES = ((b"STSong-Light", b"UniGB-UCS2-V"), b"STSong-Light", b"STSong-Light")
