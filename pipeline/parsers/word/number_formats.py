"""Numbers as Word's lists print them (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from pipeline.numbers.numerals import write_numeral

_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAN_SMALL = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def formatted(number: int, number_format: str) -> str:
    """Return a list number in Word's format; an unknown format prints decimal digits, bullets print nothing."""
    if number_format in ("bullet", "none"):
        return ""
    if number < 0 or number > 9999:
        return str(number)
    if number_format in _COUNTING:
        return write_numeral(number)
    if number_format == "chineseLegalSimplified":
        return _legal(number)
    if number_format in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    return _western(number, number_format)


_COUNTING = frozenset(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand")
)


def _legal(number: int) -> str:
    """Return the numerals of cheques and contracts: 12 is 壹拾贰."""
    numeral = write_numeral(number).translate(_LEGAL)
    return "壹" + numeral if numeral.startswith("拾") else numeral


def _western(number: int, number_format: str) -> str:
    printed = {
        "decimalZero": f"{number:02d}",
        "decimalFullWidth": "".join(chr(ord("０") + int(digit)) for digit in str(number)),
        "numberInDash": f"- {number} -",
        "lowerRoman": _roman(number).lower(),
        "upperRoman": _roman(number),
    }
    if number:
        printed["upperLetter"] = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        printed["lowerLetter"] = printed["upperLetter"].lower()
        printed["ideographTraditional"] = _STEMS[(number - 1) % 10]
        printed["ideographZodiac"] = _BRANCHES[(number - 1) % 12]
    return printed[number_format] if number_format in printed else _enclosed(number, number_format)


def _enclosed(number: int, number_format: str) -> str:
    """Return ① ⑴ ⒈ as far as Unicode has them (1-20), else decimal digits."""
    first = {"decimalEnclosedCircle": "①", "decimalEnclosedCircleChinese": "①"}
    first |= {"decimalEnclosedParen": "⑴", "decimalEnclosedFullstop": "⒈"}
    if number_format in first and 1 <= number <= 20:
        return chr(ord(first[number_format]) + number - 1)
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for size, sign in _ROMAN + _ROMAN_SMALL:
        text += sign * (number // size)
        number %= size
    return text
