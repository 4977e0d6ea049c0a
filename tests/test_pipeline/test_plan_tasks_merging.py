"""An import of tasks shows what it changes, keeps a person's words, loses nothing."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pipeline.plan_import import PlanReading, apply, changes
from pipeline.plan_import.tasks import merge_tasks, task_changes
from schemas.dossier import Dossier, IndicatorEntry, KeyTask

WORK = "完成九个村的污水处理设施建设并开展检修"
WATER = KeyTask(
    number=1,
    name="村庄污水治理",
    content=WORK,
    lead_units=("县住建局",),
    deadline=date(2024, 10, 31),
    deadline_text="10月",
)
COURSE = KeyTask(number=2, name="干部培训", lead_units=("县委组织部",))


def test_a_new_task_is_one_change() -> None:
    (change,) = task_changes((), (WATER,))
    assert (change.number, change.field, change.before) == (1, "新增重点任务", "")
    assert "县住建局" in change.after
    assert "2024-10-31" in change.after


def test_done_and_note_stay() -> None:
    mine = WATER.model_copy(update={"done": True, "note": "9月验收"})
    later = WATER.model_copy(update={"deadline": date(2024, 11, 30), "deadline_text": "11月"})
    (merged,) = merge_tasks((mine,), (later,))
    assert (merged.done, merged.note, merged.deadline) == (True, "9月验收", date(2024, 11, 30))
    assert [change.field for change in task_changes((mine,), (later,))] == ["重点任务·完成时限", "重点任务·时限原文"]


def test_a_renamed_task_is_known_by_its_content() -> None:
    mine = WATER.model_copy(update={"done": True})
    (merged,) = merge_tasks((mine,), (WATER.model_copy(update={"name": "农村污水治理"}),))
    assert (merged.name, merged.done) == ("农村污水治理", True)


def test_a_task_of_ones_own_moves_behind_the_last() -> None:
    own = KeyTask(number=1, name="迎检准备", note="县里加的")
    merged = merge_tasks((own,), (WATER, COURSE))
    assert [(task.number, task.name) for task in merged] == [(1, "村庄污水治理"), (2, "干部培训"), (3, "迎检准备")]
    assert merge_tasks(merged, (WATER, COURSE)) == merged
    assert merged[2].note == "县里加的"


def test_a_plan_without_tasks_leaves_them() -> None:
    assert merge_tasks((WATER,), ()) == (WATER,)


def test_what_the_plan_is_silent_on_stays() -> None:
    assert merge_tasks((WATER,), (KeyTask(number=1, name="村庄污水治理"),)) == (WATER,)


def test_units_of_tasks_are_listed_once() -> None:
    dossier = Dossier(county="云溪县", edition="2021", years=(2023,))
    after = apply(dossier, PlanReading(edition="2021", tasks=(WATER, COURSE)))
    assert {unit.name for unit in after.units} == {"县住建局", "县委组织部"}
    assert changes(after, PlanReading(edition="2021", tasks=(WATER, COURSE))) == ()


def test_accepted_issuers_of_an_indicator_stay() -> None:
    mine = IndicatorEntry(id="ei", number=9, name="生态环境状况指数", accepted_issuers=("省遥感中心",))
    dossier = Dossier(county="云溪县", edition="2021", years=(2023,), indicators=(mine,))
    read = mine.model_copy(update={"accepted_issuers": (), "lead_units": ("县林业局",)})
    (entry,) = apply(dossier, PlanReading(edition="2021", entries=(read,))).indicators
    assert entry.accepted_issuers == ("省遥感中心",)


TASKS = st.lists(
    st.builds(
        KeyTask,
        number=st.integers(1, 6),
        name=st.sampled_from(["治水", "治气", "培训", "宣传", "造林"]),
        content=st.sampled_from(["", WORK, "开展一次面向全县干部职工的专题培训"]),
        done=st.booleans(),
        note=st.sampled_from(["", "已验收"]),
    ),
    max_size=6,
    unique_by=lambda task: task.number,
)


@given(TASKS, TASKS)
def test_nothing_is_lost_and_a_second_import_changes_nothing(before: list[KeyTask], read: list[KeyTask]) -> None:
    plan = [task.model_copy(update={"done": False, "note": ""}) for task in read]
    merged = merge_tasks(before, plan)
    assert len({task.number for task in merged}) == len(merged) >= max(len(before), len(plan))
    assert sum(task.done for task in merged) == sum(task.done for task in before)
    assert sorted(task.note for task in merged if task.note) == sorted(task.note for task in before if task.note)
    assert merge_tasks(merged, plan) == merged
    assert list(task_changes(merged, plan)) == []
