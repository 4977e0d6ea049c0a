"""Stage detect: what a file is, told by its content."""

from pathlib import Path

from lxml import etree

from pipeline import parsers
from pipeline.parsers.containers.compound import storage_names
from pipeline.parsers.containers.zip_guard import listed_zip, opened_zip
from schemas.errors import BrokenFile, EmptyFile, EncryptedFile, FileVanished, UnsupportedFormat

VERSION = 2
HEAD_BYTES = 4096
PDF_JUNK_BYTES = 1024
OFFICE = "application/vnd.openxmlformats-officedocument"

# media type -> (what people call it, advice where the general one does not fit)
NAMES: dict[str, tuple[str, str]] = {
    "application/pdf": ("PDF 文档", ""),
    f"{OFFICE}.wordprocessingml.document": ("Word 文档（.docx）", ""),
    f"{OFFICE}.spreadsheetml.sheet": ("Excel 表格（.xlsx）", ""),
    f"{OFFICE}.presentationml.presentation": ("PowerPoint 演示文稿（.pptx）", "请另存为 PDF 后重新导入。"),
    "application/ofd": ("OFD 版式文档", ""),
    "application/msword": ("旧版 Word 或 WPS 文字文档（.doc/.wps）", ""),
    "application/vnd.ms-excel": ("旧版 Excel 或 WPS 表格（.xls/.et）", ""),
    "application/vnd.ms-excel.sheet.binary.macroenabled.12": ("Excel 二进制表格（.xlsb）", ""),
    "application/vnd.oasis.opendocument.text": ("OpenDocument 文本（.odt）", ""),
    "application/vnd.oasis.opendocument.spreadsheet": ("OpenDocument 表格（.ods）", ""),
    "application/vnd.ms-powerpoint": ("旧版 PowerPoint 演示文稿（.ppt）", "请另存为 PDF 后重新导入。"),
    "application/x-ole-storage": ("旧版 Office 复合文档", ""),
    "application/rtf": ("RTF 文档", ""),
    "text/html": ("网页（HTML）", "请在浏览器中打印为 PDF 后重新导入。"),
    "multipart/related": ("网页存档（MHT）", "请在浏览器中打印为 PDF 后重新导入。"),
    "application/xml": ("XML 文件", ""),
    "text/plain": ("纯文本文件", "请粘贴到 Word 中另存为 .docx 后重新导入。"),
    "image/jpeg": ("图片（JPEG）", "请提供带文字的电子版，或先做文字识别（OCR）再导入。"),
    "image/png": ("图片（PNG）", "请提供带文字的电子版，或先做文字识别（OCR）再导入。"),
    "image/gif": ("图片（GIF）", "请提供带文字的电子版，或先做文字识别（OCR）再导入。"),
    "image/bmp": ("图片（BMP）", "请提供带文字的电子版，或先做文字识别（OCR）再导入。"),
    "image/tiff": ("图片（TIFF）", "请提供带文字的电子版，或先做文字识别（OCR）再导入。"),
    "image/webp": ("图片（WebP）", "请提供带文字的电子版，或先做文字识别（OCR）再导入。"),
    "application/zip": ("压缩包（ZIP）", ""),
    "application/vnd.rar": ("压缩包（RAR）", "请解压后导入其中的文件。"),
    "application/x-7z-compressed": ("压缩包（7z）", "请解压后导入其中的文件。"),
    "application/gzip": ("压缩包（GZIP）", "请解压后导入其中的文件。"),
    "application/octet-stream": ("无法识别的文件", ""),
}

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "application/rtf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
)

# the entry of an OFD; of an encrypted one (GM/T 0099-2020) it may be encrypted too
_OFD_PARTS = {"ofd.xml", "encryptions.xml"}

_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)

# a zip file with one of these is a package of one document
_PACKAGE_PARTS = frozenset({"[Content_Types].xml", "mimetype"})
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.spreadsheet": "application/vnd.oasis.opendocument.spreadsheet",
}

