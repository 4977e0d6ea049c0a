"""`zuozheng demo`: the whole job on the sample documents of a fictional county."""

import shutil
from pathlib import Path
from typing import Annotated

import typer
from rich.rule import Rule

import sample_docs
from archive.dossier_file import load_dossier, save_dossier
from desk.commands import ingest, plan
from desk.commands.init import create
from desk.commands.search import hit_text
from desk.commands.serve import HOST, PORT, run
from desk.screen import out
from desk.workers import starter
from desk.workplace import DOSSIER_FILE, Workplace, workplace_at
from pipeline.checker import run_checks
from pipeline.find import find
from pipeline.intake import incoming
from pipeline.plan_import import apply
from pipeline.reports.terminal import findings_by_unit, readiness_table
from schemas.errors import MissingPart, UsageError

MARK = ".zuozheng-demo"
QUERY = "优良天数"


def demo(
    folder: Annotated[Path, typer.Option("--dir", help="演示档案所在文件夹；每次运行都重新建立。")] = Path("demo"),
    serve: Annotated[bool, typer.Option("--serve", help="完成后在浏览器中打开这个档案（网页工作台）。")] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="网页工作台的端口。")] = PORT,
) -> None:
    """演示：用虚构县的样例材料走完导入、标注、提取、检索、检查全过程。"""
    if not sample_docs.MANIFEST_FILE.is_file():
        raise MissingPart("找不到样例材料 sample_docs", "请重新安装本程序。")
    _start_afresh(folder)
    _run(folder)
    if serve:
        run(folder / DOSSIER_FILE, HOST, port)


def _start_afresh(folder: Path) -> None:
    """Empty the folder of an earlier demo; a folder that is anything else is never touched."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise UsageError(f"{folder} 不是演示文件夹，未作改动", "请用 --dir 指定一个新文件夹。")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()


def _run(folder: Path) -> None:
    console = out()
    console.print(Rule("1 建立复核档案，读取任务分解表"))
    create(folder, county=sample_docs.COUNTY, edition=sample_docs.EDITION, years="2020-2022")
    dossier = load_dossier(folder / DOSSIER_FILE)
    reading = plan.read(sample_docs.PLAN_FILE, dossier)
    save_dossier(folder / DOSSIER_FILE, apply(dossier, reading))
    console.print(f"从《{sample_docs.PLAN_FILE.stem}》读入 {len(reading.entries)} 个指标。")
    with workplace_at(folder / DOSSIER_FILE) as workplace:
        samples = [sample_docs.EVIDENCE_FOLDER, sample_docs.PLAN_FILE]
        console.print(Rule("2 导入材料：收存、解析、标注、提取、索引"))
        ingest.show_report(
            console,
            ingest.run_with_progress(workplace, list(incoming(samples)), starter()),
        )
        console.print(Rule(f"3 检索“{QUERY}”"))
        _show_search(workplace)
        report = run_checks(workplace.view())
    console.print(Rule("4 上报前检查：问题清单"))
    console.print(findings_by_unit(report))
    console.print(Rule("5 完成情况"))
    console.print(readiness_table(report))
    console.print(f"演示档案在 {folder} 中，可继续运行例如：zuozheng -C {folder} facts", markup=False, soft_wrap=True)


def _show_search(workplace: Workplace) -> None:
    found = find(workplace.archive, workplace.dossier, workplace.edition, QUERY, limit=5)
    for hit in found.hits:
        out().print(hit_text(hit))
    out().print(f"共 {found.total} 页符合。")
