"""Word files that are damaged, encrypted, or made to do harm."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import parsers
from schemas.errors import BrokenFile, DocumentError, EncryptedFile, TooLarge

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def tc(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: str, grid: str = "") -> str:
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def level(number: int, number_format: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ({"word/document.xml": "<w:document"}, BrokenFile),
        ({"word/document.xml": "<w:document NAMESPACES/>"}, BrokenFile),
        ({"word/document.xml": f"{ENTITIES}<w:document NAMESPACES><w:body>&b;</w:body></w:document>"}, BrokenFile),
        ({"_rels/.rels": "<Relationships/>"}, BrokenFile),
        ({"word/big.xml": "a" * 3_000_000}, TooLarge),
    ],
)
def test_bad_packages(parts: dict[str, str], error: type[DocumentError], tmp_path: Path, word: Any) -> None:
    said = {name: text.replace("NAMESPACES", word.namespaces) for name, text in parts.items()}
    path = tmp_path / "bad.docx"
    with (
        zipfile.ZipFile(io.BytesIO(word.package(p("文字")))) as good,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in good.namelist():
            bad.writestr(name, said.get(name, good.read(name)))
        for name in said.keys() - set(good.namelist()):
            bad.writestr(name, said[name])
    with pytest.raises(error):
        parsers.parse(path, MEDIA_TYPE)


def test_encrypted_entries(tmp_path: Path, word: Any) -> None:
    content = bytearray(word.package(p("文字")))
    place = -1
    while (place := content.find(b"PK\x01\x02", place + 1)) >= 0:
        content[place + 8] |= 1
    (tmp_path / "a.docx").write_bytes(content)
    with pytest.raises(EncryptedFile):
        parsers.parse(tmp_path / "a.docx", MEDIA_TYPE)


def _stored(content: bytes) -> bytes:
    """The same package uncompressed, so that changed bytes reach the XML."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return buffer.getvalue()


@pytest.fixture(scope="session")
def whole(word: Any) -> tuple[bytes, bytes]:
    """A sound file, compressed and not."""
    content = word.package(
        p("文字", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + table(tc(p("a")) + tc(p("b"), '<w:gridSpan w:val="2"/>')),
        numbering=f'<w:abstractNum w:abstractNumId="7">{level(0, "decimal", "%1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>',
        footnotes=f'<w:footnote w:id="2">{p("脚注")}</w:footnote>',
    )
    return content, _stored(content)


@given(st.booleans(), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=6), st.floats(0, 1.2))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_damage_is_told_or_harmless(
    tmp_path: Path, whole: tuple[bytes, bytes], compressed: bool, changes: list[tuple[float, int]], cut: float
) -> None:
    content = bytearray(whole[0 if compressed else 1])
    for place, byte in changes:
        content[int(place * (len(content) - 1))] = byte
    path = tmp_path / "damaged.docx"
    path.write_bytes(content[: int(cut * len(content))] if cut < 1 else content)
    try:
        parsers.parse(path, MEDIA_TYPE)
    except DocumentError as error:
        assert error.code != "internal"


@given(st.text("<>/abw:=\"'0123456789 &;-", max_size=40), st.floats(0, 1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_odd_xml_is_told_or_harmless(tmp_path: Path, word: Any, insertion: str, place: float) -> None:
    body = p("文字", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') + table(
        tc(p("a"), '<w:gridSpan w:val="2"/>')
    )
    at = int(place * len(body))
    path = tmp_path / "odd.docx"
    path.write_bytes(word.package(body[:at] + insertion + body[at:]))
    try:
        parsers.parse(path, MEDIA_TYPE)
    except DocumentError as error:
        assert error.code == "broken"
