"""What a printed line is for, by its words alone."""

import re
from typing import Literal

from pipeline.numbers.doc_numbers import find_doc_numbers
from pipeline.stages.identification.units import is_unit_line

LineKind = Literal[
    "mark",  # 份号, 密级, 紧急程度, 签发人
    "red_head",  # 发文机关标志: 某某局文件, or its 文件 alone
    "number",  # 发文字号, 第5期
    "unit",  # one or several units, nothing else
    "date",  # a date, or a unit with a date
    "label",  # 填报单位：某某局
    "addressee",  # 各乡镇人民政府：
    "annex",  # 附件1, where an annex begins
    "annex_list",  # 附件：1.某某表
    "note",  # （此件公开发布）, （2019-2025年）
    "numbered",  # 一、总体要求
    "contents",  # 目录 and its rows
    "imprint",  # 抄送：…, …印发
    "body",  # running text
    "text",  # anything else: what a title is made of
]
LONGEST_TITLE_LINE = 60
LONGEST_LEAD = 30
# 这张“成绩单”，请查收！ above a page
LONGEST_HEADLINE = 30
LONGEST_NUMBER_LINE = 120
LONGEST_LABEL_LINE = 120
LONGEST_IMPRINT = 160
LONGEST_ADDRESSEE = 160

_MARK = re.compile(
    r"(?:\d{6,8})?(?:密级:?)?(?:(?:工作秘密|绝密|机密|秘密)(?:[★☆*].{0,10}?)?)?(?:特急|加急|平急|急件|特提)?|签发人.{0,20}|内部资料.{0,10}"
    r"|(?:内部)?明电|(?:此件)?(?:不|主动|依申请)公开(?:发布)?"
)
# what a mark, a date can hold: most lines hold neither
_MARKS_BEGIN = frozenset("0123456789密工绝机秘特加急平签内明此不主依")
_OF_DIGITS = re.compile(r"(?:19|20)\d{2}[-./]\d")
_ISSUE = re.compile(
    r"[(]?(?:\d{4}年)?第?[\d一二三四五六七八九十百]+[期次号][)]?(?:[(]?总第?\d+期[)]?)?|[(\[]第?[一二三四五六七八九十]{1,4}届[)\]]第?\d{1,3}号"
)
# minutes, briefs: a number without the unit's code
NUMBER_ALONE = re.compile(r"[(\[](?:19|20)\d{2}[)\]]第?\d{1,4}[号期]")
# 号 forgotten behind a bracket that only numbers of documents have
NUMBER_WITHOUT_SIGN = re.compile(
    r"[一-龥][一-龥\s]{1,20}[〔\[［【﹝]\s*(?P<year>(?:19|20)\d{2})\s*[〕\]］】﹞]\s*第?(?P<number>\d{1,4})"
)
# 云发改公告〔2023〕4号 stands below the masthead 某某局公告
NUMBER_OF_ANNOUNCEMENT = re.compile(r"[一-龥]{2,10}(?:公告|通告)[(\[](?:19|20)\d{2}[)\]]第?\d{1,4}号")
LABEL = re.compile(r"[一-龥()/]{2,14}:")
# how a reply is filed, beside its number: 某环函〔2023〕22号　办理结果：A类
_NOTED = re.compile(
    r"号(?:\s*(?:办理(?:结果|类型|类别|情况)|答复(?:类型|类别|分类)|(?:建议|提案)?(?:分类|类别)|公开(?:属性|方式|类别|范围)|是否公开|是否同意公开|密级)[:\s]*[A-Za-z一-龥]{1,10})+$"
)
# what a line of any of these holds
_MAY_BE_NUMBER = re.compile(r"[期次号届(\[]|^[A-Za-z]")
# the number of a laboratory's report: HZJC（2024）第0108号, ABC-2024-015
REPORT_NUMBER = re.compile(r"[A-Za-z]{2,12}[-/]?[(\[]?(?:19|20)\d{2}[)\]]?(?:[-/]|字?第)?\d{1,6}(?:-\d{1,4})?号?")
# what a form's label ends with; other words before a colon may begin a title (云溪：绿水青山入画来)
FORM_LABEL = re.compile(
    r"[一-龥()/]{0,10}(?:单位|机关|机构|部门|日期|时间|年度|编号|号码|人|者|员|电话|名称|来源|责编|编辑|校对|审核|复核|审定|签发|制表|填表|版本号?|地点|主持|出席|列席|参加|请假"
    r"|记录|地址|类型|类别|性质|文号|字号|级别|密级|主题词?|样品|盖章|公章|议题|情况|备注|注|附|说明|目的|依据|项目|方法|结果|范围|对象|标准|有效期)"
    r"(?:\([^()]*\))?:"
)
_ANNEX = re.compile(r"附[件表录图](?:[\d一二三四五六七八九十]{1,3}(?:-\d+)?)?:?")
_ANNEX_TITLED = re.compile(r"附[件表图]?[\d一二三四五六七八九十]{0,3}[:.、]?(?P<name>.*)")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)]|\d{1,2}[.、](?!\d)|[(]\d{1,2}[)]"
    r"|第[一二三四五六七八九十百]{1,4}[章节条部]"
)
_CONTENTS = re.compile(r"目录|目次|.*(?:\.{4,}|…{2,}|·{4,})\d*")
DATE_LIKE = re.compile(
    r"(?P<before>.*?)[(]?(?:日期:)?(?P<date>[12一二][\d一二三四五六七八九〇○零oOΟ◯]{3}年[\dlIOo一二三四五六七八九十元]{1,3}月"
    r"(?:[\dlIOo一二三四五六七八九十]{0,3}[日号])?|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}|(?:[12]\d{3})?年月日)(?:发布|公布)?[)]?"
    r"(?:[(][^()]{0,4}[盖公印签]章?[^()]{0,4}[)])?"
)
_IMPRINT = re.compile(r"(?:抄送|主送|分送|发送|报送?|抄报):.*|.*(?<!关于)(?<!同意)印发|.*共印\d+份.*")
_ADDRESSEE_END = re.compile(
    r"(?:单位|政府|部门|机关|机构|局|委|办|厅|院|委员会|公司|企业|站|所|中心|处|镇|乡|街道|社区|村|党组|党委|支部|组织|团体|学校|医院|办公室|指挥部"
    r"|领导小组|合作社|养殖场|用水户|同志|代表|委员)(?:[(][^()]*[)])?:$"
)


