"""Image files: pages, sizes, damage, and what is said where recognition is missing."""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipeline.parsers import image as image_parser
from pipeline.parsers import parse
from pipeline.stages.detect import detect
from schemas.errors import BrokenFile, FileVanished, TooLarge
from schemas.locator import PageLocator
from schemas.parsed import ParsedDocument, TextBlock

Sheets = Callable[[float, float], Any]
TEXT = "全县共有河长214名。"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., ParsedDocument]:
    def saved(image: Image.Image, name: str, **options: Any) -> ParsedDocument:
        path = tmp_path / name
        image.save(path, **options)
        return parse(path, detect(path))

    return saved


@pytest.fixture
def sheet(paper: Sheets) -> Image.Image:
    page = paper(420, 150)
    page.write(60, 40, TEXT, 16)
    image: Image.Image = page.image
    return image


def texts(parsed: ParsedDocument) -> list[tuple[int, str]]:
    return [(block.page, block.text) for block in parsed.blocks if isinstance(block, TextBlock)]


@pytest.mark.usefixtures("ocr")
def test_a_tiff_is_read_page_by_page_and_blank_backs_are_no_problem(read: Any, sheet: Image.Image) -> None:
    fax = sheet.convert("1")
    blank = Image.new("1", fax.size, 1)
    parsed = read(fax, "扫描.tif", save_all=True, append_images=[blank, fax], compression="group4", dpi=(200, 200))
    assert texts(parsed) == [(1, TEXT), (3, TEXT)]
    assert (parsed.pages, parsed.text_source, parsed.problems) == (3, "ocr", ())


@pytest.mark.usefixtures("ocr")
def test_a_photograph_is_turned_as_its_camera_was_held(read: Any, sheet: Image.Image) -> None:
    notes = Image.Exif()
    notes[0x0112] = 6
    parsed = read(sheet.rotate(90, expand=True), "照片.jpg", quality=90, exif=notes, dpi=(72, 72))
    assert texts(parsed) == [(1, TEXT)]
    (block,) = parsed.blocks
    assert isinstance(block, TextBlock)
    assert isinstance(block.locator, PageLocator)
    assert block.locator.bbox_pt == pytest.approx((60, 46, 202, 61), abs=4)


@pytest.mark.usefixtures("ocr")
def test_a_picture_without_text_is_said_to_have_none(read: Any) -> None:
    parsed = read(Image.linear_gradient("L").resize((700, 500)), "风景.png")
    assert [problem.code for problem in parsed.problems] == ["no-text"]
    assert not texts(parsed)


def test_without_recognition_the_file_is_refused_with_advice(
    read: Any, sheet: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.parsers.image.available", lambda: False)
    parsed = read(sheet, "扫描.png")
    (problem,) = parsed.problems
    assert (parsed.blocks, parsed.pages, problem.code) == ((), 1, "no-text")
    assert "zuozheng[ocr]" in problem.advice


def test_installing_recognition_later_makes_refused_files_due_again(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = set()
    for installed in (True, False):
        with monkeypatch.context() as patch:
            patch.setattr("pipeline.parsers.recognition.available", lambda value=installed: value)
            versions.add(importlib.reload(image_parser).VERSION)
    importlib.reload(image_parser)
    assert len(versions) == 2


@pytest.mark.parametrize("name", ["半张.jpg", "半张.png", "半张.tif"])
def test_half_a_file_is_broken(tmp_path: Path, sheet: Image.Image, name: str) -> None:
    path = tmp_path / name
    sheet.save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(BrokenFile):
        parse(path, detect(path))


@pytest.mark.parametrize("size", [(12_000, 11_000), (20_000, 10_000)])
def test_too_many_pixels_are_refused_before_decoding(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "大图.png"
    Image.new("1", size).save(path)
    with pytest.raises(TooLarge):
        parse(path, "image/png")


def test_a_file_that_is_gone() -> None:
    with pytest.raises(FileVanished):
        parse(Path("absent.png"), "image/png")


@pytest.mark.usefixtures("ocr")
@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 3), (33, 33)])
def test_pictures_of_odd_shapes_do_no_harm(read: Any, size: tuple[int, int]) -> None:
    assert read(Image.new("RGB", size, "white"), "点.png").pages == 1
