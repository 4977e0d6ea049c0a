"""Whether the row 全市 of a table is the document's own area or a wider one."""

import re

from pipeline.districts import NO_DISTRICT
from pipeline.stages.extraction.heads import Head
from pipeline.stages.extraction.layout import is_subtotal
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.subjects import is_place_label

# what ends the name of an area or a plant
AREA = re.compile(r"[县市区旗镇乡村厂站局园]$|街道$|公司$|设施$")
COUNTY = re.compile(r"[一-龥]{1,12}(?:县|旗|自治县)")
_NOTE_OR_MEAN = re.compile(r"(?:平均值?|均值)?(?:\([^()]*\))?$")
# counties, cities, districts beside each other; 片区, 园区, 主城区 are none
_COUNTIES = re.compile(rf"[一-龥]{{2,8}}(?:县|旗|市)|[一-龥]{{2,3}}(?<![{NO_DISTRICT}])(?<![主老新心]城)区")


def is_county(label: str) -> bool:
    """Tell whether a label is the name of a county, a city, a district."""
    return _COUNTIES.fullmatch(label) is not None


def is_own_whole(label: str, wholes: frozenset[str]) -> bool:
    """Tell whether a label is one of some wholes, or the mean of one (全市平均)."""
    return _NOTE_OR_MEAN.sub("", label.strip()) in wholes


def own_wholes(scene: Scene, labels: set[str]) -> frozenset[str]:
    """Return which of 全市, 全区, 全旗 stand for the whole that a document speaks of, beside parts of it as labels."""
    if scene.speaks_of_county or scene.own_subject or any(map(is_county, labels)):
        return frozenset()
    if labels & {"全县", "县域", "本县", "我县"} or (not scene.own_places and not any(map(is_place_label, labels))):
        return frozenset()
    kinds = {place[-1] for place in scene.own_places} or {"市"}
    return frozenset({f"全{kind}" for kind in kinds if kind in "市区旗"} if len(kinds) == 1 else {"全市"} & labels)


def only_places(head: Head) -> bool:
    """Tell whether a head names nothing but a place, a whole, a plant."""
    plain = head.is_generic or head.is_total or is_subtotal(head.label)
    label = head.words
    is_plant = label.endswith(("设施", "处理厂", "处理站"))
    return plain or is_plant or is_place_label(label) or COUNTY.fullmatch(label) is not None or is_county(label)
