"""Whether two tasks are steps of one work: to survey outfalls, to mend them, to accept what was mended."""

import re
from functools import lru_cache

_STEP = re.compile(
    r"排查|摸底|调查|溯源|整治|整改|改造|验收|销号|设计|招标|监测|评估|编制|启动|开工|建成|竣工|投运|勘察|可研|立项|审批|备案|复核|抽查|自查|移交|安装|调试|联网|申报|公示|评审"
)
_DOING = re.compile(r"完成|任务|工作|到位|[\W_]|全面|全部|规范化")


def are_steps(one: str, other: str) -> bool:
    """Tell whether the last word of each task for what is done differs, the rest being one: …排查, …整治, …整治验收."""
    first, second = _last(one), _last(other)
    return bool(first and second) and first != second


@lru_cache(maxsize=1 << 14)  # a task is held against many
def _last(matter: str) -> str:
    """Return the word for what is done that ends a task's first clause, "" where none does."""
    words = _DOING.sub("", re.split(r"[,，;；。]", matter)[0])
    found = list(_STEP.finditer(words))
    return found[-1][0] if found and found[-1].end() == len(words) else ""
