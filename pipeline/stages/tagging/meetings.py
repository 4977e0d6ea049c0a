"""Hits in minutes and resolutions: the plan that a meeting agreed to."""

import re
from collections.abc import Iterator

from pipeline.numbers.shadow import Shadow, shadow
from pipeline.passages import Prose
from pipeline.stages.tagging.hits import Hit, shortened
from pipeline.stages.tagging.reach import AT_LARGE
from pipeline.stages.tagging.topics import Topics

MAX_AGREED_CHARS = 60
_TITLES = re.compile(r"《([^《》]{4,60})》")
_AGREED = re.compile(
    r"(?:会议|常委会|大会)?(?:原则|一致|表决|审议)*(?<!不)(?:同意|通过|批准|审定)(?!后|了?我|的?(?:是|前提))"
)


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
