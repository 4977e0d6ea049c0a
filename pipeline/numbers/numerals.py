"""Chinese numerals as official prose writes them: 二〇二三, 三百六十五, 十二点五, 两."""

import re
from decimal import Decimal

_DIGITS = {
    "〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_PLACES = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10_000, "亿": 100_000_000}

DIGIT_CLASS = "〇零○一二两三四五六七八九"
# a numeral up to 千; 万 and 亿 are read as part of the unit, as they are after Arabic digits
NUMERAL = rf"[{DIGIT_CLASS}十百千]+(?:点[{DIGIT_CLASS}]+)?"
_WHOLE = re.compile(rf"[{DIGIT_CLASS}十百千万亿]+(?:点[{DIGIT_CLASS}]+)?")


def read_numeral(text: str) -> Decimal | None:
    """Return the number a Chinese numeral means, None where it is not a well-formed numeral.

    二〇二三 is read digit by digit; 一百二 (colloquial 120) is refused rather than guessed.
    """
    if not _WHOLE.fullmatch(text):
        return None
    whole, _, fraction = text.partition("点")
    number = _read_whole(whole)
    if number is None:
        return None
    digits = "".join(str(_DIGITS[character]) for character in fraction)
    return Decimal(f"{number}.{digits}") if digits else Decimal(number)


def write_numeral(number: int) -> str:
    """Return the numeral of 0 <= number < 10**12, as prose writes it (12 is 十二); raises ValueError outside."""
    if not 0 <= number < 10**12:
        raise ValueError(f"out of range: {number}")
    words = ""
    for name, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        group, number = divmod(number, size)
        if not group:
            continue
        words += ("零" if words and group < 1000 else "") + _write_group(group) + name
    words = words or "零"
    return words[1:] if words.startswith("一十") else words


def _write_group(group: int) -> str:
    words, gap = "", False
    for name, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, group = divmod(group, size)
        if not digit:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + "零一二三四五六七八九"[digit] + name
        gap = False
    return words


def _read_whole(text: str) -> int | None:
    if all(character in _DIGITS for character in text):
        return _read_digits(text)
    total, group, digit, last_place = 0, 0, None, 10**9
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _PLACES:
            place = _PLACES[character]
            if place >= last_place or digit == 0:
                return None
            group += (1 if digit is None else digit) * place
            digit, last_place = None, place
        else:
            size = _GROUPS[character]
            above, below = (0, total) if character == "亿" else (total // 10**8 * 10**8, total % 10**8)
            total = above + (below + group + (digit or 0)) * size
            group, digit, last_place = 0, None, 10**9
    if digit and last_place not in (10, 10**9) and "零" not in text[-2:] and "〇" not in text[-2:]:
        return None
    return total + group + (digit or 0)


def _read_digits(text: str) -> int | None:
    if len(text) > 1 and "两" in text:
        return None
    return int("".join(str(_DIGITS[character]) for character in text))
