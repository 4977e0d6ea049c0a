"""The trend as a Word file."""

from pipeline.reports.progress.plot import LEGEND, as_png, plotted
from pipeline.reports.progress.trend import HEADS, POINT_HEADS, Trend
from pipeline.reports.progress.wording import FINDING_HEADS, finding_row, point_rows, sections, summary, title
from pipeline.reports.word.paper import Paper

_PICTURE_MM = 150


def progress_paper(told: Trend) -> bytes:
    """Return the report: summary, by unit, the curve, the checks kept, the findings new, solved, still open."""
    paper = Paper(title(told), told.points[-1].at.date(), body_pt=12)
    paper.add("Title", title(told))
    paper.add("Normal", summary(told))
    if told.by_unit:
        paper.add("Caption", "表1　各单位问题变化")
        rows = [tuple(map(str, row)) for row in told.by_unit]
        paper.add_table(HEADS, rows, (40, 12, 12, 12, 14), centred=(1, 2, 3, 4))
    paper.add_picture(as_png(plotted(told.points)), _PICTURE_MM)
    paper.add("Caption", f"图1　待处理问题的变化（{LEGEND}）")
    paper.add("Caption", "表2　历次检查")
    points = [tuple(map(str, row)) for row in point_rows(told)]
    paper.add_table(POINT_HEADS, points, (28, 10, 10, 10, 16, 10, 12), centred=range(1, 7))
    for name, findings in sections(told):
        paper.add("Heading 1", name)
        if findings:
            paper.add_table(FINDING_HEADS, [finding_row(one) for one in findings], (11, 18, 53, 22), centred=(0,))
        else:
            paper.add("Normal", "没有。")
    return paper.as_bytes()
