"""A group of quantities with all that decides where its values go."""

import re

from pipeline.numbers.quantities import Quantity
from pipeline.stages.extraction.names import (
    Name,
)
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.rises import Change
from pipeline.stages.extraction.sentence import Group, Sentence
from pipeline.values import frozen

# 三年均为 means each of them, 年均 the mean of one
ALL = re.compile(
    r"(?:(?<=[二两三四五各每历]年)|(?<=[上去]年)(?=均[提上增下降减有高])|(?<=\d年)(?=均[为达在保不未超高低大小已实])|(?<![年日人平]))均(?!值|浓度|每)|都|皆|双双|全部|同为|每年|各年|历年|连续|一直|始终|各(?=(?:为|是|达到?)?\d)|各(?=提|下降|增|上升|降|减)|(?<=年)各(?=组织|开展|举办|举行|完成|召开|进行|巡|研究|有|为)"
)


@frozen
class Pairing:
    """One value with the names (several where the words mean several things), years, subject it is for."""

    quantity: Quantity
    names: tuple[Name, ...]
    years: tuple[int, ...]
    subject: str = ""


@frozen
class Row:
    """A group of quantities with all that decides where its values go."""

    sentence: Sentence
    group: Group
    owner: Owner
    years: tuple[int, ...]
    change: Change | None

    @property
    def words(self) -> str:
        """What stands between the names and the numbers."""
        return self.sentence.text[self.owner.since : self.group.start]
