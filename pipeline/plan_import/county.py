"""The county that a plan is about, as its titles name it."""

import re
from collections import Counter

from schemas.parsed import ParsedDocument, TextBlock

_COUNTY = re.compile(
    r"([一-龥]{1,12}?(?:自治县|自治旗|林区|特区|新区|县|市|区|旗))(?=(?:国家|创建|巩固|建设|争创|申报|复核|生态|人民政府|委|20\d\d))"
)
_HIGHER = re.compile(r"^.*?(?:省|自治区|自治州|地区|盟|(?<=[一-龥]{2})市)(?=[一-龥]{2,}(?:县|市|区|旗)$)")
_NOT_A_NAME = re.compile(
    r"^(?:我|本|全|各|该|.)$|示范|先行|国家|创建|建设|申报|任务|工作|推动|区域|[的和及与对在由为各]"
)
_LEADING = re.compile(r"^(?:附件\d*|附表\d*|关于印发|关于|印发|中共|《)+")
_TITLE_CHARS = 60
_LOOKED_AT = 400


def county_of(document: ParsedDocument) -> str:
    """Return the county most often named in titles and short lines, "" where none is."""
    votes: Counter[str] = Counter()
    for block in document.blocks[:_LOOKED_AT]:
        if isinstance(block, TextBlock) and len(block.text) <= _TITLE_CHARS:
            votes.update(_counties(re.sub(r"\s", "", block.text)))
    return votes.most_common(1)[0][0] if votes else ""


def _counties(title: str) -> list[str]:
    found = []
    for match in _COUNTY.finditer(title):
        name = _HIGHER.sub("", _LEADING.sub("", match[1]))
        stem = re.sub(r"(?:自治县|自治旗|县|市|区|旗)$", "", name)
        if stem and not _NOT_A_NAME.search(stem):
            found.append(name)
    return found
