"""The trend as an Excel workbook with a chart of its own."""

import io

from openpyxl import Workbook
from openpyxl.chart import LineChart, Reference

from pipeline.reports.progress.trend import HEADS, POINT_HEADS, Trend
from pipeline.reports.progress.wording import FINDING_HEADS, finding_row, point_rows, sections, summary, title
from pipeline.reports.sheet import Sheet
from pipeline.reports.signs import SEVERITIES

_DASHES = {"error": "solid", "warning": "dash", "info": "sysDot"}
_SYMBOLS = {"error": "square", "warning": "triangle", "info": "circle"}


def progress_workbook(told: Trend) -> bytes:
    """Return the workbook: 进展 with the chart, 分单位, a sheet for each list of findings."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = ""
    _points(book, told)
    units = Sheet(book, "分单位", (36, 10, 10, 10, 12))
    units.head(HEADS, filtered_rows=len(told.by_unit))
    for row in told.by_unit:
        units.add(row)
    for name, findings in sections(told):
        sheet = Sheet(book, name.split("（", maxsplit=1)[0], (10, 26, 80, 16))
        sheet.head(FINDING_HEADS, filtered_rows=len(findings))
        for finding in findings:
            sheet.add(finding_row(finding), {1: SEVERITIES[finding.severity]})
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _points(book: Workbook, told: Trend) -> None:
    sheet = Sheet(book, "进展", (20, *(12 for _ in POINT_HEADS[1:])))
    sheet.title(title(told))
    sheet.remark(summary(told))
    first = sheet.row
    sheet.head(POINT_HEADS)
    for row in point_rows(told):
        sheet.add(row)
    sheet.inner.add_chart(_chart(sheet, first), f"{chr(ord('A') + len(POINT_HEADS) + 1)}{first}")


def _chart(sheet: Sheet, first: int) -> LineChart:
    chart = LineChart()
    chart.title, chart.height, chart.width = "待处理问题", 9, 22
    chart.y_axis.title = "个"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    data = Reference(sheet.inner, min_col=2, max_col=1 + len(SEVERITIES), min_row=first, max_row=sheet.row - 1)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet.inner, min_col=1, min_row=first + 1, max_row=sheet.row - 1))
    for series, (severity, sign) in zip(chart.series, SEVERITIES.items(), strict=True):
        line = series.graphicalProperties.line
        line.solidFill, line.dashStyle, line.width = sign.ink, _DASHES[severity], 25_000
        series.marker.symbol = _SYMBOLS[severity]
        series.marker.graphicalProperties.solidFill = sign.ink
        series.smooth = False
    return chart
