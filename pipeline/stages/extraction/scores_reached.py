"""Marks that are no weights of a scheme: reached or taken off (平均得分218.4分), given until now (由1000分调整为)."""

import re

from pipeline.stages.extraction.reading import Reading

_MARKS = "分"
_REACHED = re.compile(
    r"(?:平均|人均|最高|最低|首位|末位|实际?得|自评得?|共得|获得|取得|扣减|扣除|倒扣|扣)[^,。;:\d]{0,8}$"
)
_RANKED = re.compile(
    r"[,、(]?(?:得分率|位?列(?:全[县区市])?(?:第|倒数)|名列|位居|居(?:全|首|第|末)|排名?(?:第|全|末|倒数))"
)
_RATE_OF_MARKS = re.compile(r"得分率(?:为|达到?|是)?$")
# words of a scheme, whatever else its clause says
_OF_ALL = re.compile(r"其中|总分|满分|分值|权重")
_FROM = re.compile(r"[由从](?:原来?的?|上年度?的?|去年的?)?$")
_BECAME = re.compile(r"(?:调整|提高|增加|上调|下调|降低|减少|变更|改|提|增|降)(?:为|到|至)")


def without_scores_reached(text: str, readings: list[Reading]) -> list[Reading]:
    """Return the readings of a paragraph (its shadow) without marks that somebody had, their share, marks of before."""
    if _MARKS not in text:
        return readings
    marks = [one for one in readings if _is_of_marks(one)]
    left = [one for one in marks if _is_reached(text, one) or any(_is_origin(text, one, other) for other in marks)]
    return [one for one in readings if one not in left] if left else readings


def _is_of_marks(one: Reading) -> bool:
    units = (one.name.unit, *(part.unit for part in one.name.measure.components))
    return _MARKS in units and one.role in ("component", "actual")


def _is_origin(text: str, one: Reading, other: Reading) -> bool:
    """Tell whether marks are those that others took the place of, where both seem to be of one year."""
    if one.name != other.name or one.year != other.year or other.quantity.start <= one.quantity.end:
        return False
    is_first = _FROM.search(text, 0, one.quantity.outer_start) is not None
    return is_first and _BECAME.fullmatch(text, one.quantity.outer_end, other.quantity.outer_start) is not None


def _is_reached(text: str, one: Reading) -> bool:
    start, end = one.quantity.outer_start, one.quantity.outer_end
    begin = max(text.rfind(mark, 0, start) for mark in ",。;:(") + 1
    clause = text[begin:start]
    if one.name.unit != _MARKS:
        return _RATE_OF_MARKS.search(clause) is not None
    if _OF_ALL.search(clause):
        return False
    return _REACHED.search(clause) is not None or _RANKED.match(text, end) is not None
