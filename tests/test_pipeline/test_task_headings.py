"""Headings that tell what came about, beside those that set a task."""

import pytest

from pipeline.stages.extraction.sections import section_kind


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
