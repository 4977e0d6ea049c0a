"""A name cell: the indicator's name, the sub-indicators that stand in it."""

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.numbers.shadow import shadow
from pipeline.plan_import.lines import flat, glue, paragraphs
from pipeline.plan_import.names import Match, Names, leading_number, normal
from schemas.edition import Indicator

MAX_NAME_CHARS = 160
_INLINE_MARK = re.compile(r"[（(]\s*(\d{1,2})\s*[）)]|([①-⑳])")
_LINE_MARK = re.compile(
    r"(?:^|\n)\s*(?:(\d{1,2})\s*[.．、)）](?!\d)|\d{1,2}[.．-](\d{1,2})(?!\d)\s*[.．、]?|[（(]([一二三四五六七八九])[）)])"
)
_BRACKETED = re.compile(r"[（(]([^（）()]+)[）)]\s*$")
_CHINESE = "零一二三四五六七八九"
_EDGE = " 　；;，,、。：:"


@dataclass(frozen=True)
class NameCell:
    """What a name cell says: `name` and `subs` as the county wrote them; `number` where the name begins with one."""

    name: str
    subs: tuple[str, ...] = ()
    match: Match | None = None
    number: int | None = None


def read_name_cell(text: str, names: Names, full_em: float | None) -> NameCell:
    """Read a name cell. `full_em` as in `lines.paragraphs`; `match` is None where no indicator is meant."""
    number, text = leading_number(text)
    if len(text) > MAX_NAME_CHARS:
        return NameCell(name=flat(text), number=number)
    head, subs = split_at_marks(text)
    if subs:
        return NameCell(_shown(head), subs, names.find(head) if head else None, number)
    whole = flat(text)
    if (match := names.find(whole)) and match.exact:
        return NameCell(_shown(whole), _bracketed_subs(whole, match, names), match, number)
    known = _by_known_names(whole, names) or _by_lines(text, names, full_em)
    return NameCell(known.name, known.subs, known.match, number)


def _bracketed_subs(whole: str, match: Match, names: Names) -> tuple[str, ...]:
    """Return the subs that a name lists in brackets: 环境空气质量（优良天数比例、PM2.5浓度下降幅度）."""
    inside = _BRACKETED.search(whole)
    if inside is None or match.sub is not None:
        return ()
    parts = tuple(part.strip() for part in re.split(r"[、；;，]", inside[1]))
    return parts if all(names.find_sub(part, match.indicator) for part in parts) else ()


def split_at_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """Return (what stands before the first mark, the marked parts); no parts where marks do not run 1, 2, 3."""
    plain = flat(text)
    for pattern, source in ((_INLINE_MARK, plain), (_LINE_MARK, text)):
        marks = list(pattern.finditer(source))
        if not marks or [_value(mark) for mark in marks] != list(range(1, len(marks) + 1)):
            continue
        ends = [*(mark.start() for mark in marks[1:]), len(source)]
        parts = tuple(flat(source[mark.end() : end]).strip(_EDGE) for mark, end in zip(marks, ends, strict=True))
        if all(parts):
            return flat(source[: marks[0].start()]).strip(_EDGE), parts
    return plain, ()


def _value(mark: re.Match[str]) -> int:
    said = next(group for group in mark.groups() if group)
    if said in _CHINESE:
        return _CHINESE.index(said)
    return int(said) if said.isdigit() and said.isascii() else ord(said) - ord("①") + 1


def _shown(name: str) -> str:
    return name.strip(_EDGE)


def _by_known_names(whole: str, names: Names) -> NameCell | None:
    """Read a cell that is wholly an indicator's name followed by names of its subs, wherever its lines break."""
    letters, origins = _letters(whole)
    for form in sorted(names.known, key=len, reverse=True):
        indicator, sub = names.known[form]
        if sub is not None or not letters.startswith(form):
            continue
        lengths = _consumed(letters[len(form) :], indicator, names, frozenset())
        if lengths:
            starts = [0]
            for length in (len(form), *lengths[:-1]):
                starts.append(starts[-1] + length)
            cuts = [0, *(origins[start] for start in starts[1:]), len(whole)]
            parts = [_shown(whole[first:last]) for first, last in pairwise(cuts)]
            return NameCell(parts[0], tuple(parts[1:]), Match(indicator, None, exact=True))
    return None


def _letters(whole: str) -> tuple[str, list[int]]:
    """Return the normal form of a text and, for each letter of it, its place in the text."""
    seen = shadow(whole)
    kept = [
        (character, origin)
        for character, origin in zip(seen.text.lower(), seen.origins, strict=True)
        if normal(character)
    ]
    return "".join(character for character, _ in kept), [origin for _, origin in kept]


def _consumed(rest: str, indicator: Indicator, names: Names, used: frozenset[int]) -> list[int] | None:
    """Return the lengths of the sub names that make up the rest, each sub once; None where they do not."""
    if not rest:
        return []
    for form, sub in names.sub_forms(indicator):
        if sub not in used and rest.startswith(form):
            further = _consumed(rest[len(form) :], indicator, names, used | {sub})
            if further is not None:
                return [len(form), *further]
    return None


def _by_lines(text: str, names: Names, full_em: float | None) -> NameCell:
    """Read a cell line by line: the longest beginning that is a known name is the name, the rest its subs."""
    lines = paragraphs(text, full_em)
    beginnings = ["".join(lines[:count]) for count in range(1, len(lines) + 1)]
    matches = [names.find(beginning) for beginning in beginnings]
    exact = [index for index, match in enumerate(matches) if match and match.exact]
    near = [index for index, match in enumerate(matches) if match]
    at = exact[-1] if exact else (near[0] if near else len(lines) - 1)
    if not lines:
        return NameCell("")
    match, rest = matches[at], _with_remarks(lines[at + 1 :])
    if rest and (match is None or match.sub is not None or not match.indicator.subs):
        return NameCell(_shown(flat(text)), (), match)
    name = beginnings[at]
    if rest and rest[0].startswith(("（", "(")):
        name, rest = glue(name, rest[0]), rest[1:]
    return NameCell(_shown(name), tuple(_shown(line) for line in rest), match)


def _with_remarks(lines: list[str]) -> list[str]:
    """Put a line in brackets back to the line it explains."""
    joined: list[str] = []
    for line in lines:
        if joined and line.startswith(("（", "(")):
            joined[-1] += line
        else:
            joined.append(line)
    return joined
