"""Indicators that a document calls by number and name: 指标13 危险废物利用处置率."""

import re
from collections.abc import Iterator

from pipeline.numbers.shadow import shadow
from pipeline.stages.examination.texts import Text
from schemas.parsed import ParsedDocument, TableBlock
from schemas.particulars import NumberedName

_IN_TEXT = re.compile(r"指标(?P<number>[1-9]\d?)(?:[-—(]\d[)]?)?[:、.\s]*(?P<name>[一-龥A-Za-z0-9.\"“”()]{4,40})")
_NUMBER_HEAD = re.compile(r"(?:指标)?(?:序号|编号)")
_NAME_HEAD = re.compile(r"(?:.*指标)?(?:名称|内容)|指标|.*(?:建设|考核|评价|创建)指标")
_NUMBER = re.compile(r"(?:指标|第)?(?P<number>[1-9]\d?)(?:[号项.、])?")
# an edition has some forty indicators; a list of a thousand firms is no list of indicators
_MOST = 80


def numbered_names_of(document: ParsedDocument, texts: list[Text]) -> tuple[NumberedName, ...]:
    """Return numbers with the names they stand before, in running text and in tables headed 序号, 指标名称."""
    found = [*_in_prose(texts)]
    for block in document.blocks:
        if isinstance(block, TableBlock):
            found += _in_table(block)
    return tuple(dict.fromkeys(found))[:_MOST]


def _in_prose(texts: list[Text]) -> Iterator[NumberedName]:
    for text in texts:
        if text.table is None and "指标" in text.seen:
            for match in _IN_TEXT.finditer(text.seen):
                yield NumberedName(number=int(match["number"]), name=match["name"], locator=text.locate(*match.span()))


def _in_table(block: TableBlock) -> Iterator[NumberedName]:
    grid = block.grid()
    heads = [shadow(cell.text if cell else "").text.replace(" ", "") for cell in (grid[0] if grid else [])]
    numbers = [column for column, head in enumerate(heads) if _NUMBER_HEAD.fullmatch(head)]
    names = [column for column, head in enumerate(heads) if _NAME_HEAD.fullmatch(head)]
    if not numbers or not names:
        return
    for row in grid[1:]:
        number, name = row[numbers[0]], row[names[0]]
        stated = _NUMBER.fullmatch(shadow(number.text).text.strip()) if number is not None else None
        if stated is not None and name is not None and 4 <= len(name.text) <= 40:
            yield NumberedName(number=int(stated["number"]), name=name.text.strip(), locator=name.locator)
