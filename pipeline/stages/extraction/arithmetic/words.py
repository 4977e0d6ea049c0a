"""What the words around numbers say of a proof: for the thing meant, for another one, for what is left over."""

import re

from pipeline.lexicon import squeeze
from pipeline.stages.extraction.arithmetic.figures import Figure
from pipeline.stages.extraction.arithmetic.kinship import Kinship, pairs
from pipeline.stages.extraction.arithmetic.relations import Relation
from pipeline.stages.extraction.names import Name

MIN_RATE_CHARS = 3
# 普及率达, 占比为, 比例; 占同类产品采购规模1556.0万元的97.6%
_RATE = re.compile(
    r"(?P<words>[一-龥A-Za-z0-9.()]*?(?:率|比例|占比|比重|比率|百分比|比值|程度|度))"
    r"(?:大?约|分别|依次|均|各|已经?|则|也|就|为|是|达到?|到|有|了|[:=])*$"
)
_SHARE = re.compile(r"(?<![县区市镇乡村户厂])占(?:到|了)?(?:比|约|总|[^,;。:占]{0,16}的?)?(?:大?约|为|达到?|[:=])*$")
_BARE = re.compile(
    r"(?:该|此|这一?|其|上述|两者|二者|三年|相应|对应|测算|计算|折合|整体|总体|综合|据此|得出)*的?(?:率|比例|占比|比重|比率|百分比|比值)"
)
_CALCULATED = re.compile(r"^(?:经|据此?|由此|以此|按此)?(?:测算|计算|核算|推算|折算)[,，]?|^(?:则|即|故|因此)")
_OPPOSITE = re.compile(
    r"抽查|抽样|抽取|抽检|走访|入户|问卷|样本|未(?!来|利用地)|不(?!低于|少于|小于|含|断|变|动产)|非|超标|剩余|其余|余下|余量|尚|轻度|中度|重度|污染天|闲置|流失|废弃|缺|差额|新增|新建成|新完成"
)
_INSIDE = re.compile(r"其中|其|中|内|均|全部|都|皆|占|里面|已")
_TOTAL = re.compile(r"(?:[两二三四五]项|[两二三]者|以上|上述)?(?:合计|共计|总计|总共|相加|共)(?:约|为|有|达到?)*$")
_EXAMPLE = re.compile(r"[,、:]?(?:例如|比如|譬如|假如|假设|假定|如果|举例|若)")
# what the words before a number may end with behind its noun or deed
_TAIL = re.compile(r"(?:数量|总数|总量|[的有为约了达共是到均各计个数量:=(])+$")
_BACK = re.compile(r"上述|该[两二三]?项|这[两二三]项|[两二三]项|[两二三]者|同口径|同期")


def rate_words(figure: Figure) -> str | None:
    """Return the words that name a percentage as a rate (普及率), "" for a bare 占 or 比例, None where none do."""
    before = figure.words_before()
    if (match := _RATE.search(before)) is not None:
        words = _CALCULATED.sub("", squeeze(match["words"]))
        return "" if _BARE.fullmatch(words) else words
    if _SHARE.search(before):
        return ""
    # 完成48个村（33.8%）
    if before.endswith("(") and figure.sentence.text[figure.group.end : figure.group.end + 1] == ")":
        return ""
    # 占同类产品采购规模1556.0万元的97.6%: the whole has a number of its own
    start = figure.sentence.clause_start(figure.group.start)
    clause = figure.sentence.text[start : figure.group.start]
    return "" if "占" in clause and clause.endswith("的") else None


def is_foreign(words: str, relation: Relation, kinship: Kinship) -> bool:
    """Tell whether a rate's words are those of another one than the relation's."""
    if not words:
        return False
    measure = relation.result.component or relation.result.measure
    names = [squeeze(name) for name in (relation.result.name, measure.name, *measure.aliases)]
    near = (squeeze(name) for name in relation.result.measure.names_not_meant)
    if any(words.endswith(name) for name in near):
        return True
    if any(name.endswith(words) or words.endswith(name) for name in names):
        return False
    # 常住人口城镇化率 has no more than the whole's words in common with 村镇饮用水卫生合格率
    own = (kinship.of(relation.result) | kinship.of(relation.parts[0])) - kinship.of(relation.parts[-1])
    return kinship.between(pairs(words), own) < 1


def is_ending(words: str, relation: Relation) -> bool:
    """Tell whether a rate's words end a name of a relation's rate: 综合利用率."""
    measure = relation.result.component or relation.result.measure
    names = (squeeze(name) for name in (relation.result.name, measure.name, *measure.aliases))
    return len(words) >= MIN_RATE_CHARS and any(name.endswith(words) for name in names)


def is_example(text: str) -> bool:
    """Tell whether a sentence only supposes its numbers (例如，一个单位花100万元)."""
    return _EXAMPLE.match(text) is not None


def is_opposite(figure: Figure, name: Name) -> bool:
    """Tell whether the words around a number say that it is what was left over (未治理, 其余, 新增)."""
    text, end = figure.sentence.text, figure.group.end
    after = re.match(r"[^,。;、:()\d]{0,8}", text[end : figure.sentence.end])
    around = (figure.words_before()[-14:], after[0] if after else "")
    return any(match[0] not in name.name for words in around for match in _OPPOSITE.finditer(words))


def tells_inside(part: Figure, whole: Figure, result: Figure) -> bool:
    """Tell whether words between two numbers say that one is inside the other: 其中, 中, 均."""
    first, last = sorted((part.start, whole.start))
    return _INSIDE.search(part.sentence.text, first, max(last, result.start)) is not None


def names_near_thing(text: str, name: Name) -> bool:
    """Tell whether a text names what must not be taken for a measure."""
    return any(squeeze(near) in squeeze(text) for near in name.measure.names_not_meant)


def words_after(figure: Figure) -> str:
    """Return the words that follow a number at once, to the next mark."""
    text, end = figure.sentence.text, figure.group.end
    stops = (place for mark in ",;。、(" if (place := text.find(mark, end)) >= 0)
    return text[end : min([figure.sentence.end, end + 14, *stops])]


def words_around(figure: Figure) -> str:
    """Return the words before and after a number in its clause."""
    return f"{figure.words_before()} {words_after(figure)}"


def points_back(text: str) -> bool:
    """Tell whether words mean the things told before: 上述两项, 该项, 同口径."""
    return _BACK.search(text) is not None


def is_total(figure: Figure) -> bool:
    """Tell whether the words before a number only say that it is the total of those before: 合计, 两项共."""
    return _TOTAL.fullmatch(figure.words_before()) is not None


def last_pair(figure: Figure) -> str:
    """Return the last two characters of the noun or deed before a number: 产生 of 规模养殖场产生的31.2万吨."""
    return _TAIL.sub("", figure.words_before())[-2:]
