"""The responsible units of a cell, each by itself."""

import re

from pipeline.plan_import.lines import flat, glue, paragraphs, tidy

_ENDINGS = (
    "委员会|管委会|居委会|村委会|领导小组|工作专班|指挥部|办公室|人民政府|政府|街道办事处|办事处|街道|分公司|公司|集团|"
    "分局|支局|总局|大队|支队|总队|中心|医院|学校|党校|学院|研究院|设计院|管理处|管理站|监测站|管理所|服务站|供电所|园区|开发区|"
    "成员单位|有关单位|相关单位|各单位|相关部门|有关部门|各部门|各乡镇|乡镇|联合会|联合社|联社|协会|银行|法院|检察院|"
    "局|办|委|部|院|会|所|站|处|社|队|厅|镇|乡|场|园|馆|组"
)
_COMPLETE = re.compile(rf"(?:{_ENDINGS})(?:[（(][^（）()]*[）)])?$")
_CLEAR = re.compile(
    r"(?:局|委|办|办公室|委员会|政府|部|分公司|公司|中心|院|镇|乡|街道|单位|部门|会|厅|小组)(?:[（(][^（）()]*[）)])?$"
)
_BRANCH = re.compile(r"^[^局、，,；;]{0,8}(?:分局|支局|分公司|派出所)(?:$|[、，,；;])")
_AND = re.compile(r"以及|及|和|与|暨")
_OPENS = re.compile(r"^(?:县|市|区|省|州|旗|各|中共|国家|国网|中国)")
_LABEL = re.compile(r"(牵头|责任|主办|主要责任|配合|协助|协办|参与)(?:单位|部门)?[:：]")
NOTHING = frozenset({"", "/", "／", "\\", "-", "--", "---", "—", "——", "－", "－－", "–", "―", "无", "N/A", "n/a"})


def split_units(text: str, full_em: float | None) -> tuple[str, ...]:
    """Return the units that a cell names, in its order, each once.

    Separators inside brackets part nothing; 和, 及 part only two complete names, because many units bear
    one in their own (自然资源和规划局). `full_em` as in `lines.paragraphs`.
    """
    found: list[str] = []
    for line in _joined(text, full_em):
        for part in _outside_brackets(line):
            found.extend(_parted(_bare(part)))
    return tuple(dict.fromkeys(unit for unit in found if unit not in NOTHING))


def labelled_units(text: str, full_em: float | None) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return (leading, cooperating) units of a cell that labels them itself (牵头单位：…配合单位：…), else None."""
    plain = flat(text)
    marks = list(_LABEL.finditer(plain))
    if not marks:
        return None
    sides: tuple[list[str], list[str]] = ([], [])
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        part = plain[mark.end() : following.start() if following else len(plain)]
        sides[mark[1] in ("配合", "协助", "协办", "参与")].extend(split_units(part, full_em))
    return tuple(sides[0]), tuple(sides[1])


def looks_like_units(text: str) -> bool:
    """Tell whether every part of a cell ends as the name of a unit does."""
    units = split_units(text, None)
    return bool(units) and all(_CLEAR.search(unit) and len(unit) <= 30 for unit in units)


def _joined(text: str, full_em: float | None) -> list[str]:
    """Join the lines of a cell where a break stands inside a name."""
    joined: list[str] = []
    for line in (_tidied(part) for part in text.splitlines()):
        if not line:
            continue
        if joined and not _begins_a_unit(joined[-1], line, full_em):
            joined[-1] = glue(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _tidied(line: str) -> str:
    """Return the line without blanks; one that parts two complete names becomes the separator it stands for."""
    words = line.split()
    if len(words) > 1 and all(_CLEAR.search(word) and len(word) > 2 for word in words):
        return "、".join(words)
    return tidy(line.strip())


def _begins_a_unit(before: str, line: str, full_em: float | None) -> bool:
    if before[-1] in "、，,；;／/" or not _COMPLETE.search(before) or _BRANCH.match(line):
        return False
    first = re.split(r"[、，,；;／/]", line)[0]
    if not _COMPLETE.search(first) or len(first) < 3:
        return False
    return full_em is None or bool(_OPENS.match(line)) or len(paragraphs(f"{before}\n{line}", full_em)) > 1


def _outside_brackets(line: str) -> list[str]:
    """Split at separators that stand outside brackets."""
    parts, depth, begin = [], 0, 0
    for index, character in enumerate(line):
        if character in "（(":
            depth += 1
        elif character in "）)":
            depth = max(0, depth - 1)
        elif depth == 0 and character in "、，,；;／/。 ":
            parts.append(line[begin:index])
            begin = index + 1
    parts.append(line[begin:])
    return parts if depth == 0 else re.split(r"[、，,；;／/。]", line)


def _bare(part: str) -> str:
    part = part.strip(" 　.．:：")
    shortened = re.sub(r"等$", "", part)
    return shortened if _COMPLETE.search(shortened) else part


def _parted(part: str) -> list[str]:
    """Part two units joined by 和, 及 where both sides are complete names."""
    for match in _AND.finditer(part):
        left, right = part[: match.start()], part[match.end() :]
        if len(left) > 1 and len(right) > 1 and _COMPLETE.search(left) and _COMPLETE.search(right):
            return [left, *_parted(right)]
    return [part]
