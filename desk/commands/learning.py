"""`zuozheng tag learn | evaluate`: learn from a person's decisions, tell how good the proposals are."""

from importlib.util import find_spec
from typing import Annotated

import typer
from rich.table import Table

from archive.catalogue.audit import Deed
from desk.screen import out, print_json_lines, remarks
from desk.workplace import Workplace, now, open_workplace, user
from pipeline.learning.evaluate import MIN_DECISIONS, MIN_REJECTED
from pipeline.learning.evaluate import evaluate as evaluated
from pipeline.learning.examples import examples_of
from pipeline.learning.model import MIN_OF_EACH
from pipeline.learning.propose import learn as learned
from schemas.learning import Counted, Evaluated, Evaluation, Proposals


def learn(context: typer.Context) -> None:
    """学习：按已确认和已否定的标注推断还有哪些文件与指标有关；只作建议，由人确认后才算证明。"""
    with open_workplace(context) as workplace, workplace.archive.writing():
        proposals = _renewed(workplace)
    count = sum(map(len, proposals.tags.values()))
    if count:
        out().print(f"推断出 {count} 处标注，涉及 {len(proposals.tags)} 份文件；运行 zuozheng tags 查看。")
    else:
        out().print(
            "没有可推断的标注：规则和人工已经说到的不再推断；其余指标至少要有"
            f" {MIN_OF_EACH} 份确认和 {MIN_OF_EACH} 份否定（或属于其他指标）的文件，且有相像的文件。"
        )


def refresh(workplace: Workplace) -> None:
    """Learn anew where something was decided, scikit-learn is there, and anything has changed."""
    if find_spec("sklearn") is None or not workplace.archive.catalogue.decisions(workplace.dossier.id):
        return
    with workplace.archive.writing():
        _renewed(workplace)


def _renewed(workplace: Workplace) -> Proposals:
    store, dossier = workplace.archive.learned, workplace.dossier
    before = store.read(dossier.id)
    proposals = learned(workplace.archive.catalogue, dossier, workplace.edition, before)
    if proposals is not before:
        store.write(dossier.id, proposals)
        count = {"tags": 0 if before is None else sum(map(len, before.tags.values()))}
        after = {"tags": sum(map(len, proposals.tags.values()))}
        deed = Deed(now(), user(), "learned", dossier.id, "learned", before=count, after=after)
        workplace.archive.catalogue.note(deed)
    return proposals


def evaluate(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象。")] = False,
) -> None:
    """评价标注：以人工判断为准，逐指标列出准确率和召回率，规则单独的和加上学习的（交叉验证）。"""
    with_model = find_spec("sklearn") is not None
    with open_workplace(context) as workplace:
        examples = examples_of(workplace.archive.catalogue, workplace.dossier, workplace.edition)
        found = evaluated(examples, workplace.edition, with_model=with_model)
    if json:
        print_json_lines([_outside(found)])
        return
    if not found.decisions:
        out().print("还没有人工判断。请先用 zuozheng tag confirm、reject、add 确认或否定一些标注。")
        return
    out().print(_table(found))
    if not with_model:
        remarks().print("[yellow]提示[/]：没有安装 scikit-learn（pip install 'zuozheng\\[learn]'），只评价规则。")
    if not found.is_enough:
        told = f"只有 {found.decisions} 条人工判断，其中否定 {found.total.rejected} 条，以上数字说明不了多少"
        remarks().print(f"[yellow]提示[/]：{told}；至少 {MIN_DECISIONS} 条、其中否定 {MIN_REJECTED} 条后再看。")


def _table(found: Evaluation) -> Table:
    table = Table("指标", "名称", "确认", "否定", header_style="bold")
    for head in ("规则 准确率", "规则 召回率", "加学习 准确率", "加学习 召回率"):
        table.add_column(head, justify="right")
    for row in found.rows:
        table.add_row(*_cells(row))
    table.add_section()
    table.add_row(*_cells(found.total), style="bold")
    return table


def _cells(row: Evaluated) -> tuple[str, ...]:
    number = "" if row.indicator is None else str(row.indicator)
    return (number, row.name, str(row.confirmed), str(row.rejected), *_shares(row.rules), *_shares(row.with_model))


def _shares(counted: Counted | None) -> tuple[str, str]:
    if counted is None:
        return "", ""
    precision, recall = counted.precision, counted.recall
    return "—" if precision is None else f"{precision:.2f}", "—" if recall is None else f"{recall:.2f}"


def _outside(found: Evaluation) -> dict[str, object]:
    """Return the evaluation with the shares worked out."""
    rows = [_outside_row(row) for row in (*found.rows, found.total)]
    return {"decisions": found.decisions, "is_enough": found.is_enough, "rows": rows[:-1], "total": rows[-1]}


def _outside_row(row: Evaluated) -> dict[str, object]:
    shares = {
        name: None
        if counted is None
        else {**counted.model_dump(), "precision": counted.precision, "recall": counted.recall}
        for name, counted in (("rules", row.rules), ("with_model", row.with_model))
    }
    return {**row.model_dump(exclude={"rules", "with_model"}), **shares}
