"""What is wrong in a dossier file, in sentences that say the line, the field, what to write instead."""

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from archive.dossier_tree import Path
from schemas.dossier import Dossier, IndicatorEntry, KeyTask, Search, SubEntry, Target, Unit
from schemas.package import PackageRules

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
# the entries that a sentence names by number and name
_NAMED: Mapping[str | int, str] = {"indicators": "指标", "tasks": "任务"}
_EXAMPLES = {
    "county": "county: 某某县",
    "edition": "edition: '2021'",
    "years": "years: [2020, 2021, 2022]",
    "id": "id: plan",
    "number": "number: 1",
    "name": "name: 生态文明建设规划",
    "text": "text: ≥41%",
}
_SAYINGS = {
    "int_parsing": "应写整数，例如 2022",
    "int_type": "应写整数，例如 2022",
    "int_from_float": "应写整数，例如 2022",
    "decimal_parsing": "应写数字，例如 41 或 4.5",
    "decimal_type": "应写数字，例如 41 或 4.5",
    "decimal_max_digits": "数字过长，请核对",
    "bool_parsing": "应写 true（是）或 false（否）",
    "bool_type": "应写 true（是）或 false（否）",
    "date_parsing": "应写日期，例如 2023-12-31",
    "date_from_datetime_parsing": "应写日期，例如 2023-12-31",
    "date_type": "应写日期，例如 2023-12-31",
    "tuple_type": "应写成列表，例如 [2020, 2021, 2022] 或 [县水利局, 县林业局]",
    "string_type": "应写一段文字",
    "model_type": "应写成“字段: 值”的形式",
}


def model_faults(error: ValidationError, value: Any, lines: Mapping[Path, int]) -> list[str]:
    """Return a sentence for each fault that the models found in the values of a file."""
    return [_sentence(_known_path(tuple(each["loc"]), lines), lines, value, _saying(each)) for each in error.errors()]


def rule_faults(dossier: Dossier, lines: Mapping[Path, int]) -> list[str]:
    """Return a sentence for each fault that no single field shows: years out of range, entries that stand twice."""
    value = dossier.model_dump()
    return [_sentence(path, lines, value, saying) for path, saying in _rules(dossier)]


def repeated_faults(repeated: list[tuple[Path, int]]) -> list[str]:
    """Return a sentence for each field that stands twice in one place."""
    return [f"第{line}行：字段“{path[-1]}”写了两次，请删去一处" for path, line in repeated]


def _rules(dossier: Dossier) -> Iterator[tuple[Path, str]]:
    if not dossier.county.strip():
        yield ("county",), "不能为空，请写县（市、区）全称"
    if not dossier.years:
        yield ("years",), "至少要有一个复核年份，例如 [2020, 2021, 2022]"
    for index, year in enumerate(dossier.years):
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            yield ("years", index), f"“{year}”不像年份，应写四位数，例如 2022"
        elif year in dossier.years[:index]:
            yield ("years", index), f"年份{year}写了两次，请删去一处"
    yield from _twice("indicators", [entry.id for entry in dossier.indicators], "指标编码（id）")
    yield from _twice("units", [unit.name for unit in dossier.units], "单位")
    yield from _twice("tasks", [str(task.number) for task in dossier.tasks], "任务序号（number）")
    for index, entry in enumerate(dossier.indicators):
        yield from _twice("indicators", [str(sub.number) for sub in entry.subs], "子指标编号", index)
        for place, sub in enumerate(entry.subs):
            if not sub.applicable and not sub.reason:
                yield ("indicators", index, "subs", place), "标为不适用，但没有写明理由，请补写 reason"


def _twice(name: str, keys: list[str], what: str, entry: int | None = None) -> Iterator[tuple[Path, str]]:
    repeated = {key for key, count in Counter(keys).items() if count > 1}
    for index, key in enumerate(keys):
        if key in repeated and key in keys[:index]:
            path: Path = (name, index) if entry is None else (name, entry, "subs", index)
            yield path, f"{what}“{key}”出现了两次，请删去或改正一处"


def _known_path(path: Path, lines: Mapping[Path, int]) -> Path:
    """Cut a path to what stands in the file; a field that is missing keeps its name."""
    return path if path[:-1] in lines or not path[:-1] else _known_path(path[:-1], lines)


def _sentence(path: Path, lines: Mapping[Path, int], value: Any, saying: str) -> str:
    line = next((lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in lines), 1)
    return f"第{line}行{_where(path, value)}：{saying}"


def _where(path: Path, value: Any) -> str:
    """Return the path in words: 指标12“危险废物利用处置率”的 target.op."""
    if len(path) >= 2 and path[0] in _NAMED and isinstance(path[1], int):
        entries = value.get(path[0]) if isinstance(value, dict) else None
        entry = entries[path[1]] if isinstance(entries, list | tuple) else None
        said = entry if isinstance(entry, dict) else {}
        name = f"“{said['name']}”" if said.get("name") else ""
        number = said.get("number", "")
        whose = f"，{_NAMED[path[0]]}{number}{name}" if number or name else f"，{path[0]} 第{path[1] + 1}项"
        return f"{whose}的 {_dotted(path[2:])}" if path[2:] else whose
    return f"，{_dotted(path)}" if path else ""


def _dotted(path: Path) -> str:
    shown = ""
    for part in path:
        if isinstance(part, int):
            shown += f"（第{part + 1}项）"
        else:
            shown += f".{part}" if shown else part
    return shown


def _saying(error: ErrorDetails) -> str:
    kind, path = error["type"], tuple(error["loc"])
    given = error["input"]
    shown = f"“{given}”不合要求，" if isinstance(given, str | int | float) else ""
    if kind == "extra_forbidden":
        return _unknown_field(path)
    if kind == "missing":
        example = _EXAMPLES.get(str(path[-1]), f"{path[-1]}: …")
        return f"缺少字段“{path[-1]}”，请补写，例如 {example}"
    if kind == "literal_error":
        expected = str(error.get("ctx", {}).get("expected", "")).replace(" or ", "、").replace(", ", "、")
        return f"{shown}只能写 {expected}"
    if kind == "greater_than_equal":
        return f"{shown}应不小于 {error.get('ctx', {}).get('ge', 1)}"
    if kind == "value_error":
        return error["msg"].removeprefix("Value error, ") + "，请补写 reason: 理由"
    return f"{shown}{_SAYINGS.get(kind, '请对照本文件开头的说明改正')}"


def _unknown_field(path: Path) -> str:
    fields = list(_model_at(path[:-1]).model_fields)
    near = get_close_matches(str(path[-1]), fields, n=1)
    guess = f"，是不是“{near[0]}”" if near else ""
    return f"不认识的字段“{path[-1]}”{guess}？可用的字段：{'、'.join(fields)}"


def _model_at(path: Path) -> type[BaseModel]:
    models: dict[str, type[BaseModel]] = {
        "indicators": IndicatorEntry,
        "subs": SubEntry,
        "target": Target,
        "units": Unit,
        "tasks": KeyTask,
        "package": PackageRules,
        "search": Search,
    }
    return next((models[part] for part in reversed(path) if isinstance(part, str) and part in models), Dossier)
