"""The papers that are mutated: one title, a unit and a day below, all told apart by their lines."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from benchmarks.understanding.gold import COUNTIES, GOLD_FOLDERS, GoldDocument, read_gold
from pipeline.numbers.dates import find_dates
from pipeline.numbers.shadow import shadow

_SIGNED = re.compile(r"> (?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_MARKED = ("#", "=", "*", ">", "@", "|", "!", "N ", "n ", "---")
_NUMBER = re.compile(r"[*@>] ?\S{0,14}[〔\[（(](?:19|20)\d\d[〕\]）)]第?\d+号?")
# the rest of a line of the gold's markup that stands for one line break of a wording
_LINE_END = " / "


@dataclass(frozen=True)
class Host:
    """A document of a batch that may be mutated."""

    batch: str
    file: str
    county: str
    lines: tuple[str, ...]
    title: str
    issuer: str
    signed: date
    kinds: tuple[str, ...]
    measures: tuple[tuple[str, int | None], ...]

    @property
    def body(self) -> str:
        return "\n".join(self.lines)


def hosts_of(batch: str) -> list[Host]:
    """Return the documents of a batch that have one title, and end with a unit and the day of signing."""
    return [host for gold in read_gold(GOLD_FOLDERS[batch]) if (host := _host(batch, gold)) is not None]


def _host(batch: str, gold: GoldDocument) -> Host | None:
    lines = tuple(line.strip() for line in gold.body.splitlines() if line.strip())
    titles = [line for line in lines if line.startswith("= ")]
    if gold.edition != "2021" or len(titles) != 1 or len(lines) < 4:
        return None
    if not (_SIGNED.fullmatch(lines[-1]) and lines[-2].startswith("> ")):
        return None
    days = find_dates(shadow(lines[-1][2:]).text)
    issuer = lines[-2][2:].split("（")[0]
    measures = tuple(sorted(gold.evidence, key=str))
    kinds = tuple(kind or "" for kind in gold.identity.get("kind", ()))
    return Host(batch, gold.file, COUNTIES[batch], lines, titles[0][2:], issuer, days[0].day, kinds, measures)


def mutated(host: Host, moves: str, more: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (file, body) of the mutated paper, then of those that lie beside it; raises ValueError at a bad move."""
    file, lines = host.file, list(host.lines)
    others: list[tuple[str, str]] = []
    for number, move in enumerate(moves.split(" // ")):
        what, _, words = move.strip().partition(" ")
        if what == "copy":
            others.append((f"另存/{host.file}", host.body))
            what, _, words = words.partition(" ")
        words = _filled(words, host, more)
        if what == "file":
            file = words
        elif what == "beside":
            others.append((f"另存/材料{number}.docx", "\n".join(words.split(_LINE_END))))
        else:
            lines = _moved(lines, what, words.split(_LINE_END) if words else [])
    yield file, "\n".join(lines)
    yield from others


def _filled(words: str, host: Host, more: dict[str, str]) -> str:
    """Put the host's own words in the place of {T}, {I}, {D}, {C}, {L}, {Y}, {Y+1}."""
    signed = host.signed
    plain = re.sub(r"^.*?关于(?:印发|公布|发布|下发)|的(?:通知|公告|决定|通告)$", "", host.title).strip("《》")
    told = {
        "T": host.title,
        "P": plain,
        "I": host.issuer,
        "D": f"{signed.year}年{signed.month}月{signed.day}日",
        "C": host.county,
        "L": host.county[0],
        "Y": str(signed.year),
    }
    told |= {name: re.sub(r"\{(\w)\}", lambda match: told[match[1]], str(value)) for name, value in more.items()}
    words = re.sub(r"\{Y([+-]\d+)\}", lambda match: str(signed.year + int(match[1])), words)
    return re.sub(r"\{(\w+)\}", lambda match: told[match[1]], words)


def _moved(lines: list[str], what: str, words: list[str]) -> list[str]:
    if what not in _MOVES:
        raise ValueError(f"no such move: {what}")
    title = next(index for index, line in enumerate(lines) if line.startswith("= "))
    first = next((i for i, line in enumerate(lines) if i > title and not line.startswith(_MARKED)), title + 1)
    return _MOVES[what](lines, title, first, words)


def _with_number(lines: list[str], title: int, _: int, words: list[str]) -> list[str]:
    kept = [line for index, line in enumerate(lines) if index > title + 2 or not _NUMBER.fullmatch(line)]
    return _moved(kept, "below", words)


def _reversed(lines: list[str]) -> list[str]:
    turned: list[str] = []
    for is_row, group in groupby(lines, key=lambda line: line.startswith("|")):
        rows = list(group)
        turned += [rows[0], *rows[:0:-1]] if is_row else rows
    return turned


# what is done with the lines, their title's place, their first paragraph's, the words of a wording
_MOVES: dict[str, Callable[[list[str], int, int, list[str]], list[str]]] = {
    "as": lambda lines, title, first, words: lines,
    "title": lambda lines, title, first, words: [*lines[:title], f"= {words[0]}", *words[1:], *lines[title + 1 :]],
    "above": lambda lines, title, first, words: [*words, *lines],
    "below": lambda lines, title, first, words: [*lines[: title + 1], *words, *lines[title + 1 :]],
    "number": _with_number,
    "lead": lambda lines, title, first, words: [*lines[:first], *words, *lines[first:]],
    # the first paragraph begins with these words
    "opens": lambda lines, title, first, words: [*lines[:first], words[0] + lines[first], *lines[first + 1 :]],
    "end": lambda lines, title, first, words: [*lines[:-2], *words, *lines[-2:]],
    "last": lambda lines, title, first, words: [*lines, *words],
    "sign": lambda lines, title, first, words: [*lines[:-2], *words],
    "all": lambda lines, title, first, words: [*lines[: title + 1], *words, *lines[-2:]],
    "paper": lambda lines, title, first, words: words,
    # without the last paragraph of text; its first paragraph last; the rows of its tables upside down
    "drop": lambda lines, title, first, words: [*lines[:-3], *lines[-2:]],
    "swap": lambda lines, title, first, words: [
        *lines[:first],
        *lines[first + 1 : -2],
        lines[first],
        *lines[-2:],
    ],
    "reverse": lambda lines, title, first, words: _reversed(lines),
}
