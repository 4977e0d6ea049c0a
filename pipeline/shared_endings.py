"""Names that text leaves short: in a row that shares a beginning or an ending, as a verb before its number."""

import re
from collections.abc import Callable, Container, Iterable, Iterator

from pipeline.values import frozen

Span = tuple[int, int, str]

# where a clause or a member of a list begins
_LINK = re.compile(r"、(?:以及|和|与|及)?|,(?:以及|和|与|及)?|以及|和|与|及")
_LINK_ENDS = frozenset("、,和与及")
_END = re.compile(r"[。;!?\n]")
_WORDS = re.compile(r"[一-龥A-Za-z0-9.]{2,16}")
_LAST_WORDS = re.compile(r"[一-龥A-Za-z0-9.]{2,10}$")
# names of things, not of their numbers, lend no beginning: 建设用地…名录 makes 面积 no 建设用地面积
_OF_THINGS = ("名录", "制度", "机制", "规划", "行动", "红线", "保护地", "情况", "河长制")
# 秸秆产生17万吨 says the number of 秸秆产生量
# 生活垃圾无害化处理119个 counts those that do it
_AMOUNT_NEXT = r"(?:了|约|近|共|达|为)?\d(?![\d.,]*[余多]?(?:个|户|村|家|人|名|座|处|次))"
_NUMBER_FOLLOWS = re.compile(_AMOUNT_NEXT)
_VERBS = r"(?:产生|利用|处置|处理|回收|使用|消费|贮存|清运)"
_VERB = re.compile(rf"{_VERBS}$")
_VERB_BEFORE_NUMBER = re.compile(rf"{_VERBS}(?={_AMOUNT_NEXT})")
_QUANTITY = ("量", "总量")
# 秸秆、畜禽粪污、农膜的综合利用(回收)率: each member has one of the two deeds
_BOTH_WAYS = re.compile(
    r"(?P<members>[一-龥]{2,16}(?:[、和及与][一-龥]{2,8}?)+)(?:[、,]?(?:这|上述|等)?[两二三四]项)?的?"
    r"(?P<one>(?:综合)?[一-龥]{2})(?:[(](?P<inner>[一-龥]{2,4})[)]|[/或](?P<other>[一-龥]{2,4}))(?P<end>率|比例)"
)
# the second deed with the rate behind it
_OTHER_DEED = re.compile(r"[(/或][一-龥]{2,4}[)]?(?:率|比例)")
_MEMBER = re.compile(r"[^、和及与]+")
MAX_REACH_CHARS = 70
MAX_NAME_CHARS = 16
MIN_CHARS = 2
MIN_VERB_NAME_CHARS = 4


@frozen
class Endings:
    """What the names of an edition end with, and the first pairs of characters of that: most words begin with none."""

    words: Container[str]
    begins: Container[str]


def endings_of(names: Iterable[str]) -> Endings:
    """Return what some names (squeezed) end with, themselves left out."""
    words = frozenset(name[cut:] for name in names for cut in range(1, len(name)))
    return Endings(words, frozenset(word[:MIN_CHARS] for word in words))


def elided(text: str, names: list[Span], is_name: Callable[[str], bool], endings: Endings) -> list[Span]:
    """Return (start, end, whole word) of words in a shadow that are names though something was left out.

    After a name, the words that begin the next members take its beginning (公众对生态文明建设的满意度为95%，
    参与度为91%); the words right before a name and a link take its ending (化肥、农药利用率); a verb before a number
    stands for its amount (秸秆产生17万吨). Only whole names of the edition are made; what is a name already is left.
    With all endings of names the many words that end none are left at once.
    """
    verbs = [
        span for span in _verbs(text, is_name) if all(span[1] <= first or last <= span[0] for first, last, _ in names)
    ]
    every = sorted([*names, *verbs])
    found = [*verbs, *_told_both_ways(text, is_name)]
    for index, (start, end, word) in enumerate(every):
        limit = every[index + 1][0] if index + 1 < len(every) else len(text)
        found.extend(_members_before(text, start, word, every[index - 1][1] if index else 0, is_name))
        found.extend(_members_after(text, end, word, limit, is_name, endings))
    return found


