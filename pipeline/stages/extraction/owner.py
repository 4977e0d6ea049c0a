"""Whose number it is: the names that own a group of quantities."""

import re

from pipeline.stages.extraction.names import NamedSpan
from pipeline.values import frozen

RESPECTIVELY = re.compile(r"分别|依次|各为|分別|各(?=[升降增减提]|上升|下降|回[升落])")
SHARE = re.compile(r"占[^,。;]{0,4}$")


@frozen
class Owner:
    """What a group of quantities is about: the named spans of one list; its own words begin at `since`.

    `is_own` tells that the words go back to the county itself (全省为…，我县为…), `in_list` that the list holds
    members that are not known: values must be counted off against all.
    """

    spans: tuple[NamedSpan, ...]
    since: int
    subject: str = ""
    in_list: bool = False
    is_own: bool = False

    @property
    def start(self) -> int:
        """Where the names begin."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the names end."""
        return self.spans[-1].end
