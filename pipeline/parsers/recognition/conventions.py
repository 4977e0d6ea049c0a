"""Characters that look alike, decided by how Chinese official documents are typed.

GB/T 15834 sets the marks of Chinese text full-width, GB/T 9704 puts a dash on both sides of a page
number and hexagonal brackets around the year of a document number. Digits and
letters are half-width: what a picture shows of a full-width digit is no different. The script is the simplified one.
"""

import re
from dataclasses import replace

from pipeline.parsers.recognition.engine import Reading

_CHINESE = r"[\u3007\u3400-\u9fff\uff00-\uffef\u3001-\u301b“”‘’…]"
_HALF_WIDTH = {
    code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
# forms of other scripts that differ from the simplified one by a stroke
_SIMPLIFIED = dict(
    zip(
        map(ord, "別內戶呂吳黃溫淨靑強換兌稅脫悅產髙淸敎卽旣値眞硏黒"),
        "别内户吕吴黄温净青强换兑税脱悦产高清教即既值真研黑",
        strict=True,
    )
)
_FULL_WIDTH = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_ROMANS = {"I": "Ⅰ", "II": "Ⅱ", "III": "Ⅲ", "IV": "Ⅳ", "V": "Ⅴ", "VI": "Ⅵ"}
_PLAINER: dict[int, str] = _HALF_WIDTH | _SIMPLIFIED
_PAGE_NUMBER = re.compile(r"[-—–―一－]\d{1,4}[-—–―一－]")
_MARK = re.compile(rf"(?<={_CHINESE})[,:;?!]|(?<=[0-9%‰])[,:;](?={_CHINESE})|(?<=[0-9%‰])[,;]$")
_RANGE = re.compile(r"(?<=\d)[一―－](?=\d)|(?<=\d年)一(?=\d)")
_DOC_NUMBER = re.compile(r"[\[〔]((?:19|20)\d\d)[\]〕](?=第?\d+号)")
_PAIR = re.compile(r"[（(][^（()）]*[）)]")
_OPEN = re.compile(rf"\((?={_CHINESE})|(?<={_CHINESE})\(")
_CLOSED = re.compile(rf"(?<={_CHINESE})\)|\)(?={_CHINESE})")
_ROMAN = re.compile(r"[IVX]*([Ⅰ-Ⅻ])(?:\1|[IVX]|川(?=[类级型]))*")
_CLASS = re.compile(r"(?<![A-Za-z0-9])(?:III|II|I|IV|VI|V)(?=[类级型])")
_SHARES = ("%", "‰")
_DASHES = frozenset("一—–―－-ー")


def settled(reading: Reading, *, is_bar: bool) -> Reading:
    """Return the reading with characters that look alike decided; `is_bar` where its ink is nothing but a bar."""
    text = reading.text.translate(_PLAINER)
    if is_bar and set(text) <= _DASHES:
        text = "—" * len(text)
    text = as_page_number(replace(reading, text=text)).text
    text = _DOC_NUMBER.sub(r"〔\1〕", _RANGE.sub("—", text))
    text = _PAIR.sub(lambda found: _pair(found, text), text)
    text = _CLOSED.sub("）", _OPEN.sub("（", _unpaired(text)))
    text = _MARK.sub(lambda found: _FULL_WIDTH[found[0]], text)
    return _romans(replace(reading, text=text))


def as_page_number(reading: Reading) -> Reading:
    """Return the number of a page with its dashes (GB/T 9704, 7.5); any other reading as it is."""
    text = reading.text
    return replace(reading, text=f"—{text[1:-1]}—") if _PAGE_NUMBER.fullmatch(text) else reading


def _pair(found: re.Match[str], text: str) -> str:
    """Return a pair of brackets full-width where one is, where Chinese stands in or before it, for a list mark."""
    inner, before = found[0][1:-1], text[: found.start()][-1:]
    is_mark = not before and inner.isdigit() and re.search(_CHINESE, text[found.end() :])
    goes_on = not before and re.match(_CHINESE, text[found.end() :])
    is_full = "（" in found[0] or "）" in found[0] or inner in _SHARES
    if is_full or is_mark or goes_on or re.search(_CHINESE, before + inner):
        return f"（{inner}）"
    return found[0]


def _unpaired(text: str) -> str:
    """Return a line that begins within brackets, or ends so, with the one it holds full-width."""
    if text[:1] == "(" and not set(text[1:]) & set("()（）"):
        return f"（{text[1:]}"
    if text[-1:] == ")" and not set(text[:-1]) & set("()（）"):
        return f"{text[:-1]}）"
    return text


def _romans(reading: Reading) -> Reading:
    """Return the reading with each Roman numeral once: the models see it several times, being broad."""
    text = reading.text
    for found in reversed(list(_ROMAN.finditer(text))):
        reading = _shortened(reading, found.start(), found.end(), found[1])
    for found in reversed(list(_CLASS.finditer(reading.text))):
        reading = _shortened(reading, found.start(), found.end(), _ROMANS[found[0]])
    return reading


def _shortened(reading: Reading, start: int, end: int, character: str) -> Reading:
    """Return the reading with one character in the place of some."""
    middle = (reading.places[start] + reading.places[end - 1]) / 2
    dropped = end - start - 1
    return Reading(
        text=reading.text[:start] + character + reading.text[end:],
        places=(*reading.places[:start], middle, *reading.places[end:]),
        confidences=(*reading.confidences[:start], max(reading.confidences[start:end]), *reading.confidences[end:]),
        blanks=frozenset(blank if blank <= start else max(blank - dropped, start) for blank in reading.blanks),
    )
