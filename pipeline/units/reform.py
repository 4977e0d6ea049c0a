"""The units of a county's government under one name each: names before the reform of 2018-2019, usual short ones.

General knowledge of the institutional reform (党和国家机构改革, in counties done by March 2019): a unit took over
the matters of those whose names stand behind it. A county that arranged it otherwise says so in its dossier.yaml.
"""

import datetime
import re
from collections.abc import Mapping
from types import MappingProxyType

# today's usual name -> (earlier names, other spellings), without place
UNITS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "生态环境局": ("环境保护局", "环保局", "生态环境分局"),
        "自然资源局": (
            "国土资源局", "国土局", "自然资源和规划局", "自然资源与规划局", "自然资源规划局", "资规局",
            "城乡规划局", "规划局",
        ),
        "农业农村局": (
            "农业局", "农牧局", "农业委员会", "农业和畜牧局", "农业畜牧局", "农牧和水务局", "畜牧兽医局",
            "水产畜牧兽医局",
        ),
        "林业局": ("林业和草原局", "林草局"),
        "水利局": ("水务局",),
        "住房和城乡建设局": (
            "住建局", "建设局", "住房城乡建设局", "住房和城乡规划建设局", "住房和建设局", "规划建设局",
        ),
        "城市管理局": (
            "城管局", "城市管理和综合执法局", "城市管理综合执法局", "城市管理行政执法局", "城管执法局",
            "城市综合管理局", "综合行政执法局",
        ),
        "发展和改革局": ("发改局", "发展改革局", "发改委", "发展和改革委员会", "发展改革委", "发展改革委员会"),
        "工业和信息化局": ("工信局", "经济和信息化局", "经信局", "经济贸易局", "工业和信息化委员会"),
        "卫生健康局": (
            "卫健局", "卫生局", "卫生和计划生育局", "卫生计生局", "卫计局", "卫生健康委员会", "卫健委", "卫计委",
            "卫生和健康局", "健康和卫生局",
        ),
        "市场监督管理局": (
            "市场监管局", "工商行政管理局", "工商局", "质量技术监督局", "质监局", "食品药品监督管理局", "食药监局",
        ),
        "应急管理局": ("应急局", "安全生产监督管理局", "安监局"),
        "文化和旅游局": (
            "文旅局", "文化局", "旅游局", "文化广电和旅游局", "文化广电新闻出版局", "文广新局",
            "文化广电体育和旅游局",
        ),
        "人力资源和社会保障局": ("人社局", "人力资源社会保障局"),
        "交通运输局": ("交通局",),
        "科学技术局": ("科技局",),
        "医疗保障局": ("医保局",),
        "教育局": ("教育和体育局", "教体局", "教育体育局"),
        "乡村振兴局": ("扶贫开发办公室", "扶贫办", "扶贫局"),
        "政务服务数据管理局": ("政务服务和数据管理局", "政数局", "行政审批局"),
        "河长制办公室": ("河长办", "全面推行河长制办公室"),
        "人民政府办公室": ("政府办公室", "政府办", "府办"),
        "委办公室": ("委办", "委员会办公室"),
        "委组织部": ("组织部", "委员会组织部"),
        "委宣传部": ("宣传部", "委员会宣传部"),
        "委党校": ("党校", "委党校行政学院"),
        "人民政府": ("政府",),
        "人民代表大会常务委员会": ("人大常委会", "人大"),
        "财政局": (),
        "统计局": (),
        "气象局": (),
    }
)  # fmt: skip
_TODAY = MappingProxyType({name: today for today, names in UNITS.items() for name in (today, *names)})


def todays_name(matter: str) -> str:
    """Return the one name of a unit (without place): 环保局, 国土资源分局; a name that is in no list stays."""
    return _TODAY.get(matter) or _TODAY.get(re.sub("分局$", "局", matter), matter)


def other_names(matter: str) -> tuple[str, ...]:
    """Return the other names that documents use for a unit (without place), () for one that is in no list."""
    today = todays_name(matter)
    return tuple(name for name in (today, *UNITS.get(today, ())) if name != matter)


# names that no unit bore any more once the counties' reform was done (the rest are other spellings, or local choices)
_ENDED = (
    "环境保护局", "环保局", "国土资源局", "国土局", "农业局", "农牧局", "卫生和计划生育局", "卫生计生局", "卫计局",
    "工商行政管理局", "工商局", "质量技术监督局", "质监局", "食品药品监督管理局", "食药监局", "安全生产监督管理局",
    "安监局", "文化广电新闻出版局", "文广新局", "水产畜牧兽医局", "畜牧兽医局",
)  # fmt: skip
REFORM_DONE = datetime.date(2019, 4, 1)


def name_after_reform(unit: str, day: datetime.date) -> str | None:
    """Return a unit's name of today where it signs on a day with one that the reform had ended, else None."""
    if day < REFORM_DONE:
        return None
    for old in sorted(_ENDED, key=len, reverse=True):
        if unit.endswith(old):
            return unit[: len(unit) - len(old)] + todays_name(old)
    return None
