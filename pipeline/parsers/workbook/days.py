"""Serial days put into the places of a date format."""

import datetime
from decimal import ROUND_HALF_UP, Decimal

from pipeline.parsers.workbook.formats import Section, Token
from pipeline.parsers.workbook.numerals import digit_by_digit, in_words

LAST_DAY = 2_958_465  # 9999-12-31
_LEAP_BUG_DAY = 60  # 1900-02-29, which never was: days before it are counted one too high
_DAYS_TO_1904 = 1462
_WEEKDAYS = "一二三四五六日"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY_MS = 86_400_000


def moment_of(value: Decimal, *, counts_from_1904: bool) -> datetime.datetime | None:
    """Return the moment of a serial day to the millisecond; None where there is none (before 1900, after 9999)."""
    if not 0 <= value < LAST_DAY:
        return None
    days = value + (_DAYS_TO_1904 if counts_from_1904 else 0)
    whole_ms = int((days * _DAY_MS).to_integral_value(ROUND_HALF_UP))
    start = datetime.datetime(1899, 12, 31 if days < _LEAP_BUG_DAY else 30)
    return start + datetime.timedelta(milliseconds=whole_ms)


def serial_of(text: str) -> Decimal | None:
    """Return the serial day (from 1900) of an ISO date as a cell may hold it; None where it is none."""
    try:
        moment = datetime.datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return None
    span = moment - datetime.datetime(1899, 12, 30)
    return Decimal(span.days) + Decimal(span.seconds) / 86_400


def shown_date(value: Decimal, section: Section, *, counts_from_1904: bool) -> str | None:
    """Return a serial day as a date section displays it; None where it is no day."""
    moment = moment_of(abs(value), counts_from_1904=counts_from_1904)
    tokens = section.tokens
    if moment is None or (value < 0 and not any(token.kind == "elapsed" for token in tokens)):
        return None
    elapsed_s = int((abs(value) * _DAY_MS).to_integral_value(ROUND_HALF_UP)) // 1000
    shown = ["-"] if value < 0 else []
    for index, token in enumerate(tokens):
        if token.kind == "elapsed":
            seconds = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
            shown.append(in_words(str(elapsed_s // seconds).zfill(len(token.text)), section.numerals))
        elif token.kind == "noon":
            shown.append(_noon(token.text, moment))
        elif token.kind == "date":
            shown.append(_in_numerals(_date_part(tokens, index, moment), token, section.numerals))
        elif token.kind in ("literal", "mark"):
            shown.append("" if token.text == "@" else token.text)
    return "".join(shown).strip()


def _date_part(tokens: tuple[Token, ...], index: int, moment: datetime.datetime) -> str:
    letters = tokens[index].text.lower()
    if letters[0] == "m" and len(letters) < 3 and _is_minute(tokens, index):
        return _minute(letters, moment)
    return _part(letters, moment, has_noon=any(token.kind == "noon" for token in tokens))


def _in_numerals(text: str, token: Token, numerals: int) -> str:
    """Return a year digit by digit, other numbers of a date in words: 二〇二二年十二月."""
    if not numerals or not text.isdecimal():
        return text
    is_year = token.text[0] in "yYeE"
    return digit_by_digit(text, numerals) if is_year else in_words(text, numerals, is_date=True)


def _is_minute(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether m means minutes: the time part before it is hours, or the one behind it seconds."""
    times = [(place, token.text[0].lower()) for place, token in enumerate(tokens) if token.kind in ("date", "elapsed")]
    before = [letter for place, letter in times if place < index]
    after = [letter for place, letter in times if place > index]
    return before[-1:] == ["h"] or after[:1] == ["s"]


def _minute(letters: str, moment: datetime.datetime) -> str:
    return str(moment.minute).zfill(len(letters))


def _noon(text: str, moment: datetime.datetime) -> str:
    morning, _, afternoon = text.partition("/")
    return morning if moment.hour < 12 else afternoon


def _part(letters: str, moment: datetime.datetime, *, has_noon: bool) -> str:
    """Return one part of a date: yyyy, yy, m to mmmmm, d to dddd, aaa, aaaa, h, s, s.000."""
    kind, length = letters[0], len(letters)
    if kind in "hs":
        return _clock_part(letters, moment, has_noon=has_noon)
    if kind in "md" and length > 2:
        return _name(letters, moment)
    if kind == "a":
        return ("星期" if length == 4 else "") + _WEEKDAYS[moment.weekday()]
    if kind in "ye":
        return str(moment.year) if kind == "e" or length > 2 else f"{moment.year % 100:02}"
    return str(moment.month if kind == "m" else moment.day).zfill(length)


def _clock_part(letters: str, moment: datetime.datetime, *, has_noon: bool) -> str:
    whole, _, decimals = letters.partition(".")
    if letters[0] == "h":
        return str((moment.hour - 1) % 12 + 1 if has_noon else moment.hour).zfill(min(len(whole), 2))
    fraction = f".{moment.microsecond // 1000:03}"[: len(decimals) + 1] if decimals else ""
    return str(moment.second).zfill(min(len(whole), 2)) + fraction


def _name(letters: str, moment: datetime.datetime) -> str:
    """Return the English name of a month or day: in full, shortened, or (mmmmm) its first letter."""
    is_month = letters[0] == "m"
    name = _MONTHS[moment.month - 1] if is_month else _DAY_NAMES[moment.weekday()]
    if len(letters) == 4:
        return name
    return name[0] if len(letters) == 5 and is_month else name[:3]
