"""Hits in minutes and resolutions: the plan that a meeting agreed to, ecological matters that leaders dealt with."""

import re
from collections.abc import Iterator

from pipeline.numbers.shadow import Shadow, shadow
from pipeline.passages import Prose
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
