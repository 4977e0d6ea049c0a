"""Word files written part by part."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import parsers
from schemas.parsed import ParsedDocument

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OFFICE = "http://schemas.openxmlformats.org"
NAMESPACES = (
    f'xmlns:w="{OFFICE}/wordprocessingml/2006/main" xmlns:r="{OFFICE}/officeDocument/2006/relationships" '
    f'xmlns:m="{OFFICE}/officeDocument/2006/math" xmlns:mc="{OFFICE}/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="urn:wps"'
)
RELATIONSHIPS = f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{{}}</Relationships>'


def package(body: str, **parts: str) -> bytes:
    """A .docx from the inside of its w:body and of other parts: styles, numbering, footnotes, comments, header1 …"""
    kinds = {name: name.rstrip("0123456789") for name in parts}
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = f'<Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/>' + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{main}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    related = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/officeDocument/2006/relationships/{kind}" Target="{name}.xml"/>'
        for name, kind in kinds.items()
    )
    kind_of_root = f"{OFFICE}/officeDocument/2006/relationships/officeDocument"
    root = f'<Relationship Id="r" Type="{kind_of_root}" Target="word/document.xml"/>'
    tags = {"header": "hdr", "footer": "ftr"}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        types = (
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            + overrides
        )
        file.writestr("[Content_Types].xml", f'<Types xmlns="{OFFICE}/package/2006/content-types">{types}</Types>')
        file.writestr("_rels/.rels", RELATIONSHIPS.format(root))
        file.writestr("word/_rels/document.xml.rels", RELATIONSHIPS.format(related))
        file.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, kind in kinds.items():
            tag = tags.get(kind, kind)
            file.writestr(f"word/{name}.xml", f"<w:{tag} {NAMESPACES}>{parts[name]}</w:{tag}>")
    return buffer.getvalue()


class Word:
    """What tests of single parts call, since test modules share nothing by import."""

    package = staticmethod(package)
    namespaces = NAMESPACES
    relationships = RELATIONSHIPS


@pytest.fixture(scope="session")
def word() -> Word:
    return Word()


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., ParsedDocument]:
    def reader(body: str, **parts: str) -> ParsedDocument:
        path = tmp_path / "file.docx"
        path.write_bytes(package(body, **parts))
        return parsers.parse(path, MEDIA_TYPE)

    return reader
