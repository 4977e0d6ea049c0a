"""What is embedded in a Word file without being a part of its text."""

from collections import Counter
from collections.abc import Iterator

from lxml.etree import _Element

from pipeline.parsers.word.names import W
from schemas.errors import UnsupportedFormat
from schemas.parsed import Problem

_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# the first word of a ProgID -> what people call it
_NAMES = {
    "Excel": "Excel 表格", "ET": "WPS 表格", "Word": "Word 文档", "WPS": "WPS 文字文档", "PowerPoint": "演示文稿",
    "Equation": "公式对象", "Visio": "Visio 图", "Package": "文件", "AcroExch": "PDF 文档", "FoxitReader": "PDF 文档",
}  # fmt: skip
_EXTRACT = "请在 Word 或 WPS 中打开嵌入的对象，另存为单独的文件后一并导入。"


def embedded_problems(body: _Element) -> Iterator[Problem]:
    """Yield a problem for embedded objects, one for whole documents that are to be inserted on opening (w:altChunk)."""
    objects = Counter(
        _NAMES.get(str(item.get("ProgID", "")).partition(".")[0], "其他对象")
        for item in body.iter(_OBJECT)
        if next(item.iterancestors(_FALLBACK), None) is None
    )
    if objects:
        shown = "、".join(f"{name} {count} 个" for name, count in objects.items())
        yield Problem(
            code=UnsupportedFormat.code, message=f"文档中嵌入了{shown}，其中的内容没有读取。", advice=_EXTRACT
        )
    chunks = sum(1 for _ in body.iter(W + "altChunk"))
    if chunks:
        yield Problem(
            code=UnsupportedFormat.code,
            message=f"文档由其他文件合并而成，有 {chunks} 个文件的内容没有读取。",
            advice="请用 Word 打开后另存一份，再重新导入。",
        )
