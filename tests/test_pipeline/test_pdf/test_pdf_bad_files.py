"""PDF files that are scans, locked, damaged or too long."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.parsers.pdf import MAX_PAGES
from schemas.errors import BrokenFile, DocumentError, EncryptedFile, TooLarge
from schemas.parsed import ParsedDocument

SIZE, LEFT = 12, 72
Read = Callable[[bytes], ParsedDocument]


def picture(canvas: Canvas) -> None:
    canvas.drawInlineImage(_image(), 0, 0, *A4)


def _image() -> Image.Image:
    return Image.new("L", (20, 30), 128)


def test_scanned_pages_are_problems_never_silent(read: Read, pdf: Any, seen: Any) -> None:
    mixed = read(pdf.drawn(pdf.prose(pdf.first), picture, lambda canvas: None))
    assert [(problem.code, problem.page) for problem in mixed.problems] == [("no-text", 2)]
    assert mixed.pages == 3 and seen.texts(mixed) == [pdf.first]
    scan = read(pdf.drawn(picture, picture))
    assert [(problem.code, problem.page) for problem in scan.problems] == [("no-text", None)]
    assert scan.problems[0].advice and not scan.blocks and scan.pages == 2


def test_a_worthless_text_layer_is_a_problem(read: Read) -> None:
    font = [
        b"<</Type/Font/Subtype/Type0/BaseFont/Nameless/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Nameless/DW 1000/FontDescriptor 7 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        b"<</Type/FontDescriptor/FontName/Nameless/Flags 4/Ascent 800/Descent -200/ItalicAngle 0/CapHeight 700"
        b"/StemV 80/FontBBox[0 -200 1000 800]>>",
    ]
    document = read(plain_pdf(b"BT /F1 12 Tf 20 150 Td <0041004200430035003600370038> Tj ET", *font))
    assert [problem.code for problem in document.problems] == ["no-text"]
    assert not document.blocks


def test_characters_named_by_their_collection_only(read: Read, pdf: Any, seen: Any) -> None:
    # reportlab leaves the names of character collections unencrypted; pdfplumber can name no character of such a font
    document = read(pdf.drawn(pdf.prose(pdf.first), latin, encrypt=StandardEncryption("", "owner", strength=128)))
    assert seen.texts(document) == [pdf.first, "water quality 2022"] and not document.problems


def latin(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", SIZE)
    canvas.drawString(LEFT, 600, "water quality 2022")


def test_passwords(read: Read, pdf: Any, seen: Any) -> None:
    for strength in (40, 128):
        with pytest.raises(EncryptedFile):
            read(pdf.drawn(latin, encrypt=StandardEncryption("secret", "owner", strength=strength)))
        owner_only = StandardEncryption("", "owner", canCopy=0, canPrint=0, strength=strength)
        assert seen.texts(read(pdf.drawn(latin, encrypt=owner_only))) == ["water quality 2022"]


def test_junk_before_the_header(read: Read, pdf: Any, seen: Any) -> None:
    assert seen.texts(read(b"HTTP/1.1 200 OK\r\n\r\n" + pdf.whole)) == [pdf.first, pdf.second]


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4\n", b"%PDF-1.4\n%%EOF", b"", b"%PDF-1.7\ntrailer<</Root 1 0 R>>\n%%EOF"]
)
def test_broken_files(content: bytes, read: Read, pdf: Any) -> None:
    with pytest.raises(BrokenFile):
        read(content or pdf.whole[:200])


def test_too_many_pages_are_refused_and_missing_ones_told(read: Read, pdf: Any, seen: Any) -> None:
    with pytest.raises(TooLarge):
        read(pdf.whole.replace(b"/Count 2", b"/Count %d" % (MAX_PAGES + 1)))
    document = read(pdf.whole.replace(b"/Count 2", b"/Count 7"))
    assert [problem.code for problem in document.problems] == ["broken"]
    assert document.pages == 7 and seen.texts(document) == [pdf.first, pdf.second]


def test_nothing_is_logged(read: Read, pdf: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    level = logging.getLogger("pdfminer").level
    read(pdf.whole)
    with pytest.raises(BrokenFile):
        read(pdf.whole[:300])
    assert not caplog.records
    assert logging.getLogger("pdfminer").level == level


def plain_pdf(stream: bytes, *font: bytes) -> bytes:
    """A PDF without compression, so that changed bytes reach its content; `font` are the objects from 5 on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        *(font or [b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]),
    ]
    content = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(content)
    size = len(objects) + 1
    trailer = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, start)
    return content + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


PLAIN = plain_pdf(
    b"BT /F1 12 Tf 20 150 Td (water 2022) Tj ET 20 20 100 50 re S 70 20 m 70 70 l S 20 45 m 120 45 l S "
    b"BT /F1 9 Tf 25 30 Td (a) Tj 50 0 Td (b) Tj ET"
)


def _changed(content: bytes, changes: list[tuple[float, bytes]], cut: float) -> bytes:
    result = bytearray(content)
    for place, piece in changes:
        start = int(place * (len(result) - 1))
        result[start : start + len(piece)] = piece
    return bytes(result[: int(cut * len(result))]) if cut < 1 else bytes(result)


def test_the_plain_file_is_read(read: Read, seen: Any) -> None:
    document = read(PLAIN)
    assert seen.texts(document) == ["water 2022"]
    assert [cell.text for cell in seen.tables(document)[0].cells] == ["", "", "a", "b"]


PIECES = st.one_of(
    st.binary(min_size=1, max_size=3),
    st.sampled_from([b"<<", b">>", b"[", b"]", b"0 0 R", b"/F1", b"null", b"-1", b"99999999999", b"(", b"1e9", b"nan"]),
)


@given(st.booleans(), st.lists(st.tuples(st.floats(0, 1), PIECES), max_size=6), st.floats(0.3, 3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=250, deadline=None)
def test_damage_is_told_or_harmless(
    read: Read, pdf: Any, seen: Any, plain: bool, changes: list[tuple[float, bytes]], cut: float
) -> None:
    try:
        document = read(_changed(PLAIN if plain else pdf.whole, changes, cut))
    except DocumentError as error:
        assert error.code in ("broken", "encrypted", "too-large")
    else:
        for block in seen.text_blocks(document):
            block.text.encode("utf-8")
            assert block.lines[-1].end == len(block.text)