def kind_of_words(text: str, seen: str, *, is_first: bool) -> LineKind:  # noqa: PLR0911, PLR0912
    """Return what a line is; `seen` is its shadow, `is_first` tells of a line of the document's first paragraph."""
    if not seen or (seen[0] in _MARKS_BEGIN and _MARK.fullmatch(seen)):
        return "mark"
    may_be_contents = seen[0] == "目" or "...." in seen or "……" in seen or "····" in seen
    if may_be_contents and len(seen) <= LONGEST_LABEL_LINE and _CONTENTS.fullmatch(seen):
        return "contents"
    if seen[0] == "附" and _ANNEX.fullmatch(seen):
        return "annex" if not seen.endswith(":") else "annex_list"
    if seen[0] == "附" and (match := _ANNEX_TITLED.fullmatch(seen)) and match["name"] != seen[1:]:
        return "annex_list" if ":" in seen[:6] else "annex"
    if _is_number_line(text, seen):
        return "number"
    may_be_imprint = seen[0] in "抄主分发送报" or "印" in seen
    if may_be_imprint and len(seen) < LONGEST_IMPRINT and _IMPRINT.fullmatch(seen) and not seen.startswith("报告"):
        return "imprint"
    if (
        len(seen) <= 60
        and ("月" in seen or _OF_DIGITS.search(seen))
        and (match := DATE_LIKE.fullmatch(seen))
        and may_stand_before_date(text, match["before"])
    ):
        return "date"
    if seen == "文件" or is_red_head(text, seen):
        return "red_head"
    if is_unit_line(text):
        return "unit"
    if len(seen) <= LONGEST_TITLE_LINE and seen[0] in "([<" and seen[-1] in ")]>" and "。" not in seen:
        return "note"
    if _NUMBERED.match(seen):
        return "numbered" if len(seen) <= 60 and seen[-1] not in "。;" else "body"
    if is_addressee(seen):
        return "addressee"
    if ":" in seen and LABEL.match(seen) and len(seen) <= 120 and not seen.endswith("。"):
        return "label" if FORM_LABEL.match(seen) or not is_first or len(seen) > LONGEST_LEAD else "text"
    is_headline = is_first and seen[-1] in "!?" and len(seen) <= LONGEST_HEADLINE and "。" not in seen
    return "body" if _is_running_text(seen) and not is_headline else "text"


def is_red_head(text: str, seen: str) -> bool:
    """Tell whether a line is 某某局文件 with one or several units."""
    return seen.endswith("文件") and is_unit_line(red_head_units(text))


def red_head_units(text: str) -> str:
    """Return a red head without its 文件 (letter-spaced too)."""
    return re.sub(r"文\s*件\s*$", "", text)


def may_stand_before_date(text: str, before: str) -> bool:
    """Tell whether words (a shadow) before a date leave it a line of a signature: nothing, units, a label, a date."""
    bare = before.strip("(:,")
    return not bare or is_unit_line(bare) or bare.endswith(("日期", "时间")) or DATE_LIKE.fullmatch(bare) is not None


def is_addressee(seen: str) -> bool:
    """Tell whether a line (a shadow) names those whom a document is for: 各乡镇人民政府，县直有关单位："""
    return (
        seen.endswith(":")
        and len(seen) <= LONGEST_ADDRESSEE
        and "关于" not in seen
        and _ADDRESSEE_END.search(seen) is not None
    )


def _is_number_line(text: str, seen: str) -> bool:
    if len(seen) > LONGEST_NUMBER_LINE or _MAY_BE_NUMBER.search(seen) is None:
        return False
    if any(pattern.fullmatch(seen) for pattern in (_ISSUE, NUMBER_ALONE, NUMBER_OF_ANNOUNCEMENT, REPORT_NUMBER)):
        return True
    if NUMBER_WITHOUT_SIGN.fullmatch(text):
        return True
    found = find_doc_numbers(text)
    rest = len(seen) - sum(len(number.printed) for number in found)
    if not found:
        return False
    return rest <= 3 or "签发人" in seen or seen.startswith(("发文字号", "文号")) or _NOTED.search(seen) is not None


def _is_running_text(seen: str) -> bool:
    return (
        len(seen) > LONGEST_TITLE_LINE
        or seen[-1] in "。;,:!?"
        or "。" in seen
        or (len(seen) > 30 and seen.count(",") > 1)
    )
