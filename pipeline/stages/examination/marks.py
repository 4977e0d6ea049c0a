"""Marks that stand on a document: secrecy, draft, a number printed against the rule."""

import re
from typing import get_args

from pipeline.numbers.doc_numbers import find_doc_numbers
from pipeline.numbers.shadow import shadow
from pipeline.stages.identification.line_kinds import NUMBER_WITHOUT_SIGN
from pipeline.stages.identification.lines import Line, head_of
from schemas.document import Identity
from schemas.parsed import ParsedDocument, TextBlock
from schemas.particulars import Mark, SecurityLevel, SecurityMark

# 保守国家秘密法 (2024), articles 14, 23: three levels, the mark is a level, ★, a period
_LEVEL = "绝密|机密|秘密"
_SECRET = re.compile(
    rf"(?:\d{{6,8}})?(?:密级(?:和保密期限)?:?)?(?:[(\[])?(?P<level>{_LEVEL})"
    r"(?:[★☆*※](?P<period>.{0,14}?)|,?保密期限:?[\d一二三五十]{1,3}年)?(?:[)\]])?(?:特急|加急|平急|急件)?"
)
_INTERNAL = re.compile(
    r"(?:密级:?)?[(\[]?(?:内部(?:资料|文件|材料|使用|刊物|参阅|掌握|传阅|讨论)?(?:[★☆*※].{0,14})?|工作秘密(?:[★☆*※].{0,14})?"
    r"|(?:仅供|供)?内部(?:使用|参考|参阅|交流))"
    r"[,、!]?(?:注意保存|注意保管|妥善保管|请勿外传|不得外传|严禁外传|不得公开|严禁复制|请勿翻印|注意保密)*[!。)\]]*"
)
_LEVEL_LABEL = re.compile(r"(?:文件)?密级:?")
_FIRST_LINES = 25

DRAFT_WORDS = (
    r"(?:再次|第?[一二三四]次)?(?:公开)?征求意见(?:第?[一二三四]?)?稿|送审稿|讨论稿|审议稿|报批稿|评审稿|论证稿|公示稿|汇报稿|代拟稿|上会稿|会签稿"
    r"|修改稿|初稿|草稿|草案(?:[一二三四]?审议?稿|修改稿|征求意见稿)?|审查稿|待审稿|征求意见版"
)
# （局务会讨论稿）, （提交县政府常务会议审议稿）, （专家评审稿）; not（经…审议通过）
_FOR_WHOM = (
    r"(?:提交|提请|报送?|供|用于)?(?!经)[一-龥]{0,12}?(?:会|会议|组|局|委|办|部门|专家|单位|内部|领导|提交|供|\d次)"
)
_NUMBERED_DRAFT = r"(?:修改|讨论)?第?[一二三四五六]稿|\d{1,2}月\d{1,2}日稿|\d{4}年\d{1,2}月稿"
_DRAFT_ALONE = re.compile(
    rf"[(\[]?(?P<word>{DRAFT_WORDS})[)\]]?|[(\[](?P<of>{_FOR_WHOM}(?:{DRAFT_WORDS})|{_NUMBERED_DRAFT}"
    rf"|供[一-龥]{{0,14}}?(?:讨论|审议|审定|研究|评审|论证|会商|审查|修改)(?:使?用)?)[)\]]|[(\[](?P<noted>{DRAFT_WORDS})[,:;、\s][^()\[\]]{{0,30}}[)\]]"
)
# 本稿尚未提请常务会议审议, 本方案未正式印发
_SAYS_SO = re.compile(
    r"[(\[]?(?:说明:|注:|备注:)?(?:本(?:文)?稿(?:为|系|是|尚未|未经|仅供|供)|"
    r"本(?:文件|方案|预案|规划|计划|办法|制度|文本)(?:尚未|还未|暂未|未)(?:正式)?(?:印发|批准|审定|审议|发布|报批|定稿))[^。]*[。)\]]*"
)
_LAST_LINES = 6
_DRAFT_AT_END = re.compile(rf"[(\[]?(?P<word>{DRAFT_WORDS})[)\]]?(?:[(\[](?:19|20)\d\d[^()]*[)\]])?$")
_WHOLLY_QUOTED = re.compile(r"《([^《》]*)》(?P<tail>[(].*[)])?")
_QUOTED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")


