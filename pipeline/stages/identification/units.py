"""Names of issuing units in a line, a title, a label."""

import re

from pipeline.numbers.shadow import shadow

_END = (
    "人民政府|人民代表大会|常务委员会|常委会|代表大会|人大|政协|委员会|管委会|党委|党组|办公室|街道办事处|办事处|指挥部|领导小组"
    "|工作小组|专班|分局|总局|支局|局|厅|部|委|院|中心|总站|分站|站|研究所|所|总队|支队|大队|中队|调查队|有限责任公司|有限公司|公司"
    "|督查室|研究室|政研室|集团|协会|学会|商会|行会|促进会|研究会|基金会|总工会|联合会|联合社|合作社|党校|学校|大学|中学|小学|幼儿园|红十字会|银行|村委会|居委会|政府|办|处|厂|林场|农场|社"
)
_UNIT = re.compile(rf"(?:中国共产党|中共)?[一-龥()·]{{2,36}}?(?:{_END})")
_NOT_IN_A_UNIT = re.compile(
    r"关于|印发|转发|批转|情况|通知|通报|方案|规划(?!局|委|院|和|与|建设|国土|自然|设计|分局|服务)|报告|附件|附表|如下|为了|以及|进行|开展|完成|按照|根据|的|了|是|负责|推进(?!办|中心|领导|工作领导)|加强|联系人"
    r"|^[一-龥]{2,4}单位|^(?:地方|各级|上级|下级|所属|主要|其他|有关|相关)|[表图]$|第[一二三四五六七八九十]+[章节部]|制度$|建设$|工作$|部署"
)
_ENDINGS_OF_OTHER_WORDS = re.compile(
    r"(?:全|大|内|外|干|局|某|每|各|本|上|下|东|西|南|北|中)部$|(?:好|难|之|长|益|用|到|四|深|高)处$|举办|主办|承办|督办|交办|创办|开办|常委$|水厂$|工厂$|布局$|结局$|格局$|住所$|场所$|厕所$|网站$|总部$"
)
MAX_LINE_CHARS = 200
_IN_BRACKETS = re.compile(r"[(][^()]+[)]|\[[^\[\]]+\]")
_LAST_OF_UNITS = frozenset(word[-1] for word in _END.split("|"))
# what a line of units can end with: a unit's last letter, a seal's, that of 编印, a list's comma
_LAST_LETTERS = frozenset(_LAST_OF_UNITS | set(")]章编印制发办股科室、,;"))
_BETWEEN = re.compile(r"[\s、,，;；]+")
_SESSION = re.compile(r"^第?[一二三四五六七八九十百]+届")
_LEADING = re.compile(
    r"((?:中共)?[一-龥]{1,24}?(?:局|人民政府|常务委员会|常委会|委员会|办公室|[县市区旗州省党]委|党组|厅|中心|站))"
    r"(?=(?:19|20)\d\d|常务会议|常委会|工作报告|专题会议|办公会议?|第?[\d一二三四五六七八九十]+届?)"
)
_SEALED = re.compile(
    r"[(](?:盖章|公章|印章|印鉴|章|印|签章|签字盖章|加盖公章|盖公章|代章)[)]|\(?(?:盖章|公章)\)?$"
    r"|(?<=[局办室委府院站厅校])(?:编印?|编制|编发|主办|印制|印)$"
)
# where a second name may begin: at a county or city, at a party's name
_NEXT_UNIT = re.compile(
    r"(?<=[局府委室院会厅团部站心队校所司办])(?=(?!人民|工作)(?P<place>[一-龥]{1,4}?[县市区旗州])|共青团|中共|中国共产党|国家)"
)
# a part of the unit before it: 某市生态环境局某县分局
_BRANCH = re.compile(
    r"[一-龥]{1,5}?[县市区旗州][一-龥]{0,4}(?:分局|支队|大队|中队|站|所|管理处|办事处)(?:[一-龥]{2,12}(?:站|所|中心|大队|中队))?"
)
# a division of a unit, which answers for it: 县财政局采购监督管理股
_DIVISION = re.compile(
    r"(?P<unit>.{2,}(?:局|委员会|厅|院))(?:[一-龥]|(?<=[一-龥])[(（][一-龥]{2,6}[)）]){2,16}(?:股|科|(?<!办公)(?<!会议)(?<!实验)(?<!教)室)$"
)


def is_unit(words: str) -> bool:
    """Tell whether words (a shadow) are the name of one unit."""
    return (
        3 <= len(words) <= 40
        and words[-1] in _LAST_OF_UNITS
        and _UNIT.fullmatch(words) is not None
        and _NOT_IN_A_UNIT.search(words) is None
        and _ENDINGS_OF_OTHER_WORDS.search(words) is None
    )


def units_in_line(text: str) -> tuple[str, ...]:
    """Return the units of a line that holds nothing else (letter-spaced too), an empty tuple for other lines."""
    if len(text) > MAX_LINE_CHARS:
        return ()
    plain = shadow(text).text
    if plain[-1:] not in _LAST_LETTERS:
        return ()
    if _IN_BRACKETS.fullmatch(plain):
        text, plain = text.strip()[1:-1], plain[1:-1]
    bare = without_division(_SEALED.sub("", plain))
    if is_unit(bare) and not _is_list(text):
        return _run_together(bare)
    parts = [_SEALED.sub("", shadow(part).text) for part in _BETWEEN.split(text.strip()) if part]
    several = len(parts) > 1 and all(is_unit(part) for part in parts)
    return tuple(unit for part in parts for unit in _run_together(part)) if several else ()


def _run_together(bare: str) -> tuple[str, ...]:
    """Return the units of a name that is several, their blanks lost: …县财政局…县水利局, 中共…县委…县人民政府.

    Of the places where a second name can begin before one and the same county the last is taken: 县委办公室｜某某县.
    """
    ends: dict[int, int] = {}
    for match in _NEXT_UNIT.finditer(bare):
        begin = match.start()
        if is_unit(bare[:begin]) and is_unit(bare[begin:]) and not _BRANCH.fullmatch(bare[begin:]):
            ends[match.end("place") if match["place"] else begin] = begin
    if not ends:
        return (bare,)
    begin = ends[min(ends)]
    return (bare[:begin], *_run_together(bare[begin:]))


def without_division(words: str) -> str:
    """Return a unit's name (a shadow) without the division that it ends with."""
    return _DIVISION.sub(r"\g<unit>", words) if words[-1:] in ("股", "科", "室") else words


def is_unit_line(text: str) -> bool:
    """Tell whether a line is one or several units, nothing else."""
    return bool(units_in_line(text))


def leading_units(title: str) -> tuple[str, ...]:
    """Return the units that a title begins with: those before 关于, or before the year, the subject.

    云溪县水利局关于… -> 云溪县水利局; 云溪县统计局2022年… -> 云溪县统计局; 云溪县2022年环境质量公报 -> none.
    """
    seen = shadow(title).text
    head, about, _ = seen.partition("关于")
    if about:
        position = title.find("关于")
        return units_in_line(title[:position]) if head else ()
    match = _LEADING.match(_SESSION.sub("", seen))
    return (match[1],) if match and is_unit(match[1]) else ()


def full_name(unit: str, others: tuple[str, ...]) -> str:
    """Return the longest of the other names that ends with this one (县水利局: 云溪县水利局), else the unit itself."""
    longer = [other for other in others if other.endswith(unit)]
    return max([unit, *longer], key=len)


def _is_list(text: str) -> bool:
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    return len(parts) > 1 and all(is_unit(_SEALED.sub("", shadow(part).text)) for part in parts)
