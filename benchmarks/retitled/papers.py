"""The papers that are called otherwise: evidence of the batches, with what their title is on."""

import re
from dataclasses import dataclass

from benchmarks.understanding.gold import COUNTIES, GOLD_FOLDERS, GoldDocument, read_gold

# those that report what is: a plan or a notice under another title would be another paper
REPORTING = frozenset(
    {"summary", "statistics", "certificate", "bulletin", "survey", "monitoring", "list", "assessment"}
)
LINE_END = " / "
_MARKS = ("#", "=", "*", ">", "@", "|", "!", "N ", "n ", "---")
_DAY = re.compile(r"[>*@] ?[（(]?(?:\d{4}|[一二][〇○零\d一二三四五六七八九]{3})年.{1,3}月(?:.{1,3}日)?[）)]?")
_BRACKETED = re.compile(r"(?:[（(\[][^（）()]*[）)\]])+$")
_GENRES = re.compile(
    r"(?:的|工作|完成|落实|执行|开展|进展|有关|相关|情况|结果|数据|状况|统计|汇总|明细|登记|说明|报告书?|汇报|总结|综述|自查|自评|证明|复?函|答复|回复"
    r"|公报|年报|简报|专报|通报|公告|公示|年度|台账|清单|名录|名单|一览|汇编|材料|提纲|要点|发言|摘要|节选|书|表|[\s\u3000])+$"
)
_SPACED = re.compile(r"(?<=[一-龥])[\s\u3000]+(?=[一-龥])")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_OFFICE_BEFORE = re.compile(r"^(?P<office>[一-龥]{2,20}?(?:局|委员会|办公室|中心|站|政府|公司|厂|院|委|办))关于")


@dataclass(frozen=True)
class Paper:
    """A document of a batch that proves something; `first` and `behind` are the lines where its title begins, ends."""

    batch: str
    gold: GoldDocument
    lines: tuple[str, ...]
    first: int
    behind: int
    matter: str
    office: str

    @property
    def county(self) -> str:
        return COUNTIES[self.batch]

    @property
    def name(self) -> str:
        return f"{self.batch}/{self.gold.file}"


def papers_of(batch: str) -> list[Paper]:
    """Return the documents of a batch that report, prove something, and have a title that tells what it is on."""
    return [paper for gold in read_gold(GOLD_FOLDERS[batch]) if (paper := _paper(batch, gold)) is not None]


def _paper(batch: str, gold: GoldDocument) -> Paper | None:
    lines = tuple(line.strip() for line in gold.body.splitlines() if line.strip())
    first = next((index for index, line in enumerate(lines) if line.startswith("= ")), None)
    if first is None or not gold.evidence or not REPORTING.intersection(map(str, gold.identity.get("kind", ()))):
        return None
    behind = next(
        index for index in range(first, len(lines) + 1) if not "".join(lines[index : index + 1]).startswith("=")
    )
    title = "".join(line[2:].strip() for line in lines[first:behind])
    return Paper(batch, gold, lines, first, behind, matter_of(title), _office(gold, batch))


def matter_of(title: str) -> str:
    """Return what a title is on, without the words that tell the kind of paper, without who speaks: …的情况说明."""
    whole = _SPACED.sub("", title)
    bare = _BRACKETED.sub("", _OFFICE_BEFORE.sub("", whole).removeprefix("关于"))
    matter = _GENRES.sub("", bare)
    is_whole = len(matter) > 3 and matter.count("《") == matter.count("》")
    return matter if is_whole else ""


def _office(gold: GoldDocument, batch: str) -> str:
    known = next((one for one in gold.identity.get("issuer", ()) if one), None)
    return known.split("、")[0] if known else f"{COUNTIES[batch]}人民政府办公室"


def rewritten(paper: Paper, wording: str) -> str | None:
    """Return the body of a paper after the moves of a wording; None where it has not what they move.

    Nor where a year would be told nowhere any more. Raises KeyError at a move that is not known.
    """
    lines: list[str] | None = list(paper.lines)
    first, behind = paper.first, paper.behind
    for move in wording.split(" // "):
        what, _, words = move.strip().partition(" ")
        if ("{M" in words and not paper.matter) or lines is None:
            return None
        filled = _filled(words, paper)
        if "{D}" in words and not _days(paper.lines):
            return None
        before = len(lines)
        lines, first, behind = _MOVES[what](lines, first, behind, filled)
        if what in ("undated", "unsigned") and len(lines) == before:
            return None
    body = "\n".join(lines)
    titled = set(_YEAR.findall("".join(paper.lines[paper.first : paper.behind])))
    return body if titled <= set(_YEAR.findall(body)) else None


def _filled(words: str, paper: Paper) -> list[str]:
    half = len(paper.matter) // 2
    told = {"M": paper.matter, "M1": paper.matter[:half], "M2": paper.matter[half:], "O": paper.office}
    day = next(iter(_days(paper.lines)), "")
    told["D"] = day.strip(">*@ （()）")
    return [line.format(**told) for line in words.split(LINE_END)] if words else []


def _days(lines: tuple[str, ...]) -> list[str]:
    return [line for line in lines[-4:] if _DAY.fullmatch(line)]


def _titled(lines: list[str], first: int, behind: int, words: list[str]) -> tuple[list[str], int, int]:
    made = [f"= {line}" for line in words]
    return [*lines[:first], *made, *lines[behind:]], first, first + len(made)


def _above(lines: list[str], first: int, behind: int, words: list[str]) -> tuple[list[str], int, int]:
    return [*words, *lines[first:]], len(words), behind - first + len(words)


def _below(lines: list[str], first: int, behind: int, words: list[str]) -> tuple[list[str], int, int]:
    return [*lines[:behind], *words, *lines[behind:]], first, behind


def _over(lines: list[str], first: int, behind: int, words: list[str]) -> tuple[list[str], int, int]:
    start = next((i for i, line in enumerate(lines) if not line.startswith(_MARKS)), len(lines))
    return [*lines[:start], *words, *lines[start:]], first, behind


def _undated(lines: list[str], first: int, behind: int, _: list[str]) -> tuple[list[str], int, int]:
    tail = [line for line in lines[-4:] if not _DAY.fullmatch(line)]
    return [*lines[:-4], *tail], first, behind


def _unsigned(lines: list[str], first: int, behind: int, _: list[str]) -> tuple[list[str], int, int]:
    tail = [line for line in lines[-4:] if not line.startswith("> ") or _DAY.fullmatch(line)]
    return [*lines[:-4], *tail], first, behind


def _last(lines: list[str], first: int, behind: int, words: list[str]) -> tuple[list[str], int, int]:
    return [*lines, *words], first, behind


_MOVES = {
    "title": _titled,
    "above": _above,
    "below": _below,
    "over": _over,
    "undated": _undated,
    "unsigned": _unsigned,
    "last": _last,
}
