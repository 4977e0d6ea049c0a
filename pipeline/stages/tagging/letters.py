"""What a letter does: it answers with figures of its office, or it asks for some, puts off, hands on."""

import re
from collections.abc import Iterable

from pipeline.numbers.quantities import quantities
from pipeline.numbers.shadow import shadow
from pipeline.numbers.years import years
from pipeline.stages.tagging.claims import is_wanted, tells_meaning
from schemas.document import Identity

_LETTER = re.compile(r"(?:函|函复|回复|答复(?:意见)?)$")
_REPLY = re.compile(r"(?:复函|回函|函复|回复|答复(?:意见)?)$")
_BRACKETED = re.compile(r"(?:[(\[][^()\[\]]*[)\]])+$")
# asked is a thing or an opinion, or another's paper is handed on: 关于商请提供…的函, 关于转发…的函
_ASKS_BY_TITLE = re.compile(
    r"^(?!.*(?:复函|回函|函复|回复)$).*(?:商请|恳请|函请|请求|请予|申请|(?<!申)请(?:提供|报送|协助|支持|核|确认)|征求|征集|转发|印发|转送)"
)
_OF_OPINIONS = re.compile(r"征求.*意见")
_OF_RESULTS = re.compile(r"(?:考核|评价|调查|测评|监测|检测|验收|核查)[^的]*(?:结果|情况)")
# how an answer begins or ends, how figures are handed in
_ANSWERS = re.compile(
    r"收悉|来函|此复|函复如下|回复如下|答复如下|(?:特此|专此)(?:函复|回复|函告|说明|证明|复函|报告)"
    r"|现[将就][^。;]{0,40}?(?:函告|函复|回复|答复|报告|报送|反馈|提供|说明|通报|复函)(?:给你|给贵|如下|于后)"
    r"|随函(?:附送|附上|报送|提供)"
)
_ASKS = re.compile(
    r"请(?:你|贵|各|有关|予|于|在|协助|提供|报送|支持|将|对|按|结合|组织|县)[^。;]{0,40}?(?:提供|报送|报|送|反馈|支持|函复|核对|核实|回复|为盼|填)"
    r"|请予以?(?:解决|支持|安排|批准|审批|审核|协调)|盼复|为(?:盼|荷)|望予|恳请|特此(?:函|商|致)请"
)
# what tells nothing of the matter itself: it is another's, it is not ready, it will come
_PUTS_OFF = re.compile(
    r"收悉|不(?:属于?|在)我[局委办站中]|不(?:掌握|承担|负责|涉及|具备)|未(?:掌握|开展(?:此项|该项|相关)?(?:统计|调查|监测)|接到|收到)"
    r"|(?:无|没有)(?:相关|此项|该项|上述|专门|对应|统计|独立)*(?:的)?(?:数据|资料|统计|口径|意见|异议|材料)"
    r"|转(?:请|由|交|送|至|办)|请(?:径?向|与|联系|以[^。]{0,12}为准)|(?:建议|可)(?:你局|贵局|贵办|贵单位)?(?:径?向|与)"
    r"|待[^。;]{0,24}(?:后|再)|正在|尚未|尚在|暂(?:未|无法|不能)|将(?:于|在|按|积极|进一步|继续|尽快|及时|会同|结合)"
)
_DONE = re.compile(
    r"未(?:发生|发现|出现|新增|减少|受)|没有(?:发生|出现|减少|新增|一)|无(?:新增|违)|(?:已|均|全部|全面)[^,。;]{0,12}(?:完成|建立|建成|纳入|落实|开展|公开|编制|印发|整改|达标|覆盖|设立)"
    r"|达标|合格|优秀"
)

# 您提出的“关于加大农村改厕力度的建议”收悉
# the title may quote words itself: 《关于破解“建而不用”的提案》
_PROPOSED = re.compile(r"[\"“《<](?P<title>(?:[^\"“”《》<>]|“[^“”《》]{1,12}”){4,60}?(?:建议|提案|议案|意见))[\"”》>]")
MOST_LINES_OF_LETTERHEAD = 8
_FIGURE = re.compile(r"\d+\.\d+%?")


def is_letter(identity: Identity) -> bool:
    """Tell whether a document is a letter by the end of its title: …的函, …的复函, …的答复."""
    return _LETTER.search(_title(identity)) is not None


def is_reply(identity: Identity) -> bool:
    """Tell whether a letter's title says that it answers another."""
    return _REPLY.search(_title(identity)) is not None


def asks(identity: Identity, texts: Iterable[str]) -> bool:
    """Tell whether a letter asks for something or hands on (texts are the shadows of its paragraphs and cells)."""
    title = _title(identity)
    if _ASKS_BY_TITLE.search(title) or _OF_OPINIONS.search(title):
        return True
    told = list(texts)
    does_answer = any(one.search(title) for one in (_REPLY, _OF_RESULTS)) or any(_ANSWERS.search(text) for text in told)
    return not does_answer and any(_ASKS.search(text) for text in told)


def hands_in(identity: Identity, texts: Iterable[str]) -> bool:
    """Tell whether a letter hands in what its office knows.

    It asks for nothing, and tells a number or a result: that a matter is another's, or will be dealt with, is none.
    """
    told = list(texts)
    return not asks(identity, told) and any(_tells(sentence) for text in told for sentence in re.split(r"[。;]", text))


def proposal_answered(identity: Identity, texts: Iterable[str]) -> str:
    """Return the title of the proposal that a reply says it answers, "" where the document is none."""
    if not is_reply(identity):
        return ""
    found = (_PROPOSED.search(text) for text in list(texts)[:MOST_LINES_OF_LETTERHEAD])
    return next((match["title"] for match in found if match is not None), "")


def _title(identity: Identity) -> str:
    return _BRACKETED.sub("", shadow(identity.title or "").text)


def _tells(sentence: str) -> bool:
    """Tell whether a sentence states a number with its unit, or something done, none of it wanted or put off."""
    if _FIGURE.fullmatch(sentence):
        return True  # a cell
    clauses = [one for one in sentence.split(",") if not is_wanted(one, "reports", "plain")]
    words = ",".join(clauses)
    if not words or _PUTS_OFF.search(words) or _ASKS.search(words) or tells_meaning(sentence):
        return False
    shade = shadow(words)
    found = quantities(shade, [(span.start, span.end) for span in years(shade)])
    return any(one.unit or "." in one.raw for one in found) or _DONE.search(words) is not None
