"""Whom a document addresses, who gets a copy."""

import re

from pipeline.stages.identification.lines import Line

_FORM = re.compile(
    r"(?:填报|填表|编制|责任|牵头|配合|报送|委托|受检|检测|监测|调查|主办|承办|协办|建设|使用|管理|出席|列席|参加|参会|主持|联系|审核|申报|被检)"
    r"(?:单位|部门|机关|机构|中心|站|局|公司|办公室|委员会|同志)?:"
)
_MAIN = re.compile(r"主送:(?P<units>.+)")
_COPY = re.compile(r"(?:抄送|抄报|分送)(?:单位|机关)?:(?P<units>.*)")
# not the marks inside brackets: 各县（市、区）人民政府
_BETWEEN = re.compile(r"[，,、。；;]+(?![^（(]*[）)])")
_LONGEST_TAIL = 80


def addressee_of(lines: list[Line]) -> str | None:
    """Return the main addressee (主送机关) as printed, without its colon."""
    for line in lines:
        if line.kind == "addressee" and not line.in_table and not _FORM.match(line.seen):
            return line.text.rstrip("：: ").strip()
        if line.kind == "annex" or (line.kind == "body" and not line.is_heading and len(line.seen) > 20):
            break
    named = (line for line in reversed(lines) if line.kind == "imprint" and _MAIN.fullmatch(line.seen))
    return next((_after_colon(line.text).rstrip("。. ") for line in named), None)


def copy_to_of(lines: list[Line]) -> tuple[str, ...]:
    """Return the units of 抄送：…, in order; a list that is too long for a line goes on below."""
    for index, line in enumerate(lines):
        if line.kind != "imprint" or not _COPY.fullmatch(line.seen):
            continue
        words = _after_colon(line.text)
        for following in lines[index + 1 : index + 4]:
            is_over = words.rstrip().endswith(("。", "."))
            if is_over or following.kind in ("imprint", "date", "annex") or len(following.seen) > _LONGEST_TAIL:
                break
            words += following.text
        return tuple(part.strip() for part in _BETWEEN.split(words) if part.strip())
    return ()


def _after_colon(text: str) -> str:
    return re.split(r"[：:]", text, maxsplit=1)[-1].strip()
