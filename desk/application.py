"""All commands of `zuozheng`, each from its own file."""

from pathlib import Path
from typing import Annotated

import typer

from desk.commands import check, decide, demo, ingest, init, listings, plan, reindex, search, status, verify

application = typer.Typer(
    name="zuozheng",
    help="佐证：生态文明建设示范区复核材料的归档、标注、检索与上报前检查。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
)


@application.callback()
def choose_dossier(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("-C", help="复核档案所在文件夹（含 dossier.yaml）；在该文件夹内运行时可省略。")
    ] = None,
) -> None:
    """佐证：生态文明建设示范区复核材料的归档、标注、检索与上报前检查。"""
    context.obj = folder


application.command("init")(init.init)
application.add_typer(plan.commands, name="plan")
application.command("ingest")(ingest.ingest)
application.command("documents")(listings.documents)
application.command("tags")(listings.tags)
application.command("facts")(listings.facts)
application.add_typer(decide.commands, name="tag")
application.command("search")(search.search)
application.command("status")(status.status)
application.command("check")(check.check)
application.command("reindex")(reindex.reindex)
application.command("verify")(verify.verify)
application.command("demo")(demo.demo)
