"""Short names under a heading that says their matter: 二、工业危险废物。产生量1.2吨，利用处置率100%."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.lexicon import Lexicon, Mention
from pipeline.values import replace

_NUMBER = r"(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.]+\s*)"
_BULLET = r"(?:[—–\-●◆■▲★•·○◇□]{1,3}\s*)"
_MATTER = r"[一-龥A-Za-z0-9()]{2,24}?"
# the first words of a paragraph, set apart: numbered, in brackets, or so short that they tell nothing else
_FIRST_WORDS = re.compile(
    rf"\s*{_BULLET}?(?:{_NUMBER}(?P<numbered>{_MATTER})[。:]|\[(?P<framed>{_MATTER})\]|(?P<bare>[一-龥]{{4,12}})[。:]|(?P<short>[一-龥]{{2,3}}):)(?=.)"
)
# …。畜禽粪污方面，产生量…; 农膜：使用量…
_TOPIC = re.compile(r"(?:^|[。;,])在?(?P<matter>[一-龥A-Za-z0-9()]{2,16}?)方面[,:]|[。;](?P<listed>[一-龥]{2,12}):")
_HEADING_NUMBER = re.compile(rf"\s*{_NUMBER}?")
# 危险废物产生及利用处置情况 is on 危险废物
_ABOUT = re.compile(
    r"(?:的|产生|排放|综合利用|资源化|利用|处置|处理|治理|管理|防治|污染防治|污染环境防治|及其?|和|与|、|情况|现状|方面|工作|概况|数据|信息|指标)+$"
)
# 聚焦生活污水治理, 狠抓厕所革命 are on what is seen to
_SEEING_TO = re.compile(
    r"^(?:(?:持续|全面|大力|扎实|有序|着力|深入|统筹|重点|系统|切实|加快)*(?:聚焦|紧盯|狠抓|抓好|抓实|抓牢|推进|推动|加强|强化|深化|突出|做好|开展|实施|打好|提升)(?:好|了)?(?=.{2}))"
)
# 完成情况：… says what is told, not of what
_LABEL = re.compile(
    r"(?:指标|目标|任务|年度|工作|总体|基本|主要|具体|实际|考核|自查|自评|评估|整改|核实|核查|完成|达标|实施|落实|执行|进展|现状|当前|"
    r"其中|备注|附注|附件|注释|另外|此外|全年|年末|全[县市区]|[我本][县市区]|单位|时间|地点|出席|列席|"
    r"答复|回复|说明|解释|计算|数据|统计|支撑|补充|情况|结果|结论|过程|方法|公式|依据|来源|成效|材料|水平|数值|值|意见|如下|为|是)+"
)
# （一）行政村212个。 tells a number
_COUNTS = re.compile(r"[一-龥]\d+(?:\.\d+)?(?:[个户家处条人名座]|万|吨|亩|公)")
_SHORT = re.compile(
    r"(?:^|[,;。:、(\]\s])(?P<words>[一-龥]{2,14}?)(?:分别|依次|均|都|全部|已|达到?|保持|稳定|在|为|约|是|从|由|共计?|合计|[:(])*(?=\d)"
)
_LEADING = re.compile(
    r"^(?:其中|[两二三四五]年来?|全[年县区市]|我[县区市]|当年|本年度?|年度|年末|累计|实际|共计?|已|的|年(?=[产清利综处无贮]))+"
)
# by whom it was done: 委托处置921吨, 自行及委托利用693吨, 委托有资质单位处置12吨
_BY_WHOM = re.compile(
    r"^(?:企业|产废单位)?(?:(?:自行|委托|委外|外委|外送|自主)[及和与、或]?)+(?:(?:有|具备|具有)(?:相应)?资质的?(?:单位|企业|机构|公司))?"
    r"(?=(?:安全|综合|规范|合规)?(?:利用|处置|处理))"
)
_DEED = re.compile(r"(?:产生|收集|清运|利用|处置|处理|回收|贮存|使用|排放)$")
# a matter as short as 秸秆 counts as a whole, of a longer one as much
MIN_MATTER_CHARS = 2
_OF_VILLAGES = "农村"
MIN_PART_CHARS = 4
MAX_KEPT = 1024


def led_names(text: str, headings: tuple[str, ...], lexicon: Lexicon, named: tuple[Mention, ...]) -> Iterator[Mention]:
    """Yield what the words before numbers name with the matter of their heading put before them.

    `text` and `headings` are shadows, `named` the mentions already found in the text: their words are left alone.
    The matter is that of the last words before that set a topic (畜禽粪污方面), else of the paragraph's own first
    words, else of the nearest heading.
    """
    first = _first_words(text)
    over = matter_over(text, headings)
    found = _TOPIC.finditer(text) if "方面" in text or ":" in text else ()
    topics = [(one.end(), _bare(one[one.lastgroup or 0])) for one in found]
    if len(over) < MIN_MATTER_CHARS and not topics:
        return
    is_rural = "村" in text or any("村" in heading for heading in headings)
    for match in _SHORT.finditer(text, first[0] - 1 if first else 0):
        words = _BY_WHOM.sub("", _LEADING.sub("", match["words"]))
        start = match.end("words") - len(words)
        if len(words) < 2 or any(one.start < match.end("words") and start < one.end for one in named):
            continue
        since, matter = next((one for one in reversed(topics) if one[0] <= start), (0, over))
        told = _told_before(text, start, named)
        called = _called(matter, words, lexicon)
        # 生活污水：… where villages are spoken of
        called = called or (_called(_OF_VILLAGES + matter, words, lexicon) if is_rural else [])
        for mention in called:
            if (
                told is not None
                and told.start >= since
                and (told.indicator_id, told.sub) != (mention.indicator_id, mention.sub)
            ):
                continue
            yield replace(mention, start=start, end=match.end("words"), exact=False)


def _told_before(text: str, start: int, named: tuple[Mention, ...]) -> Mention | None:
    """Return what its sentence named last before a word: 自然保护地6个，面积98平方公里 below other land."""
    since = max(text.rfind(mark, 0, start) for mark in "。;") + 1
    return max((one for one in named if since <= one.start and one.end <= start), key=lambda one: one.end, default=None)


def matter_over(text: str, headings: tuple[str, ...]) -> str:
    """Return the matter of a paragraph (shadows): that of its own first words, else of the nearest heading."""
    return own_matter(text) or _heading_matter(headings)


@lru_cache(maxsize=MAX_KEPT)  # each stage asks for the same paragraphs, some rules for each of their numbers
def _first_words(text: str) -> tuple[int, str] | None:
    """Return the first words of a paragraph that are set apart, with where they end; None where none are."""
    first = _FIRST_WORDS.match(text)
    return (first.end(), first[first.lastgroup or 0]) if first is not None else None


@lru_cache(maxsize=MAX_KEPT)
def own_matter(text: str) -> str:
    """Return the matter that a paragraph's (a shadow's) own first words name, "" where it has none."""
    first = _first_words(text)
    words = first[1] if first is not None else ""
    if not words or _COUNTS.search(words) or _LABEL.fullmatch(words.strip("。:()")):
        return ""
    return _bare(words)


def _heading_matter(headings: tuple[str, ...]) -> str:
    return _bare(_HEADING_NUMBER.sub("", headings[-1], count=1)) if headings else ""


@lru_cache(maxsize=MAX_KEPT)
def _bare(matter: str) -> str:
    return _ABOUT.sub("", _SEEING_TO.sub("", matter.strip("。:()")))


def _called(matter: str, words: str, lexicon: Lexicon) -> list[Mention]:
    """Return what matter and words name together, as much of the matter as there may be."""
    if len(matter) < MIN_MATTER_CHARS:
        return []
    endings = [words, words + "量"] if _DEED.search(words) else [words]
    endings = [ending for ending in endings if lexicon.may_end(ending)]
    if not endings:
        return []
    for cut in range(max(1, len(matter) - MIN_PART_CHARS + 1)):
        for ending in endings:
            if found := lexicon.called(matter[cut:] + ending):
                return found
    return []
