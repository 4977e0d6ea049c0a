"""Text from outside made safe for a terminal or a file."""

import unicodedata

# control characters, format characters (they turn the direction of text), line and paragraph separators, surrogates
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})
_NO_CHARACTERS = frozenset({"\ufffe", "\uffff"})


def visible(text: str) -> str:
    r"""Return the text on one line, with every character that does not print written as its escape (`\n`, `\x1b`).

    File names may hold any of them; a terminal would break its table, or obey. XML allows no other character either
    that is left.
    """
    if text.isprintable():
        return text
    return "".join(_escaped(character) for character in text)


def plain(text: str, limit: int | None = None) -> str:
    """Return the text on one line, white space made single blanks, at most `limit` characters of it, as `visible`."""
    line = " ".join(text.split())
    if limit is not None and len(line) > limit:
        line = line[:limit] + "…"
    return visible(line)


def _escaped(character: str) -> str:
    if unicodedata.category(character) in _UNSEEN or character in _NO_CHARACTERS:
        return character.encode("unicode_escape").decode("ascii")
    return character
