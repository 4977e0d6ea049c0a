"""Key work tasks: overdue, proved by documents or not, and why a document counts."""

from datetime import date
from typing import Any

import pytest

from pipeline.checks import task_overdue, task_without_evidence
from pipeline.coverage.case import Case
from pipeline.coverage.tasks import Proof, task_proofs
from schemas.dossier import KeyTask
from schemas.locator import PageLocator
from schemas.particulars import Deadline, Mark, Particulars
from schemas.view import ViewedDocument

PLACE = PageLocator(page=1)
SEWAGE = KeyTask(
    number=3,
    name="推进村庄污水设施运维",
    content="完成九个村的设施检修",
    deadline=date(2023, 10, 31),
    deadline_text="2023年10月底前",
    lead_units=("县住房和城乡建设局",),
)
FOUND = "2023年村庄污水设施运维情况的报告"


def case(county: Any, *documents: ViewedDocument, tasks: tuple[KeyTask, ...] = (SEWAGE,), today: Any = None) -> Case:
    view = county.view(*documents)
    dossier = view.dossier.model_copy(update={"tasks": tasks})
    return Case(view.model_copy(update={"dossier": dossier, "today": today}))


def proofs(county: Any, document: ViewedDocument, task: KeyTask = SEWAGE) -> tuple[Proof, ...]:
    return task_proofs(case(county, document, tasks=(task,))).of(task)


def report(county: Any, title: str = FOUND, **more: Any) -> ViewedDocument:
    viewed: ViewedDocument = county.document(
        f"{title}.docx", **({"title": title, "kind": "summary", "date": date(2023, 11, 5)} | more)
    )
    return viewed


class TestProofs:
    @pytest.mark.parametrize(
        ("name", "title"),
        [
            ("推进村庄污水设施运维", FOUND),
            ("村庄污水设施运维", "临溪县关于2023年村庄污水处理设施运维工作总结"),
            ("进一步加强湿地修复工作", "临溪县2023年湿地修复项目验收意见"),
            (
                "编制《临溪县畜禽养殖规划（2023—2030年）》",
                "临溪县人民政府关于印发《临溪县畜禽养殖规划（2023—2030年）》的通知",
            ),
            ("开展突发事件应急预案修订", "临溪县突发事件应急预案修订说明"),
        ],
    )
    def test_a_title_that_names_the_task(self, county: Any, name: str, title: str) -> None:
        (proof,) = proofs(county, report(county, title), SEWAGE.model_copy(update={"name": name}))
        assert proof.in_time
        assert title in proof.why

    @pytest.mark.parametrize(
        ("name", "title"),
        [
            ("加强生态文明建设宣传", "2023年生态文明建设工作总结"),
            ("推进村庄污水设施运维", "2023年城镇污水处理情况报告"),
            ("推进村庄污水设施运维", "2023年村庄垃圾设施运维情况"),
            ("促进工业高质量发展", "2023年工业固体废物利用情况表"),
            ("深入打造生态宜居县城", "2023年生态环境状况报告"),
            ("生态文明建设", "2023年生态文明建设工作总结"),
        ],
    )
    def test_weak_grounds_are_none(self, county: Any, name: str, title: str) -> None:
        assert not proofs(county, report(county, title), SEWAGE.model_copy(update={"name": name}))

    @pytest.mark.parametrize("kind", ["plan", "notice", "regulation"])
    def test_a_paper_that_only_sets_proves_nothing(self, county: Any, kind: str) -> None:
        assert not proofs(county, report(county, "2023年村庄污水设施运维方案", kind=kind))

    def test_the_document_that_sets_the_task_never_proves_it(self, county: Any) -> None:
        due = Deadline(
            matter="编制湿地修复方案",
            units=(),
            date=date(2023, 6, 30),
            text="6月",
            quote="编制湿地修复方案",
            locator=PLACE,
        )
        task = SEWAGE.model_copy(update={"name": "编制湿地修复方案"})
        plan = report(county, "湿地修复方案编制工作计划", kind="plan")
        assert proofs(county, plan, task)
        assert not proofs(county, plan.model_copy(update={"particulars": Particulars(deadlines=(due,))}), task)

    def test_another_years_paper_is_told_apart(self, county: Any) -> None:
        (proof,) = proofs(county, report(county, "2020—2022年村庄污水设施运维情况"))
        assert not proof.in_time

    def test_years_that_the_content_names_count(self, county: Any) -> None:
        task = SEWAGE.model_copy(update={"content": "汇总2020—2022年的运维记录"})
        (proof,) = proofs(county, report(county, "2020—2022年村庄污水设施运维情况"), task)
        assert proof.in_time

    def test_words_of_a_report(self, county: Any) -> None:
        fact = county.fact("sewage_rural", 2023, "71", quote="全县村庄污水设施运维率为71%")
        paper = report(county, "2023年工作总结", facts=(fact,))
        (proof,) = proofs(county, paper)
        assert "71%" in proof.why
        stale = county.fact("sewage_rural", 2022, "71", quote="全县村庄污水设施运维率为71%")
        assert not proofs(county, report(county, "2023年工作总结", facts=(stale,)))

    def test_evidence_of_the_indicator_it_names(self, county: Any) -> None:
        name = county.edition.by_id("sewage_town").name
        task = SEWAGE.model_copy(update={"name": f"提高{name}"})
        fact = county.fact("sewage_town", 2023, "96")
        given = county.document("统计表", county.tag("sewage_town"), facts=(fact,), kind="statistics")
        (proof,) = proofs(county, given, task)
        assert name in proof.why
        assert not proofs(county, county.document("统计表", county.tag("sewage_town"), kind="statistics"), task)

    def test_drafts_prove_nothing(self, county: Any) -> None:
        mark = Mark(word="征求意见稿", text="（征求意见稿）", locator=PLACE)
        assert not proofs(county, report(county, particulars=Particulars(draft_mark=mark)))

    def test_another_countys_papers_prove_nothing(self, county: Any) -> None:
        assert not proofs(county, report(county, "云溪县2023年村庄污水设施运维情况"))


