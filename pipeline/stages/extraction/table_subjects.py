"""Whose number a cell of a table holds: the county's own, that of a place or a plant in it."""

import re

from pipeline.stages.extraction.heads import Head, Place, without_notes
from pipeline.stages.extraction.layout import Layout, is_subtotal, is_total
from pipeline.stages.extraction.names import NamedSpan
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.subjects import is_place, is_place_label
from pipeline.stages.extraction.table_areas import AREA, COUNTY, is_county, is_own_whole, own_wholes
from pipeline.stages.extraction.table_joined import tells_what_it_takes_in
from pipeline.stages.extraction.table_rows import Row

_OVER_YEARS = re.compile(r"(?:[二两三四五]年|历年|近[三五]年|各年)(?:合计|总计|累计|平均|均值)")
# 2020—2022年累计
_OVER_ALL = re.compile(r"(?:[二两三四五]年|年度|期间|间)*(?:合计|总计|累计|共计|小计|平均值?|均值|年均)")
# the name of a place or a plant among the labels of a row, rather than its kind (湖库型, HW08)
_SITE = re.compile(rf"{AREA.pattern}|(?:医院|学校|中学|小学|水库|水源地|断面|河|湖|小区|项目|集团|农场|林场)$")
_OF_WHICH = re.compile(r"其\s*中[:：]?")
_TOWN = re.compile(r"(?:镇|乡|街道|办事处)$")
_WIDER = re.compile(r"^全[国省市](?:平均|均值|合计)?|^[国省市](?:平均|均值)|^全自治区")
_AREAS = re.compile(
    r"各?(?:地区|区域|辖区|行政区划?|县|市|区|旗)(?:名称?)?|各?[县市区旗](?:[(（、/,]+[市县区旗]){1,2}[)）]?(?:名称?)?"
)


def labels_of_areas(grid: list[Row], layout: Layout) -> frozenset[str]:
    """Return the labels that stand below a head for areas: 地区, 县（市、区）."""
    columns = [column for column in range(layout.labels) if layout.heads and _heads_areas(layout.heads[column])]
    cells = (row[column] for row in grid[layout.first_row :] for column in columns)
    return frozenset(cell.text.strip() for cell in cells if cell is not None)


def _heads_areas(heads: tuple[str, ...]) -> bool:
    return bool(heads) and _AREAS.fullmatch(re.sub(r"\s", "", heads[-1])) is not None


