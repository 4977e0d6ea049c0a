"""Whether a row says that its indicator does not apply to the county."""

import re
from collections.abc import Sequence

from pipeline.plan_import.lines import flat
from pipeline.plan_import.units import NOTHING

_WORDS = re.compile(r"不涉及|不适用|不作要求|不做要求|无此项|无该项|不考核|不参与考核|免考核")
_SOMETHING_BESIDES = re.compile(r"\d|[≥≤%％①-⑳]")  # a target, or the marks of several
_LONGEST = 30  # a longer text tells of something else besides


def says_not_applicable(text: str) -> bool:
    """Tell whether one cell says by itself that something does not apply."""
    plain = flat(text)
    return len(plain) <= _LONGEST and bool(_WORDS.search(plain)) and not _SOMETHING_BESIDES.search(plain)


def not_applicable_reason(cells: Sequence[tuple[str, str]]) -> str:
    """Return why the indicator does not apply, as the table says it, else "".

    `cells` are (column head, text) of target, task, units, note. Words (不涉及) in one of them suffice; a dash or
    stroke counts only where every other cell that is filled holds one too: alone it may mean “no number”.
    """
    filled = [(head, flat(text)) for head, text in cells if flat(text)]
    for head, text in filled:
        if says_not_applicable(text):
            return f"任务分解表“{head}”栏标注“{text}”"
    strokes = [(head, text) for head, text in filled if text in NOTHING]
    if strokes and len(strokes) == len(filled):
        marks = "、".join(dict.fromkeys(f"“{text}”" for _, text in strokes))
        heads = "、".join(f"“{head}”" for head, _ in strokes)
        return f"任务分解表{heads}栏标注{marks}"
    return ""
