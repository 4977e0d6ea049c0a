"""What each column of a sheet holds, by its head and by its content."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.plan_import.deadlines import parse_deadline
from pipeline.plan_import.heads import ColumnRole, head_role, head_year, is_head, plain_head
from pipeline.plan_import.lines import flat, printed_width_em
from pipeline.plan_import.name_cell import NameCell, read_name_cell
from pipeline.plan_import.names import Names
from pipeline.plan_import.sheet import Row, Sheet, with_pages_joined, without_repeats
from pipeline.plan_import.targets import is_comparison
from pipeline.plan_import.units import NOTHING, looks_like_units
from schemas.edition import Edition

MOST = 0.6  # this share of a column's cells must look like it where its head says nothing
NUMBERING = re.compile(r"^(?:[\d一二三四五六七八九十]{1,2}|甲|乙|丙|丁)$")
_ATTRIBUTES = re.compile(r"^(?:约束|参考|预期|引导|指导)性?(?:指标)?$")
_BARE_YEAR = re.compile(r"^20\d\d年?$")
_COMPARING = re.compile(r"[≥≤≧≦＞＜><]|不低于|不高于|不超过|以上|以下|以内|完成|达到")
_WORDS_OF_TARGETS = re.compile(r"^(?:≥|≤|完成|建立|开展|实施|全面|有效|不降低|不减少|不明显|保持|逐年|达到|稳定)")
_SUB_MARK = re.compile(r"^[（(]?\d{1,2}[）)]")


@dataclass(frozen=True)
class Columns:
    """The roles of a sheet's columns (0-based). `rows` are those under the head, halves of page ends joined."""

    heads: tuple[str, ...]
    roles: dict[int, ColumnRole]
    rows: tuple[Row, ...]
    full_em: tuple[float | None, ...]
    cells: dict[tuple[int, int, int], NameCell]
    printed: bool
    target_years: dict[int, int] = field(default_factory=dict)

    def of(self, role: ColumnRole) -> tuple[int, ...]:
        """Return the columns with a role, left to right."""
        return tuple(index for index, found in sorted(self.roles.items()) if found == role)

    def one(self, role: ColumnRole) -> int | None:
        """Return the column with a role, None where there is none."""
        return next(iter(self.of(role)), None)


def recognise(sheet: Sheet, names: Names) -> Columns | None:
    """Return the columns of a sheet, None where no column holds names of indicators."""
    head_rows = count_head_rows(sheet)
    heads = tuple(_head(sheet, index, head_rows) for index in range(sheet.columns))
    rows = without_repeats(sheet, head_rows)
    rows = tuple(row for row in rows if not all(NUMBERING.match(text) for text in row.texts))
    name = _name_column(sheet, rows, names, heads)
    if name is None:
        return None
    roles = _by_heads(heads, rows, name)
    _by_content(roles, rows, sheet.columns, names.edition)
    keys = [index for index, role in roles.items() if role == "number"] or [name]
    rows = with_pages_joined(rows, tuple(keys))
    full_em = tuple(_full_em(rows, index) if sheet.printed else None for index in range(sheet.columns))
    cells = _name_cells(rows, name, names, full_em[name])
    _settle_subs(roles, rows, names, cells, name)
    years = {i: year for i, role in roles.items() if role in ("target", "standard") and (year := head_year(heads[i]))}
    return Columns(heads, roles, rows, full_em, cells, sheet.printed, years)


def count_head_rows(sheet: Sheet) -> int:
    """Return how many rows the head takes: title rows over the whole width, the head, rows that share its cells."""
    count, seen = 0, False
    for row in sheet.rows[:6]:
        above = {place.key for place in sheet.rows[count - 1].places} if count else set()
        if not (is_head(row.texts) or (seen and above & {place.key for place in row.places})):
            if seen or not row.is_one_cell:
                break
        else:
            seen = True
        count += 1
    return count if seen else 0


def _head(sheet: Sheet, index: int, head_rows: int) -> str:
    """Return a column's head: the texts of its head cells from top to bottom, titles over the whole width left out."""
    rows = [row for row in sheet.rows[:head_rows] if not row.is_one_cell]
    return "".join(dict.fromkeys(row.texts[index] for row in rows))


def _full_em(rows: tuple[Row, ...], index: int) -> float | None:
    """Return the printed width of a column."""
    return printed_width_em({row.places[index].key: row.places[index].text for row in rows}.values())


def _name_column(sheet: Sheet, rows: tuple[Row, ...], names: Names, heads: tuple[str, ...]) -> int | None:
    """Return the column in which most indicators are named; equal counts go to the head that says so."""
    best: tuple[int, bool, int] | None = None
    for index in range(sheet.columns):
        cells = _name_cells(rows, index, names, None).values()
        found = {cell.match.indicator.id for cell in cells if cell.match}
        score = (len(found), head_role(heads[index]) == "name", -index)
        if found and (best is None or score > best):
            best = score
    return -best[2] if best else None


