"""Numbers that name documents: 发文字号, decrees, technical standards.

A 发文字号 is 机关代字 + 〔year〕 + number + 号 (GB/T 9704-2012, 7.2.5). Offices also write [], （）, 【】, blanks,
第, Chinese numerals, a bracket left out; all are found, `is_standard` tells which follow the rule. The functions take
the text as it is, or its shadow ready made: offsets, words are those of the original.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.numbers.dates import chinese_count, year_of
from pipeline.numbers.shadow import Shadow, shadow

_ARABIC_YEAR, _CHINESE_YEAR = r"(?:19|20)\d{2}", r"[一二][〇○零一二三四五六七八九]{3}"
_DOC_NUMBER = re.compile(
    r"(?P<open>[(\[{〈<《「〖]|(?<=[一-龥])[CLIltf|](?=\d{4}[)\]}〉>」JIl|]))?(?<!\d)"
    rf"(?P<year>{_ARABIC_YEAR}|(?<=[(\[{{〈<《「〖]){_CHINESE_YEAR}(?=年?[)\]}}〉>》」〗]))"
    r"(?P<close>年?[)\]}〉>》」〗]|(?<=[(\[{〈<「CLIltf|]\d{4})[JIl|])?"
    r"(?P<ordinal>第?)(?P<number>\d{1,5}|[一二三四五六七八九十]{1,3})号(?![楼线机院厂井桥馆门炉床车栋])"
)
# 衡环监(水)字, 衡环建(表), 衡环(青)审: a code may name the medium, the form, the county in brackets
_MEDIUM = r"[一-龥]{2,10}[(](?!试行|暂行|草案)[一-龥]{1,3}[)]"
_AGENCY = re.compile(rf"(?:{_MEDIUM}(?=[一-龥]{{0,2}}[字审函发复批评验罚许准]$))?[一-龥]{{1,16}}$|{_MEDIUM}$")
SHORTEST_CODE = 2
# what may stand before the agency's code in running text; the code begins after the last of them
_LEAD_IN = re.compile(
    r"特急|加急|平急|急件|根据|依据|按照|依照|遵照|参照|执行|落实|贯彻|同意|废止|印发|转发|下发|通知|文件|文号|字号|编号|详见|内容见"
    r"|(?:局|厅|委员会|人民政府|办公室)(?=[一-龥]{2,8}$)(?!发|办|函|字|通|文)"
    r"|的|以|由|按|(?<!数)据|(?:^|号)[和及与]|^号|^第"
    # codes bear 经 too: 云经信字, 云发改农经
    r"|经(?![信贸开济委科商管促综普])(?!$)"
)
_CAPITAL = re.compile(r"[A-ZＡ-Ｚ]")
_IS_STANDARD = re.compile(r"[一-龥]{2,}(?:（[一-龥]{1,3}）[一-龥]{0,3})?〔(?:19|20)\d{2}〕[1-9]\d*号")
# most numbers are printed so
_AS_RULED = re.compile(r"([一-龥]{2,16})〔(?:19|20)[0-9]{2}〕[1-9][0-9]{0,4}号")
_DECREE = re.compile(
    r"(?P<issuer>[一-龥]{2,20})(?:令(?:[(\[]?(?:19|20)\d{2}年?[)\]]?)?(?:[(]第?\d{1,4}号[)]|第?\d{1,4}号)|第\d{1,4}号令)"
)
_STANDARD = re.compile(
    r"(?<![A-Za-z])(?:(?:GB|HJ|CJJ?|SL|NY|LY|TD|JGJ|WS|HG|QX|GBJ|GBZ)(?:/?[TZJ])?|DB\d{2,6}(?:/T)?[/\s]?|T/[A-Z]+)"
    r"\s?\d{1,6}(?:\.\d{1,3})?(?:-{1,2}(?:(?:19|20)\d{2}|\d{2}))?(?!\d)"
)


@dataclass(frozen=True)
class DocNumber:
    """A 发文字号: text[start:end]. `printed` is what stands there without blanks; `text` its standard form.

    `is_standard` is True where it is printed exactly by the rule.
    """

    start: int
    end: int
    printed: str
    agency: str
    year: int
    number: int
    is_standard: bool

    @property
    def text(self) -> str:
        """Return the number in its standard form: 代字〔2017〕48号."""
        return f"{self.agency}〔{self.year}〕{self.number}号"


@dataclass(frozen=True)
class FoundName:
    """text[start:end] names a decree (国务院令第711号) or a technical standard (GB 3838-2002)."""

    start: int
    end: int
    text: str


def find_doc_numbers(text: str | Shadow) -> list[DocNumber]:
    """Return the document numbers in a text, by start; decrees, standards are none."""
    if "号" not in _words(text):
        return []
    seen = text if isinstance(text, Shadow) else shadow(text)
    return [found for match in _DOC_NUMBER.finditer(seen.text) if (found := _doc_number(seen, match))]


@lru_cache(maxsize=1 << 16)  # the numbers of an archive, asked for at each comparison
def standard_number(printed: str) -> str:
    """Return a document number in its standard form (代字〔2017〕48号); what is none as it is."""
    ruled = _AS_RULED.fullmatch(printed)
    if ruled is not None and _LEAD_IN.search(ruled[1]) is None:
        return printed
    found = find_doc_numbers(printed)
    return found[0].text if len(found) == 1 else printed


def find_decrees(text: str | Shadow) -> list[FoundName]:
    """Return the decrees that a text cites: 国务院令第711号, 环境保护部令第31号."""
    if "令" not in _words(text):
        return []
    seen = text if isinstance(text, Shadow) else shadow(text)
    return [_decree(seen, match) for match in _DECREE.finditer(seen.text)]


def _decree(seen: Shadow, match: re.Match[str]) -> FoundName:
    """Return a decree from its issuer on: 根据国务院令… begins at 国务院."""
    start, end = match.start(), match.end()
    for lead_in in _LEAD_IN.finditer(match["issuer"]):
        start = match.start() + lead_in.end()
    if match.start() <= start < match.end("issuer") and seen.text[start] in "和及与":
        start += 1
    return FoundName(*seen.span(start, end), seen.quote(start, end))


def find_standards(text: str | Shadow) -> list[FoundName]:
    """Return the technical standards that a text cites: GB 3838-2002, GB/T 21010-2017, HJ 192-2015."""
    if _CAPITAL.search(_words(text)) is None:
        return []
    seen = text if isinstance(text, Shadow) else shadow(text)
    return [FoundName(*seen.span(*m.span()), seen.quote(*m.span())) for m in _STANDARD.finditer(seen.text)]


def _words(text: str | Shadow) -> str:
    return text.original if isinstance(text, Shadow) else text


def _doc_number(seen: Shadow, match: re.Match[str]) -> DocNumber | None:
    before = _AGENCY.search(seen.text, max(0, match.start() - 16), match.start())
    if (
        before is None
        or not (match["open"] or match["close"])
        or (match["open"] == "《") != ("》" in (match["close"] or ""))
    ):
        return None
    agency = before[0]
    for lead_in in _LEAD_IN.finditer(before[0]):
        rest = before[0][lead_in.end() :]
        agency = rest if len(rest.removesuffix("字")) >= SHORTEST_CODE else agency
    bare = agency.removesuffix("字") or agency
    year, number = year_of(match["year"]), chinese_count(match["number"])
    if not bare or bare.endswith(("令", "年", "公告")) or year is None or number is None:
        return None
    start, end = seen.span(match.start() - len(agency), match.end())
    words = seen.original[start:end]
    printed = re.sub(r"\s+", "", words)
    return DocNumber(
        start=start,
        end=end,
        printed=_ascii_digits(printed),
        agency=agency,
        year=year,
        number=number,
        is_standard=words == printed and _IS_STANDARD.fullmatch(printed) is not None,
    )


_ASCII_DIGITS = {ord("０") + digit: str(digit) for digit in range(10)}


def _ascii_digits(text: str) -> str:
    return text.translate(_ASCII_DIGITS)