class TestOverdue:
    def test_no_day_no_judgement(self, county: Any) -> None:
        result = task_overdue.run(case(county))
        assert result.outcome == "not_applicable"
        assert "检查日期" in result.reason

    def test_no_tasks(self, county: Any) -> None:
        result = task_overdue.run(case(county, tasks=(), today=date(2024, 1, 1)))
        assert result.outcome == "not_applicable"

    def test_past_without_documents(self, county: Any) -> None:
        (finding,) = task_overdue.run(case(county, today=date(2023, 11, 1))).findings
        assert finding.severity == "warning"
        assert finding.unit == "县住房和城乡建设局"
        for words in (SEWAGE.name, SEWAGE.deadline_text, "1天", "县住房和城乡建设局"):
            assert words in finding.message

    def test_past_with_documents_asks_for_a_word(self, county: Any) -> None:
        (finding,) = task_overdue.run(case(county, report(county), today=date(2023, 12, 1))).findings
        assert finding.severity == "info"
        assert finding.files == (f"{FOUND}.docx",)
        assert FOUND in finding.message

    @pytest.mark.parametrize(
        ("changed", "today"),
        [({}, date(2023, 10, 31)), ({"done": True}, date(2024, 1, 1))],
    )
    def test_in_time_or_done(self, county: Any, changed: dict[str, object], today: date) -> None:
        result = task_overdue.run(case(county, tasks=(SEWAGE.model_copy(update=changed),), today=today))
        assert (result.outcome, result.looked_at) == ("passed", 1)


class TestWithoutEvidence:
    def test_nothing_found(self, county: Any) -> None:
        (finding,) = task_without_evidence.run(case(county, report(county, "2023年林业统计表"))).findings
        assert finding.severity == "info"
        assert "查看1份材料" in finding.message
        assert SEWAGE.name in finding.message

    def test_said_to_be_done_without_a_paper(self, county: Any) -> None:
        done = SEWAGE.model_copy(update={"done": True})
        (finding,) = task_without_evidence.run(case(county, tasks=(done,))).findings
        assert finding.severity == "warning"

    def test_another_year_is_named(self, county: Any) -> None:
        old = "2021年村庄污水设施运维情况"
        (finding,) = task_without_evidence.run(case(county, report(county, old))).findings
        assert finding.files == (f"{old}.docx",)
        assert old in finding.message

    def test_what_was_matched_and_why_is_said(self, county: Any) -> None:
        result = task_without_evidence.run(case(county, report(county)))
        assert (result.outcome, result.looked_at) == ("passed", 1)
        assert f"3 {SEWAGE.name}——{FOUND}.docx（标题“{FOUND}”）" in result.reason

    def test_no_tasks(self, county: Any) -> None:
        assert task_without_evidence.run(case(county, tasks=())).outcome == "not_applicable"
