"""The words a person types, understood as a query.

    水质 达标率            pages that contain both, anywhere (AND between them says the same)
    "水质 达标率"          pages that contain 水质达标率 as one piece; “水质 达标率” is the same
    水质 -公报             pages with 水质 but without 公报 (NOT 公报 says the same)
    水质 OR 大气           pages with either; beside other words in parentheses: (水质 OR 大气) 达标
    单位:县水利局          pages of documents that say so of themselves; the fields are `FIELDS`
    “十四五”规划           quotes inside a word are text: one piece, as printed
    "-5℃"  "(一)"         inside straight quotes everything is text

Colon, minus, quotes, parentheses, OR may be full-width. Parentheses that hold one word and nothing else, or stand
inside a word, are text, as in 环府（2017）48号. AND and OR in one group are refused, since people read that in two
ways. A query that cannot be understood raises QueryError; it is never answered as if it were another.
"""

from dataclasses import dataclass

from archive.search.query import AllOf, AnyOf, Field, Node, Query, Without, phrase
from archive.search.query_words import Word, words_of
from schemas.errors import QueryError

MOST_NESTED = 20
MOST_PARTS = 200


def parse_query(text: str) -> Query:
    """Understand what a person typed.

    Raises QueryError where there is nothing to search for, a quote or parenthesis is not closed, a word is only
    punctuation, an operator lacks what it stands for, or the query says only what must not be there.
    """
    words = words_of(text)
    if not words:
        raise QueryError("检索内容为空。", "请输入要查找的文字，例如：水质 达标率。")
    if len(words) > MOST_PARTS:
        raise QueryError(f"检索词太多（{len(words)} 个）。", f"请减少到 {MOST_PARTS} 个以内，或分几次查找。")
    return Query(_Group(words).read())


@dataclass
class _Group:
    """Reads the words of a query from left to right; `place` is the index of the next."""

    words: list[Word]
    place: int = 0
    depth: int = 0

    def read(self) -> Node:
        """Read up to the end of the query or of the group."""
        parts: list[Node] = []
        joints: set[str] = set()
        while not self._at_end():
            joint = self._joint() if parts else ""
            parts.append(self._part())
            joints.add(joint)
        joints.discard("")
        if len(joints) > 1:
            raise QueryError(
                "OR 与其他条件写在了一起，可以有两种理解。",
                "请用括号写明，例如：(水质 OR 大气) 达标，或：水质 OR (大气 达标)。",
            )
        if not parts:
            raise QueryError("括号里没有检索词。", "请在括号里写检索词，或去掉括号。")
        return _either(parts) if joints == {"or"} else _all(parts)

    def _at_end(self) -> bool:
        return self.place >= len(self.words) or self.words[self.place].kind == "close"

    def _joint(self) -> str:
        word = self.words[self.place]
        if word.kind not in ("or", "and"):
            return "and"
        self.place += 1
        self._require_part(word)
        return word.kind

    def _require_part(self, before: Word) -> None:
        if self._at_end():
            raise QueryError(f"“{before.text}”后面没有检索词。", "请在它后面写检索词；要查找它本身，请加英文引号。")

    def _part(self) -> Node:
        word = self.words[self.place]
        self.place += 1
        if word.kind in ("or", "and"):
            raise QueryError(f"“{word.text}”前面没有检索词。", "请在它前面写检索词；要查找它本身，请加英文引号。")
        if word.kind == "not":
            self._require_part(word)
            return Without(self._shut_out(self._part()))
        if word.kind == "open":
            return self._inner()
        return _field(word) if word.field else phrase(word.text)

    def _shut_out(self, part: Node) -> Node:
        if isinstance(part, Without):
            raise QueryError("连写了两个减号。", "要排除一个词，只写一个减号，例如：水质 -公报。")
        return part

    def _inner(self) -> Node:
        self.depth += 1
        if self.depth > MOST_NESTED:
            raise QueryError(f"括号套了 {MOST_NESTED} 层以上。", "请减少括号的层数。")
        node = self.read()
        self.place += 1
        self.depth -= 1
        return node


def _field(word: Word) -> Field:
    if not word.text.strip():
        raise QueryError(f"“{word.field}:”后面没有内容。", "冒号后面紧跟内容，例如：年份:2021 单位:县水利局 水质")
    return Field(word.field or "", word.text.strip())


def _all(parts: list[Node]) -> Node:
    if all(isinstance(part, Without) for part in parts):
        raise QueryError("只写了要排除的内容，没有要查找的内容。", "请先写要查找的词，再用减号排除，例如：水质 -公报。")
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, AllOf) else (part,))]
    unique = tuple(dict.fromkeys(flat))
    return unique[0] if len(unique) == 1 else AllOf(unique)


def _either(parts: list[Node]) -> Node:
    if any(isinstance(part, Without) for part in parts):
        raise QueryError("OR 的一边只有要排除的内容。", "请写成：(水质 OR 大气) -公报。")
    unique = tuple(dict.fromkeys(parts))
    return unique[0] if len(unique) == 1 else AnyOf(unique)
