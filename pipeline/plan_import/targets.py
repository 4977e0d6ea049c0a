"""A target cell: what is to be reached, as a comparison where it is a number."""

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.numbers.shadow import shadow
from pipeline.numbers.units import UNIT_PATTERN
from pipeline.plan_import.lines import flat, paragraphs
from pipeline.plan_import.names import normal
from schemas.dossier import Target
from schemas.edition import Measure
from schemas.fact import Operator

_PREFIXES: tuple[tuple[str, Operator], ...] = (
    (r"≥|>=|=>|≧|⩾|≮|不低于|不少于|不小于|不小於|大于等于|大于或等于|高于或等于|至少|最低", ">="),
    (r"≤|<=|=<|≦|⩽|≯|不高于|不超过|不大于|不多于|小于等于|小于或等于|低于或等于|至多|最高|控制在", "<="),
    (r">|大于|高于|超过", ">"),
    (r"<|小于|低于", "<"),
    (r"=|为|达到?|保持在?|稳定在|提高到|提升到|提高至|提升至|维持在?", "="),
)
_SUFFIXES: tuple[tuple[str, Operator], ...] = (
    (r"及?(?:或)?以上|或?更高", ">="),
    (r"及?(?:或)?(?:以下|以内)|之内|内", "<="),
)
_UNIT = rf"(?:{UNIT_PATTERN}|级)"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_BEFORE = "|".join(words for words, _ in _PREFIXES)
_THEN = "|".join(words for words, _ in _PREFIXES[:4])
_AFTER = "|".join(words for words, _ in _SUFFIXES)
_QUANTITY = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<before2>{_THEN})?(?P<value>{_NUMBER})\(?(?P<unit>{_UNIT})?\)?"
    rf"(?P<after>{_AFTER})?(?:\([^()]*\))?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[;；。\n]")
_COMMAS = re.compile(r"[、，,；;](?!\d{3}(?!\d))")
_MARK = re.compile(r"[（(]\s*\d{1,2}\s*[）)]|[①-⑳]")
_LINE_MARK = re.compile(r"^\s*\d\s*[.．、]")
_HEAD_UNIT = re.compile(rf"\((?:单位:?)?({_UNIT})\)", re.IGNORECASE)
_SAID = ("指标值", "目标值", "比例", "覆盖率", "达标率", "率", "全县", "全市", "全区", "年均", "基本")


def parse_target(text: str, unit: str = "", year: int | None = None, measures: Sequence[Measure] = ()) -> Target:
    """Read one target: op, value and unit where the words are exactly one comparison, else the text alone.

    `unit` is what a unit column or the head states; it stands where the cell names none. `measures` are the
    indicator or sub that the target is for: their names may stand before the number. A bare 95% is "=": whether
    more or less is better is the edition's to say. Change words (下降10%) stay text: they are no level.
    """
    written = flat(text).strip("；;。")
    if unit in ("/", "-", "--", "—", "——", "无"):
        unit = ""
    comparisons = [found for part in _PARTS.split(written) if (found := _comparison(part, measures))]
    digits = [part for part in _PARTS.split(written) if re.search(r"\d", part)]
    if len(comparisons) != 1 or len(digits) != 1:
        comparisons = [found] if (found := _comparison(written, measures)) else _one_of_many(written, measures)
    if not comparisons:
        return Target(text=written, year=year)
    op, value, stated = comparisons[0]
    return Target(text=written, op=op, value=value, unit=stated or unit, year=year)


