"""Digits written as Chinese numerals, where a number format asks for it: [DBNum1] to [DBNum3]."""

import re

from pipeline.numbers.numerals import write_numeral

# [DBNum1] 二〇二二, [DBNum2] 贰零贰贰, [DBNum3] ２０２２
_DIGITS = {
    1: str.maketrans("0123456789", "〇一二三四五六七八九"),
    2: str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖"),
    3: str.maketrans("0123456789", "０１２３４５６７８９"),
}
_WORDS = {
    1: str.maketrans("零", "〇"),
    2: str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"),
}
_LARGEST = 10**12
_NUMBER = re.compile(r"(\d+)(?:\.(\d+))?")


def digit_by_digit(text: str, numerals: int) -> str:
    """Return a text with each digit as that kind of numeral (0: as it is): 2022 is 二〇二二."""
    return text.translate(_DIGITS[numerals]) if numerals in _DIGITS else text


def in_words(text: str, numerals: int, *, is_date: bool = False) -> str:
    """Return a text with its number read aloud: 12 is 一十二 (in dates 十二), 1.5 is 一.五."""
    if numerals not in _WORDS:
        return digit_by_digit(text, numerals)
    return _NUMBER.sub(lambda found: _spoken(found, numerals, is_date=is_date), text, count=1)


def _spoken(found: re.Match[str], numerals: int, *, is_date: bool) -> str:
    whole, decimals = int(found[1]), found[2]
    if whole >= _LARGEST:
        return digit_by_digit(found[0], numerals)
    words = write_numeral(whole)
    if words.startswith("十") and not (is_date and numerals == 1):
        words = "一" + words
    return words.translate(_WORDS[numerals]) + ("." + digit_by_digit(decimals, numerals) if decimals else "")
