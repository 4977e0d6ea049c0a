"""The proof that an edition's file is sound."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from schemas.edition import Component, CrosswalkRow, Edition, Indicator, Measure
from schemas.errors import EditionError
from schemas.formula import is_component_name, parse_formula

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# where a field's words are from a fixed list, so that a refusal can name the choices
EDITION_NAMES = {
    "direction": "at_least、at_most、not_lower、not_higher、qualitative",
    "attribute": "约束性、参考性",
    "years": "each、any、standing、baseline_and_each",
    "year": "current、previous、baseline",
}
_KINDS_OF_FAULT = {
    "missing": "缺少这一项",
    "extra_forbidden": "不认识这一项",
    "literal_error": "取值不在允许范围内",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "string_type": "应为文字（数字请加引号）",
    "tuple_type": "应为列表",
    "bool_type": "应为 true 或 false",
    "greater_than_equal": "太小",
}


def in_words(content: object, fault: "ErrorDetails", choices: Mapping[str, str]) -> str:
    """Put one fault of the model into words: the indicator it is in, the path, what is wrong."""
    path = fault["loc"]
    what = _KINDS_OF_FAULT.get(fault["type"], fault["msg"])
    field = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    if fault["type"] == "literal_error":
        allowed = f"（可用：{choices[field]}）" if field in choices else ""
        what = f"“{fault['input']}”{what}{allowed}"
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
    return f"{_indicator_label(content, path)}{place} {what}"


def _indicator_label(content: object, path: Sequence[int | str]) -> str:
    if len(path) < 2 or path[0] != "indicators" or not isinstance(content, dict) or not isinstance(path[1], int):
        return ""
    raw = content["indicators"][path[1]]
    if not isinstance(raw, dict):
        return f"第{path[1] + 1}个指标："
    return f"指标{raw.get('number', '?')}（{raw.get('id', '?')}）："


class FaultFinder:
    """Looks through an edition that has the right shape for what does not hold together."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}

    def find(self, edition: Edition) -> list[str]:
        """Return all faults, in words; empty where the edition is sound."""
        faults = list(_numbering_faults(edition))
        for indicator in edition.indicators:
            label = f"指标{indicator.number}（{indicator.id}）"
            faults += [f"{label}：{fault}" for fault in self._indicator_faults(indicator)]
        return faults

    def _indicator_faults(self, indicator: Indicator) -> Iterator[str]:
        numbers = [sub.number for sub in indicator.subs]
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"子指标编号应为 1 至 {len(numbers)} 连续，现为 {numbers}"
        yield from self._measure_faults(indicator, indicator.id)
        for sub in indicator.subs:
            for fault in self._measure_faults(sub, f"{indicator.id}（{sub.number}）"):
                yield f"子指标{sub.number}：{fault}"
        yield from _requirement_faults(indicator)

    def _measure_faults(self, measure: Measure, owner: str) -> Iterator[str]:
        for name in (measure.name, *measure.aliases):
            first = self._owners.setdefault(name, owner)
            if first != owner:
                yield f"名称“{name}”与 {first} 重复"
        for name in sorted({measure.name, *measure.aliases} & set(measure.names_not_meant)):
            yield f"“{name}”既是名称又在 names_not_meant 中"
        yield from _repeated_aliases(measure)
        if measure.direction == "qualitative" and (measure.formula or measure.unit):
            yield "定性指标不应有 unit 或 formula"
        yield from _component_faults(measure)
        yield from _formula_faults(measure)


def _repeated_aliases(measure: Measure) -> Iterator[str]:
    named: tuple[Measure | Component, ...] = (measure, *measure.components)
    for item in named:
        for name, times in Counter((item.name, *item.aliases)).items():
            if times > 1:
                yield f"“{item.name}”的别名“{name}”重复"


