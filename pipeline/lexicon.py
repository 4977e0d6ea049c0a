"""The words by which an edition's indicators, sub-indicators, formula components are named in a text.

Rules
- The text is searched on `pipeline.numbers.shadow` (one width, NFKC); offsets are those of the text given.
- A name is found though 的, 之, 均, 全部, quotation marks, brackets, blanks stand inside it, though 全县, 我县, 本市,
  示范区 … stand inside it, though a place stands between 对 (占) and the rest (公众对某某县生态文明建设的满意度).
- Of names that overlap, the longest wins, of equally long ones the first.
- A near-name (`names_not_meant`) takes part in that contest as a word of nobody's: 农村生活污水处理率 hides the
  污水处理率 inside it. Where the same words are another measure's own name, they mean that one.
- The same words may name several things (地区生产总值 is a component of three indicators): one `Mention` each,
  in the order of the edition. Names of an indicator that are also names of its subs mean the subs.
- A name of Latin letters (EI, AQI) must stand alone, not inside another run of letters or digits.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.numbers.shadow import shadow
from pipeline.once import once_for_each
from pipeline.shared_endings import elided, endings_of
from pipeline.values import frozen, replace
from pipeline.word_tree import tree_of, tree_pattern
from schemas.edition import Edition, Indicator, Measure

VERSION = 4
REMEMBERED_TEXTS = 8192
RATE_ENDINGS = ("率", "比例", "占比", "比重", "比率")
# a share goes by any of these: 优良天数比例, 优良天数比率
_SHARES = ("比例", "占比", "比重", "比率")

_DEEDS = frozenset({"利用", "综合利用", "处置", "处理", "回收", "贮存", "产生"})
# what may stand inside a name without changing what is named
_FILLERS = (
    r"(?:\((?:按?(?:当年|上年|可比|不变|现)价?格?(?:计算)?|GDP)\)"
    r"|[\s\"'“”‘’《》<>()\[\]「」、·]+"
    r"|[的之均]|全部"
    r"|(?:全|我|本|该|我们)[县市区旗州省]|[县市]域(?=[^\s。；，,;])"
    r"|建设示范[县市区](?=建设)|示范[县市区]"
    r"|生活(?=饮用水)|(?:总体|综合|整体)(?=的?(?:满意|参与)[度率]))"
)
_FILLER_BEGINS = r"(?=[\s\"'“”‘’《》<>()\[\]「」、·的之均全我本该县市建示生总综整])"
_FILLER = re.compile(_FILLER_BEGINS + _FILLERS)
# 公众对某某县生态文明建设的满意度, 占某某县党政…: a place stands inside only behind 对 or 占
_FILLER_OR_PLACE = re.compile(
    rf"{_FILLER_BEGINS}{_FILLERS}|(?<=对)[一-龥]{{2,12}}?[县市区旗州](?=生态)|(?<=占)[一-龥]{{2,12}}?[县市区旗州](?=党政)"
)
# 生态文明工作占某某县党政领导班子实绩考核总分的比例, 生态文明占绩效考核权重: one kind of assessment is like another
_ITS_SHARE = r"的?(?:比例|比重|占比|比率|权重)"
_OFFICIAL = r"党政实绩考核的?比例"
_OF_ASSESSMENT = re.compile(
    rf"(?:(?<=文明)|(?<=文明建设)(?!工作占{_OFFICIAL}))工作(?=占[一-龥]{{0,24}}考核(?:总分值?)?{_ITS_SHARE})"
    rf"|(?:(?<=文明占)|(?<=文明建设占)|(?<=文明工作占)|(?<=文明建设工作占)(?!{_OFFICIAL}))(?:[一-龥]{{2,12}}?[县市区旗州])?"
    r"(?:对?各?乡镇|县直部门|街道|镇)?(?:党政)?(?:领导)?(?:班子|干部)?(?:实绩|绩效|政绩|综合|目标|年度)*"
    rf"(?=考核(?:总分值?)?{_ITS_SHARE})|(?<=考核)总分值?(?={_ITS_SHARE})"
)
_TEXT_FILLER = re.compile(f"{_FILLER_OR_PLACE.pattern}|{_OF_ASSESSMENT.pattern}")
_CAPITALS = re.compile(r"[A-Z]+")
# 达到或好于, 达到及好于, 达到和优于
_BETTER = re.compile(r"(?:或好|[及和](?:好|优))于")
# a character of each filler, of what is told otherwise: names mostly hold none of them
_MAY_CHANGE = re.compile(r"[\s\"'“”‘’《》<>()\[\]「」、·的之均全我本该域示饮对占总综整A-Z好优]")
_NO_SURE_END = frozenset("县市区旗州省于")
_BRACKETED = re.compile(r"\([^()]*\)")
_LETTER = re.compile(r"[^\W\d_]")


@frozen
class Mention:
    """Words text[start:end] that name a measure, or (`component` set) a number its formula needs.

    `name` is canonical: the measure's or the component's own name in the edition. `exact` tells whether the
    words are that name, not an alias.
    """

    start: int
    end: int
    indicator_id: str
    number: int
    sub: int | None
    component: str | None
    name: str
    exact: bool


@frozen
class _Meaning:
    indicator_id: str
    number: int
    sub: int | None
    component: str | None
    name: str
    exact: bool

    def at(self, start: int, end: int) -> Mention:
        return Mention(start, end, self.indicator_id, self.number, self.sub, self.component, self.name, self.exact)


class Lexicon:
    """All names of one edition, ready to be found in texts."""

    def __init__(self, edition: Edition) -> None:
        """Collect the names of an edition; takes some 10 ms, so keep the lexicon (`lexicon_of`)."""
        self._meanings: dict[str, list[_Meaning]] = {}
        for indicator in edition.indicators:
            for word, meaning in _named(indicator):
                self._add(word, meaning)
        self._add_other_shares()
        self._beginnings: dict[str, list[str]] = {}
        # with these most texts are told at once to end no name
        self._endings = endings_of(self._meanings)
        self._any_last_pairs = frozenset(word[-2:] for word in self._meanings)
        self._last_pairs = frozenset(word[-2:] for word, meanings in self._meanings.items() if meanings)
        self._pattern = pattern_of(self._meanings)
        # tagging asks for the same paragraphs as extraction after it
        self._remembered = lru_cache(maxsize=REMEMBERED_TEXTS)(self._find)
        # most are heads of tables, which several rules ask for
        self.is_near_name = lru_cache(maxsize=REMEMBERED_TEXTS)(self._is_near_name)
        self._latin = frozenset(word for word in self._meanings if _is_latin(word[0]) or _is_latin(word[-1]))

    def _add(self, word: str, meaning: _Meaning | None) -> None:
        known = self._meanings.setdefault(word, [])
        if meaning is None or any(_same_thing(meaning, other) for other in known):
            return
        known.append(meaning)

    def _add_other_shares(self) -> None:
        """Let a name (a near-name, too) that ends in one word for a share end in any of them."""
        for word, meanings in tuple(self._meanings.items()):
            if word.endswith(_SHARES):
                for ending in _SHARES:
                    self._meanings.setdefault(word[:-2] + ending, [replace(one, exact=False) for one in meanings])

    def find(self, text: str) -> list[Mention]:
        """Return the mentions in a text (a shadow), sorted by start; offsets are into this text."""
        return list(self._remembered(text))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return the same as a tuple, which is made once."""
        return self._remembered(text)

    def _find(self, text: str) -> tuple[Mention, ...]:
        if _LETTER.search(text) is None:
            return ()
        squeezed = _Squeezed(text)
        found: list[Mention] = []
        names = [
            (*_closed(text, *squeezed.span(start, start + len(word))), word)
            for start, word in self._longest(text, squeezed)
        ]
        for first, last, word in sorted([*names, *elided(text, names, self._is_name, self._endings)]):
            found.extend([meaning.at(first, last) for meaning in self._meanings[word]])
        return tuple(found)

    def _is_near_name(self, words: str) -> bool:
        """Tell whether words (a shadow) end with a near-name: 全县森林覆盖率 is not 林草覆盖率."""
        own = _squeezed(words)
        if own[-2:] not in self._any_last_pairs:
            return False
        longest = next((own[cut:] for cut in range(len(own)) if own[cut:] in self._meanings), "")
        return bool(longest) and not self._meanings[longest]

    def _is_name(self, word: str) -> bool:
        return bool(self._meanings.get(word))

    def is_ending(self, words: str) -> bool:
        """Tell whether words (a shadow) end a longer name: 产生量, 利用率."""
        return _squeezed(words) in self._endings.words

    def may_end(self, words: str) -> bool:
        """Tell whether words (a shadow) may be the end of a whole name, by their last two characters."""
        last = words[-2:]
        if len(last) < 2 or last[-1] in _NO_SURE_END or _MAY_CHANGE.search(last) is not None:
            return True
        return last in self._last_pairs

    def called(self, words: str) -> list[Mention]:
        """Return the mentions of words (a shadow) that are a name from end to end, [] where they are none."""
        return [meaning.at(0, len(words)) for meaning in self._meanings.get(_squeezed(words), ())]

    def beginnings(self, ending: str) -> tuple[str, ...]:
        """Return what stands before a rate's ending in the names that end with it: 断面 before 优良比例. Squeezed."""
        if not self._beginnings:
            for word, meanings in self._meanings.items():
                if meanings and word.endswith(RATE_ENDINGS):
                    for cut in range(2, len(word) - 1):
                        self._beginnings.setdefault(word[cut:], []).append(word[:cut])
        return tuple(self._beginnings.get(ending, ()))

    def completed(self, full: str, words: str) -> list[Mention]:
        """Return what words name with the beginning of fuller words put before them, the shorter the better.

        公众对生态文明建设的满意度 makes 参与度 公众对生态文明建设的参与度. Both are shadows. A deed alone begins no
        name: 处置量 beside 利用处置往年贮存量 is not 利用处置量.
        """
        own = _squeezed(words)
        if own not in self._endings.words:
            return []
        before = _squeezed(full)
        for cut in range(1, len(before) + 1):
            if before[:cut] in _DEEDS:
                continue
            if meanings := self._meanings.get(before[:cut] + own):
                return [meaning.at(0, len(words)) for meaning in meanings]
        return []

    def extended(self, full: str, words: str) -> list[Mention]:
        """Return what words name with the ending, else the beginning of fuller words put after them.

        应公开信息 makes 已公开 已公开信息, 黑臭水体总数 makes 已消除 已消除黑臭水体. Both are shadows.
        """
        own, after = _squeezed(words), _squeezed(full)
        tails = [after[cut:] for cut in range(len(after) - 2, -1, -1) if cut != 1]
        for tail in [*tails, *(after[:cut] for cut in range(2, len(after)))]:
            if meanings := self._meanings.get(own + tail):
                return [meaning.at(0, len(words)) for meaning in meanings]
        return []

    def _longest(self, text: str, squeezed: "_Squeezed") -> list[tuple[int, str]]:
        """Return (start, word) of the words that win the contest, by start."""
        found = ((match.start(), match.group(1)) for match in self._pattern.finditer(squeezed.text))
        matches = [
            (start, word)
            for start, word in found
            if word not in self._latin or _stands_alone(text, *squeezed.span(start, start + len(word)))
        ]
        if len(matches) < 2:
            return matches
        taken: list[tuple[int, str]] = []
        for group in _overlapping(matches):
            ends: list[tuple[int, int]] = []
            for start, word in sorted(group, key=lambda found: (-len(found[1]), found[0])):
                if all(start + len(word) <= first or last <= start for first, last in ends):
                    ends.append((start, start + len(word)))
                    taken.append((start, word))
        return sorted(taken)


