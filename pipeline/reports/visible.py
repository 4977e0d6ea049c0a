"""Text from outside made safe for a terminal."""

import unicodedata

# control characters, format characters (they turn the direction of text), line and paragraph separators, surrogates
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})


def visible(text: str) -> str:
    r"""Return the text on one line, with every character that does not print written as its escape (`\n`, `\x1b`).

    File names may hold any of them; a terminal would break its table, or obey.
    """
    if text.isprintable():
        return text
    return "".join(_escaped(character) for character in text)


def _escaped(character: str) -> str:
    if unicodedata.category(character) in _UNSEEN:
        return character.encode("unicode_escape").decode("ascii")
    return character