def _numbering_faults(edition: Edition) -> Iterator[str]:
    numbers = [indicator.number for indicator in edition.indicators]
    for number, times in sorted(Counter(numbers).items()):
        if times > 1:
            same = "、".join(indicator.id for indicator in edition.indicators if indicator.number == number)
            yield f"编号{number}重复（{same}）"
    missing = sorted(set(range(1, len(numbers) + 1)) - set(numbers))
    if missing:
        yield f"编号应从1到{len(numbers)}连续，缺少{'、'.join(map(str, missing))}"
    for indicator_id, times in Counter(indicator.id for indicator in edition.indicators).items():
        if times > 1:
            yield f"id“{indicator_id}”重复{times}次"


def _component_faults(measure: Measure) -> Iterator[str]:
    names = {component.name for component in measure.components}
    if len(names) < len(measure.components):
        yield "数据项名称重复"
    for component in measure.components:
        if not is_component_name(component.name):
            yield f"数据项“{component.name}”的名称不能含括号、斜杠、空格等符号"
        if component.of and component.of not in names:
            yield f"数据项“{component.name}”的 of 所指“{component.of}”不存在"
        if (component.year == "current") == bool(component.of):
            yield f"数据项“{component.name}”的 year 与 of 应同时填写"


def _formula_faults(measure: Measure) -> Iterator[str]:
    """Each name of a formula must be a component; each required component must be in a formula."""
    used: set[str] = set()
    for where, text in _formulas(measure):
        try:
            used |= parse_formula(text).names
        except EditionError as error:
            yield f"{where}{error.message}"
    names = {component.name for component in measure.components}
    for name in sorted(used - names):
        yield f"公式用到的“{name}”不在 components 中"
    for component in measure.components:
        if component.name not in used and not component.optional:
            yield f"数据项“{component.name}”没有用在公式中（不参与计算的请写 optional: true）"
    yield from _circles(measure)


def _formulas(measure: Measure) -> Iterator[tuple[str, str]]:
    for text in (measure.formula, *measure.other_formulas):
        if text:
            yield "", text
    for component in measure.components:
        if component.formula:
            yield f"数据项“{component.name}”的", component.formula


def _circles(measure: Measure) -> Iterator[str]:
    """Find components that are computed from themselves."""
    needs: dict[str, frozenset[str]] = {}
    for component in measure.components:
        try:
            needs[component.name] = parse_formula(component.formula).names if component.formula else frozenset()
        except EditionError:
            return
    for name, direct in needs.items():
        reached: set[str] = set()
        pending = list(direct)
        while pending:
            current = pending.pop()
            if current not in reached:
                reached.add(current)
                pending += needs.get(current, ())
        if name in reached:
            yield f"数据项“{name}”的公式绕回了自身"


def _requirement_faults(indicator: Indicator) -> Iterator[str]:
    subs = {sub.number for sub in indicator.subs}
    for requirement in indicator.requirements:
        if requirement.sub is not None and requirement.sub not in subs:
            yield f"要求“{requirement.title}”指向不存在的子指标{requirement.sub}"
            continue
        measures = [indicator.measure(requirement.sub)]
        if requirement.sub is None:
            measures += indicator.subs
        known = {component.name for measure in measures for component in measure.components}
        for name in requirement.numbers:
            if name not in known:
                yield f"要求“{requirement.title}”的数据项“{name}”不在 components 中"


def crosswalk_faults(rows: Sequence[CrosswalkRow], editions: Sequence[Edition]) -> list[str]:
    """Return what keeps the crosswalk from closing: each indicator of each edition in exactly one row."""
    faults: list[str] = []
    by_id = {row.id: row for row in rows}
    if len(by_id) < len(rows):
        faults.append("有指标列了不止一行")
    for edition in editions:
        numbers = {indicator.id: indicator.number for indicator in edition.indicators}
        for indicator_id in numbers.keys() - by_id.keys():
            faults.append(f"{edition.id}版的“{indicator_id}”没有对应行")
        for row in rows:
            if edition.id not in row.numbers:
                faults.append(f"“{row.id}”没有写明{edition.id}版的编号（没有请写 null）")
            elif row.numbers[edition.id] != numbers.get(row.id):
                faults.append(f"“{row.id}”在{edition.id}版应为{numbers.get(row.id)}，写成了{row.numbers[edition.id]}")
    return sorted(faults)
