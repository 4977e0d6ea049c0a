"""What a task is called: the numbered heading above it, the words that open its paragraph."""

import re

from pipeline.numbers.shadow import shadow
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
# 关于加快推进…工程的通知, …工程实施方案: the paper is about one work
_WORK_TITLE = re.compile(
    r"(?:关于)?(?:印发|加快|推进|推动|做好|抓紧|开展|实施|落实|启动|《)*(?P<work>[^《》,。;的]{4,30}?(?:工程|项目|改造|整治|修复|治理|封场|搬迁|建设)(?:工程|项目)?)"
    r"(?:实施|工作|建设|整改|推进|总体|年度)*(?:的?(?:方案|计划|通知|督办函|督办通知|函|意见|进度安排|进度计划|情况))(?:》的通知)?"
)
_BARE = re.compile(
    r"(?:确保|力争|应|须|要)?(?:基本|全面|全部|如期|按期)*(?:完成|建成|完工|竣工|投运|投入|开工|通水|通过|启动|实现)[一-龥]{0,12}"
)
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


def called_by_title(title: str) -> str:
    """Return the one work that a paper is about by its title (关于加快…工程的通知), "" where it is of many or none."""
    match = _WORK_TITLE.fullmatch(
        re.sub(r"^[一-龥]{2,12}?(?:省|市|县|区|局|办公室|政府)(?=关于)", "", shadow(title).text)
    )
    work = match["work"] if match is not None else ""
    return work if len(work) > _FEWEST_CHARS and not _COMMON.search(work) else ""


def is_bare(matter: str) -> bool:
    """Tell whether a task names no work of its own: 全面完工, 完成主体工程."""
    return _BARE.fullmatch(matter) is not None