@once_for_each
def lexicon_of(edition: Edition) -> Lexicon:
    """Return the lexicon of an edition, made once."""
    return Lexicon(edition)


@lru_cache(maxsize=REMEMBERED_TEXTS)
def _squeezed(text: str) -> str:
    return text if _MAY_CHANGE.search(text) is None else _Squeezed(text).text


@lru_cache(maxsize=REMEMBERED_TEXTS)
def squeeze(text: str) -> str:
    """Return a name as the lexicon compares it: shadow, lower case, without what may stand inside a name."""
    plain = shadow(text).text
    return plain if _MAY_CHANGE.search(plain) is None else _Squeezed(plain, is_of_text=False).text


class _Squeezed:
    """A text (else a name) without fillers, with the way back to its offsets."""

    def __init__(self, text: str, *, is_of_text: bool = True) -> None:
        parts: list[str] = []
        starts: list[int] = []
        shifts: list[int] = []
        length = done = 0
        is_on_place = ("对" in text and "生态" in text) or ("占" in text and "党政" in text)
        if is_of_text and "占" in text and "考核" in text and "文明" in text:
            fillers = _TEXT_FILLER
        else:
            fillers = _FILLER_OR_PLACE if is_on_place else _FILLER
        for filler in fillers.finditer(text):
            start, end = filler.span()
            if start > done:
                starts.append(length)
                shifts.append(done - length)
                parts.append(text[done:start])
                length += start - done
            done = end
        starts.append(length)
        shifts.append(done - length)
        parts.append(text[done:])
        plain = "".join(parts)
        if _CAPITALS.search(plain) is not None:
            plain = _CAPITALS.sub(lambda match: match[0].lower(), plain)
        self.text = _BETTER.sub("或优于", plain)
        self._starts, self._shifts = starts, shifts

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self._origin(start), self._origin(end - 1) + 1

    def _origin(self, index: int) -> int:
        return index + self._shifts[bisect_right(self._starts, index) - 1]


