"""Number formats: the code that says how a cell's value is displayed, taken apart.

The grammar is that of ECMA-376 part 1, 18.8.31, with what Chinese Excel adds: G/通用格式, aaaa, 上午/下午.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

MAX_CODE_CHARS = 255  # Excel's own limit
_TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|[\\!](?P<escaped>.)"
    r"|_(?P<blank>.)"
    r"|\*(?P<fill>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式)"
    r"|(?P<noon>AM/PM|A/P|上午/下午)"
    r"|(?P<exponent>E[+-])"
    r"|(?P<fraction>(?<=[0#?])\s*/\s*(?:[?#0]+|\d+))"
    r"|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?|e+|a{3,4})"
    r"|(?P<digit>[0#?])"
    r"|(?P<mark>[.,%@])"
    r"|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_NUMERALS = {"dbnum1": 1, "dbnum2": 2, "dbnum3": 3}
_COMPARISONS = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}
# a section that begins so is displayed as the computer is set, whatever the code says behind it
_SYSTEM_FORMATS = (
    (re.compile(r"\[\$-F800\][^;]*", re.IGNORECASE), "yyyy年m月d日"),
    (re.compile(r"\[\$-F400\][^;]*", re.IGNORECASE), "h:mm:ss"),
)


@dataclass(frozen=True)
class Token:
    """A piece of a section; `kind` is literal, digit, mark, exponent, fraction, date, elapsed, noon or general."""

    kind: str
    text: str


@dataclass(frozen=True)
class Section:
    """One of the up to four parts of a code; `condition` is (sign, number) where the code states one.

    `numerals` is the kind of Chinese numerals that its digits are written in ([DBNum1] to [DBNum3]), 0 for none.
    """

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    numerals: int = 0

    @property
    def is_date(self) -> bool:
        """Tell whether the section displays a day or a time."""
        return any(token.kind in ("date", "elapsed", "noon") for token in self.tokens)

    @property
    def is_text(self) -> bool:
        """Tell whether the section has a place for text."""
        return Token("mark", "@") in self.tokens

    @property
    def is_negative_only(self) -> bool:
        """Tell whether the stated condition lets only numbers below zero in: they need no sign then."""
        return self.condition is not None and self.condition[0] in ("<", "<=") and self.condition[1] <= 0

    def fits(self, value: Decimal) -> bool:
        """Tell whether the stated condition holds."""
        return self.condition is not None and bool(_COMPARISONS[self.condition[0]](value, self.condition[1]))


@lru_cache(maxsize=1000)
def read_format(code: str) -> tuple[Section, ...]:
    """Take a code apart into its sections, one at least."""
    code = code[:MAX_CODE_CHARS]
    for pattern, replacement in _SYSTEM_FORMATS:
        code = pattern.sub(replacement, code)
    sections: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    numerals = 0
    for found in _TOKENS.finditer(code):
        kind, text = str(found.lastgroup), found[str(found.lastgroup)]
        if kind == "literal" and text == ";":
            sections.append(Section(tuple(tokens), condition, numerals))
            tokens, condition, numerals = [], None, 0
        elif kind == "bracket":
            condition = _condition(text) or condition
            numerals = _NUMERALS.get(text.lower(), numerals)
            tokens.extend(_bracket(text))
        elif kind in ("quoted", "escaped", "literal"):
            tokens.append(Token("literal", text))
        elif kind not in ("blank", "fill"):
            tokens.append(Token(kind, text))
    return (*sections, Section(tuple(tokens), condition, numerals))


def _condition(text: str) -> tuple[str, Decimal] | None:
    found = _CONDITION.fullmatch(text)
    return (found[1], Decimal(found[2])) if found else None


def _bracket(text: str) -> list[Token]:
    """Read what stands in brackets: a currency sign, elapsed time; colours, languages display nothing."""
    if text.startswith("$"):
        sign = text[1:].partition("-")[0]
        return [Token("literal", sign)] if sign else []
    letters = text.lower()
    if letters and letters[0] in "hms" and set(letters) == {letters[0]}:
        return [Token("elapsed", letters)]
    return []
