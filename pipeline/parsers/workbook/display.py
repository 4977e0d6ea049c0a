"""The text that a cell displays for its value."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

from pipeline.parsers.workbook.days import shown_date
from pipeline.parsers.workbook.digits import shown_digits
from pipeline.parsers.workbook.formats import Section, read_format
from pipeline.parsers.workbook.numerals import digit_by_digit, in_words

GENERAL = "General"
_GENERAL_DIGITS = 11
_EXACT_DIGITS = 15  # what a spreadsheet keeps of a number
_LARGEST_POWER = 30
_WORKING_DIGITS = 1000  # 255 characters of a format may be as many decimals, or as many per cent signs


def number_of(text: str) -> Decimal | None:
    """Return the number of a cell's value (0.85089999999999999 is 0.8509), None where it is none."""
    try:
        number = Decimal(format(float(Decimal(text.strip())), f".{_EXACT_DIGITS}g"))
        return number if number.is_finite() else None  # 1E400 is beyond what a spreadsheet holds
    except (InvalidOperation, OverflowError, ValueError):
        return None


def shown_number(value: Decimal, code: str, *, counts_from_1904: bool = False) -> str:
    """Return a number as its format displays it; what the format cannot display is shown as General does."""
    if code == GENERAL:
        return _general(value)
    section, is_signed = _section_for(value, read_format(code))
    if section is None or value.adjusted() > _LARGEST_POWER:
        return _general(value)
    if section.is_date:
        shown = shown_date(value, section, counts_from_1904=counts_from_1904)
        return _general(value) if shown is None else shown
    if any(token.kind == "general" for token in section.tokens) or section.is_text:
        inside = in_words(_general(value if is_signed else abs(value)), section.numerals)
        return "".join(inside if token.kind in ("general", "mark") else token.text for token in section.tokens).strip()
    with localcontext(prec=_WORKING_DIGITS):
        shown = shown_digits(abs(value), section.tokens)
    is_negative = is_signed and value < 0 and any(digit in shown for digit in "123456789")
    shown = digit_by_digit(shown, section.numerals)
    return ("-" + shown if is_negative else shown).strip()


def shown_text(text: str, code: str) -> str:
    """Return a text as its format displays it."""
    if code == GENERAL:
        return text
    sections = read_format(code)
    section = next((item for item in reversed(sections) if item.is_text), None)
    if section is None:
        return text if len(sections) < 4 else ""
    return "".join(text if token.text == "@" else token.text for token in section.tokens if token.kind != "digit")


def _section_for(value: Decimal, sections: tuple[Section, ...]) -> tuple[Section | None, bool]:
    """Return the section that displays a number, and whether it needs a minus sign of ours before it."""
    numeric = sections[:3] if len(sections) > 1 else sections
    if any(section.condition for section in numeric):
        fitting = (item for item in numeric if item.condition is None or item.fits(value))
        section = next(fitting, None)
        return section, section is None or not section.is_negative_only
    if len(numeric) == 1 or (len(numeric) == 2 and numeric[1].is_text):
        return numeric[0], True
    if value < 0:
        return numeric[1], False
    return (numeric[2], False) if value == 0 and len(numeric) == 3 and not numeric[2].is_text else (numeric[0], False)


def _general(value: Decimal) -> str:
    """Return a number as the format General does: 11 digits, whole numbers in full."""
    if value == 0:
        return "0"
    if value == value.to_integral_value() and value.adjusted() < _EXACT_DIGITS:
        return format(value.to_integral_value(), "f")
    places = max(_GENERAL_DIGITS - 1 - max(value.adjusted(), 0), 0)
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if value.adjusted() < 20 else value
    if rounded == 0 or value.adjusted() >= _EXACT_DIGITS:
        return format(value.normalize(), "E").upper()
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
