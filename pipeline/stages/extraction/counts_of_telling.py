"""Numbers that but count what is told, or over how long: 三组数据, 5年下降31.7%."""

import re

from pipeline.numbers.quantities import Quantity

# 2022年这三个数据是…, 两项共1052万吨: counts the figures themselves; 12个月 counts months
_COUNTS_FIGURES = re.compile(
    r"\d+个(?=月|季度|小时|工作日|学时)|[两二三四五](?:[项个者组类])(?=数据|数字|数值|指标|比例|[一-龥]{0,4}率|数[为是依分均、,]|合计|共|总计|相加|之和)"
)


def counts_what_is_told(quantity: Quantity, text: str) -> bool:
    """Tell whether a number counts the figures told (三组数据), or the years that they run over: 5年下降31.7%."""
    is_term = quantity.unit == "年" and quantity.raw[:-1].isdigit()
    return is_term or _COUNTS_FIGURES.match(text, quantity.start) is not None