def _name_cells(
    rows: tuple[Row, ...], index: int, names: Names, full_em: float | None
) -> dict[tuple[int, int, int], NameCell]:
    places = {row.places[index].key: row.places[index].text for row in rows}
    return {key: read_name_cell(text, names, full_em) for key, text in places.items() if text.strip()}


def _by_heads(heads: tuple[str, ...], rows: tuple[Row, ...], name: int) -> dict[int, ColumnRole]:
    roles: dict[int, ColumnRole] = {name: "name"}
    for index, head in enumerate(heads):
        role = head_role(head)
        if index == name or role is None:
            continue
        texts = _texts(rows, index)
        if role == "lead" and plain_head(head) == "单位" and not _mostly(texts, _is_unit):
            role = "measure_unit"
        if role in ("lead", "cooperating") and texts and not any(_is_unit(text) or text in NOTHING for text in texts):
            role = "ignored"
        if role == "target":
            role = _target_or_not(head, texts)
        roles[index] = "sub" if role == "name" else role
    _only_one_lead(roles, heads)
    return roles


def _target_or_not(head: str, texts: list[str]) -> ColumnRole:
    """Return task for a column of long texts, ignored for a bare year over values that are not to be reached."""
    if _mostly(texts, lambda text: len(text) > 60):
        return "task"
    bare = _BARE_YEAR.match(plain_head(head))
    return "ignored" if bare and not any(_COMPARING.search(text) for text in texts) else "target"


def _only_one_lead(roles: dict[int, ColumnRole], heads: tuple[str, ...]) -> None:
    """Keep one leading column: 牵头 goes before 责任; the others' units cooperate."""
    leads = [index for index, role in roles.items() if role == "lead"]
    named = [index for index in leads if "牵头" in heads[index] or "主要" in heads[index]]
    for index in leads:
        if named and index != named[0]:
            roles[index] = "cooperating"


def _by_content(roles: dict[int, ColumnRole], rows: tuple[Row, ...], columns: int, edition: Edition) -> None:
    """Give roles to columns whose heads say nothing."""
    domains = {flat(indicator.domain) for indicator in edition.indicators if indicator.domain}
    tests: tuple[tuple[ColumnRole, Callable[[str], bool]], ...] = (
        ("attribute", lambda text: bool(_ATTRIBUTES.match(text))),
        ("number", lambda text: text.isascii() and text.isdigit()),
        ("domain", lambda text: any(domain in text for domain in domains) and len(text) <= 12),
        ("deadline", lambda text: len(text) <= 20 and parse_deadline(text) is not None),
        ("target", lambda text: is_comparison(text) or bool(_WORDS_OF_TARGETS.match(text))),
        ("lead", _is_unit),
        ("cooperating", _is_unit),
    )
    for role, fits in tests:
        for index in range(columns):
            if role not in roles.values() and index not in roles and _mostly(_texts(rows, index), fits):
                roles[index] = role


def _settle_subs(
    roles: dict[int, ColumnRole],
    rows: tuple[Row, ...],
    names: Names,
    cells: dict[tuple[int, int, int], NameCell],
    name: int,
) -> None:
    """Find the column of sub-indicators: it stands in rows of an indicator that has subs, or is marked （1）."""
    scores: dict[int, int] = {}
    for index in set(range(len(rows[0].places))) - {name} if rows else ():
        if roles.get(index) in (None, "sub", "ignored", "task", "domain"):
            scores[index] = sum(_names_a_sub(row, index, names, cells.get(row.places[name].key)) for row in rows)
    best = max(scores, key=lambda index: (scores[index], roles.get(index) == "sub", -index), default=None)
    called = [index for index, role in roles.items() if role == "sub"]
    if best is None or scores[best] < 2:
        best = next((index for index in called if _mostly(_texts(rows, index), lambda text: len(text) <= 30)), None)
    for index in called:
        roles[index] = "ignored"
    if best is not None:
        roles[best] = "sub"


def _names_a_sub(row: Row, index: int, names: Names, cell: NameCell | None) -> bool:
    text = row.texts[index]
    if not text or len(text) > 60 or cell is None or cell.match is None:
        return False
    return bool(_SUB_MARK.match(text)) or names.find_sub(_SUB_MARK.sub("", text), cell.match.indicator) is not None


def _texts(rows: tuple[Row, ...], index: int) -> list[str]:
    return [text for row in rows if (text := row.texts[index]) and not row.is_one_cell]


def _mostly(texts: list[str], fits: Callable[[str], bool]) -> bool:
    return bool(texts) and sum(map(fits, texts)) >= MOST * len(texts)


def _is_unit(text: str) -> bool:
    return looks_like_units(text)
