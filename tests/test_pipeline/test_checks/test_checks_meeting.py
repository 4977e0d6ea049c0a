"""By what documents of an archive meet: what they are called, what their tasks are called."""

import pytest

from pipeline.checks import all_checks, meeting_checks, scope_of_check
from pipeline.checks.meeting.names import Called, concerned, letter, names_among, number, title, title_or_file
from pipeline.checks.time_limits.naming import tasks_like

ARCHIVED = (
    Called("澄溪县水污染防治工作方案", "附件水质监测点位表", "澄政发〔2020〕1号", "澄"),
    Called("工作要点", "", "", ""),
)


@pytest.mark.parametrize(
    ("want", "is_there"),
    [
        (number("澄政发[2020]1号"), True),
        (number("澄政发〔2020〕11号"), False),
        (title("《水污染防治工作方案》"), True),
        (title("关于印发《澄溪县水污染防治工作方案》的通知"), True),
        (title("工作要点"), True),
        (title("工作方案"), False),  # so short a name is another text's
        (title_or_file("水质监测点位表"), True),
        (title("水质监测点位一览表"), False),
        (letter("澄办发〔2021〕2号"), True),
        (letter("云政发〔2021〕2号"), False),
    ],
)
def test_an_archive_has_what_its_documents_are_called(want: str, is_there: bool) -> None:
    assert names_among(ARCHIVED).has(want) is is_there
    assert (want in concerned([want], ARCHIVED)) >= is_there


def test_names_that_nobody_calls_a_task_by_meet_only_those_that_somebody_does() -> None:
    tasks = ["m清河镇集镇污水管网建设", "c清河镇集镇污水管网建设", "m青河镇集镇污水管网建设", "s清河镇集镇污水管网建设"]
    assert tasks_like(["m青河镇集镇污水管网建设"], tasks[2:]) == set()
    assert tasks_like(["m青河镇集镇污水管网建设"], tasks) == {*tasks[:2]}
    assert tasks_like(["c清河镇集镇污水管网建设"], tasks) == {*tasks[:3]}
    assert tasks_like(["s清河镇集镇污水管网建设"], tasks) == {tasks[3]}


def test_each_check_of_meetings_has_keys_and_counts() -> None:
    assert {check.CHECK for check in meeting_checks()} == {
        check.CHECK for check in all_checks() if scope_of_check(check) == "meeting"
    }