# a part's content type holds one of these words
_OFFICE_PARTS: tuple[tuple[str, str], ...] = (
    ("wordprocessingml.document.main", f"{OFFICE}.wordprocessingml.document"),
    ("wordprocessingml.template.main", f"{OFFICE}.wordprocessingml.document"),
    ("word.document.macroEnabled.main", f"{OFFICE}.wordprocessingml.document"),
    ("word.template.macroEnabledTemplate.main", f"{OFFICE}.wordprocessingml.document"),
    ("spreadsheetml.sheet.main", f"{OFFICE}.spreadsheetml.sheet"),
    ("excel.sheet.macroEnabled.main", f"{OFFICE}.spreadsheetml.sheet"),
    ("spreadsheetml.template.main", f"{OFFICE}.spreadsheetml.sheet"),
    ("excel.sheet.binary.macroEnabled.main", "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
    ("presentationml.presentation.main", f"{OFFICE}.presentationml.presentation"),
)


def detect(path: Path) -> str:
    """Return the media type of a file that can be parsed.

    Raises EmptyFile, EncryptedFile, BrokenFile, TooLarge, FileVanished, and UnsupportedFormat with the Chinese
    name of what the file is.
    """
    media_type = sniff(path)
    if media_type not in parsers.supported():
        name, advice = NAMES[media_type]
        raise UnsupportedFormat(f"这是{name}，目前不能读取。", advice)
    return media_type


def sniff(path: Path) -> str:
    """Return the media type of any file, supported or not; raises as `detect` apart from UnsupportedFormat."""
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError as error:
        raise FileVanished(f"文件无法打开：{error.strerror or error}。") from error
    if not head:
        raise EmptyFile("文件是空的（0 字节）。")
    if head.startswith(b"PK"):
        return _zip_type(path, head)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_type(path)
    return _signed_type(head) or _text_type(head)


def _signed_type(head: bytes) -> str | None:
    """Return the type that the first bytes name; a PDF may have junk before its header."""
    if b"%PDF-" in head[: PDF_JUNK_BYTES + 5]:
        return "application/pdf"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return "image/bmp"
    return next((media_type for signature, media_type in _SIGNATURES if head.startswith(signature)), None)


def _zip_type(path: Path, head: bytes) -> str:
    if head.startswith(b"PK\x05\x06"):
        raise EmptyFile("这是一个空的压缩包，里面没有任何文件。")
    if not head.startswith(b"PK\x03\x04"):
        return _text_type(head)
    with listed_zip(path) as archive:
        names = set(archive.namelist())
    is_ofd = bool(_OFD_PARTS & {name.lower() for name in names})
    if not is_ofd and not names & _PACKAGE_PARTS:
        return "application/zip"
    with opened_zip(path) as package:
        if is_ofd:
            return "application/ofd"
        if "[Content_Types].xml" not in names:
            return _OPEN_DOCUMENTS.get(package.read("mimetype").strip(), "application/zip")
        content_types = package.read("[Content_Types].xml")
        media_type = _office_type(content_types)
        if media_type.endswith("wordprocessingml.document") and not any(name.startswith("word/") for name in names):
            raise BrokenFile("Word 文档缺少正文部分。")
        return media_type


def _office_type(content_types: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, huge_tree=False, no_network=True)
    try:
        root = etree.fromstring(content_types, parser)
    except etree.XMLSyntaxError as error:
        raise BrokenFile("Office 文档的目录部分已损坏。") from error
    stated = [str(element.get("ContentType", "")) for element in root.iter("{*}Override", "{*}Default")]
    for words, media_type in _OFFICE_PARTS:
        if any(words in content_type for content_type in stated):
            return media_type
    return "application/zip"


def _ole_type(path: Path) -> str:
    names = storage_names(path)
    if "EncryptedPackage" in names:
        raise EncryptedFile("文档设置了打开密码。")
    for name, media_type in _OLE_STREAMS:
        if name in names:
            return media_type
    return "application/x-ole-storage"


def _text_type(head: bytes) -> str:
    if not head.strip(b"\x00"):
        raise BrokenFile("文件内容全为零字节，没有任何有效数据。")
    text = _decoded(head)
    if text is None:
        return "application/octet-stream"
    start = text.lstrip("\ufeff \t\r\n").lower()
    if not start:
        if len(head) < HEAD_BYTES:
            raise EmptyFile("文件中只有空白。")
        return "text/plain"
    if start.startswith(("<!doctype html", "<html", "<head", "<body")) or "<html" in start[:1000]:
        return "text/html"
    if start.startswith("mime-version:") or "content-type: multipart/related" in start[:1000]:
        return "multipart/related"
    return "application/xml" if start.startswith("<?xml") else "text/plain"


def _decoded(head: bytes) -> str | None:
    """Decode the beginning of a text file; None where it is not text."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    if any(byte < 9 or 13 < byte < 27 for byte in head):
        return None
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):  # the end may stand inside a character
            try:
                return head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
    return None
