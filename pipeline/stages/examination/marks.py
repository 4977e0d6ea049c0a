"""Marks that stand on a document: secrecy, a number printed against the rule."""

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
    rf"(?:(?:份号:?)?\d{{6,8}})?(?P<label>密级(?:和保密期限)?:?)?(?:[(\[])?(?P<level>{_LEVEL}|密件)级?"
    r"(?:[★☆*※▲△●](?P<period>.{0,20}?)|,?[(]?(?:保密期限:?)?[\d一二三五十]{1,3}(?:年|个月)[)]?|[·,-]?启用前)?(?:[)\]])?(?:特急|加急|平急|急件)?"
)
# 不得翻印, 未经许可不得外传, 会后收回: what may not be done with it
_CARE = (
    r"(?:注意保[存管密]|妥善保[存管]|(?:未经[一-龥]{2,6})?(?:请勿|不得|严禁|禁止|切勿)(?:对外)?"
    r"(?:外传|公开|复制|翻印|转载|传播|引用|泄露|扩散|复印|传阅)|[会阅用]后(?:及时)?(?:收回|交回|销毁))"
)
_INTERNAL = re.compile(
    r"(?:密级:?)?[(\[]?(?:(?:[本此](?:资料|文件|材料|件|文)(?:属于?|为|系|是))?"
    r"内部(?:资料|文件|材料|使用|刊物|参阅|掌握|传阅|讨论|事项)?(?:[★☆*※].{0,14})?|工作秘密(?:[★☆*※].{0,14})?|内参"
    r"|(?:仅供|供|仅限|限)(?:内部|领导)(?:使用|参考|参阅|交流|传阅|掌握|决策参考))"
    rf"(?:[,、!]?{_CARE})*[!。)\]]*|[(\[]?请?注意保密[!。)\]]*"
)
# 某某情况说明（内部）, 【内部资料】某某情况说明
_AT_TITLE = re.compile(rf"[(\[](?P<mark>(?:{_LEVEL})(?:[★☆*※].{{0,10}})?|内部(?:资料|文件|材料|使用|掌握|参阅)?)[)\]]$")
_BEFORE_TITLE = re.compile(
    rf"[(\[](?P<mark>(?:{_LEVEL})(?:[★☆*※][^)\]]{{0,10}})?|内部(?:资料|文件|材料))[)\]](?=[一-龥]{{4}})"
)
_LAST_LINES = 3
_LEVEL_LABEL = re.compile(r"(?:文件)?密级:?")
_FIRST_LINES = 25


def security_mark_of(document: ParsedDocument, lines: list[Line]) -> SecurityMark | None:
    """Return the mark of secrecy on the first page: a line or a cell of nothing else, never words of running text."""
    head = [line for line in lines[:_FIRST_LINES] if line.kind != "body"]
    for before, line in zip([None, *head], head, strict=False):
        labelled = before is not None and _LEVEL_LABEL.fullmatch(before.seen) is not None
        if len(line.seen) <= 40 and (level := _level_of(line.seen)) and (labelled or not line.in_table):
            return SecurityMark(word=level, text=line.text, locator=line.locator)
    return _mark_in_header(document) or _mark_around(lines)


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
        return next((level for level in get_args(SecurityLevel) if level == match["level"]), "秘密")
    return "内部" if _INTERNAL.fullmatch(seen) else None


def _mark_around(lines: list[Line]) -> SecurityMark | None:
    """Read what stands in brackets behind the title, what stands alone below the signature with a label."""
    for line in head_of(lines):
        match = (_AT_TITLE.search(line.seen) or _BEFORE_TITLE.match(line.seen)) if line.kind == "text" else None
        if match is not None and (level := _level_of(match["mark"])):
            return SecurityMark(word=level, text=line.text, locator=line.locator)
    for line in lines[-_LAST_LINES:]:
        secret = _SECRET.fullmatch(line.seen)
        is_labelled = (secret is not None and secret["label"]) or _INTERNAL.fullmatch(line.seen)
        if is_labelled and not line.in_table and (level := _level_of(line.seen)):
            return SecurityMark(word=level, text=line.text, locator=line.locator)
    return None


def _mark_in_header(document: ParsedDocument) -> SecurityMark | None:
    """Read the headers of the first page, where offices put 内部资料 too."""
    for block in document.blocks[:_FIRST_LINES]:
        if isinstance(block, TextBlock) and block.role == "header" and block.page == 1 and len(block.text) <= 40:
            level = _level_of(shadow(block.text).text)
            if level:
                return SecurityMark(word=level, text=block.text.strip(), locator=block.locator)
    return None
