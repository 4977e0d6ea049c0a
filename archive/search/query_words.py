"""What a person types, cut into words, signs of operators, parentheses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from schemas.errors import QueryError

STRAIGHT = '"＂'
OPENING = "“"
CLOSING = "”"
MINUS = "-－−﹣"
OPEN = "(（"
CLOSE = ")）"
_OPERATORS: dict[str, Literal["or", "and", "not"]] = {
    "OR": "or",
    "ＯＲ": "or",
    "|": "or",
    "｜": "or",
    "AND": "and",
    "ＡＮＤ": "and",
    "NOT": "not",
    "ＮＯＴ": "not",
}
FIELDS = ("单位", "文号", "年份", "指标", "标题", "类型", "文件")
_LIKE_FIELD = re.compile(r"([^\W\d_]{2,4})[:：]")
_FIELD = re.compile(f"({'|'.join(FIELDS)})[:：]")


@dataclass(frozen=True)
class Word:
    """A word without the quotes around it, or a sign; `field` is the name before the colon, None without."""

    kind: Literal["word", "or", "and", "not", "open", "close"]
    text: str
    field: str | None = None


def words_of(text: str) -> list[Word]:
    """Cut a query; raises QueryError where a quote, a parenthesis or a minus stands where it means nothing."""
    return list(_Reader(text).words())


def no_fields(text: str) -> list[str]:
    """Return what stands before a colon in the words of a query as a field would, and is none; raises QueryError."""
    named = (_LIKE_FIELD.match(word.text) for word in words_of(text) if word.field is None)
    return [match[1] for match in named if match is not None]


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.open = 0

    def words(self) -> Iterator[Word]:
        while self._skip_blanks():
            if self._at(OPEN) and self._is_group():
                yield self._sign("open", self.text[self.place])
                self.open += 1
            elif self.open and self._at(CLOSE):
                yield self._sign("close", self.text[self.place])
                self.open -= 1
                self._require_gap()
            elif self._at(MINUS):
                yield self._minus()
            else:
                yield self._word()
        if self.open:
            raise _unbalanced(self.text, "括号")

    def _skip_blanks(self) -> bool:
        while self.place < len(self.text) and self.text[self.place].isspace():
            self.place += 1
        return self.place < len(self.text)

    def _at(self, signs: str) -> bool:
        return self.place < len(self.text) and self.text[self.place] in signs

    def _sign(self, kind: Literal["open", "close", "not"], sign: str) -> Word:
        self.place += 1
        return Word(kind, sign)

    def _minus(self) -> Word:
        sign = self._sign("not", self.text[self.place])
        if self.place == len(self.text) or self.text[self.place].isspace() or self._at(CLOSE):
            raise QueryError(
                f"减号“{sign.text}”后面没有紧跟检索词。",
                '请写成 -公报 这样，中间不留空格；要查找减号本身，请加英文引号："-5℃"。',
            )
        return sign

    def _require_gap(self) -> None:
        if self.place < len(self.text) and not self.text[self.place].isspace() and not self._at(CLOSE):
            raise QueryError(
                f"括号后面要留空格：{self.text.strip()}",
                "请在括号后面加一个空格；括号是原文的一部分时，请整个加英文引号。",
            )

    def _is_group(self) -> bool:
        """Tell whether the parenthesis here holds several words; one that holds a single word is text."""
        end = self._closing(self.place)
        inner = self.text[self.place + 1 : end].strip()
        return inner == "" or bool(re.search(r"\s", inner)) or inner[0] in MINUS or _FIELD.match(inner) is not None

    def _closing(self, start: int) -> int:
        """Return the index of the parenthesis that closes the one at `start`; quotes are passed over."""
        depth, place = 0, start
        while place < len(self.text):
            sign = self.text[place]
            if sign in STRAIGHT or sign == OPENING:
                place = self._quote_end(place)
            elif sign in OPEN:
                depth += 1
            elif sign in CLOSE:
                depth -= 1
                if depth == 0:
                    return place
            place += 1
        raise _unbalanced(self.text, "括号")

    def _quote_end(self, start: int) -> int:
        """Return the index of the quote that closes the one at `start`."""
        closing = STRAIGHT if self.text[start] in STRAIGHT else CLOSING
        for place in range(start + 1, len(self.text)):
            if self.text[place] in closing:
                return place
        raise _unbalanced(self.text, "引号")

    def _word(self) -> Word:
        field = _FIELD.match(self.text, self.place)
        if field is not None:
            self.place = field.end()
            has_value = self.place < len(self.text) and not self.text[self.place].isspace() and not self._ends_group()
            return Word("word", self._plain()[0] if has_value else "", field[1])
        typed, is_quoted = self._plain()
        kind = None if is_quoted else _OPERATORS.get(typed)
        return Word(kind or "word", typed)

    def _plain(self) -> tuple[str, bool]:
        """Read a word; return it without the quotes around all of it, with whether there were any."""
        start = self.place
        if self._at(STRAIGHT):
            self.place = self._quote_end(start) + 1
            if self.place < len(self.text) and not self.text[self.place].isspace() and not self._ends_group():
                raise QueryError(
                    f"引号后面要留空格：{self.text[start:]}",
                    '请在引号与后面的检索词之间加一个空格，例如："水质" 达标率。',
                )
            return self.text[start + 1 : self.place - 1].strip(), True
        self._run_to_end()
        typed = self.text[start : self.place]
        if typed[0] == OPENING and typed.find(CLOSING) == len(typed) - 1:
            return typed[1:-1].strip(), True
        return typed, False

    def _ends_group(self) -> bool:
        return self.open > 0 and self._at(CLOSE)

    def _run_to_end(self) -> None:
        """Go to the end of a word: white space, or what closes the group; blanks inside its quotes belong to it."""
        start, depth = self.place, 0
        while self.place < len(self.text) and not self.text[self.place].isspace():
            sign = self.text[self.place]
            if sign in STRAIGHT:
                raise QueryError(
                    f"引号的位置不对：{self.text[start:]}",
                    '请把需要精确查找的内容整个放在引号里，例如："水质 达标率"。',
                )
            if sign == CLOSING:
                raise _unbalanced(self.text, "引号")
            if sign == OPENING:
                self.place = self._quote_end(self.place)
            elif sign in OPEN:
                depth += 1
            elif sign in CLOSE:
                if depth == 0 and self.open:
                    return
                depth -= 1
            if depth < 0:
                break
            self.place += 1
        if depth:
            raise _unbalanced(self.text, "括号")


def _unbalanced(text: str, signs: str) -> QueryError:
    advice = f"请补上缺少的{signs}，或去掉多余的{signs}后再查找；{signs}是原文的一部分时，请整个加英文引号。"
    if signs == "引号":
        advice = "请补上缺少的引号，或去掉多余的引号后再查找。"
    return QueryError(f"{signs}不成对：{text.strip()}", advice)
