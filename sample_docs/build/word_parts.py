"""What python-docx leaves out of a Word file: footnotes, text boxes, stable bytes."""

import zipfile
from io import BytesIO
from pathlib import Path

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from lxml import etree

FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
FIXED_TIME = (2023, 3, 1, 9, 0, 0)
_SHAPE = (
    '<w:r {w} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
    '<v:shape style="width:{width}pt;height:{height}pt" stroked="t" strokeweight="0.75pt" '
    'strokecolor="#7f7f7f" filled="t" fillcolor="#f5f5f5">'
    '<v:textbox><w:txbxContent><w:p><w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:t>{text}</w:t></w:r></w:p>'
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def add_text_box(paragraph: Paragraph, text: str, width_pt: int = 400, height_pt: int = 64) -> None:
    """Append a framed text box (VML, as office suites write it for old readers) to the paragraph."""
    xml = _SHAPE.format(w=nsdecls("w"), width=width_pt, height=height_pt, text=text)
    paragraph._p.append(parse_xml(xml))


class Footnotes:
    """Collects the footnotes of a document; `save` puts them in their part."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def refer(self, paragraph: Paragraph, text: str) -> None:
        """Note the text and append its reference mark to the paragraph."""
        self.texts.append(text)
        run = paragraph.add_run()
        run.font.superscript = True
        reference = etree.SubElement(run._r, qn("w:footnoteReference"))
        reference.set(qn("w:id"), str(len(self.texts)))

    def save(self, document: Document) -> None:
        """Write the footnotes part; nothing where there are no footnotes."""
        if not self.texts:
            return
        notes = "".join(_footnote_xml(index, text) for index, text in enumerate(self.texts, 1))
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
            for kind, number, tag in (
                ("separator", -1, "separator"),
                ("continuationSeparator", 0, "continuationSeparator"),
            )
        )
        xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{separators}{notes}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, xml.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _footnote_xml(number: int, text: str) -> str:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    words = f'<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve"> {text}</w:t></w:r>'
    return f'<w:footnote w:id="{number}"><w:p>{mark}{words}</w:p></w:footnote>'


def save_stable(document: Document, path: Path) -> None:
    """Save the document so that the same content gives the same bytes (fixed times in the zip)."""
    buffer = BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
