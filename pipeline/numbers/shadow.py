"""A shadow of a text for matching: one width, one case of letters kept, with a map back to the original.

NFKC on the whole text would change what people see (（ to (, ㎡ to m2) and break offsets; so patterns run on
the shadow, and quotes are cut from the original.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from pipeline.values import frozen

# characters that NFKC leaves apart though office software mixes them
_SAME = str.maketrans(
    {
        "﹪": "%", "～": "-", "〜": "-", "—": "-", "–": "-", "－": "-", "−": "-", "―": "-",
        "〔": "(", "〕": ")", "［": "[", "］": "]", "【": "[", "】": "]",
        "μ": "μ", "µ": "μ", "㎡": "m2", "㎥": "m3", "³": "3", "²": "2",
    }
)  # fmt: skip

_SPACED_DIGITS = re.compile(
    r"(?<!\d)(?<!\d )\d(?:\s\d){2,}(?![\d ])|(?<!\d)(?<!\d )\d\s\d(?:\.\d(?:\s\d)*)?(?=[.%年])|\.\d(?:\s\d)+(?=[%年])"
)
_BLANK = re.compile(r"\s")
# most words are their own shadow: these characters are what they are, and no blank or bracket is among them
_AS_IT_IS = re.compile(r"[一-龥0-9A-Za-z%.,;:()。、《》“”-]*")
# nearly all else that a paragraph holds: what is of another width only
_WIDE = (("，", ","), ("；", ";"), ("：", ":"), ("（", "("), ("）", ")"))
# the mark of a footnote behind a word (地区生产总值[2]166.60亿元) is no digit of the number; 云政办[22]5号 is none
_FOOTNOTE = re.compile(r"(?<=\S)\[\d{1,2}\](?!\s*第?\s*\d{1,4}\s*号)")


class _Folded(dict[int, str]):
    """What a character (its code) becomes, worked out once: a text has few different ones."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        # a footnote mark is no digit: 98.1① is not 98.11
        is_mark = "①" <= character <= "⑳"
        plain = character if is_mark else unicodedata.normalize("NFKC", character.translate(_SAME)).translate(_SAME)
        self[code] = plain
        return plain


_FOLDED = _Folded()


@frozen
class Shadow:
    """`text` is what patterns see; character i of it came from original[origins[i]]."""

    text: str
    original: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty span of the shadow to a span of the original."""
        return self.origins[start], self.origins[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """Return the original words behind text[start:end]."""
        first, last = self.span(start, end)
        return self.original[first:last]


@lru_cache(maxsize=16384)  # every stage asks for the same paragraphs
def shadow(text: str) -> Shadow:
    """Make the shadow: NFKC character by character, dashes and brackets unified, blanks beside non-ASCII dropped."""
    if _AS_IT_IS.fullmatch(text) is not None:
        return Shadow(text, text, range(len(text)))
    plain = text
    for wide, narrow in _WIDE:
        plain = plain.replace(wide, narrow)
    if _AS_IT_IS.fullmatch(plain) is not None:
        return Shadow(plain, text, range(len(text)))
    plain = text.translate(_FOLDED)
    if len(plain) == len(text):
        origins: Sequence[int] = range(len(text))
    else:
        origins = [index for index, character in enumerate(text) for _ in _FOLDED[ord(character)]]
    marks = _footnote_marks(plain) if "[" in plain else frozenset()
    if not marks and _BLANK.search(plain) is None:
        return Shadow(plain, text, origins if isinstance(origins, range) else tuple(origins))
    kept = [
        i
        for i, character in enumerate(plain)
        if i not in marks and (not character.isspace() or _between_ascii(plain, i))
    ]
    kept = _close_up(kept, "".join(plain[i] for i in kept))
    return Shadow("".join(plain[i] for i in kept), text, tuple(origins[i] for i in kept))


def _footnote_marks(plain: str) -> frozenset[int]:
    """Return the places of the characters that make footnote marks."""
    return frozenset(place for match in _FOOTNOTE.finditer(plain) for place in range(*match.span()))


def _close_up(kept: list[int], text: str) -> list[int]:
    """Drop the blanks of letter-spaced numbers (2 0 2 2年, 9 3.4 3%): single digits, each apart from the next."""
    blanks = {
        index for match in _SPACED_DIGITS.finditer(text) for index in range(*match.span()) if text[index].isspace()
    }
    return [place for index, place in enumerate(kept) if index not in blanks] if blanks else kept


def _between_ascii(characters: str, index: int) -> bool:
    """Tell whether a blank separates two ASCII letters, or a letter and a digit or two numbers; others are noise."""
    before = next((c for c in reversed(characters[max(0, index - 40) : index]) if not c.isspace()), "")
    after = next((c for c in characters[index + 1 : index + 40] if not c.isspace()), "")
    if index and characters[index - 1].isspace():
        return False
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
