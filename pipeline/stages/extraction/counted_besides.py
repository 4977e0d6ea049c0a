"""What is counted besides the measures: 排查入河排污口132个，完成整治118个，整治率89.4% is of no village."""

import re
from collections.abc import Iterable

from pipeline.stages.extraction.names import Name
from pipeline.stages.extraction.sentence import Sentence

_COUNTED = re.compile(
    r"(?P<thing>排污口|问题|线索|图斑|隐患|案件|点位|项目|工程|任务|信访件|举报件|坑塘|水塘|沟渠|河段|示范村|处理站)"
    r"(?:共计?|合计|总数|总量|数量|[有为计达约:(])*\d+(?:\.\d+)?(?:个|处|条|件|项|宗|座|口)"
)


def counts_besides(sentence: Sentence, position: int, names: Iterable[Name]) -> bool:
    """Tell whether what was counted last in a sentence before a position is no thing of any of the names.

    What a name of the sentence tells after it is the name's.
    """
    told = next(reversed(list(_COUNTED.finditer(sentence.text, sentence.start, position))), None)
    if told is None or any(told.start() <= span.start < position for span in sentence.names):
        return False
    return not any(told["thing"] in name.name for name in names)
