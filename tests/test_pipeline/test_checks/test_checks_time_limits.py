"""Time limits of the dossier against those of documents, of the task's own words, of the indicator of its name."""

from datetime import date
from typing import Any

import pytest

from pipeline.checks import deadline_conflict
from pipeline.checks.time_limits.own_words import last_due
from pipeline.coverage.case import Case
from schemas.dossier import IndicatorEntry, KeyTask
from schemas.finding import Finding
from schemas.locator import PageLocator
from schemas.particulars import Deadline, Mark, Particulars
from schemas.view import ViewedDocument

PLACE = PageLocator(page=2)
TASK = KeyTask(
    number=4,
    name="老城区雨污分流改造",
    content="改造老城区雨污合流管网并通水",
    deadline=date(2023, 11, 30),
    deadline_text="2023年11月底前",
    lead_units=("县住房和城乡建设局",),
)


def due(matter: str, day: date, *units: str) -> Deadline:
    return Deadline(matter=matter, units=units, date=day, text=str(day), quote=matter, locator=PLACE)


def paper(county: Any, *deadlines: Deadline, file: str = "通知", **more: Any) -> ViewedDocument:
    given = {"kind": "notice", "date": date(2023, 1, 5), "particulars": Particulars(deadlines=deadlines)} | more
    viewed: ViewedDocument = county.document(file, **given)
    return viewed


def findings(
    county: Any, *documents: ViewedDocument, task: KeyTask = TASK, entries: tuple[IndicatorEntry, ...] = ()
) -> tuple[Finding, ...]:
    view = county.view(*documents, entries=entries)
    dossier = view.dossier.model_copy(update={"tasks": (task,)})
    return deadline_conflict.run(Case(view.model_copy(update={"dossier": dossier}))).findings


@pytest.mark.parametrize(
    "deadline",
    [
        due("老城区雨污分流改造", date(2023, 9, 30)),
        due("完成老城区雨污分流改造工作", date(2023, 9, 30)),
        due("改造老城区雨污合流管网并通水", date(2023, 9, 30)),
        due("完成老城区雨污分流改造，通过县级验收并移交运维单位", date(2023, 9, 30), "县住建局"),
    ],
)
def test_a_document_with_another_day(county: Any, deadline: Deadline) -> None:
    (finding,) = findings(county, paper(county, deadline))
    assert (finding.severity, finding.files, finding.unit) == ("warning", ("通知",), "县住房和城乡建设局")
    for words in ("2023-11-30", "2023-09-30", deadline.quote, TASK.name):
        assert words in finding.message
    assert finding.locators == (PLACE,)


@pytest.mark.parametrize(
    "deadline",
    [
        due("老城区雨污分流改造", date(2023, 11, 30)),
        due("老城区雨污分流改造", date(2024, 11, 30)),
        due("老城区供水管网改造", date(2023, 9, 30)),
        due("完成老城区雨污分流改造的前期勘察设计招标", date(2023, 3, 31)),
        due("完成老城区雨污分流改造的前期勘察设计招标", date(2023, 3, 31), "县发展和改革局"),
    ],
)
def test_the_same_day_next_year_or_another_task(county: Any, deadline: Deadline) -> None:
    assert not findings(county, paper(county, deadline))


def test_drafts_and_other_counties_set_nothing(county: Any) -> None:
    early = due("老城区雨污分流改造", date(2023, 9, 30))
    mark = Mark(word="征求意见稿", text="（征求意见稿）", locator=PLACE)
    draft = paper(county, particulars=Particulars(deadlines=(early,), draft_mark=mark))
    other = paper(county, early, title="云溪县老城区改造通知", issuer="云溪县人民政府")
    assert not findings(county, draft, other)


def test_two_documents_that_differ_are_told_once(county: Any) -> None:
    plan = paper(county, due("老城区雨污分流改造", date(2023, 11, 30)), file="方案")
    late = paper(county, due("老城区雨污分流改造", date(2023, 9, 30)))
    assert len(findings(county, plan, late)) == 1


def test_an_indicators_day(county: Any) -> None:
    entry = county.entry("forest_grass", deadline=date(2023, 3, 31), deadline_text="2023年3月底前")
    (finding,) = findings(county, paper(county, due(entry.name, date(2023, 5, 31))), entries=(entry,))
    assert finding.indicator_id == "forest_grass"
    assert not findings(county, paper(county, due(f"{entry.name}达到70%", date(2023, 5, 31))), entries=(entry,))


@pytest.mark.parametrize(
    ("content", "severity"),
    [
        ("开展管网排查，2023年5月底前全部完成改造。", "info"),
        ("开展管网排查，2024年3月底前全部完成改造。", "warning"),
        ("2023年6月底前完成招标，11月底前完成改造。", None),
        ("收集2020—2022年的台账。", None),
    ],
)
def test_the_tasks_own_words(county: Any, content: str, severity: str | None) -> None:
    found = findings(county, task=TASK.model_copy(update={"content": content}))
    assert [finding.severity for finding in found] == ([severity] if severity else [])


def test_the_indicator_of_its_name(county: Any) -> None:
    entry = county.entry("river_chief", deadline=date(2023, 4, 30))
    task = TASK.model_copy(update={"name": f"推进{entry.name}", "content": ""})
    assert not findings(county, task=task, entries=(entry,))
    (finding,) = findings(county, task=task.model_copy(update={"name": entry.name}), entries=(entry,))
    assert finding.severity == "info"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2023年6月底前完成", ("2023年6月底前", date(2023, 6, 30))),
        ("2月15日前报送，10月前验收", ("10月前", date(2023, 10, 31))),
        ("2024年底前建成", ("2024年底前", date(2024, 12, 31))),
        ("确保年底前完成", ("年底前", date(2023, 12, 31))),
        ("每年12月底前开展一次，每年年底前总结", None),
        ("2025年年底前建成", ("2025年年底前", date(2025, 12, 31))),
        ("提前做好准备，目前已有12个月的数据", None),
        ("2月30日前", ("2月30日前", date(2023, 2, 28))),
    ],
)
def test_the_last_day_of_words(words: str, expected: tuple[str, date] | None) -> None:
    assert last_due(words, 2023) == expected
