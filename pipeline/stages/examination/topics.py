"""What a task is called: the numbered heading above it, the words that open its paragraph."""

import re

from pipeline.stages.examination.texts import Text

_N = "一二三四五六七八九十"
_MARKER = re.compile(
    rf"(?:[{_N}]{{1,3}}、|[(](?:[{_N}]{{1,3}}|\d{{1,2}})[)]|\d{{1,2}}[.、](?!\d)|[{_N}]是"
    rf"|(?:问题|任务|事项|项目)[{_N}\d]{{1,2}}[:、.])"
)
_LABEL = re.compile(r"^(?:反馈|存在|整改)?(?:问题|任务|事项|项目)(?:名称|描述)?:")
# what every plan has is no task of its own
_COMMON = re.compile(
    r"组织领导|组织保障|工作要求|有关要求|总体要求|指导思想|目标|保障|监督|考核|督[导查办促]|宣传|资金|投入|责任|步骤|阶段|措施|安排|原则|职责|分工|附则|反馈|报送"
)
_LONGEST = 40
_FEWEST_CHARS = 6


def topic_of(text: Text, sentence: tuple[int, int], above: str) -> str:
    """Return what the task of a sentence is called: how its paragraph opens, where that is numbered; else `above`.

    "" where the sentence is itself the opening, or nothing is called.
    """
    opening = text.seen[: text.seen.find("。") + 1] or text.seen
    if not _MARKER.match(opening) and not _LABEL.match(opening):
        return above
    return _name(opening) if sentence[0] >= len(opening) else ""


def heading_of(text: Text) -> str | None:
    """Return what a numbered heading calls the task below it ("" where nothing); None where the text is no heading."""
    if not (_MARKER.match(text.seen) or _LABEL.match(text.seen)) or len(text.seen) > _LONGEST:
        return None
    if "。" in text.seen[:-1] or ";" in text.seen:
        return None
    return _name(text.seen)


def _name(words: str) -> str:
    name = _LABEL.sub("", _MARKER.sub("", words, count=1), count=1).strip("。,:; ")
    is_one = _FEWEST_CHARS <= len(name) <= _LONGEST and not _COMMON.search(name)
    return name if is_one else ""
