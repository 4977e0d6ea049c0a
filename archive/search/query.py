"""The words a person types, understood as phrases.

    水质 达标率            pages that contain both, anywhere
    "水质 达标率"          pages that contain 水质达标率 as one piece; “水质 达标率” is the same
    “十四五”规划           quotes inside a word are text: one piece, as printed
    "“十四五”规划 草案"     inside straight quotes everything is text

What a phrase finds is defined in `archive.search.analyzer`. A query that cannot be understood raises QueryError;
it is never answered as if it were another.
"""

from dataclasses import dataclass

from archive.search.analyzer import phrase_atoms
from schemas.errors import QueryError

_STRAIGHT = '"＂'
_OPENING = "“"
_CLOSING = "”"


@dataclass(frozen=True)
class Phrase:
    """What must stand in a page as one piece: `text` as typed, `atoms` its normal form (at least one atom)."""

    text: str
    atoms: tuple[str, ...]


@dataclass(frozen=True)
class Query:
    """What a page must fulfil: it contains every one of `phrases` (at least one), in any order."""

    phrases: tuple[Phrase, ...]


def parse_query(text: str) -> Query:
    """Understand what a person typed.

    Raises QueryError where there is nothing to search for, a quote is not closed, or a word is only punctuation.
    """
    words = _words(text)
    if not words:
        raise QueryError("检索内容为空。", "请输入要查找的文字，例如：水质 达标率。")
    return Query(tuple(dict.fromkeys(_phrase(word) for word in words)))


def exact_query(text: str) -> Query:
    """Return the query for this text as one piece, quotes and blanks taken as text; raises QueryError."""
    return Query((_phrase(text.strip()),))


def _phrase(word: str) -> Phrase:
    atoms = phrase_atoms(word)
    if not atoms:
        raise QueryError(f"检索词“{word}”里没有文字或数字，无法查找。", "请输入文字、数字或字母；标点不能单独查找。")
    return Phrase(word, atoms)


def _words(text: str) -> list[str]:
    """Split at white space outside quotes; a word that is quoted as a whole comes without its quotes."""
    words: list[str] = []
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        end = _end_of_word(text, place)
        words.append(_without_quotes(text[place:end]))
        place = end
    return words


def _end_of_word(text: str, start: int) -> int:
    """Return where the word that begins at `start` ends; blanks inside its quotes belong to it."""
    if text[start] in _STRAIGHT:
        return _end_of_straight(text, start)
    place = start
    while place < len(text) and not text[place].isspace():
        if text[place] in _STRAIGHT:
            raise QueryError(
                f"引号的位置不对：{text[start:]}", '请把需要精确查找的内容整个放在引号里，例如："水质 达标率"。'
            )
        if text[place] == _CLOSING:
            raise _unbalanced(text)
        if text[place] == _OPENING:
            place = text.find(_CLOSING, place)
            if place < 0:
                raise _unbalanced(text)
        place += 1
    return place


def _end_of_straight(text: str, start: int) -> int:
    closing = next((place for place in range(start + 1, len(text)) if text[place] in _STRAIGHT), None)
    if closing is None:
        raise _unbalanced(text)
    end = closing + 1
    if end < len(text) and not text[end].isspace():
        raise QueryError(
            f"引号后面要留空格：{text[start:]}", '请在引号与后面的检索词之间加一个空格，例如："水质" 达标率。'
        )
    return end


def _without_quotes(word: str) -> str:
    """Return what stands between the quotes of a word that is quoted as a whole, else the word."""
    if word[0] in _STRAIGHT or (word[0] == _OPENING and word.find(_CLOSING) == len(word) - 1):
        return word[1:-1].strip()
    return word


def _unbalanced(text: str) -> QueryError:
    return QueryError(f"引号不成对：{text.strip()}", "请补上缺少的引号，或去掉多余的引号后再查找。")
