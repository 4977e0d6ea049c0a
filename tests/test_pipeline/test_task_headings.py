"""Headings that tell what came about, beside those that set a task."""

import pytest

from pipeline.stages.extraction.sections import section_kind
from pipeline.task_headings import heads_what_was_done, part_on_next_year


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("农村供水保障能力稳步提升", "plain"),
        ("（二）民生保障水平持续提高", "plain"),
        ("持续提升供水保障能力", "task"),
        ("三、强化要素保障，推动供水能力稳步提升", "task"),
        ("组织保障", "task"),
        ("县水利局2023年工作情况和2024年工作计划", "plain"),
        ("2024年工作计划", "task"),
    ],
)
def test_what_came_about_is_no_task(heading: str, kind: str) -> None:
    assert section_kind(heading, is_ahead=False) == kind


def test_a_plans_heading_is_of_tasks() -> None:
    assert section_kind("农村供水保障能力稳步提升", is_ahead=True) == "task"


@pytest.mark.parametrize(
    ("title", "headings", "place"),
    [
        ("2024年工作总结和2025年工作思路", ["一、环境质量", "二、重点工作"], 2),
        ("2024年上半年工作总结", ["一、主要指标", "二、重点工作", "三、下半年打算"], 2),
        ("2024年工作总结", ["一、重点工作", "二、存在问题", "三、重点工作"], 1),
        # the year summed up is not the next one
        ("2021年工作总结及2022年工作打算", ["一、资源概况", "二、2021年重点工作", "三、2022年打算"], 2),
        ("2021年工作情况和2022年思路", ["一、2021年工作开展", "二、2022年重点工作"], 1),
        ("2021年政府工作报告", ["一、工作回顾", "二、2021年重点工作"], 1),
        # what is no summary of work sets what its headings say
        ("2024年工作方案", ["一、环境质量", "二、重点工作"], 0),
        ("2024年工作汇报", ["一、环境质量", "二、存在问题", "三、重点工作"], 0),
    ],
)
def test_where_a_report_goes_on_to_what_is_planned(title: str, headings: list[str], place: int) -> None:
    assert part_on_next_year(headings, title) == place


@pytest.mark.parametrize(
    ("heading", "is_before_plan", "is_done"),
    [
        ("二、2021年重点工作", True, True),
        ("二、2021年度重点任务", True, True),
        ("二、2021年重点工作", False, False),
        ("二、2021年重点工作安排", True, False),
        ("二、下一步重点工作", True, False),
    ],
)
def test_tasks_of_the_year_that_is_summed_up(heading: str, *, is_before_plan: bool, is_done: bool) -> None:
    assert heads_what_was_done(heading, is_before_plan=is_before_plan) == is_done
