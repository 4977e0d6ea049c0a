"""The Chinese words for the values of the program's own lists."""

from collections.abc import Mapping

from schemas.audit import Action
from schemas.document import DocumentKind, Status
from schemas.fact import Fact, Role
from schemas.left_out import Reason
from schemas.locator import CellLocator, Locator, PageLocator
from schemas.revision import Basis
from schemas.tag import Relation, TagState

# text recognition that is less sure of a number is worth a look at the original
DOUBTFUL = 0.8

STATUS_WORDS: Mapping[Status, str] = {
    "ok": "正常",
    "partial": "部分可读",
    "unreadable": "无法读取",
    "encrypted": "已加密",
    "unsupported": "格式不支持",
}
RELATION_WORDS: Mapping[Relation, str] = {"evidence": "证明", "mention": "提及"}
STATE_WORDS: Mapping[TagState, str] = {"proposed": "待确认", "confirmed": "已确认", "rejected": "已否定"}
ACTION_WORDS: Mapping[Action, str] = {
    "begun": "开始记录", "received": "收件", "replaced": "被新内容替代", "understood": "识读", "decided": "判断标注",
    "waived": "豁免", "waiver_withdrawn": "撤回豁免", "check_kept": "检查", "package_kept": "写出上报包",
    "removed": "移除", "restored": "恢复", "purged": "清除",
    "superseded": "版本关系", "version_decided": "认定版本",
    "plan_imported": "读入任务表", "search_kept": "保存检索", "learned": "学习标注",
}  # fmt: skip
BASIS_WORDS: Mapping[Basis, str] = {
    "number": "文号相同", "text": "标题、机关相同，文字相近", "edition": "同名文件的新一版",
    "repealed": "新文件写明废止", "person": "人工认定",
}  # fmt: skip
ROLE_WORDS: Mapping[Role, str] = {
    "actual": "实际", "target": "目标", "baseline": "基准", "component": "分项", "count": "数量", "change": "变化",
}  # fmt: skip
KIND_WORDS: Mapping[DocumentKind, str] = {
    "plan": "规划、方案、计划", "notice": "通知、公告", "approval": "批复、备案", "resolution": "决议、决定",
    "monitoring": "监测报告", "bulletin": "公报", "statistics": "统计表、台账", "certificate": "证明、证书",
    "minutes": "会议纪要", "survey": "调查报告", "summary": "总结、说明", "assessment": "考核结果、通报",
    "regulation": "办法、制度、细则", "list": "名录、清单", "news": "新闻、简报",
}  # fmt: skip
METHOD_WORDS: Mapping[str, str] = {
    "title": "标题写明该指标",
    "requirement": "文种、用词、出具单位符合证明材料要求",
    "passage": "正文写明",
    "heading": "所在小节标题写明",
    "topic": "谈到该主题",
    "table": "表格写明",
    "caption": "表题写明",
    "person": "人工补充",
    "learned": "由以往的人工判断推断",
}
REASON_WORDS: Mapping[Reason, str] = {
    "no_measure": "没有写明属于哪个指标或分项",
    "mention": "本文只是提及该指标，不作为其证明",
    "demand": "是要求、计划或前提，没有说明已经达到",
    "part_year": "不是全年数（月、季、半年）",
    "wider": "是全国、全省、全市的数，不是本县的",
    "unit": "单位与指标不符",
    "standard": "是对照用的标准限值",
    "added": "是当年新增量，不是达到的水平",
    "origin": "是变化的起点，没有写明年份",
    "subject": "看不出是谁的数",
    "not_a_number": "所在栏不是数值（序号、备注等）",
    "document_number": "文号、编号",
    "standard_number": "标准编号",
    "date": "日期、时间",
    "year": "年份",
    "contact": "电话、网址、邮编等",
    "title": "书名号内的文件名称",
    "name": "名称中的数字（PM2.5 等）",
    "label": "序号、附件号、图表号",
    "slogan": "口号、比值或公式中的数",
    "quoted": "引号内的数",
}


def indicator_words(number: int, sub: int | None) -> str:
    """Return 7 or 7(1)."""
    return f"{number}" if sub is None else f"{number}({sub})"


def place_words(locator: Locator | None) -> str:
    """Return where something stands, counted from 1 as people do; "" for nowhere."""
    if isinstance(locator, PageLocator):
        return f"第{locator.page}页"
    if isinstance(locator, CellLocator):
        page = f"第{locator.page}页" if locator.page else ""
        return f"{page}表{locator.table + 1}第{locator.row + 1}行第{locator.column + 1}列"
    return "" if locator is None else f"第{locator.index + 1}段"


_COMPARISON_SIGNS = {"=": "", ">=": "≥", "<=": "≤"}


def value_words(fact: Fact) -> str:
    """Return the value with its unit; a doubtful reading of a picture is called one."""
    doubt = fact.confidence is not None and fact.confidence < DOUBTFUL
    words = f"{_COMPARISON_SIGNS.get(fact.op, fact.op)}{fact.value:f}{fact.unit}"
    return f"{words}（识别把握 {fact.confidence:.2f}，请核对原件）" if doubt else words


def on_one_line(text: str, limit: int) -> str:
    """Return a text without line breaks, at most `limit` characters of it."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit] + "…"
