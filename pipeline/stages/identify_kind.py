"""What kind of document it is, by the last word of its title that says so."""

import re

from pipeline.numbers.shadow import shadow
from pipeline.stages.identify_lines import Line
from schemas.document import DocumentKind

# the kind of the word that ends last in the title; of words that end together, the longest
_WORDS: dict[str, DocumentKind] = {
    **dict.fromkeys(("规划", "方案", "计划", "预案", "要点", "行动", "任务分解表", "分解表", "责任书", "措施"), "plan"),
    **dict.fromkeys(("通知", "公告", "通告", "公示", "布告", "函", "通知书", "公开信", "倡议书", "请示"), "notice"),
    **dict.fromkeys(
        (
            "批复",
            "复函",
            "审查意见",
            "审核意见",
            "论证意见",
            "评审意见",
            "验收意见",
            "备案表",
            "备案",
            "许可证",
            "备案登记表",
            "批准书",
        ),
        "approval",
    ),
    **dict.fromkeys(("决议", "决定"), "resolution"),
    **dict.fromkeys(
        (
            "监测报告",
            "检测报告",
            "监测年报",
            "监测月报",
            "监测结果",
            "监测数据",
            "监测数据表",
            "监测结果表",
            "检验报告",
            "水质报告",
            "监测情况报告",
            "监测统计表",
            "监测情况",
            "监测情况表",
            "监测分析报告",
            "监测年度报告",
        ),
        "monitoring",
    ),
    **dict.fromkeys(("公报", "状况报告", "质量状况", "质量报告", "质量报告书", "环境状况", "年鉴"), "bulletin"),
    **dict.fromkeys(
        (
            "统计表",
            "统计",
            "台账",
            "报表",
            "年报表",
            "汇总表",
            "情况表",
            "计算表",
            "测算表",
            "明细表",
            "统计年报",
            "统计报告",
            "登记表",
            "进度表",
            "表",
            "统计数据",
            "核算表",
            "数据表",
            "记录表",
        ),
        "statistics",
    ),
    **dict.fromkeys(("证明", "证书", "证明材料", "证明函", "情况证明"), "certificate"),
    **dict.fromkeys(("纪要", "会议记录", "议题"), "minutes"),
    **dict.fromkeys(
        (
            "调查报告",
            "调查",
            "测评报告",
            "问卷调查",
            "普查报告",
            "调研报告",
            "调查结果",
            "调查分析报告",
            "测算报告",
            "抽样调查报告",
        ),
        "survey",
    ),
    **dict.fromkeys(
        (
            "总结",
            "总结报告",
            "自评",
            "自评报告",
            "自评估报告",
            "评估报告",
            "说明",
            "工作报告",
            "报告",
            "情况",
            "汇报",
            "年度报告",
            "自查报告",
            "述职报告",
            "情况报告",
            "情况汇报",
            "年报",
            "综述",
            "情况说明",
        ),
        "summary",
    ),
    **dict.fromkeys(
        (
            "考核结果",
            "考评结果",
            "考核结果的通报",
            "考核情况",
            "考核情况的通报",
            "考核通报",
            "考核评分表",
            "评分表",
            "考核表",
            "考核结果的通知",
            "考评结果的通报",
            "考核情况通报",
            "考核结果通报",
            "考评结果的通知",
            "考核结果的公告",
            "考核结果公告",
            "考核得分表",
            "通报",
            "评价结果",
            "评价结果的通报",
            "评价结果的函",
            "评价结果的通知",
            "考核得分",
            "考核报告",
            "考核评价结果",
        ),
        "assessment",
    ),
    **dict.fromkeys(
        (
            "办法",
            "制度",
            "细则",
            "规定",
            "规程",
            "规则",
            "条例",
            "章程",
            "机制",
            "标准",
            "规范",
            "法",
            "指南",
            "公约",
            "评分标准",
            "考核办法",
            "考评办法",
            "考核细则",
        ),
        "regulation",
    ),
    **dict.fromkeys(
        ("名录", "清单", "名单", "目录", "一览表", "名册", "花名册", "名录表", "名单表", "清单表", "签到表", "课程表"),
        "list",
    ),
    **dict.fromkeys(("简报", "快讯", "动态", "新闻", "报道", "信息快报", "快报", "专报", "侧记", "纪实"), "news"),
}
_KIND_WORD = re.compile("|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)))
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]$")
_PRESS = re.compile(
    r"本报讯|记者|通讯员|来源:|浏览(?:次数|量)|阅读(?:次数|量)|责任编辑|编辑:|点击(?:数|量|率)|网站首页|[(]图/"
)
_ISSUED = re.compile(r"(?:印发|转发|下发|发布|公布)(?P<name>.+?)的(?:通知|公告)")
_HANDOUT = re.compile(r"讲义|课件|讲稿|学习材料|培训材料|培训教材|辅导|提纲|知识问答|宣传手册|解读|读本")


def kind_of(title: str | None, lines: list[Line]) -> DocumentKind | None:
    """Return the kind; None where title and text say nothing, also for handouts, which are none of the kinds.

    A notice that carries the plan or rule it issues (关于印发…方案的通知 with the text annexed) is of that kind.
    """
    by_title = kind_of_title(title) if title else None
    if title and by_title == "notice" and (issued := _ISSUED.search(shadow(title).text)):
        carried = kind_of_title(issued["name"])
        return carried if carried in ("plan", "regulation") and _carries_text(lines) else by_title
    if by_title is None and _reads_like_press(lines):
        return "news"
    return by_title or _kind_of_text(lines)


def kind_of_title(title: str) -> DocumentKind | None:
    """Return the kind that a title's last word names: …考核结果的通报 assessment, …方案》的通知 notice."""
    seen = shadow(title).text
    bare = _BRACKETED.sub("", re.sub(r"[\"'“”》>]", "", seen))
    if _HANDOUT.search(bare):
        return None
    found = [match for start in range(len(bare)) if (match := _KIND_WORD.match(bare, start))]
    ending = [match for match in found if match.end() >= len(bare) - 1]
    if not ending:
        return None
    return _WORDS[min(ending, key=lambda match: (-match.end(), match.start()))[0]]


def _carries_text(lines: list[Line]) -> bool:
    """Tell whether more than the notice itself is there: numbered parts after the signature."""
    signed = next((index for index, line in enumerate(lines) if line.kind in ("date", "annex") and index > 3), None)
    after = lines[signed:] if signed is not None else []
    return sum(line.kind in ("numbered", "body") for line in after) >= 3


def _reads_like_press(lines: list[Line]) -> bool:
    ends = [*lines[:8], *lines[-4:]]
    return sum(1 for line in ends if _PRESS.search(line.seen)) >= 1


def _kind_of_text(lines: list[Line]) -> DocumentKind | None:
    if any("特此证明" in line.seen for line in lines[-8:]):
        return "certificate"
    if any(line.kind in ("red_head", "text", "unit") and line.seen.endswith("纪要") for line in lines[:5]):
        return "minutes"
    return None
