"""Documents that a document names: with 《title》, with a number, as no longer in force."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.numbers.doc_numbers import SHORTEST_CODE, find_decrees, find_doc_numbers, find_standards
from pipeline.numbers.shadow import Shadow, shadow
from pipeline.stages.examination.repeal_lists import LIST_FOLLOWS, ended_in_tables
from pipeline.stages.examination.texts import Text
from schemas.document import Identity
from schemas.particulars import Citation

_TITLE = re.compile(r"《(?P<name>[^《》]*(?:《[^《》]*》[^《》]*)*)》")
# what may stand between a title and its number: （, ，以下简称…
_LINK = re.compile(r"[(\[,]?(?:文号:?)?")
_LINK_BACK = re.compile(r"(?:号)?(?:文件?|通知)?[,:]?[(]?")
_ALIAS = re.compile(r"简称:?(?:为)?[“\"']?《([^《》]+)》")
_PRESS = re.compile(r"(?:日报|晚报|早报|时报|周刊|杂志|新闻联播)$")
# 你局《关于商请…的函》（…号）收悉: a letter that is answered is nobody's to hand in
_RECEIVED = re.compile(r"[)\]》]*(?:均|已|业已)?收悉")
# 《…政办发〔2023〕31号文件》: a number in the marks of a title
_IS_NUMBER = re.compile(r"(?P<number>.+?号)(?:文件?|通知)?")
# 县政府常务会议纪要〔2023〕第12期, 《县政府专题会议纪要》（2023年第5期）
_MINUTES = re.compile(
    r"《?(?P<of>(?:(?:(?!根据|按照?|依[据照]|落实|对照|经|见|由|以)[一-龥]){2,8}?[县区旗市]|[县区旗])(?:人民)?(?:政府|委)(?:常务|专题|常委会?|全体|党组|[^《》,。;根据按照落实]{0,4}?){0,2}?(?:会议|办公会)?纪要)》?"
    r"[(\[]?(?P<year>(?:19|20)\d\d)年?[)\]]?第?(?P<number>\d{1,3})[期号次][)\]]?"
)
_ISSUES = re.compile(r"印发|发布|公布|下发")
_STANDARD_LETTERS = re.compile(r"[A-Z](?:[A-Z]|\d\d|/)")
_DECREE_PARTS = re.compile(r"(.+?)(?:令[(]?第?(\d+)号[)]?|第(\d+)号令)")
# GB3838-2002 and GB 3838-2002 are one
_STANDARD_PARTS = re.compile(r"^((?!DB)[A-Z]+(?:/[TZJ])?)\s*(\d)")
_ENDED = re.compile(
    r"(?<!已)(?<!已经)(?<!被)(?<!不再)(?:废止|停止(?:执行|施行|实施|使用)|终止(?:执行|实施|施行|使用|效力)|效力(?:即行|自行|同时)?终止"
    r"|不再(?:执行|适用|施行|实施|沿用|有效|使用)|作废)(?!之日|了|情况|工作|的[文决通])"
    r"|(?:之日|[日月]|即日|一律)起?停用|(?:现|同时|即行|自行|自动|予以|之日起|[日月]起)(?:宣布)?失效|(?:被|由)本[一-龥]{2,6}(?:取代|替代|代替)"
    r"|文(?:件)?(?:予以|同时)?(?:撤销|收回|取消)|予以(?:撤销|收回)"
)
# 代替《…》, 撤销某文号: what is ended stands behind
_ENDS_WHAT_FOLLOWS = re.compile(
    r"(?:代替|取代|替代|撤销|收回|取消)(?:了)?(?:原来?的?|此前印发的)?(?=《|[一-龥]{2,10}[(\[](?:19|20)\d\d)"
)
# 某文号已被某文号替代: what stands before is ended, not what takes its place
_TAKEN_OVER = re.compile(
    r"(?:已经?|现已|将)?(?:被|由)(?=《|[一-龥]{2,10}[(\[](?:19|20)\d\d)[^。;]{6,60}?(?:取代|替代|代替)"
)
# not ended: 未废止, 不得随意终止执行, 建议废止
_NOT = re.compile(r"(?:不得|未|没有|不予|并非|拟|建议|申请|不应|不能)[一-龥]{0,4}$")
# what a number cited in running text begins with and is no part of the office's code
_NO_CODE = re.compile(
    r"^(?:[一-龥]{0,6}(?:代替|取代|替代|撤销|收回|取消|终止|停止|同时|附文|要求见|规定见|具体见|来源|以及)|含|包括|已?被|见(?=[一-龥]{3})|原来?的?(?![政办发府州平阳](?:[办发字函]|政)))"
)
# whose the text is that follows: 县河长办《…》, 我局印发的《…》
_OFFICE = re.compile(
    r"(?:[我本]?[县区旗](?!级|内|域|境)(?:[一-龥]{0,10}(?:局|办|委|部|政府|办公室|领导小组|人大常委会|政协|法院|检察院))?|我局|本局)(?:联合)?(?:印发|下发|发布|出台|制定|转发)?[的了]?$"
)
_OFFICE_CHARS = 20
_BASIS = re.compile(r"根据|依据|按照|依照|继续有效|起(?:施行|实施|执行|生效)")
_LIST_GOES_ON = re.compile(r"[(]?[\d一二三四五六七八九十](?!.*(?:继续有效|修改|保留))")
_COMMA = re.compile(r"[,，]")


@dataclass(frozen=True)
class _Named:
    """A document named in seen[start:end] of a text."""

    start: int
    end: int
    citation: Citation


def cites_and_repeals(texts: list[Text], identity: Identity) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
    """Return (all that is cited, those of them that the document repeals), each once, in order of mention.

    Its own title and number are no citation, nor is the plan that a notice issues and names in its title.
    """
    cites: dict[str, Citation] = {}
    repeals: dict[str, Citation] = {}
    aliases = {shadow(name).text for text in texts for name in _ALIAS.findall(text.seen)}
    own = _own_names(identity) | aliases
    listing = False
    for text in texts:
        named = [one for one in _named(text) if not _names(one.citation) & own or _is_namesake(one.citation, own)]
        for one in named:
            if not (one.citation.title.endswith("函") and _RECEIVED.match(text.seen, one.end)):
                _keep(cites, one.citation)
        ended = _repealed(text, named)
        listing = bool(LIST_FOLLOWS.search(text.seen)) or (listing and bool(_LIST_GOES_ON.match(text.seen)))
        for one in named if listing and not ended else ended:
            _keep(repeals, one.citation)
    for citation in ended_in_tables(texts):
        if not _names(citation) & own:
            _keep(cites, citation)
            _keep(repeals, citation)
    return _each_once(cites), _each_once(repeals)


def _own_names(identity: Identity) -> frozenset[str]:
    title = shadow(identity.title or "").text
    names = {title} | {_TITLE.sub(r"\g<name>", title)}
    if _ISSUES.search(title):
        names |= {match["name"] for match in _TITLE.finditer(title)}
    if identity.doc_number:
        names |= {number.text for number in find_doc_numbers(identity.doc_number)}
    return frozenset(names - {""})


def _is_namesake(citation: Citation, own: frozenset[str]) -> bool:
    """Tell whether a document of the same title has a number of its own: the earlier text that this one replaces."""
    has_number = any(find_doc_numbers(name) for name in own)
    return citation.doc_number is not None and has_number and citation.doc_number not in own


def _names(citation: Citation) -> set[str]:
    return {shadow(citation.title).text, citation.doc_number or ""} - {""}


def _each_once(kept: dict[str, Citation]) -> tuple[Citation, ...]:
    return tuple({(one.title, one.doc_number): one for one in kept.values()}.values())


def _keep(kept: dict[str, Citation], citation: Citation) -> None:
    """Keep a citation once, under its number and its title; what one mention lacks another may tell."""
    known = kept.get(citation.doc_number or "") or kept.get(citation.title)
    if known is None or (known.doc_number and citation.doc_number and known.doc_number != citation.doc_number):
        made = citation
    else:
        title, number = known.title or citation.title, known.doc_number or citation.doc_number
        if (title, number) == (known.title, known.doc_number):
            return
        made = known.model_copy(update={"title": title, "doc_number": number})
    for name in (made.doc_number, made.title):
        if name:
            kept[name] = made


def _named(text: Text) -> list[_Named]:
    """Return the documents named in one text, by start: titles with the number beside them, then bare numbers."""
    seen = text.seen
    if "《" not in seen and "号" not in seen and "纪要" not in seen and _STANDARD_LETTERS.search(seen) is None:
        return []
    found = [_of_minutes(text, match) for match in _MINUTES.finditer(seen)] if "纪要" in seen else []
    numbers = [one for one in sorted(_numbers(text.seen)) if not _is_within(one[0], found)]
    used: set[int] = set()
    for match in _TITLE.finditer(text.seen):
        is_number = (bare := _IS_NUMBER.fullmatch(match["name"])) and any(
            number[:2] == (match.start("name"), match.start("name") + bare.end("number")) for number in numbers
        )
        if is_number or _is_within(match.start(), found):
            continue
        if _PRESS.search(match["name"]) or not match["name"]:
            used |= {index for index, (start, end, _) in enumerate(numbers) if _inside(start, end, match)}
            continue
        used |= {index for index, (start, end, _) in enumerate(numbers) if _inside(start, end, match)}
        beside = _beside(text.seen, match, numbers, used)
        if beside is not None:
            used.add(beside)
        spans = [match.span(), *([numbers[beside][:2]] if beside is not None else [])]
        start, end = min(span[0] for span in spans), max(span[1] for span in spans)
        title = text.quote(*match.span("name")).replace("\n", "")
        found.append(_citation(text, start, end, title, numbers[beside][2] if beside is not None else None))
    found += [_citation(text, s, e, "", words) for i, (s, e, words) in enumerate(numbers) if i not in used]
    return sorted(found, key=lambda one: one.start)


def _of_minutes(text: Text, match: re.Match[str]) -> _Named:
    words = f"{match['of']}〔{match['year']}〕{int(match['number'])}期"
    citation = Citation(title="", doc_number=words, quote=text.quote(*match.span()), locator=text.locate(*match.span()))
    return _Named(*match.span(), citation)


def _is_within(start: int, found: list[_Named]) -> bool:
    return any(one.start <= start < one.end for one in found)


def _citation(text: Text, start: int, end: int, title: str, number: str | None) -> _Named:
    if number is None and title and (office := _OFFICE.search(text.seen, max(0, start - _OFFICE_CHARS), start)):
        start = office.start()
    closed = end + (text.seen[end : end + 1] in (")", "]") and "(" in text.seen[start:end])
    quote = text.quote(start, closed)
    place = text.locate(start, end)
    return _Named(start, end, Citation(title=title, doc_number=number, quote=quote, locator=place))


def _inside(start: int, end: int, match: re.Match[str]) -> bool:
    return match.start() <= start and end <= match.end()


def _beside(seen: str, match: re.Match[str], numbers: list[tuple[int, int, str]], used: set[int]) -> int | None:
    for index, (start, end, _) in enumerate(numbers):
        if index in used:
            continue
        if start >= match.end() and _LINK.fullmatch(seen, match.end(), start):
            return index
        if end <= match.start() and _LINK_BACK.fullmatch(seen, end, match.start()):
            return index
    return None


def _numbers(seen: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, number) in a shadow's text, which is its own shadow."""
    shade = Shadow(seen, seen, tuple(range(len(seen))))
    for number in find_doc_numbers(shade):
        lead = _NO_CODE.match(number.agency)
        skipped = lead.end() if lead is not None and len(number.agency) - lead.end() >= SHORTEST_CODE else 0
        yield number.start + skipped, number.end, number.text[skipped:]
    for name in find_decrees(shade):
        decree = _DECREE_PARTS.fullmatch(name.text)
        yield name.start, name.end, f"{decree[1]}令第{decree[2] or decree[3]}号" if decree else name.text
    for name in find_standards(shade):
        yield name.start, name.end, _STANDARD_PARTS.sub(r"\1 \2", name.text).replace("--", "-")


