"""Tasks that two documents call alike with days that have nothing in common."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

from pipeline.checks.likeness.texts import core
from pipeline.checks.time_limits.of_dossier import FARTHEST_DAYS, Place
from pipeline.checks.time_limits.steps import are_steps
from schemas.locator import CellLocator
from schemas.particulars import Deadline

CLAUSE_END = re.compile(r"[,，；;。]")
# 渗滤液积存问题 in a plan, 渗滤液积存 in the ledger
_TAIL = re.compile(r"(?:等?(?:问题|项目|任务|事项|工程|情况|工作|建设)|不到位|不足|不够|不力|滞后|严重|突出|隐患)+$")
# 请你公司抓紧…: whom a notice asks
_ASKED = re.compile(
    r"^(?:请|要求|责成|督促)(?:你|贵|各|县|区|市)?(?:[一-龥]{0,8}?(?:公司|单位|部门|局|镇|乡|街道|企业|中心|厂|集团|委))?(?:务必|要|应|须|抓紧|尽快|继续|切实)*"
)
_DOING = re.compile(
    r"^(?:建设|新建|实施|推进|加快|抓紧|尽快|继续|做好|抓好|开展|启动|完成|加强|全面|确保|力争|如期|按期|按时)+|(?:建成|投运|投用|投产|投入运行|试?运行|运营|通水|通气|通车|完工|竣工|建设|整改|治理|完成|计划|预计)+$"
)
_BY_WHOM = re.compile(r"由[^,，。;]{2,16}(?:负责|牵头|承担|组织|实施).*$")
# 由县水利局完成…清退
_LED_BY = re.compile(
    r"^由[^,，。;]{2,12}?(?:局|委|办|中心|公司|政府|乡|镇|街道)(?:负责|牵头|组织|具体)*(?=完成|建成|实施|开展|启动|整改)"
)
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
# 某某污水处理厂二期 is a project by its name
_PROJECT = re.compile(
    r"^[^,，。;]{4,}(?:工程|项目|(?:厂|站|场|管网|中心|公园)[一二三四五]期|[一二三四五]期(?:建设|扩建|改造))"
)
_DONE = ("建成", "投运", "投用", "投入", "完工", "竣工", "完成", "整改", "销号")
_FEWEST_CHARS = 6

AlikeNames = Callable[[list[str]], Iterator[tuple[str, str]]]


def called_alike(places: Sequence[Place], alike_names: AlikeNames) -> Iterator[tuple[Place, Place]]:
    """Yield the last days of each two documents for a task that both call alike, where they share no day at all.

    At least one of them calls it by a heading or a column of names; the other may call it in its own sentence. A task
    with stages has several days in a document: it is the same task where any of them is.
    """
    by_name: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    called: set[str] = set()
    for place in places:
        viewed, deadline = place
        for name in called_names(deadline):
            by_name[name][viewed.document.sha256].append(place)
            called |= {name} if is_called(name, deadline) else set()
    for one, other in alike_names(list(by_name)) if called else ():
        if one in called or other in called:
            yield from _apart(by_name[one], by_name[other])


def called_names(deadline: Deadline) -> list[str]:
    """Return what a deadline's task is called: by its heading or column, by its first clause."""
    names = dict.fromkeys(_plain(words) for words in (deadline.topic, CLAUSE_END.split(deadline.matter)[0]))
    return [name for name in names if len(name) >= _FEWEST_CHARS]


def is_called(name: str, deadline: Deadline) -> bool:
    """Tell whether a name of a deadline's task stands in a heading or a column, or is that of a project."""
    if name == _plain(deadline.topic) or isinstance(deadline.locator, CellLocator):
        return True
    return _PROJECT.search(_BY_WHOM.sub("", deadline.matter)) is not None


def _plain(words: str) -> str:
    words = _BRACKETED.sub("", words) or words
    return core(_DOING.sub("", _TAIL.sub("", _ASKED.sub("", _BY_WHOM.sub("", _LED_BY.sub("", words))))))


def _inside(one: list[Place], other: list[Place]) -> Iterator[tuple[Place, Place]]:
    """Yield two days of one document for a task: one below its heading, one elsewhere, of one step (建成投运)."""
    below = [place for place in (*one, *other) if place[1].topic]
    named = [place for place in (*one, *other) if not place[1].topic]
    if len({place[1].date for place in below}) == len({place[1].date for place in named}) == 1:
        first, second = below[0][1], named[0][1]
        is_one_step = any(verb in first.matter and verb in second.matter for verb in _DONE)
        if is_one_step and 0 < abs((first.date - second.date).days) <= FARTHEST_DAYS:
            yield below[0], named[0]


def _apart(one: Mapping[str, list[Place]], other: Mapping[str, list[Place]]) -> Iterator[tuple[Place, Place]]:
    for (first, of_first), (second, of_second) in product(one.items(), other.items()):
        if first == second:
            yield from _inside(of_first, of_second)
        elif not {place[1].date for place in of_first} & {place[1].date for place in of_second}:
            last, last_of_other = (max(places, key=lambda place: place[1].date) for places in (of_first, of_second))
            if are_steps(last[1].matter, last_of_other[1].matter):
                continue
            if abs((last[1].date - last_of_other[1].date).days) <= FARTHEST_DAYS:
                yield last, last_of_other
