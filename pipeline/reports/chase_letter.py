"""The letter that chases one unit (催办单), in the layout of an official document (GB/T 9704-2012)."""

import re
from collections.abc import Collection
from datetime import date

from pipeline.reports.chase import Chase, Item, for_outsiders
from pipeline.reports.gathered import Gathered
from pipeline.reports.tasks import day_words
from pipeline.reports.visible import plain
from pipeline.reports.word.paper import Paper

_TITLE = "国家生态文明建设示范区\n复核材料催办单"
_ORDINALS = "一二三四五六七八九十"
_MOST_FILES = 6
_NAME_CHARS = 60
# Windows accepts none of these in a file's name
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def chase_letter(told: Gathered, chase: Chase, *, signed_by: str = "", due: date | None = None) -> bytes:
    """Return the letter; it is signed by the county unless `signed_by`, `due` is the day by which to answer."""
    county = plain(told.report.county)
    paper = Paper(f"{county}{_TITLE}".replace("\n", ""), told.day)
    paper.add("Title", _TITLE)
    paper.add("Flush", f"{chase.unit}：")
    paper.add("Normal", _opening(told, chase))
    number = 0
    for name, items in _parts(chase):
        if items:
            paper.add("Heading 1", f"{_ORDINALS[number]}、{name}（{len(items)}项）")
            number += 1
            for index, item in enumerate(items, 1):
                _item(paper, index, item)
    _closing(paper, told, _ORDINALS[number], due)
    paper.add("Normal", "特此函告。")
    paper.add("Flush", "")
    paper.add("Flush", f"{plain(signed_by) or county}　　　　", align="right")
    paper.add("Flush", f"{day_words(told.day)}　　　　", align="right")
    return paper.as_bytes()


def _parts(chase: Chase) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    return (
        ("尚缺的材料", chase.owed),
        ("已交材料中需要核实更正的问题", chase.wrong),
        ("到期或缺少佐证的重点工作任务", chase.tasks),
    )


def _opening(told: Gathered, chase: Chase) -> str:
    years = "、".join(str(year) for year in told.report.years)
    return (
        f"为做好{plain(told.report.county)}国家生态文明建设示范区复核工作，按照任务分工，对截至{day_words(told.day)}收到的"
        f"{years}年材料进行了核查。你单位牵头的指标和任务中，有{chase.count}项需要办理，现函告如下。"
    )


def _item(paper: Paper, index: int, item: Item) -> None:
    issue, question = item.issue, for_outsiders(item.issue.question)
    together = f"（会同{'、'.join(item.together)}）" if item.together else ""
    paper.add_runs("Normal", [(f"{index}.", ""), (f"{issue.message.rstrip('。')}。{together}", "")])
    if issue.finding.check.startswith("missing") or issue.finding.check == "requirement-unmet":
        paper.add("Detail", "办理：", question)
    else:
        for words, text in issue.sides:
            paper.add("Detail", f"{words}：", text)
        _sources(paper, item)
        if question:
            paper.add("Detail", "请核实：", question)
    if item.deadline:
        paper.add("Detail", "任务完成时限：", item.deadline)


def _sources(paper: Paper, item: Item) -> None:
    files = item.issue.quoted
    for words in files[:_MOST_FILES]:
        paper.add("Detail", "出处：", words)
    if len(files) > _MOST_FILES:
        paper.add("Detail", "出处：", f"另有{len(files) - _MOST_FILES}份材料，见缺口报告。")


def _closing(paper: Paper, told: Gathered, ordinal: str, due: date | None) -> None:
    day = day_words(due) if due else "　　　　年　　月　　日"
    paper.add("Heading 1", f"{ordinal}、办理要求")
    paper.add(
        "Normal", f"请于{day}前报送补充、更正后的材料（电子版和加盖公章的扫描件），每份材料注明对应的指标和年份。"
    )
    paper.add("Normal", "对所列问题有不同意见，或确实无法提供的，请书面说明原因并附依据。")
    if told.dossier.cutoff is not None:
        paper.add("Normal", f"复核材料截止日期为{day_words(told.dossier.cutoff)}，此后形成的材料不能采用。")


def safe_file_name(unit: str, taken: Collection[str]) -> str:
    """Return the letter's file name (催办单-unit.docx) that every system accepts, unlike those taken."""
    clean = _FORBIDDEN.sub("_", unit).strip(" .")[:_NAME_CHARS].rstrip(" .") or "未命名"
    stem = f"催办单-{clean}"
    name, number = f"{stem}.docx", 2
    used = {one.casefold() for one in taken}
    while name.casefold() in used:
        name, number = f"{stem}（{number}）.docx", number + 1
    return name
