"""Hits in minutes and resolutions: the plan that a meeting agreed to, ecological matters that leaders dealt with."""

import re
from collections.abc import Iterator

from pipeline.numbers.shadow import Shadow, shadow
from pipeline.passages import Prose
from pipeline.stages.tagging.claims import is_wanted
from pipeline.stages.tagging.hits import Hit, shortened
from pipeline.stages.tagging.reach import AT_LARGE
from pipeline.stages.tagging.topics import Topics
from schemas.document import Identity

MAX_AGREED_CHARS = 60
_TITLES = re.compile(r"《([^《》]{4,60})》")
_AGREED = re.compile(
    r"(?:会议|常委会|大会)?(?:原则|一致|表决|审议)*(?<!不)(?:同意|通过|批准|审定)(?!后|了?我|的?(?:是|前提))"
)
_LEADERS = re.compile(
    r"常务会议?|常委(?:会|扩大)|中心组|(?:县|区|市|旗|州)(?:委|政府)[一-龥]{0,8}(?:会议|专题会)|(?:县|区|市|旗|州)(?:委|人民政府)(?:办公室|办)?$"
)
_OF_OTHERS = re.compile(r"[乡镇]|街道|人大|人民代表大会|政协")
_DEALT_WITH = re.compile(r"听取|审议|审定|审查|研究|讨论|学习|传达|贯彻|部署|安排|通过|同意|要求")
_ECOLOGY = re.compile(
    r"生态(?!位|链|圈)|(?<!营商)(?<!投资)(?<!市场)环境(?:保护|质量|状况|综合整治|整治|治理|监管|安全|目标)|环保|污染|水质|断面|碳达峰|碳中和"
    r"|绿色低碳|垃圾(?:分类|处理|治理|处置)|污水|黑臭水体|河湖?长制|林长制|自然保护[区地]|饮用水(?:水)?源|秸秆|节能|蓝天|碧水|净土"
)
DEPLOYED = "deploy"
# 县委常委会、县政府常务会先后11次研究生态文明建设; 研究生态文明议题41次
_LEADERS_MET = re.compile(
    r"(?:[县区市旗州]委(?!编|组织|宣传)|常委会|[县区市旗州]政府|常务会)[^。;:]{0,30}?(?:"
    r"\d+次(?:专题|集中|专门|会议)*(?:研究|听取|审议|部署)(?:了|部署|推进|解决|关于|有关|全[县市区旗]|我[县市区旗])*(?:生态文明|生态环境保护|环境保护|生态环保)"
    r"|(?:研究|听取|审议|部署)(?:了|部署|推进|解决|关于|有关|全[县市区旗]|我[县市区旗]|涉及)*(?:生态文明|生态环境保护|环境保护|生态环保)[^,。;\d]{0,10}\d+(?:余|多)?(?:次|个|项))"
)


def is_of_leaders(identity: Identity) -> bool:
    """Tell whether a document records what the county's party committee or government met on."""
    names = (identity.title or "", identity.issuer or "")
    if identity.kind not in ("minutes", "summary", None) or any(_OF_OTHERS.search(words) for words in names):
        return False
    if identity.kind != "minutes" and not re.search(r"会议?|中心组", names[0]):
        return False
    return any(_LEADERS.search(words) for words in (names if identity.kind == "minutes" else names[:1]))


def dealt_with_hits(prose: Prose, seen: Shadow, topics: Topics) -> Iterator[Hit]:
    """Yield the deployment that a sentence of leaders' minutes tells: 会议听取了环境质量形势的汇报."""
    if not any(indicator.id == DEPLOYED for indicator in topics.edition.indicators):
        return
    for sentence in re.finditer(r"[^。;]+", seen.text):
        if _DEALT_WITH.search(sentence[0]) and _ECOLOGY.search(sentence[0]):
            place = seen.span(*sentence.span())
            yield Hit(DEPLOYED, None, "evidence", 0.75, "passage", shortened(prose.text, *place), prose.locate(*place))
            return


def met_hits(prose: Prose, seen: Shadow, topics: Topics) -> Iterator[Hit]:
    """Yield the deployment that a report tells: how often the county's leaders met on ecological matters."""
    told = _LEADERS_MET.search(seen.text) if "研究" in seen.text or "听取" in seen.text or "议" in seen.text else None
    if told is None or not any(indicator.id == DEPLOYED for indicator in topics.edition.indicators):
        return
    begin = max(seen.text.rfind(mark, 0, told.start()) for mark in "。;") + 1
    if is_wanted(seen.text[begin : told.end()], "reports", "plain"):
        return
    place = seen.span(*told.span())
    yield Hit(DEPLOYED, None, "evidence", 0.6, "topic", shortened(prose.text, *place), prose.locate(*place))


def approved_hits(prose: Prose, seen: Shadow, topics: Topics) -> Iterator[Hit]:
    """Yield the plan (of the matter in 《》, here or in the heading) that a meeting agreed to: 会议原则同意…."""
    agreed = _AGREED.search(seen.text)
    if agreed is None:
        return
    words = (*(shadow(heading).text for heading in prose.headings[-1:]), seen.text[: agreed.end() + MAX_AGREED_CHARS])
    titles = (title for text in words for title in _TITLES.findall(text))
    for mention in dict.fromkeys(one for title in titles for one in topics.find(title)):
        if mention.indicator_id in AT_LARGE and mention.component is None:
            quote = shortened(prose.text, *seen.span(*agreed.span()))
            place = prose.locate(*seen.span(*agreed.span()))
            yield Hit(mention.indicator_id, mention.sub, "evidence", 0.75, "passage", quote, place)
