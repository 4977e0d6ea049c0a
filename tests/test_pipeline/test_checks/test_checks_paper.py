"""The checks of papers: each fault is found, its innocent look-alike is not."""

import zlib
from datetime import date
from typing import Any

import pytest

from pipeline.checks import (
    annex_missing,
    cited_not_archived,
    deadline_conflict,
    duplicate_number,
    name_mismatch,
    near_duplicate,
    number_date_mismatch,
    numbering_gap,
)
from pipeline.coverage.case import Case
from schemas.dossier import Unit
from schemas.locator import CellLocator, PageLocator
from schemas.particulars import Annex, Citation, Deadline, NumberingGap, Particulars

PLACE = PageLocator(page=1)


def fingerprint(*words: str) -> tuple[int, ...]:
    return tuple(sorted({zlib.crc32(word.encode()) for word in words})[:64])


COMMON = tuple(f"词{number}" for number in range(60))


class TestNumberingGap:
    def test_a_break(self, county: Any) -> None:
        gap = NumberingGap(expected="三、", found="四、", quote="四、保障措施", locator=PLACE)
        said = Particulars(numbered=4, numbering_gaps=(gap,))
        result = numbering_gap.run(county.case(county.document("甲", particulars=said)))
        assert [(one.severity, one.expected, one.found) for one in result.findings] == [("info", "三、", "四、")]
        assert result.looked_at == 4


class TestAnnexMissing:
    def announced(self, county: Any, title: str, *, present: bool = False) -> Any:
        annex = Annex(ordinal=2, title=title, is_present=present, locator=PLACE)
        return county.document("通知", particulars=Particulars(annexes=(annex,)))

    def test_nowhere(self, county: Any) -> None:
        (finding,) = annex_missing.run(county.case(self.announced(county, "任务分工表"))).findings
        assert finding.expected == "附件2“任务分工表”"

    @pytest.mark.parametrize(
        ("title", "severity"),
        [("任务分工表", "warning"), ("生态文明建设规划（另册）", "info"), ("任务分工表（另发）", "info"), ("", "info")],
    )
    def test_what_comes_apart_is_a_hint(self, county: Any, title: str, severity: str) -> None:
        (finding,) = annex_missing.run(county.case(self.announced(county, title))).findings
        assert finding.severity == severity

    def test_in_the_file_or_a_file_of_its_own(self, county: Any) -> None:
        own = county.document("附件2：任务分工表.xlsx", title=None)
        for case in (
            county.case(self.announced(county, "任务分工表", present=True)),
            county.case(self.announced(county, "任务分工表"), own),
        ):
            assert annex_missing.run(case).outcome == "passed"


class TestNumbers:
    @pytest.mark.parametrize(
        ("number", "signed", "is_wrong"),
        [
            ("临政办发〔2022〕5号", date(2023, 5, 8), True),
            ("临政办发〔2022〕5号", date(2022, 5, 8), False),
            ("临政办发〔2022〕95号", date(2023, 1, 8), False),
            ("临政办发〔2023〕5号", date(2022, 12, 30), True),
            (None, date(2022, 5, 8), False),
        ],
    )
    def test_year_of_number_and_date(self, county: Any, number: str | None, signed: date, is_wrong: bool) -> None:
        paper = county.document("甲", doc_number=number, date=signed)
        assert len(number_date_mismatch.run(county.case(paper)).findings) == is_wrong

    def paper(self, county: Any, file: str, *words: str, **more: Any) -> Any:
        given = {"doc_number": "临水〔2022〕8号", "particulars": Particulars(fingerprint=fingerprint(*words))} | more
        return county.document(file, **given)

    def test_one_number_for_two_papers(self, county: Any) -> None:
        one = self.paper(county, "甲.docx", *COMMON)
        other = self.paper(county, "乙.docx", *(f"别{number}" for number in range(60)))
        (finding,) = duplicate_number.run(county.case(one, other)).findings
        assert finding.files == ("甲.docx", "乙.docx")

    def test_two_formats_of_one_paper(self, county: Any) -> None:
        one, other = self.paper(county, "甲.docx", *COMMON), self.paper(county, "甲.pdf", *COMMON[:-2])
        assert duplicate_number.run(county.case(one, other)).outcome == "passed"


class TestNearDuplicate:
    def paper(self, county: Any, file: str, *words: str, **more: Any) -> Any:
        return county.document(file, particulars=Particulars(fingerprint=fingerprint(*words)), **more)

    def test_nearly_the_same_words(self, county: Any) -> None:
        one, other = self.paper(county, "甲", *COMMON), self.paper(county, "乙", *COMMON[:-3], "新")
        (finding,) = near_duplicate.run(county.case(one, other)).findings
        assert (finding.severity, finding.files) == ("warning", ("乙", "甲"))

    def test_two_formats_are_only_told(self, county: Any) -> None:
        head = {"title": "总结", "date": date(2022, 1, 1)}
        one = self.paper(county, "甲.docx", *COMMON, media_type="word", **head)
        other = self.paper(county, "甲.pdf", *COMMON, media_type="pdf", **head)
        (finding,) = near_duplicate.run(county.case(one, other)).findings
        assert finding.severity == "info"

    def test_a_common_form_is_not_enough(self, county: Any) -> None:
        one = self.paper(county, "甲", *COMMON[:30], *(f"一{number}" for number in range(30)))
        other = self.paper(county, "乙", *COMMON[:30], *(f"二{number}" for number in range(30)))
        assert near_duplicate.run(county.case(one, other)).outcome == "passed"