def _verbs(text: str, is_name: Callable[[str], bool]) -> Iterator[Span]:
    for match in _VERB_BEFORE_NUMBER.finditer(text):
        end = match.end()
        words = text[max(0, end - MAX_NAME_CHARS) : end]
        for length in range(len(words), MIN_VERB_NAME_CHARS - 1, -1):
            whole = next((words[-length:] + more for more in _QUANTITY if is_name(words[-length:] + more)), "")
            if whole:
                yield end - length, end, whole
                break


def _told_both_ways(text: str, is_name: Callable[[str], bool]) -> Iterator[Span]:
    """Yield the members of a list whose rate goes by two deeds, the second one in brackets, where all are names."""
    for match in _BOTH_WAYS.finditer(text) if _OTHER_DEED.search(text) is not None else ():
        one, other = match["one"], match["inner"] or match["other"]
        deeds = dict.fromkeys((one, other, "综合" + one, other + one.removeprefix("综合")))
        found = [
            next(
                (
                    (last - length, last, whole)
                    for length in range(last - first, MIN_CHARS - 1, -1)
                    for deed in deeds
                    if is_name(whole := text[last - length : last] + deed + match["end"])
                ),
                None,
            )
            for first, last in (
                (match.start("members") + member.start(), match.start("members") + member.end())
                for member in _MEMBER.finditer(match["members"])
            )
        ]
        told = [one for one in found if one is not None]
        if len(told) > 1 and len(told) == len(found):
            yield from told[:-1]
            yield told[-1][0], match.end(), told[-1][2]


def _members_after(
    text: str, end: int, word: str, limit: int, is_name: Callable[[str], bool], endings: Endings
) -> Iterator[Span]:
    if word.endswith(_OF_THINGS):
        return
    stop = min(limit, end + MAX_REACH_CHARS)
    if (stopped := _END.search(text, end, stop)) is not None:
        stop = stopped.start()
    for link in _LINK.finditer(text, end, stop):
        match = _WORDS.match(text, link.end(), stop)
        if match is None or match[0][:MIN_CHARS].lower() not in endings.begins:
            continue
        for length in range(len(match[0]), MIN_CHARS - 1, -1):
            whole = _completed(text, link.end(), length, word, is_name, endings)
            if whole and whole != word:
                yield link.end(), link.end() + length, whole
                word = whole
                break


def _completed(text: str, start: int, length: int, word: str, is_name: Callable[[str], bool], endings: Endings) -> str:
    own = text[start : start + length].lower()
    more = [end for end in ("", *_QUANTITY) if own + end in endings.words]
    if not more:
        return ""
    if more != [""] and not (_VERB.search(own) and _NUMBER_FOLLOWS.match(text, start + length)):
        more = [end for end in more if not end]
    wholes = (word[:cut] + own + end for end in more for cut in range(2, len(word)))
    return next((whole for whole in wholes if is_name(whole)), "")


def _members_before(text: str, start: int, word: str, first: int, is_name: Callable[[str], bool]) -> Iterator[Span]:
    while start > first and text[start - 1] in _LINK_ENDS:
        link = next((m for m in _LINK.finditer(text, max(first, start - 3), start) if m.end() == start), None)
        match = _LAST_WORDS.search(text, first, link.start()) if link is not None and "," not in link[0] else None
        if match is None or link is None:
            return
        for length in range(len(match[0]), MIN_CHARS - 1, -1):
            own = match[0][-length:].lower()
            whole = next((own + word[cut:] for cut in range(1, len(word) - 1) if is_name(own + word[cut:])), "")
            if whole and whole != word:
                yield link.start() - length, link.start(), whole
                start = link.start() - length
                break
        else:
            return
