"""Electronic seals of a document: whose they are, where they stand, when they were set.

A signature names the places of its stamp and holds the seal, a structure of GB/T 38540-2020 in ASN.1; its name is
read, whether the signature holds is not checked.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.parsers.ofd_file.documents import OfdDocument
from pipeline.parsers.ofd_file.geometry import Box, box_of
from pipeline.parsers.ofd_file.package import OfdPackage, child, children, local, text_of
from schemas.errors import BrokenFile

MAX_SEAL_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 12
_SEQUENCE, _INTEGER, _UTF8, _IA5 = 0x30, 0x02, 0x0C, 0x16
_Value = tuple[int, bytes]


@dataclass(frozen=True)
class Seal:
    """A seal on a page: `page_id` as the document lists it, the box in millimetres of that page, the name or ""."""

    page_id: str
    box_mm: Box | None
    name: str
    signed_on: str

    @property
    def text(self) -> str:
        """What is said of it to people."""
        name = self.name or "（名称无法读出）"
        return f"电子印章：{name}" + (f"（签署日期：{self.signed_on}）" if self.signed_on else "")


def seals_of(package: OfdPackage, document: OfdDocument) -> list[Seal]:
    """Return the seals of a document in the order of the list; what is damaged of them is left out."""
    if document.signatures is None:
        return []
    found: list[Seal] = []
    for signature in _roots(package, document.signatures):
        part, root = signature
        info = child(root, "SignedInfo")
        name = _name(package, root, part)
        signed_on = _day(text_of(child(info, "SignatureDateTime")))
        for stamp in children(info, "StampAnnot"):
            found.append(Seal((stamp.get("PageRef") or "").strip(), box_of(stamp.get("Boundary")), name, signed_on))
    return found


def _roots(package: OfdPackage, listing: str) -> Iterator[tuple[str, _Element]]:
    try:
        entries = [element for element in package.root(listing).iter() if local(element) == "Signature"]
    except BrokenFile:
        return
    for entry in entries:
        part = package.locate(entry.get("BaseLoc"), listing)
        if part is not None:
            try:
                yield part, package.root(part)
            except BrokenFile:
                continue


def _name(package: OfdPackage, root: _Element, part: str) -> str:
    """Return the name of the seal: from the seal itself, else from the signed value, which holds it again."""
    seal = child(child(child(root, "SignedInfo"), "Seal"), "BaseLoc")
    for location in (text_of(seal), text_of(child(root, "SignedValue"))):
        name = package.locate(location, part)
        if name is not None and package.size_bytes(name) <= MAX_SEAL_BYTES:
            try:
                found = seal_name(package.read(name))
            except BrokenFile:
                continue
            if found:
                return found
    return ""


def _day(text: str) -> str:
    """Return the day of a time written 2023-05-06T…, 20230506…Z or 2023/05/06 …; "" where it is none."""
    digits = "".join(character for character in text[:10] if character.isdigit())[:8]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 else ""


def seal_name(data: bytes, depth: int = 0) -> str:
    """Return the name in an SES_Seal, or in what contains one; "" where there is none.

    SES_SealInfo is SEQUENCE {header SEQUENCE {IA5String "ES", …}, esID IA5String, property SEQUENCE {type INTEGER,
    name UTF8String, …}, …}.
    """
    values = list(_values(data))
    for first, second, third in zip(values, values[1:], values[2:], strict=False):
        if (first[0], second[0], third[0]) == (_SEQUENCE, _IA5, _SEQUENCE):
            header, properties = list(_values(first[1])), list(_values(third[1]))
            is_seal = header[:1] == [(_IA5, b"ES")] and [tag for tag, _ in properties[:2]] == [_INTEGER, _UTF8]
            if is_seal:
                return properties[1][1].decode("utf-8", errors="replace").strip("\x00 \t\r\n")
    if depth >= MAX_DEPTH:
        return ""
    return next(filter(None, (seal_name(value, depth + 1) for tag, value in values if tag == _SEQUENCE)), "")


def _values(data: bytes) -> Iterator[_Value]:
    """Yield (tag, content) of the DER values that stand one behind the other; stops where it is none."""
    index = 0
    while index + 2 <= len(data):
        tag, length = data[index], data[index + 1]
        index += 2
        if length & 0x80:
            count = length & 0x7F
            if not 1 <= count <= 4:
                return
            length = int.from_bytes(data[index : index + count], "big")
            index += count
        if index + length > len(data):
            return
        yield tag, data[index : index + length]
        index += length
