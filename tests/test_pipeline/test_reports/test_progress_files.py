import io
from datetime import date
from html.parser import HTMLParser

import docx
import openpyxl
import pytest
from rich.console import Console

from pipeline.reports.progress import FORMATS
from pipeline.reports.progress.plot import as_png, plotted
from pipeline.reports.progress.terminal import progress_tables
from pipeline.reports.progress.trend import compared, trend
from schemas.finding import CheckSummary


@pytest.fixture(scope="module")
def runs(make_finding):
    old, kept, let = (make_finding(message=text, found=text, unit="县水利局") for text in ("旧问题", "老问题", "放行"))
    new = make_finding(message="新<b>问题", found="新", unit="县住建局", severity="warning")
    waived = let.model_copy(update={"waived": "有文件"})
    return (
        CheckSummary(at="2023-05-01T01:00:00+00:00", findings=(old,)),
        CheckSummary(at="2023-05-02T01:00:00+00:00", findings=(old, kept, let)),
        CheckSummary(at="2023-05-09T01:00:00+00:00", findings=(kept, waived, new)),
    )


def test_new_solved_waived_and_open_are_told_apart(runs):
    change = compared(runs[1].findings, runs[2].findings)
    told = {name: [one.message for one in getattr(change, name)] for name in ("new", "solved", "waived", "still")}
    assert told == {"new": ["新<b>问题"], "solved": ["旧问题"], "waived": ["放行"], "still": ["老问题"]}


def test_a_waiver_withdrawn_is_new_again(runs):
    assert [one.message for one in compared(runs[2].findings, runs[1].findings).new] == ["旧问题", "放行"]


def test_units_have_their_own_counts(runs):
    assert trend("青岚县", runs).by_unit == [("县住建局", 1, 0, 0, 1), ("县水利局", 0, 1, 1, 1)]


def test_points_count_open_findings_only(runs):
    points = trend("青岚县", runs).points
    assert [point.total for point in points] == [1, 3, 2]
    assert [(point.new, point.solved) for point in points] == [(0, 0), (2, 0), (1, 1)]


@pytest.mark.parametrize(
    ("since", "day"), [(None, 2), (date(2023, 5, 5), 2), (date(2023, 5, 1), 1), (date(2020, 1, 1), 1)]
)
def test_the_last_check_before_a_day_is_compared_with(runs, since, day):
    assert trend("青岚县", runs, since).since.day == day


def test_one_check_alone_cannot_be_compared(runs):
    told = trend("青岚县", runs[:1])
    assert told.change is None and told.by_unit == []
    console = Console(file=io.StringIO(), width=80)
    for part in progress_tables(told):
        console.print(part)
    assert "只留存了一次检查" in console.file.getvalue()
    assert all(make(told) for make in FORMATS.values())


def test_the_workbook_has_a_chart_of_its_own(runs):
    book = openpyxl.load_workbook(io.BytesIO(FORMATS[".xlsx"](trend("青岚县", runs))))
    assert book.sheetnames == ["进展", "分单位", "新增问题", "已解决问题", "已豁免问题", "仍待处理问题"]
    (chart,) = book["进展"]._charts
    assert [series.val.numRef.f for series in chart.series] == [f"'进展'!${c}$4:${c}$6" for c in "BCD"]
    assert [cell.value for cell in book["进展"][6]][1:] == [1, 1, 0, 2, 1, 1]


def test_the_paper_has_the_curve_and_the_lists(runs):
    paper = docx.Document(io.BytesIO(FORMATS[".docx"](trend("青岚县", runs))))
    assert len(paper.inline_shapes) == 1
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert {"新<b>问题", "旧问题", "放行", "老问题"} <= set(cells)


def test_the_page_has_the_curve_as_svg(runs):
    class Tags(HTMLParser):
        found = ()

        def handle_starttag(self, tag, attrs):
            self.found = (*self.found, tag)

    tags = Tags()
    tags.feed(FORMATS[".html"](trend("青岚县", runs)).decode())
    assert tags.found.count("polyline") == 3
    assert "b" not in tags.found and "script" not in tags.found


@pytest.mark.parametrize("count", [1, 2, 61, 500])
def test_any_number_of_checks_can_be_drawn(runs, count):
    plot = plotted(trend("青岚县", (runs * count)[:count]).points)
    assert as_png(plot).startswith(b"\x89PNG")
    assert all(0 <= x <= plot.width and 0 <= y <= plot.height for curve in plot.curves for x, y in curve.points)
    assert 1 <= len(plot.dates) <= 7
