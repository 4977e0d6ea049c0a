"""The folder is the registry: what fits is found, what does not stops the start."""

from pathlib import Path

import pytest

from pipeline import parsers
from pipeline.parsers import registry
from pipeline.parsers.text.characters import plain
from pipeline.parsers.text.joining import join, join_all
from schemas.errors import UnsupportedFormat

FITTING = "MEDIA_TYPES = ('x/{name}',)\nVERSION = 3\ndef parse(path, media_type):\n    return None\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    package = tmp_path / f"parsers_of_{abs(hash(request.node.name))}"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    return package


def test_word_and_pdf_are_found() -> None:
    assert {"application/pdf"} < parsers.supported()
    assert all(parsers.version(media_type) >= 1 for media_type in parsers.supported())


def test_a_file_dropped_in_is_found_and_subfolders_are_left_alone(folder: Path) -> None:
    (folder / "b.py").write_text(FITTING.format(name="b"))
    (folder / "a.py").write_text(FITTING.format(name="a"))
    (folder / "rooms").mkdir()
    (folder / "rooms" / "__init__.py").touch()
    assert list(registry(folder, folder.name)) == ["x/a", "x/b"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("VERSION = 1\n", "MEDIA_TYPES"),
        ("MEDIA_TYPES = 'x/y'\nVERSION = 1\n", "MEDIA_TYPES"),
        ("MEDIA_TYPES = ('x/y',)\nVERSION = '1'\n", "VERSION"),
        ("MEDIA_TYPES = ('x/y',)\nVERSION = 1\n", "parse"),
    ],
)
def test_what_does_not_fit_is_named(content: str, words: str, folder: Path) -> None:
    (folder / "bad.py").write_text(content)
    with pytest.raises(TypeError, match=f"bad is not a parser: {words}"):
        registry(folder, folder.name)


def test_two_parsers_of_one_type_are_refused(folder: Path) -> None:
    for name in ("one", "two"):
        (folder / f"{name}.py").write_text(FITTING.format(name="same"))
    with pytest.raises(TypeError, match="both claim x/same"):
        registry(folder, folder.name)


def test_an_unknown_type_is_unsupported(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFormat):
        parsers.parse(tmp_path / "x", "x/unknown")


def test_plain_characters() -> None:
    assert plain("⽅⾯⺠⻓豈ﬁ") == "方面民长豈fi"
    assert plain("a\u00a0b\u200b\ufeff\x00\x07c\u2003d") == "a bc d"
    assert plain("\ud800").encode() == "\ufffd".encode()
    assert plain("２，（：㎡①") == "２，（：㎡①"


def test_joined_lines() -> None:
    assert join("生态", "环境") == "生态环境"
    assert join("water", "quality") == "water quality"
    assert join("20", "22年") == "2022年"
    assert join("2021 ", "2022") == "2021 2022"
    assert join_all(["甲", "", "乙 ", " 丙"]) == "甲乙丙"