class Subjects:
    """Tells the subjects of one table."""

    def __init__(
        self, scene: Scene, heads: tuple[str, ...], labels: tuple[str, ...], areas: frozenset[str] = frozenset()
    ) -> None:
        """Take the column heads and the row labels; `areas` are those below 地区, 县（市、区）."""
        self._scene, self._areas = scene, areas
        self._wholes = own_wholes(scene, {without_notes(text.strip()) for text in (*labels, *heads)})
        self._has_whole = any(is_total(text.strip()) for text in heads)
        sums = [text for text in dict.fromkeys(labels) if is_subtotal(text.strip())]
        self._is_only_sum = len([one for one in labels if one in sums]) == 1 and "小计" in "".join(sums)
        self._counties = len({label for text in labels if is_county(label := text.strip())})

    def of(self, place: Place, used: tuple[Head, ...], span: NamedSpan) -> str | None:
        """Return whose number it is: "" for the county's own, None where the label is a sub-total.

        A label that the names themselves begin with (三大粮食作物 beside 化肥利用率) narrows nothing.
        """
        rest = [
            head
            for head in place.heads
            if head not in used and head.label and not head.is_generic and head.role is None
        ]
        is_over_years = any(map(_is_over_years, rest))
        rest = [head for head in rest if not _sums_up(head, place, used)]
        if is_over_years or any(self._is_sum_of_some(head, place) for head in rest):
            return None
        totals = [head for head in rest if self._is_sum(head)]
        if any(_WIDER.search(head.label) and head not in totals for head in rest):
            return None
        if any(head in place.rows for head in totals):
            return self._part_of_whole(rest, place)
        rest = [head for head in rest if head not in totals]
        last_row = max((place.rows.index(head) for head in used if head in place.rows), default=-1)
        last_column = max((place.columns.index(head) for head in used if head in place.columns), default=-1)
        inner = [head for head in rest if head in place.rows and place.rows.index(head) > last_row]
        inner += [head for head in rest if head in place.columns and place.columns.index(head) > last_column]
        sites = [head for head in inner if _SITE.search(head.words)]
        for head in (*reversed(sites), *reversed(inner)):
            label = head.words
            if head in place.rows and head not in sites and _tells_unit(head, place, span):
                continue
            if head in place.rows and tells_what_it_takes_in(head):
                continue
            if head in place.columns and not (
                is_place_label(label)
                or AREA.search(label)
                or self._is_part_beside_whole(head)
                or _is_told_of(head, place)
                or all(name.unit == "分" for name in span.names)
            ):
                continue
            if label in self._scene.own_places or self._is_own_county(label) or self._is_of_name(label, span):
                return ""
            if head.names_whole or (COUNTY.fullmatch(label) and self._counties == 1):
                continue
            return label
        return self._area_over([head for head in rest if head in place.rows and head not in inner])

    def _area_over(self, outer: list[Head]) -> str:
        """Return the county or the town that stands in a column of its own left of the names, "" for the own county."""
        for head in reversed(outer):
            label = head.words
            if is_county(label) and (self._counties > 1 or label.endswith(("县", "旗"))):
                return "" if label in self._scene.own_places or self._is_own_county(label) else label
            if head.label.strip() in self._areas or (_TOWN.search(label) and is_place(label)):
                return label
        return ""

    def _is_part_beside_whole(self, head: Head) -> bool:
        """Tell whether a column is of one of the things that a column beside it sums up: 清渠 beside 全县合计."""
        return self._has_whole and head.names is None and not head.years and not head.unit

    def _is_sum(self, head: Head) -> bool:
        return head.is_total or is_subtotal(head.label) or is_own_whole(head.label, self._wholes)

    def _is_sum_of_some(self, head: Head, place: Place) -> bool:
        """Tell whether a head sums up a part of the rows; a 小计 alone sums up all."""
        return "小计" in head.label and not (self._is_only_sum and head in place.rows)

    def _part_of_whole(self, rest: list[Head], place: Place) -> str:
        """Return the part whose total a cell holds (合计 below 核心保护区), "" for the total of all."""
        parts = (head.words for head in reversed(rest) if head in place.columns and head.names is None)
        return next((label for label in parts if is_place_label(label)), "")

    def _is_of_name(self, label: str, span: NamedSpan) -> bool:
        """Tell whether an indicator's own name holds a label."""
        label = re.sub(r"(?:综合|(?:加权|算术)?平均)(?:值|水平)?$", "", label)
        wholes = (self._scene.edition.by_id(name.indicator_id).name for name in span.names)
        return len(label) > 2 and any(label in whole for whole in wholes)

    def _is_own_county(self, label: str) -> bool:
        return COUNTY.fullmatch(label) is not None and any(own.endswith(label) for own in self._scene.own_places)


def _is_over_years(head: Head) -> bool:
    """Tell whether a head sums up several years, of none of which it is a figure: 三年合计, 2020—2022年累计."""
    return (_OVER_ALL if len(head.years) > 1 else _OVER_YEARS).fullmatch(head.words) is not None


def _is_told_of(head: Head, place: Place) -> bool:
    """Tell whether a column is of a part that a head over it announces: 县城 below 其中."""
    outer = place.columns[: place.columns.index(head)]
    return head.names is None and not head.years and any(_OF_WHICH.fullmatch(one.text.strip()) for one in outer)


def _tells_unit(head: Head, place: Place, span: NamedSpan) -> bool:
    """Tell whether a label says what is counted, with its unit: 重点排污单位（家） beside 应公开数."""
    is_counted = all(name.component is not None for name in span.names)
    return bool(head.unit) and is_counted and not any(one.unit for one in place.columns)


def _sums_up(head: Head, place: Place, used: tuple[Head, ...]) -> bool:
    """Tell whether a head is the sum of all that the head before it holds.

    That one names the measure (无害化处理量 above 小计), tells a year (2022年 beside 小计), is a town.
    """
    if not is_subtotal(head.label):
        return False
    if head.years:
        return True
    for heads in (place.columns, place.rows):
        if head in heads and (index := heads.index(head)) > 0:
            outer = heads[index - 1]
            return outer in used or (bool(outer.years) and outer.is_generic) or _TOWN.search(outer.words) is not None
    return False
