"""Marks of a draft: at the title, alone in the head, in the text's own words, at the signature."""

import re

from pipeline.draft_words import DRAFT_WORDS
from pipeline.numbers.shadow import shadow
from pipeline.stages.examination.draft_words_of_text import says_it_is_no_final_text
from pipeline.stages.identification.lines import Line, head_of
from schemas.document import Identity
from schemas.particulars import Mark

_FIRST_LINES, _LAST_LINES = 25, 6

# （局务会讨论稿）, （提交县政府常务会议审议稿）, （专家评审稿）; not（经…审议通过）
_FOR_WHOM = (
    r"(?:提交|提请|报送?|供|用于|拟)?(?!经)[一-龥]{0,12}?"
    r"(?:会|会议|组|局|委|办|部门|专家|单位|内部|领导|提交|供|前|后|过程|工作|\d次)"
)
_NUMBERED_DRAFT = (
    r"(?:修改|讨论)?(?:第?[一二三四五六]|[1-9])稿|\d{1,2}月\d{1,2}日稿|\d{4}年\d{1,2}月(?:\d{1,2}日)?(?:[一-龥]{2})?稿"
)
# （请审议）, （报县政府审定）, （请各单位提出修改意见）: what is asked for is still to come
_ASKED_FOR = (
    r"(?:请|拟?提请|拟?提交|敬请|呈|报请|报|送)[一-龥、]{0,14}?"
    r"(?:审议|审定|审阅|审批|审示|审核|批示|讨论|提出(?:修改|宝贵)?意见|提(?:修改)?意见)"
)
_IN_BRACKETS = (
    rf"(?P<of>{_FOR_WHOM}(?:{DRAFT_WORDS})|{_NUMBERED_DRAFT}"
    rf"|供[一-龥]{{0,14}}?(?:讨论|审议|审定|研究|评审|论证|会商|审查|修改)(?:使?用)?|定稿前[一-龥]{{2,6}}|{_ASKED_FOR}"
    # （征求意见）, （送审）, （待批）: what is being done with it, without 稿
    r"|(?:公开|再次)?征求意见中?|送审中?|报审中?|报批中?|呈批中?|会签中|待[审批签]|审议中|讨论中|[拟起]草中|编制中|修改中)"
)
# 尚未印发, 暂未经县政府审定, 待审签: what makes a paper final is still to come
_NOT_YET = (
    r"(?:尚未|暂未|还未|并未|未经?|尚待|有待|待)(?:正式)?[一-龥]{0,10}?"
    r"(?:印发(?![至到给])|审定|审议|批准|审签|审批|签发|定稿|发布|出台|下发)"
)
_REMARK_BEHIND = r"(?:[,、;·\s]*(?:请勿|不得|不作为?|勿|仅供|供|以)[一-龥]{2,14})"
# 内部讨论稿，尚未印发; 代拟稿，请领导审改
_WORD_WITH_REMARK = (
    rf"(?P<called>(?:内部|初步|会议|工作|过程)?(?:{DRAFT_WORDS}))[,、;:·\s]*"
    rf"(?:{_NOT_YET}|{_ASKED_FOR}|请[一-龥]{{2,10}}){_REMARK_BEHIND}?"
)
# （内部讨论，暂未印发）, （待审定）, （未经审签，不得作为依据）, 提交县政府常务会议审议
_NOT_FINAL = (
    rf"[(\[](?:[一-龥]{{2,8}}[,、;:\s]+)?(?P<unfinished>{_NOT_YET}){_REMARK_BEHIND}?[)\]]"
    rf"|(?:内部|会议)?(?:讨论|审议|征求意见)(?:材料|用|中)?[,、;:\s]+(?P<pending>{_NOT_YET})"
    rf"|(?P<asked>(?:拟|现)?(?:提交|提请|呈报|报请)[一-龥、]{{2,14}}?(?:审议|审定|审阅|审批))"
)
_DRAFT_ALONE = re.compile(
    rf"[(\[—-]*(?P<word>{DRAFT_WORDS})[)\]—-]*|[(\[]{_IN_BRACKETS}[)\]]|[(\[](?P<noted>{DRAFT_WORDS})[,:;、\s][^()\[\]]{{0,30}}[)\]]"
    rf"|(?P<told>{DRAFT_WORDS})[·•、,:\s-]*(?:仅供|供|请勿|不得|勿)[一-龥\d]{{2,16}}|(?:工作|内部|过程){{1,2}}(?P<inner>稿)"
    rf"|[(\[]?{_WORD_WITH_REMARK}[)\]]?|{_NOT_FINAL}|[(\[—-]*(?:内部|初步|会议)(?P<kept>{DRAFT_WORDS})[)\]—-]*"
    # 第3次讨论稿, 会议讨论稿（6月14日）, 供局务会讨论
    rf"|第?[一二三四五六\d]次(?P<counted>{DRAFT_WORDS}|稿)|(?:会议|内部)?(?P<dated>{DRAFT_WORDS})[(\[][^()\[\]]{{2,20}}[)\]]"
    r"|供[一-龥]{2,12}?(?P<laid>讨论|审议|审定)(?:使?用)?"
)
# 版本：征求意见; 状态：待审定
_FORM_OF_STATE = re.compile(
    rf"(?:文[稿件本档]|当前|现行|流转)?(?:版本|状态|稿别|稿次|阶段)[:\s]+[(]?(?P<word>{DRAFT_WORDS}|(?:公开)?征求意见中?|送审中?|报批中?|会签中?|(?:修改|讨论|审核|审议|审查|起草|编制)中|待[审批签核][定批签核议]?)[)]?"
)
# （县政府常务会议讨论材料之三）: what is laid before a meeting
_FOR_MEETING = re.compile(
    r"[(\[][一-龥]{0,14}?(?P<word>(?:讨论|审议|审定|研究|评审|论证|征求意见)用?(?:材料|文件|议题))(?:之?[一二三四五六七八九十\d]+)?[)\]]"
)
# 本稿尚未提请常务会议审议, 本方案未正式印发, 此件为草稿
_SAYS_SO = re.compile(
    rf"[(\[]?(?:说明:|注:|备注:)?(?:(?:本(?:文)?|此)稿(?:为|系|是|尚|未经|仅供|供)"
    rf"|(?:本|此)(?:文件|方案|预案|规划|计划|办法|制度|文本|报告|通知|件|文)?(?:为|系|是)(?:内部|初步|会议)?(?:{DRAFT_WORDS})"
    r"|本(?:文件|方案|预案|规划|计划|办法|制度|文本)(?:尚未|还未|暂未|未|尚待|有待|待)(?:县|区|市|正式|上级)?(?:[一-龥]{0,8})"
    r"(?:印发(?![至到给])|批准|审定|审议|发布|报批|定稿))[^。]*[。)\]]*"
)
# 本稿已按评审意见修改，待常务会议审定后另行编号印发
_TO_BE_ISSUED = re.compile(
    r"(?:^|(?<=。)|第[一-龥\d]{1,4}条\s*)(?:(?:本|此)(?:稿|(?:文件|方案|预案|规划|计划|办法|制度|文本|报告|细则|意见)(?!的|所|配套|涉及|中|附|未尽|自))[^。\d]{0,4}[^。]{0,30}?)?"
    r"(?<!应)(?:待|须|尚需|还需|拟|将)(?:再|先)?(?:报|经|由|提请|提交|呈)?(?!.{0,12}(?:细则|名单|清单|附件|配套))[一-龥]{0,14}?"
    r"(?:审定|审议|批准|审批|审签|会签|审核|研究|通过|同意)(?:通过|同意|批准)?(?:之)?后,?(?:再|另行|另|正式|方可|方|才|统一|即|按程序|行文|编号|编文号|以县政府名义)*"
    r"(?:印发(?![至到给])|发布|公布|下发|发文|实施|施行|执行){1,2}(?=[。)]|$)"
)
# （征求意见稿）为加强管理: the running text begins with the mark
_OPENS = re.compile(rf"[(\[](?P<word>{DRAFT_WORDS})[)\]]")
_DRAFT_AT_END = re.compile(
    rf"(?:[(\[·•—-]*(?P<word>{DRAFT_WORDS})[)\]]?|[(\[]{_IN_BRACKETS}[)\]]|[(\[][^()\[\]]{{1,12}}(?:{DRAFT_WORDS})[)\]])"
    r"(?:[(\[](?:19|20)\d\d[^()]*[)\]])?$"
)
_DRAFT_AT_BEGIN = re.compile(rf"^[(\[](?P<word>{DRAFT_WORDS})[)\]](?=.)")
# {unit}（代拟）, 2023年4月6日（讨论稿）, （县水利局代拟稿）
_AT_SIGNATURE = re.compile(
    rf"(?:[局委办府会室部厅院处队站]|日)[(\[](?P<word>{DRAFT_WORDS}|代拟)[)\]]|[(\[][^()\[\]]{{2,20}}(?P<by>代拟稿|起草稿)[)\]]"
)
_WHOLLY_QUOTED = re.compile(r"《([^《》]*)》(?P<tail>[(].*[)])?")
_QUOTED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")