def split_targets(text: str, subs: Sequence[Measure], count: int, full_em: float | None) -> list[str] | None:
    """Return `count` targets, one a sub-indicator, or None where the cell states one for all.

    Tried in turn: marks （1）（2）, lines, semicolons, commas between numbers. A line that ends in a semicolon goes on,
    semicolons part targets only where one is a number: 完成考核任务；保持稳定 is one target for all (the words of the
    national table). `full_em` as in `lines.paragraphs`.
    """
    if count < 2:
        return None
    whole = flat(text)
    if len(_MARK.findall(whole)) == count:
        return [part.strip("；;，,。 ") for part in _MARK.split(whole)[1:]]
    lines = _lines(text, full_em)
    numeric = any(_comparison(line, subs) for line in lines)
    if len(lines) == count and (numeric or not any(line[-1] in "；;，,、" for line in lines[:-1])):
        numbered = all(line.lstrip().startswith(str(index)) for index, line in enumerate(lines, 1))
        return [(_LINE_MARK.sub("", line) if numbered else line).strip("；;，,、。 ") for line in lines]
    by_semicolon = [part for part in re.split(r"[；;]", whole) if part.strip("。")]
    if len(by_semicolon) == count and any(_comparison(part, subs) for part in by_semicolon):
        return by_semicolon
    by_comma = [part for part in _COMMAS.split(whole) if part]
    if len(by_comma) == count and all(_comparison(part, subs) for part in by_comma):
        return by_comma
    return None


def unit_of_head(head: str) -> str:
    """Return the unit that a column head names in brackets (目标值（%）), else ""."""
    match = _HEAD_UNIT.search(shadow(head).text)
    return match[1] if match else ""


def is_comparison(text: str) -> bool:
    """Tell whether a cell is one number with its comparison (≥41%, 85%以上)."""
    return _comparison(flat(text), ()) is not None


def _lines(text: str, full_em: float | None) -> list[str]:
    """Return the paragraphs of the cell; a complete number never runs on into the next line."""
    joined: list[str] = []
    for line in text.splitlines():
        if joined and not (_comparison(flat(joined[-1]), ()) and _begins_a_target(line)):
            joined[-1] += f"\n{line}"
        else:
            joined.append(line)
    return [part for chunk in joined for part in paragraphs(chunk, full_em)]


def _begins_a_target(line: str) -> bool:
    plain = shadow(line).text
    return bool(re.match(rf"(?:{_BEFORE}|\d|[一-鿿]{{2}})", plain)) and not re.match(r"以上|以下|以内|及以|左右", plain)


def _one_of_many(text: str, measures: Sequence[Measure]) -> list[tuple[Operator, Decimal, str]]:
    """Read ≥69%，不降低: one number among words."""
    parts = [part for part in _COMMAS.split(text) if part]
    found = [comparison for part in parts if (comparison := _comparison(part, measures))]
    return found if len(found) == 1 and sum(any(c.isdigit() for c in part) for part in parts) == 1 else []


def _comparison(text: str, measures: Sequence[Measure]) -> tuple[Operator, Decimal, str] | None:
    plain = shadow(text).text.replace(" ", "").strip(";,.。:")
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1]
    match = _QUANTITY.fullmatch(plain) or _after_a_name(plain, measures)
    if match is None:
        return None
    op = _operator(match)
    return (op, Decimal(match["value"].replace(",", "")), match["unit"] or "") if op else None


def _after_a_name(plain: str, measures: Sequence[Measure]) -> re.Match[str] | None:
    """Match a number after the name of what is measured (化肥利用率≥41%)."""
    match = re.search(rf"{_QUANTITY.pattern}$", plain, re.IGNORECASE)
    if match is None or not match.start():
        return None
    said = normal(plain[: match.start()])
    names = {normal(name) for measure in measures for name in (measure.name, *measure.aliases)}
    return match if said in names or said in {normal(word) for word in _SAID} else None


def _operator(match: re.Match[str]) -> Operator | None:
    """Return the operator; None where the words contradict each other (不超过90%以上)."""
    found: list[Operator] = []
    for group, table in (("before", _PREFIXES), ("before2", _PREFIXES), ("after", _SUFFIXES)):
        if match[group]:
            found.extend(op for words, op in table if re.fullmatch(words, match[group]))
    strict = {op for op in found if op != "="}
    if len(strict) > 1:
        return None
    return next(iter(strict), "=")
