"""Columns of what a year is expected to end with, beside what was planned for the same year."""

import re

from pipeline.stages.extraction.heads import Head
from pipeline.values import replace

_EXPECTED = re.compile(r"预计|预估")
# 完成率, 进度 say how much of the plan was reached; 差距 how far it was missed
_OF_PLAN = re.compile(r"率|进度|差|比|位次|排名|[增降]")


def with_expected(columns: list[tuple[Head, ...]]) -> list[tuple[Head, ...]]:
    """Return the columns, those of 2022年预计 beside 2022年计划 as what was reached.

    A report on how a plan was carried out is written before the year is out. What is expected of a year that no
    column plans for (2021年实绩, 2022年预计, 2023年目标) is an outlook and stays one.
    """
    if not any(heads and _EXPECTED.search(heads[-1].text) for heads in columns):
        return columns
    planned = {heads[-1].years for heads in columns if heads and heads[-1].role == "target"}
    return [(*heads[:-1], _reached(heads[-1], planned)) if heads else heads for heads in columns]


def _reached(head: Head, planned: set[tuple[int, ...]]) -> Head:
    is_expected = head.role == "skip" and _EXPECTED.search(head.text) is not None and _OF_PLAN.search(head.text) is None
    if not is_expected or head.years not in planned or not head.years:
        return head
    return replace(head, role="actual")
