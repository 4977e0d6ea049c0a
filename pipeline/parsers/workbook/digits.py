"""Numbers put into the digit places of a format."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from pipeline.parsers.workbook.formats import Token

_UNUSED = {"0": "0", "?": " ", "#": ""}
_POINT, _COMMA, _PERCENT = Token("mark", "."), Token("mark", ","), Token("mark", "%")


def shown_digits(value: Decimal, tokens: tuple[Token, ...]) -> str:
    """Return a number (not negative) in the digit places of a section, with the words around them."""
    kinds = [token.kind for token in tokens]
    if "fraction" in kinds:
        return _fraction(value, tokens)
    if "exponent" in kinds:
        return _scientific(value, tokens, kinds.index("exponent"))
    value *= Decimal(100) ** tokens.count(_PERCENT)
    return _decimal(value, tokens)


def _decimal(value: Decimal, tokens: tuple[Token, ...]) -> str:
    point = tokens.index(_POINT) if _POINT in tokens else len(tokens)
    whole, rest = list(tokens[:point]), list(tokens[point + 1 :])
    value /= Decimal(1000) ** (_thousands_left_out(whole) + _thousands_left_out(rest))
    has_separators = _takes_separators(whole)
    places = sum(token.kind == "digit" for token in rest)
    digits, _, decimals = format(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f").partition(".")
    before = _whole_part(digits.lstrip("0"), whole, has_separators=has_separators)
    after = _decimal_part(decimals, rest)
    return before + (_POINT.text if after[:1].isdigit() else "") + after


def _thousands_left_out(whole: list[Token]) -> int:
    """Count the commas behind the last digit place: each displays thousands; they are taken out."""
    last = max((index for index, token in enumerate(whole) if token.kind == "digit"), default=len(whole))
    commas = [index for index in range(last + 1, len(whole)) if whole[index] == _COMMA]
    for index in reversed(commas):
        del whole[index]
    return len(commas)


def _takes_separators(whole: list[Token]) -> bool:
    """Tell whether a comma stands among the digit places; it is taken out."""
    found = _COMMA in whole
    whole[:] = [token for token in whole if token != _COMMA]
    return found


def _whole_part(digits: str, tokens: list[Token], *, has_separators: bool) -> str:
    """Fill the places from the right; the leftmost takes all digits that are left."""
    first = next((index for index, token in enumerate(tokens) if token.kind == "digit"), None)
    shown: list[str] = []
    count = 0
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.kind != "digit":
            shown.append(token.text)
            continue
        taken = digits if index == first else digits[-1:]
        digits = digits[: len(digits) - len(taken)]
        for digit in reversed(taken or _UNUSED[token.text]):
            if has_separators and count and count % 3 == 0 and digit != " ":
                shown.append(",")
            shown.append(digit)
            count += 1
    return "".join(reversed(shown))


def _decimal_part(decimals: str, tokens: list[Token]) -> str:
    """Fill the places from the left; zeros at the end stand only in places that ask for them."""
    shown: list[str] = []
    index = 0
    for token in tokens:
        if token.kind != "digit":
            shown.append("" if token == _COMMA else token.text)
            continue
        is_needed = bool(decimals[index:].rstrip("0"))
        shown.append(decimals[index] if is_needed else _UNUSED[token.text])
        index += 1
    return "".join(shown)


def _scientific(value: Decimal, tokens: tuple[Token, ...], place: int) -> str:
    mantissa, power = tokens[:place], tokens[place + 1 :]
    exponent = value.adjusted() if value else 0
    places = sum(token.kind == "digit" for token in mantissa[mantissa.index(_POINT) :]) if _POINT in mantissa else 0
    if value and (value.scaleb(-exponent)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) >= 10:
        exponent += 1
    sign = "-" if exponent < 0 else "+" if tokens[place].text.endswith("+") else ""
    width = sum(token.kind == "digit" for token in power)
    tail = "".join(token.text for token in power if token.kind != "digit")
    return _decimal(value.scaleb(-exponent), mantissa) + "E" + sign + str(abs(exponent)).zfill(width) + tail


def _fraction(value: Decimal, tokens: tuple[Token, ...]) -> str:
    """Return a number as 1 3/4: the nearest fraction whose denominator has the places of the format."""
    below = next(token for token in tokens if token.kind == "fraction").text.replace("/", "").strip()
    part = Fraction(value - int(value))
    if below.isdecimal() and int(below):
        top, bottom = round(part * int(below)), int(below)
    else:
        near = part.limit_denominator(10 ** min(len(below), 4) - 1)
        top, bottom = near.numerator, near.denominator
    whole = int(value)
    if not top:
        return str(whole)
    if top == bottom:
        return str(whole + 1)
    return f"{whole} {top}/{bottom}" if whole else f"{top}/{bottom}"
