"""The parts of an OFD package, found by every way that producers write a path."""

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

from lxml import etree
from lxml.etree import _Element

from pipeline.parsers.containers.zip_guard import DAMAGES, MAX_XML_PART_BYTES, opened_zip, refuse_entities
from schemas.errors import BrokenFile, EncryptedFile, TooLarge

ENTRY = "OFD.xml"
ENCRYPTION = "Encryptions.xml"  # GM/T 0099-2020: the list of what is encrypted in the package
_UTF8_NAMES = 0x800


class OfdPackage:
    """An open zip package; names of parts have no leading "/", "/" between their pieces, and no case."""

    def __init__(self, package: ZipFile) -> None:
        self._package = package
        self._parts = {_key(_name(part)): part for part in package.infolist() if not part.is_dir()}

    def has(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return _key(name) in self._parts

    def locate(self, location: str | None, base: str, *folders: str) -> str | None:
        """Return the name of the part that a location written in the part `base` means, None where there is none.

        Producers write "/Doc_0/Pages/…" from the root, "Pages/…" from the folder of the part, or, against the
        standard, from the root without "/" or from a resource folder (`folders`, tried in this order).
        """
        text = (location or "").strip().replace("\\", "/")
        if not text:
            return None
        own = posixpath.dirname(base)
        starts = ("", own, *folders) if text.startswith("/") else (own, *folders, "")
        names = [posixpath.normpath(posixpath.join("/", start, text.lstrip("/"))).lstrip("/") for start in starts]
        return next((name for name in names if self.has(name)), None)

    def size_bytes(self, name: str) -> int:
        """Return the unpacked size of a part; raises KeyError."""
        return self._parts[_key(name)].file_size

    def read(self, name: str) -> bytes:
        """Return the bytes of a part; raises BrokenFile where it is damaged or not there."""
        try:
            return self._package.read(self._parts[_key(name)])
        except DAMAGES as error:
            raise BrokenFile(f"OFD 中的 {name} 已损坏。") from error

    def root(self, name: str | None) -> _Element:
        """Return the root of an XML part; raises BrokenFile, TooLarge."""
        if name is None or not self.has(name):
            raise BrokenFile("OFD 文件缺少应有的部分。")
        if self.size_bytes(name) > MAX_XML_PART_BYTES:
            raise TooLarge(f"OFD 中的 {name} 解压后有 {self.size_bytes(name) // 2**20} MB，已拒绝打开。")
        content = self.read(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(content, parser)
        except (etree.LxmlError, ValueError) as error:
            raise BrokenFile(f"OFD 中的 {name} 已损坏。") from error
        document: Any = root.getroottree()
        if document.docinfo.doctype:
            raise BrokenFile("文件的 XML 中含有不应出现的实体声明（DTD），可能是恶意文件，已拒绝读取。")
        return root


@contextmanager
def opened_ofd(path: Path) -> Iterator[OfdPackage]:
    """Open an OFD for as long as the block runs; raises BrokenFile, EncryptedFile, TooLarge, FileVanished."""
    with opened_zip(path) as archive:
        refuse_entities(archive)
        package = OfdPackage(archive)
        if package.has(ENCRYPTION):
            raise EncryptedFile("OFD 文件已加密，需要口令或证书才能打开。")
        if not package.has(ENTRY):
            raise BrokenFile("OFD 文件缺少入口（OFD.xml）。")
        yield package


def local(element: _Element) -> str:
    """Return the name of an element without its namespace; "" for comments and the like.

    The namespace of the standard is written in several ways, with or without a prefix, so it is never looked at.
    """
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def child(element: _Element | None, name: str) -> _Element | None:
    """Return the first child of this name."""
    return None if element is None else next((item for item in element if local(item) == name), None)


def children(element: _Element | None, name: str) -> list[_Element]:
    """Return all children of this name."""
    return [] if element is None else [item for item in element if local(item) == name]


def text_of(element: _Element | None) -> str:
    """Return the text of an element without blanks around it; "" where there is no element."""
    return "" if element is None else "".join(str(piece) for piece in element.itertext()).strip()


def _name(part: ZipInfo) -> str:
    """Return the name of a part as its producer meant it: zip tools on Chinese Windows write GBK without saying so."""
    if part.flag_bits & _UTF8_NAMES or part.filename.isascii():
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return part.filename


def _key(name: str) -> str:
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()