def _repealed(text: Text, named: list[_Named]) -> list[_Named]:
    """Return what a sentence declares ended: the names before 废止 but for those it rests on, or those right after."""
    if not named:
        return []
    found: list[_Named] = []
    for start, end in text.sentences():
        follows = _ENDS_WHAT_FOLLOWS.search(text.seen, start, end)
        if follows is not None and _NOT.search(text.seen, start, follows.start()) is None:
            found += [one for one in named if follows.end() <= one.start < end][:1]
        taken = _TAKEN_OVER.search(text.seen, start, end)
        if taken is not None and _NOT.search(text.seen, start, taken.start()) is None:
            found += [one for one in named if start <= one.start < taken.start()][-1:]
        ended = _ENDED.search(text.seen, start, end)
        if ended is None or _NOT.search(text.seen, start, ended.start()) is not None:
            continue
        own = [one for one in named if start <= one.start < ended.start() and not _is_basis(text.seen, one, start)]
        after = [one for one in named if ended.end() <= one.start < end]
        found += own or after
    return list(dict.fromkeys(found))


def _is_basis(seen: str, one: _Named, sentence: int) -> bool:
    """Tell whether the clause of a name only rests on it: 根据《…》, 《…》自某日起施行."""
    commas = [match.end() for match in _COMMA.finditer(seen, sentence, one.start)]
    close = _COMMA.search(seen, one.end)
    clause = seen[commas[-1] if commas else sentence : close.start() if close else len(seen)]
    return _BASIS.search(_TITLE.sub("", clause).replace("施行之日", "")) is not None
