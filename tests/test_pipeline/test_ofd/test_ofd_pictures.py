"""Pictures of OFD pages: placed as their matrix says, recognised where they are scans."""

import io
import os

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.parsers import recognition
from pipeline.parsers.ofd_file.documents import read_documents, read_drawing
from pipeline.parsers.ofd_file.package import opened_ofd
from pipeline.parsers.ofd_file.pictures import canvas_of, paint_pictures

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def two_colours() -> bytes:
    """The left half is red, the right half blue."""
    image = Image.new("RGB", (40, 20), RED)
    image.paste(BLUE, (20, 0, 40, 20))
    return png(image)


def package_with(
    maker, picture: bytes, matrix: str, area: str, name: str = "image_5.png", folder: str = "Res"
) -> bytes:
    resources = (
        f'<ofd:Res BaseLoc="{folder}"><ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image">'
        f"<ofd:MediaFile>{name}</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    )
    item = maker.raw(f'<ofd:ImageObject Boundary="0 0 {area[4:]}" {matrix} ResourceID="5"/>')
    package = maker.package(
        maker.page([item]),
        area=area,
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        more={"Doc_0/DocumentRes.xml": resources, "Doc_0/Res/image_5.png": picture},
    )
    return bytes(maker.packed(package))


def painted(maker, content: bytes, dots: float = 25.4) -> tuple[Image.Image, int]:
    """Return page 1 painted, by default with a pixel a millimetre."""
    path = maker.folder / "picture.ofd"
    path.write_bytes(content)
    with opened_ofd(path) as package:
        (document,) = read_documents(package)
        drawing = read_drawing(package, document, document.pages[0], 1)
        canvas = canvas_of(drawing, dots)
        return canvas, paint_pictures(canvas, package, document, drawing, dots)


@pytest.mark.parametrize(
    ("matrix", "at_left", "at_right", "at_top", "at_bottom"),
    [
        ('CTM="100 0 0 100 0 0"', RED, BLUE, None, None),
        ("", RED, BLUE, None, None),
        ('CTM="0 100 -100 0 100 0"', None, None, RED, BLUE),
        ('CTM="-100 0 0 -100 100 100"', BLUE, RED, None, None),
        ('CTM="100 0 0 40 0 0"', RED, BLUE, None, WHITE),
    ],
)
def test_pictures_lie_where_their_matrix_says(maker, matrix, at_left, at_right, at_top, at_bottom) -> None:
    canvas, failed = painted(maker, package_with(maker, two_colours(), matrix, "0 0 100 100"))
    assert (canvas.size, failed) == ((100, 100), 0)
    places = {(10, 20): at_left, (90, 20): at_right, (50, 10): at_top, (50, 90): at_bottom}
    for place, colour in places.items():
        if colour is not None:
            assert canvas.getpixel(place) == colour, place


def test_pictures_that_cannot_be_read_are_counted(maker) -> None:
    for content in (b"no picture", two_colours()[:50], b""):
        assert painted(maker, package_with(maker, content, "", "0 0 100 100"))[1] == 1
    assert painted(maker, package_with(maker, two_colours(), "", "0 0 100 100", name="absent.png"))[1] == 1
    for name, folder in (("Res/image_5.png", ""), ("/Doc_0/Res/image_5.png", "Res"), ("image_5.png", "/Doc_0/Res")):
        assert painted(maker, package_with(maker, two_colours(), "", "0 0 100 100", name, folder))[1] == 0


def test_a_huge_page_is_painted_at_fewer_dots(maker) -> None:
    canvas, _ = painted(maker, package_with(maker, two_colours(), "", "0 0 90000 90000"), 200)
    assert canvas.width * canvas.height <= 41_000_000


def test_a_scan_is_recognised(maker) -> None:
    if not recognition.available():
        reason = "text recognition is not installed: pip install 'zuozheng[ocr]'"
        pytest.fail(reason) if os.environ.get("ZUOZHENG_REQUIRE_ALL") == "1" else pytest.skip(reason)
    image = Image.new("RGB", (1200, 400), "white")
    ImageDraw.Draw(image).text((80, 150), "PM2.5 2022 31.5", fill="black", font=ImageFont.load_default(80))
    document = maker.read(package_with(maker, png(image), 'CTM="150 0 0 50 0 0"', "0 0 150 50"))
    assert (document.text_source, document.problems) == ("ocr", ())
    (block,) = document.blocks
    assert block.text.replace(" ", "") == "PM2.5202231.5"
    x0, top, x1, bottom = block.locator.bbox_pt
    assert 0 < x0 < x1 < 150 * 72 / 25.4 and 0 < top < bottom < 50 * 72 / 25.4