def draft_mark_of(identity: Identity, lines: list[Line]) -> Mark | None:
    """Return the mark of a draft (征求意见稿, 送审稿, 草案) at the title, alone in the head, at the signature.

    试行, 暂行 are in force. A notice that asks for opinions on a draft is itself final: what it names in 《》 or
    before 意见的函 is not its own mark; the annexes that it announces keep theirs in their titles.
    """
    head = head_of(lines)
    word = _draft_word(identity.title) if identity.title else None
    for line in head:
        alone = _DRAFT_ALONE.fullmatch(line.seen) or _FORM_OF_STATE.fullmatch(line.seen)
        if alone is None and identity.kind in ("plan", "regulation"):
            alone = _FOR_MEETING.fullmatch(line.seen)
        if alone or (word and word in line.seen):
            found = next(filter(None, alone.groups()), "") if alone else word or ""
            return Mark(word=found, text=line.text, locator=line.locator)
    if (said := _said_of_itself(identity, lines)) is not None:
        return said
    if word and lines:
        place = next((line for line in lines if word in line.seen), lines[0])
        return Mark(word=word, text=place.text, locator=place.locator)
    return None


def _said_of_itself(identity: Identity, lines: list[Line]) -> Mark | None:
    """Return what the paper says of itself in its first or last lines, with the marks at its signature."""
    last = lines[_FIRST_LINES:][-_LAST_LINES:] if len(lines) > _FIRST_LINES else lines[-_LAST_LINES:]
    for line in (*lines[:_FIRST_LINES], *last):
        if any(word in line.seen[:12] for word in ("本", "此")) and _SAYS_SO.match(line.seen):
            return Mark(word="未定稿", text=line.text[:60], locator=line.locator)
        is_told = ("后" in line.seen and _TO_BE_ISSUED.search(line.seen)) or says_it_is_no_final_text(
            identity, line.seen
        )
        if is_told and not _is_of_annex(lines, line):
            return Mark(word="未定稿", text=line.text[:60], locator=line.locator)
    for line in lines[:_FIRST_LINES]:
        if line.kind == "body":
            opens = _OPENS.match(line.seen)
            if opens is not None:
                return Mark(word=opens["word"], text=line.text[:60], locator=line.locator)
            break
    for line in last[-3:]:
        signed = _AT_SIGNATURE.search(line.seen) if len(line.seen) <= 40 else None
        alone = _DRAFT_ALONE.fullmatch(line.seen) if line.kind in ("note", "text", "mark") else None
        if (match := signed or alone) is not None and not line.in_table and not _is_of_annex(lines, line):
            return Mark(word=next(filter(None, match.groups()), ""), text=line.text, locator=line.locator)
    return None


def _is_of_annex(lines: list[Line], line: Line) -> bool:
    """Tell whether a line stands below the head of an annex: its mark is the annex's."""
    return any(before.kind in ("annex", "annex_list") for before in lines[: lines.index(line)])


def _draft_word(title: str) -> str | None:
    seen = shadow(title).text
    whole = _WHOLLY_QUOTED.fullmatch(seen)
    bare = whole[1] + (whole["tail"] or "") if whole else _QUOTED.sub("", seen)
    match = _DRAFT_AT_END.search(bare) or _DRAFT_AT_BEGIN.search(bare)
    return (next(filter(None, match.groups()), None) or match[0].strip("()[]")) if match else None