def _named(indicator: Indicator) -> Iterator[tuple[str, _Meaning | None]]:
    """Yield (squeezed word, meaning); None for a near-name. Subs first: they win over the whole."""
    measures: list[tuple[int | None, Measure]] = [(sub.number, sub) for sub in indicator.subs]
    for sub, measure in [*measures, (None, indicator)]:
        for name, official in _spellings(measure.name, measure.aliases):
            yield name, _Meaning(indicator.id, indicator.number, sub, None, measure.name, official)
    for sub, measure in [*measures, (None, indicator)]:
        for part in measure.components:
            for name, official in _spellings(part.name, part.aliases):
                yield name, _Meaning(indicator.id, indicator.number, sub, part.name, part.name, official)
        for near in measure.names_not_meant:
            for name, _ in _spellings(near, ()):
                yield name, None


def _spellings(name: str, aliases: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield the squeezed spellings of a name: as it is, without its bracketed part, its aliases."""
    for number, spelling in enumerate((name, *aliases)):
        plain = shadow(spelling).text
        for variant in dict.fromkeys((squeeze(plain), squeeze(_BRACKETED.sub("", plain)))):
            if len(variant) > 1:
                yield variant, number == 0


def _same_thing(one: _Meaning, other: _Meaning) -> bool:
    """Tell whether the second adds nothing: the whole beside its sub, a component beside the measure itself."""
    if one.indicator_id != other.indicator_id:
        return False
    if one.component is None and other.component is None:
        return one.sub is None or one.sub == other.sub
    return one.sub == other.sub and (one.component == other.component or one.component is not None)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether no letter or digit goes on before or after words that begin or end with one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_is_latin(text[start]) and before and _is_latin(before)) and not (
        _is_latin(text[end - 1]) and after and _is_latin(after)
    )


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the bracket that closes one opened inside the words."""
    return (start, end + 1) if text[end : end + 1] == ")" and "(" in text[start:end] else (start, end)


def _overlapping(matches: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Group matches (sorted by start) that hang together by overlaps."""
    group: list[tuple[int, str]] = []
    end = 0
    for start, word in matches:
        if group and start >= end:
            yield group
            group = []
        group.append((start, word))
        end = max(end, start + len(word))
    if group:
        yield group


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds every place where words begin, group 1 the longest of those that begin there."""
    root = tree_of(words)
    if not root:
        return re.compile(r"[^\s\S]")
    # a first character is looked for alone, which is quickest, and the words only where one stands before a second
    second = {character for below in root.values() for character in below}
    follows = "" if "" in second else f"(?=[{''.join(map(re.escape, sorted(second)))}])"
    return re.compile(f"[{''.join(map(re.escape, root))}]{follows}(?s:(?<=(?=({tree_pattern(root)})).))")


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
