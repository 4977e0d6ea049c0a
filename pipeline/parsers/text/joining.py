"""Joining printed lines of one paragraph."""

from pipeline.parsers.text.characters import is_latin

SENTENCE_ENDS = "。！？；：!?;:…"


def join(left: str, right: str) -> str:
    """Return one text from two lines of a paragraph: a blank only where both sides are words of letters.

    A number broken over lines is one number; a blank that the file itself holds between two words stays.
    """
    first, second = left.rstrip(), right.lstrip()
    if not first or not second:
        return first + second
    return first + separator(left, right) + second


def separator(left: str, right: str) -> str:
    """Return what stands between two lines: " " or nothing."""
    first, second = left.rstrip()[-1:], right.lstrip()[:1]
    if not (first and second and is_latin(first) and is_latin(second)):
        return ""
    stated = left[-1:].isspace() or right[:1].isspace()
    return " " if stated or (first.isalpha() and second.isalpha()) else ""


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends where a sentence or a clause before a list ends."""
    return text.rstrip()[-1:] in SENTENCE_ENDS if text.strip() else False


def join_all(texts: list[str]) -> str:
    """Join any number of lines."""
    result = ""
    for text in texts:
        result = join(result, text) if result else text
    return result.strip()
