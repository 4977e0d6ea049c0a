"""The unit behind a label of a form: 填报单位：某某局."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.stages.identification.kind import kind_of_title
from pipeline.stages.identification.lines import Line, columns
from pipeline.stages.identification.units import is_unit, units_in_line, without_division

LONGEST_LINE = 120
# who grants a permit; its 单位名称 is the holder
_GRANTING = r"(?:审批|发证|颁发|核发|颁证|批准|许可|登记)(?:单位|机关|机构|部门)"
# whose plan it is that an institute drew up (编制单位)
_ORDERING = r"(?:组织编制|组织|建设|委托|主持)(?:单位|机关|部门)"
_ISSUING = (
    r"(?:填报|填表|编报|编制|报送|上报|报告|制表|出具|统计|调查|监测|检测|编写|发布|发文|主办|承办|承担|提供|证明|说明|测算|演练|出证|盖章|签章|落款)(?:单位|机关|机构|部门)"
    r"|发布机构|综合机关(?:名称)?|单位(?:\((?=(?:盖章|公章|签章|印章|印|章)\):)|盖章|公章|签章)|(?<![一-龥])(?:填报|编报|报送|编制|制表|制作|出具|提供)(?=:)"
)
_PLAIN = r"(?<![一-龥])单位(?:名称)?"
# what each of these labels holds
_MAY_BE_LABELLED = re.compile(r"单位|机关|机构|部门|(?:填报|编报|报送|编制|制表|制作|出具|提供):")
_SEAL = r"(?:\((?:印章|盖章|公章|章|印|签章|加盖公章)\))?"
_PLACE = re.compile(r"[一-龥]{2,6}?(?:自治县|[县市区旗])")
_PERMIT = re.compile(r"(?:证|证书|批准书)$")
_CUT = re.compile(
    r"(?:填报|填表|编报|制表|报送|统计|报告|审核|联系|负责|发布|发稿)(?:日期|时间|人|单位)|审核:|制表:|浏览|点击|阅读|访问|字号|字体|打印|编辑|责编|作者|电话|单位:"
    r"|\(盖章\)|\(公章\)"
)


def labelled_units(lines: list[Line], title: str | None) -> tuple[str, ...]:
    """Return the units behind the label that says most of who issued it.

    Of a permit that is never its holder; of a plan it is who had it made before who drew it up.
    """
    labels = [_GRANTING, _ISSUING, _PLAIN] if title is None or not _PERMIT.search(title) else [_GRANTING, _ISSUING]
    if title is not None and kind_of_title(title) == "plan":
        labels.insert(0, _ORDERING)
    short = [line for line in lines if len(line.seen) <= LONGEST_LINE]
    told = [index for index, line in enumerate(short) if _MAY_BE_LABELLED.search(line.seen) is not None]
    return next((units for label in labels for units in _behind(short, told, label)), ())


def cut_units(words: str) -> tuple[str, ...]:
    """Return the units that words (a shadow) begin with, () where they are none."""
    bare = _CUT.split(words)[0].rstrip("(")
    parts = [without_division(part) for part in _apart(bare).split("、") if part]
    return tuple(parts) if parts and all(is_unit(part) for part in parts) else ()


def _apart(words: str) -> str:
    """Return words with 、 between two units of one county, where PDF lost the blank: 甲县水利局甲县卫生健康局."""
    place = _PLACE.match(words)
    return re.sub(rf"(?<=[局委办站厅心])(?={place[0]}[一-龥]{{2}})", "、", words) if place else words


@cache  # of four labels
def _patterns(label: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a label with the unit behind it, and one that stands alone."""
    return re.compile(rf"(?:{label}){_SEAL}:?(?P<unit>[一-龥()·、]{{3,60}})"), re.compile(rf"(?:{label}){_SEAL}:?")


def _behind(lines: list[Line], told: list[int], label: str) -> Iterator[tuple[str, ...]]:
    beside, alone = _patterns(label)
    for index in told:
        line = lines[index]
        begins = beside.match(line.seen)
        if line.kind == "body" and begins and line.seen[begins.end() : begins.end() + 1] in ("。", ";"):
            yield from filter(None, [cut_units(begins["unit"])])  # 填表单位：某局。三年来面积未变。
        if line.kind != "body":
            parts = columns(line.text)
            for number, part in enumerate((*parts, line.seen)):
                match = beside.search(part)
                if match and (units := cut_units(match["unit"])):
                    yield (*units, *(unit for more in parts[number + 1 :] for unit in cut_units(more)))
        if alone.fullmatch(line.seen) and index + 1 < len(lines) and (units := units_in_line(lines[index + 1].text)):
            yield units