class TestCitedNotArchived:
    def citing(self, county: Any, number: str | None, title: str = "") -> Any:
        cited = Citation(title=title, doc_number=number, quote=f"根据{number}", locator=PLACE)
        return county.document("总结", county.tag("plan"), particulars=Particulars(cites=(cited,)))

    @pytest.fixture
    def own(self, county: Any) -> Any:
        return county.document(
            "通知", doc_number="临政办发〔2021〕3号", issuer="临溪县人民政府办公室", title="河长制方案"
        )

    @pytest.mark.parametrize(
        ("number", "is_missing"),
        [
            ("临政发〔2020〕9号", True),
            ("临政办发〔2021〕3号", False),
            ("国发〔2021〕3号", False),
            ("环办生态函〔2021〕353号", False),
            ("别政发〔2020〕9号", False),
        ],
    )
    def test_only_the_countys_own_are_asked_for(self, county: Any, own: Any, number: str, is_missing: bool) -> None:
        result = cited_not_archived.run(county.case(own, self.citing(county, number)))
        assert len(result.findings) == is_missing

    def test_the_same_text_under_its_title_is_there(self, county: Any, own: Any) -> None:
        citing = self.citing(county, "临政发〔2020〕9号", "河长制方案")
        assert not cited_not_archived.run(county.case(own, citing)).findings


class TestDeadlineConflict:
    def due(self, matter: str, day: date, place: Any = PLACE) -> Deadline:
        return Deadline(matter=matter, units=(), date=day, text=str(day), quote=matter, locator=place)

    def paper(self, county: Any, *deadlines: Deadline, file: str = "方案", **more: Any) -> Any:
        given = {"kind": "plan", "date": date(2023, 1, 1), "particulars": Particulars(deadlines=deadlines)} | more
        return county.document(file, **given)

    def test_body_against_annex(self, county: Any) -> None:
        paper = self.paper(
            county,
            self.due("完成指标证明材料收集，报县生态办", date(2023, 5, 20)),
            self.due("指标证明材料收集", date(2023, 6, 30)),
        )
        assert len(deadline_conflict.run(county.case(paper)).findings) == 1

    @pytest.mark.parametrize(
        ("matter", "day"),
        [
            ("完成水源地标志牌安装", date(2023, 6, 30)),
            ("指标证明材料收集", date(2023, 5, 20)),
            ("指标证明材料收集", date(2024, 5, 20)),
        ],
    )
    def test_other_tasks_the_same_day_next_year(self, county: Any, matter: str, day: date) -> None:
        paper = self.paper(county, self.due("完成指标证明材料收集", date(2023, 5, 20)), self.due(matter, day))
        assert deadline_conflict.run(county.case(paper)).outcome == "passed"

    def test_rows_of_a_table_are_tasks_of_their_own(self, county: Any) -> None:
        rows = [
            self.due("城镇污水处理率达到95%", day, CellLocator(table=0, row=row, column=1))
            for row, day in enumerate((date(2023, 3, 31), date(2023, 6, 30)))
        ]
        assert not deadline_conflict.run(county.case(self.paper(county, *rows))).findings

    def test_a_day_that_had_passed(self, county: Any) -> None:
        paper = self.paper(county, self.due("完成指标证明材料收集", date(2022, 12, 31)))
        assert len(deadline_conflict.run(county.case(paper)).findings) == 1
        summary = self.paper(county, self.due("完成指标证明材料收集", date(2022, 12, 31)), kind="summary")
        assert not deadline_conflict.run(county.case(summary)).findings


class TestNameMismatch:
    @pytest.mark.parametrize(
        ("issuer", "signed", "now"),
        [
            ("临溪县国土资源局", date(2023, 1, 1), "临溪县自然资源局"),
            ("临溪县国土资源局", date(2018, 1, 1), None),
            ("临溪县自然资源局", date(2023, 1, 1), None),
            ("县环保局", date(2020, 1, 1), "县生态环境局"),
        ],
    )
    def test_a_unit_that_is_no_more(self, county: Any, issuer: str, signed: date, now: str | None) -> None:
        paper = county.document("证明", issuer=issuer, date=signed)
        assert [one.expected for one in name_mismatch.run(county.case(paper)).findings] == ([now] if now else [])

    @pytest.mark.parametrize(
        ("name", "is_other"), [("城镇污水处理率", False), ("城镇污水处理率（含县城）", False), ("污水率", True)]
    )
    def test_the_plans_name_of_an_indicator(self, county: Any, name: str, is_other: bool) -> None:
        entry = county.entry("sewage_town").model_copy(update={"name": name})
        assert len(name_mismatch.run(county.case(entries=(entry,))).findings) == is_other

    def test_units_of_the_plan_spelt_in_two_ways(self, county: Any) -> None:
        view = county.view()
        units = (*view.dossier.units, Unit(name="县住房和建设局"), Unit(name="县财政局"))
        dossier = view.dossier.model_copy(update={"units": units})
        found = name_mismatch.run(Case(view.model_copy(update={"dossier": dossier}))).findings
        assert [(one.severity, one.expected, one.found) for one in found] == [
            ("info", "县住房和城乡建设局", "县住房和建设局")
        ]
