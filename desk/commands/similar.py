"""`zuozheng similar`: near-duplicates of a document, its earlier versions."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from desk.commands.listings import Json
from desk.screen import out, print_json_lines, remarks
from desk.workplace import Workplace, open_workplace
from pipeline.coverage.succession import paper_of
from pipeline.fingerprint import fingerprint_of
from pipeline.parsers import parse
from pipeline.reports.visible import visible
from pipeline.similar import FEWEST_ALIKE, Similar, relation, relation_in_archive, similar_pairs, similar_to
from pipeline.stages.detect import detect
from pipeline.stages.identify import identify
from schemas.document import Document
from schemas.errors import UsageError
from schemas.revision import Paper

RELATIONS = {"same": "文字相同", "earlier": "较早的版本", "later": "较晚的版本", "alike": "内容相近"}
Pair = tuple[str, Similar]


def similar(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE", help="文件路径，或档案中的文件名、SHA-256 的前 8 位以上；不写则两两比较全部文件。"
        ),
    ] = None,
    fewest: Annotated[
        float, typer.Option("--least", min=0.05, max=1, help="至少有多大比例的文字相同。")
    ] = FEWEST_ALIKE,
    json: Json = False,
) -> None:
    """相似文件：内容几乎相同的材料、同一份材料的较早或较晚版本。"""
    with open_workplace(context) as workplace:
        pairs = _of_all(workplace, fewest) if file is None else _of_one(workplace, file, fewest)
    if json:
        rows = (
            {"file": name, "similar_to": s.document.file, "share": s.share, "relation": s.relation} for name, s in pairs
        )
        print_json_lines(rows)
        return
    _show(pairs)


def _of_one(workplace: Workplace, name: str, fewest: float) -> list[Pair]:
    others = workplace.archive.catalogue.fingerprints(workplace.dossier.id)
    path = Path(name)
    if path.is_file():
        parsed = parse(path, detect(path))
        paper = paper_of(Document(sha256="", file=name, status="ok", **identify(parsed).model_dump()))
        paper = paper._replace(media_type=parsed.media_type)
        fingerprint = fingerprint_of(parsed)
    else:
        paper = paper_of(workplace.document(name))
        fingerprint = others.pop(paper.sha256, ())
    if not fingerprint:
        raise UsageError(f"这份文件的文字太少，无法比较：{name}", "扫描件请先做文字识别后重新导入。")
    documents, versions = _documents(workplace), _versions(workplace)
    return [
        (name, _similar(paper, documents[sha256], share, versions))
        for sha256, share in similar_to(fingerprint, others, fewest)
        if sha256 in documents
    ]


def _of_all(workplace: Workplace, fewest: float) -> list[Pair]:
    documents, versions = _documents(workplace), _versions(workplace)
    fingerprints = workplace.archive.catalogue.fingerprints(workplace.dossier.id)
    pairs = [
        (documents[one], documents[other], share)
        for one, other, share in similar_pairs(fingerprints, fewest)
        if one in documents and other in documents
    ]
    pairs.sort(key=lambda pair: (-pair[2], pair[0].file, pair[1].file))
    return [(one.file, _similar(paper_of(one), other, share, versions)) for one, other, share in pairs]


def _similar(one: Paper, other: Document, share: float, versions: set[tuple[str, str]]) -> Similar:
    """Return the other document with what it is to the first, which has no SHA-256 where it is not in the archive."""
    if one.sha256:
        return Similar(other, round(share, 2), relation_in_archive(one.sha256, other.sha256, share, versions))
    return Similar(other, round(share, 2), relation(one, paper_of(other), share))


def _versions(workplace: Workplace) -> set[tuple[str, str]]:
    return {(link.older, link.newer) for link in workplace.revisions()}


def _documents(workplace: Workplace) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for document in workplace.archive.catalogue.documents(workplace.dossier.id):
        found.setdefault(document.sha256, document)
    return found


def _show(pairs: list[Pair]) -> None:
    if not pairs:
        remarks().print("没有找到相似的文件。")
        return
    table = Table("文件", "相似的文件", "相同文字", "关系", header_style="bold")
    for column in table.columns[:2]:
        column.overflow = "fold"
    for name, found in pairs:
        shown = escape(visible(found.document.file))
        table.add_row(escape(visible(name)), shown, f"约{found.share:.0%}", RELATIONS[found.relation])
    out().print(table)
