"""The draft of the self-assessment report (指标完成情况自评估报告) as a Word file."""

from itertools import groupby

from pipeline.reports.assessment import LACKING, Assessed, issues_of_none
from pipeline.reports.gap.wording import basis, matrix_sums
from pipeline.reports.gathered import Gathered, Issue
from pipeline.reports.signs import SEVERITIES
from pipeline.reports.tasks import HEADS, day_words, task_rows
from pipeline.reports.visible import plain
from pipeline.reports.word.paper import Paper

_ORDINALS = "一二三四五六七八九十"


def assessment_paper(told: Gathered, assessed: tuple[Assessed, ...]) -> bytes:
    """Return the draft: a summary, each indicator by domain, the key tasks, what else is open."""
    name = f"{plain(told.report.county)}国家生态文明建设示范区\n建设指标完成情况自评估报告"
    paper = Paper(name.replace("\n", ""), told.day, body_pt=14)
    paper.add("Title", f"{name}\n（草稿）")
    _summary(paper, told)
    number = 1
    for domain, of_domain in groupby(assessed, key=lambda one: one.indicator.domain or "指标"):
        paper.add("Heading 1", f"{_ordinal(number)}、{plain(domain)}")
        number += 1
        for _, of_indicator in groupby(of_domain, key=lambda one: one.indicator.id):
            _indicator(paper, list(of_indicator))
    if told.dossier.tasks:
        paper.add("Heading 1", f"{_ordinal(number)}、重点工作任务完成情况")
        number += 1
        paper.add_table(HEADS, task_rows(told.dossier, told.day), (7, 16, 28, 16, 12, 12), centred=(0,))
    others = issues_of_none(told)
    if others:
        paper.add("Heading 1", f"{_ordinal(number)}、与具体指标无关的待核实问题")
        _issues(paper, others)
    paper.add("Flush", f"{plain(told.report.county)}　　　", align="right")
    paper.add("Flush", f"{day_words(told.day)}　　　", align="right")
    return paper.as_bytes()


def explanation_paper(told: Gathered, assessed: tuple[Assessed, ...]) -> bytes:
    """Return the explanation of one indicator with all its measures, as it stands in the upload package."""
    indicator = assessed[0].indicator
    name = f"指标{indicator.number}　{plain(indicator.name)}\n完成情况说明"
    paper = Paper(name.replace("\n", ""), told.day, body_pt=14)
    paper.add("Title", name)
    _indicator(paper, list(assessed))
    return paper.as_bytes()


def _ordinal(number: int) -> str:
    return _ORDINALS[number - 1] if number <= len(_ORDINALS) else str(number)


def _summary(paper: Paper, told: Gathered) -> None:
    paper.add("Normal", basis(told) + "。")
    paper.add("Normal", f"{matrix_sums(told)}。")
    paper.add(
        "Normal",
        f"本稿由已归档材料汇总而成：材料中没有的内容写作“{LACKING}”，待核实的问题写在【】内，定稿前应逐项处理。",
    )
    paper.add("Normal", f"自评估结论：{LACKING}。")


def _indicator(paper: Paper, measures: list[Assessed]) -> None:
    indicator = measures[0].indicator
    paper.add("Heading 2", f"指标{indicator.number}　{plain(indicator.name)}")
    for one in measures:
        if one.sub is not None:
            paper.add("Normal", f"（{one.sub}）{plain(one.measure.name)}", "")
        _measure(paper, one)


def _measure(paper: Paper, one: Assessed) -> None:
    if one.reason_left_out:
        paper.add("Normal", "不适用。", f"理由：{one.reason_left_out}")
        return
    paper.add("Normal", "指标解释：", "".join(one.explanation))
    paper.add("Label", "完成情况：", "" if one.years else f"{LACKING}。")
    if one.years:
        paper.add_table(("年度", "目标", "完成情况", "材料情况"), one.years, (12, 26, 32, 30), centred=(0,))
    if one.computed:
        paper.add("Label", "计算过程：", "")
        for text in one.computed:
            paper.add("Detail", text)
    paper.add("Label", "证明材料：", "" if one.proofs else f"{LACKING}。")
    if one.proofs:
        heads = ("序号", "材料名称", "文号", "出具单位", "成文日期", "文件及位置", "标注")
        rows = [
            (str(index), proof.title, proof.doc_number, proof.issuer, proof.date, f"{proof.file}\n{proof.places}",
             proof.state)
            for index, proof in enumerate(one.proofs, 1)
        ]  # fmt: skip
        paper.add_table(heads, rows, (7, 22, 15, 14, 12, 27, 9), centred=(0, 6))
    _issues(paper, one.issues)


def _issues(paper: Paper, issues: tuple[Issue, ...]) -> None:
    for issue in issues:
        sign = SEVERITIES[issue.finding.severity]
        paper.add_runs("Normal", [(f"【{sign.words}：{issue.message}】", f"#{sign.ink}")])