def security_mark_of(document: ParsedDocument, lines: list[Line]) -> SecurityMark | None:
    """Return the mark of secrecy on the first page: a line or a cell of nothing else, never words of running text."""
    head = [line for line in lines[:_FIRST_LINES] if line.kind != "body"]
    for before, line in zip([None, *head], head, strict=False):
        labelled = before is not None and _LEVEL_LABEL.fullmatch(before.seen) is not None
        if len(line.seen) <= 40 and (level := _level_of(line.seen)) and (labelled or not line.in_table):
            return SecurityMark(word=level, text=line.text, locator=line.locator)
    return _mark_in_header(document)


def draft_mark_of(identity: Identity, lines: list[Line]) -> Mark | None:
    """Return the mark of a draft (征求意见稿, 送审稿, 草案) at the end of the title or alone in the head.

    试行, 暂行 are in force. A notice that asks for opinions on a draft is itself final: what it names in 《》 or
    before 意见的函 is not its own mark; the annexes that it announces keep theirs in their titles.
    """
    head = head_of(lines)
    word = _draft_word(identity.title) if identity.title else None
    for line in head:
        alone = _DRAFT_ALONE.fullmatch(line.seen)
        if alone or (word and word in line.seen):
            found = next(filter(None, alone.groups()), "") if alone else word or ""
            return Mark(word=found, text=line.text, locator=line.locator)
    for line in (*lines[:_FIRST_LINES], *lines[_FIRST_LINES:][-_LAST_LINES:]):
        if "本" in line.seen[:6] and _SAYS_SO.match(line.seen):
            return Mark(word="未定稿", text=line.text[:60], locator=line.locator)
    if word and lines:
        place = next((line for line in lines if word in line.seen), lines[0])
        return Mark(word=word, text=place.text, locator=place.locator)
    return None


def number_as_printed_of(identity: Identity, lines: list[Line]) -> Mark | None:
    """Return the document's own number where it is not printed by the rule (GB/T 9704-2012, 7.2.5).

    None for a recognised picture, whose brackets nobody can be sure of. Blanks count in Word only: a PDF may set them
    between letters of different fonts.
    """
    for line in head_of(lines) if identity.doc_number else []:
        if line.sureness is None and NUMBER_WITHOUT_SIGN.fullmatch(line.text):
            return Mark(word=f"{identity.doc_number}号", text=line.text, locator=line.locator)
        for number in find_doc_numbers(line.text):
            if number.printed != identity.doc_number or number.is_standard or line.sureness is not None:
                continue
            words = line.text[number.start : number.end]
            has_pages = isinstance(line.source, TextBlock) and line.source.locator.kind == "page"
            if has_pages and any(n.is_standard for n in find_doc_numbers(number.printed)):
                return None
            return Mark(word=number.text, text=words, locator=line.locator)
    return None


def _level_of(seen: str) -> SecurityLevel | None:
    if match := _SECRET.fullmatch(seen):
        return next(level for level in get_args(SecurityLevel) if level == match["level"])
    return "内部" if _INTERNAL.fullmatch(seen) else None


def _mark_in_header(document: ParsedDocument) -> SecurityMark | None:
    """Read the headers of the first page, where offices put 内部资料 too."""
    for block in document.blocks[:_FIRST_LINES]:
        if isinstance(block, TextBlock) and block.role == "header" and block.page == 1 and len(block.text) <= 40:
            level = _level_of(shadow(block.text).text)
            if level:
                return SecurityMark(word=level, text=block.text.strip(), locator=block.locator)
    return None


def _draft_word(title: str) -> str | None:
    seen = shadow(title).text
    whole = _WHOLLY_QUOTED.fullmatch(seen)
    bare = whole[1] + (whole["tail"] or "") if whole else _QUOTED.sub("", seen)
    match = _DRAFT_AT_END.search(bare)
    return match["word"] if match else None
