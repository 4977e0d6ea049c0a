"""The sentences and rows of the progress report that all its formats share."""

from pipeline.reports.gathered import NOBODY, unit_name
from pipeline.reports.progress.trend import Trend, time_words
from pipeline.reports.signs import SEVERITIES
from pipeline.reports.visible import plain
from schemas.finding import Finding

FINDING_HEADS = ("级别", "牵头单位", "问题", "编号")


def title(told: Trend) -> str:
    """Return the title of the report."""
    return f"{told.county}复核材料问题整改进展"


def summary(told: Trend) -> str:
    """Return the whole in one sentence."""
    last = told.points[-1]
    now = f"截至{time_words(last.at)}共检查{len(told.points)}次，待处理问题{last.total}个"
    if told.change is None or told.since is None:
        return f"{now}；只留存了一次检查，还不能比较。"
    change = told.change
    waived = f"，豁免{len(change.waived)}个" if change.waived else ""
    return (
        f"{now}；与{time_words(told.since)}的检查相比，新增{len(change.new)}个，"
        f"解决{len(change.solved)}个{waived}，仍待处理{len(change.still)}个。"
    )


def sections(told: Trend) -> list[tuple[str, tuple[Finding, ...]]]:
    """Return the lists of findings, each with its heading."""
    change = told.change
    if change is None:
        return []
    lists = (("新增问题", change.new), ("已解决问题", change.solved), ("已豁免问题", change.waived),
             ("仍待处理问题", change.still))  # fmt: skip
    return [(f"{words}（{len(found)}个）", found) for words, found in lists]


def finding_row(finding: Finding) -> tuple[str, str, str, str]:
    """Return a finding in the columns of `FINDING_HEADS`."""
    return (
        SEVERITIES[finding.severity].full, unit_name(finding.unit) or NOBODY, plain(finding.message, 400), finding.key,
    )  # fmt: skip


def point_rows(told: Trend) -> list[tuple[str | int, ...]]:
    """Return the kept checks in the columns of `POINT_HEADS`, oldest first."""
    return [
        (time_words(point.at), *point.counts.values(), point.total, point.new, point.solved) for point in told.points
    ]
