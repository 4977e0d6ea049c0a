"""The words of a column head, and the role they give to the column."""

import re
from typing import Literal

from pipeline.numbers.shadow import shadow
from pipeline.plan_import.lines import flat

ColumnRole = Literal[
    "number", "name", "sub", "target", "standard", "measure_unit", "attribute",
    "lead", "cooperating", "deadline", "domain", "task", "note", "ignored",
]  # fmt: skip
ROLE_NAMES: dict[ColumnRole, str] = {
    "number": "序号",
    "name": "指标名称",
    "sub": "子指标",
    "target": "目标值",
    "standard": "标准值",
    "measure_unit": "计量单位",
    "attribute": "指标属性",
    "lead": "牵头单位",
    "cooperating": "配合单位",
    "deadline": "完成时限",
    "domain": "领域",
    "task": "任务",
    "note": "备注",
    "ignored": "不导入",
}
MAX_HEAD_CHARS = 30
YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")

# in this order: the first that fits gives the role
_WORDS: tuple[tuple[ColumnRole, str], ...] = (
    ("lead", r"牵头.*(?:配合|协助)"),
    ("cooperating", r"配合|协助|协办|协作|参与|协同|支持单位|支撑单位|辅助"),
    ("lead", r"(?:牵头|责任)(?:单位|部门)(?:[及和、/(]|$)"),
    ("deadline", r"时限|期限|完成时间|完成日期|时间节点|截止|时间要求|办结时间|时间安排|时间进度"),
    ("ignored", r"现状|实际|完成值|完成情况|完成率|达标情况|达标现状|是否|解释|释义|含义|说明|计算|公式|算法|来源|"
                r"提供单位|提供部门|联系|电话|负责人|责任人|责任领导|牵头领导|分管|佐证|证明材料|基准|基线|得分|分值|权重|差距|"
                r"进展|自评|评价|结果|依据|存在问题|资金|投资"),
    ("note", r"备注|^注$"),
    ("attribute", r"属性|性质|指标类型"),
    ("lead", r"牵头|责任|负责|主办|承办|承担|实施单位|落实单位|落实部门|主管|实施主体|实施部门|^部门$|^单位$"),
    ("number", r"^(?:指标)?(?:序号|编号|号)$|^no\.?$|^序$|编号$|序号$"),
    ("measure_unit", r"计量单位|量纲|度量单位|指标单位"),
    ("standard", r"标准|国家要求|国家考核|指标要求|指标限值|约束值|考核值"),
    ("target", r"目标|指标值|考核要求|规划值|要求值|达标值|任务值|计划值|控制值|预期值|年度值|^20\d\d年?$"),
    ("sub", r"子指标|分指标|分项|子项|具体指标|细化指标|指标内容|二级指标|三级指标|指标细项|考核内容"),
    ("domain", r"领域|体系|类别|分类|方面|维度|板块|一级指标"),
    ("name", r"指标|^名称$|^项目$|考核项目"),
    ("task", r"任务|措施|工作|建设内容|主要内容|举措|事项|要求"),
)  # fmt: skip


def plain_head(text: str) -> str:
    """Return a head as it is compared: one line, no blanks, one width."""
    return shadow(flat(text)).text.replace(" ", "").lower()


def head_role(text: str) -> ColumnRole | None:
    """Return the role that a column head gives, None where its words give none."""
    plain = plain_head(text)
    if not plain:
        return None
    return next((role for role, words in _WORDS if re.search(words, plain)), None)


def head_year(text: str) -> int | None:
    """Return the year that a head names (2025年目标: 2025), the last of several."""
    years = YEAR.findall(plain_head(text))
    return int(years[-1]) if years else None


def is_head(texts: list[str]) -> bool:
    """Tell whether a row of texts is a head: at least half of its cells, and two of them, bear head words."""
    cells = list(dict.fromkeys(text for text in texts if text))
    if any(len(text) > MAX_HEAD_CHARS for text in cells):
        return False
    fitting = [text for text in cells if head_role(text)]
    return len(fitting) >= 2 and 2 * len(fitting) >= len(cells)
