"""Writes the upload package: originals at their places, lists, explanations, a BagIt bag around them."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from archive.lasting import make_folder
from archive.package import bag
from pipeline.coverage.case import Case
from pipeline.package.lists import list_as_sheet, list_as_word
from pipeline.package.names import without
from pipeline.package.placing import begun_beside, put, require_room
from pipeline.package.steady import steady
from pipeline.package.tree import Tree, indicator_folder, tree_of
from pipeline.reports.assessment import Assessed, assess
from pipeline.reports.assessment_paper import explanation_paper
from pipeline.reports.gathered import Gathered
from schemas.edition import Indicator
from schemas.errors import PackageError
from schemas.package import KeptPackage, PackageItem, PackageRules
from schemas.view import ArchiveView

LIST_NAME, EXPLANATION_NAME = "00 卷内目录", "00 指标完成情况说明"
_MEGABYTE = 1_000_000
_MORE_BYTES = 20_000


@dataclass(frozen=True)
class Original:
    """Where an original lies, how large it is."""

    path: Path
    size_bytes: int


@dataclass(frozen=True)
class Built:
    """One finished package (or part of one): its folder, what the catalogue is to keep, what it holds."""

    folder: Path
    kept: KeptPackage
    tree: Tree


def build(
    view: ArchiveView,
    told: Gathered,
    original: Callable[[str], Original],
    folder: Path,
    at: str,
    *,
    is_draft: bool,
    known: Collection[str] = (),
) -> list[Built]:
    """Write the package into a new folder, or several (…-1, …-2) where the dossier limits the size of a part.

    `original` finds an original by SHA-256; `known` are the places of the packages that are noted already. The same
    state of the archive on the same day gives the same bytes, so that a run goes on where one was killed before its
    packages could be noted. A package gets its name when all parts are whole. Raises PackageError where errors are
    open and it is no draft, where the folder is there already, where nothing can be packed.
    """
    open_errors = [one for one in told.report.findings if one.severity == "error" and not one.waived]
    if open_errors and not is_draft:
        raise PackageError(
            f"还有 {len(open_errors)} 个“错误”级问题没有解决，不能上报",
            "请先运行 zuozheng check 逐项处理；确可放行的用 zuozheng waive 写明理由；只想预览的加 --draft。",
        )
    case = Case(view)
    tree = tree_of(case, lambda sha256: original(sha256).size_bytes)
    if not tree.items:
        raise PackageError("没有可以装入的证明材料", "请先导入材料并确认标注。")
    assessed = assess(told, view)
    with begun_beside(folder, view.dossier.id) as scratch:
        reserve: int | None = 0
        while reserve is not None:
            parts = parts_of(tree.items, view.dossier.package.largest_part_mb, reserve)
            folders = _folders(folder, len(parts))
            require_room(folders, known)
            built = [
                _part(
                    case, Tree(tuple(items), tree.left_out), told, assessed, original,
                    scratch=scratch / str(number), folder=place, at=at, is_draft=is_draft,
                )
                for number, (items, place) in enumerate(zip(parts, folders, strict=True))
            ]  # fmt: skip
            reserve = _reserve(built, view.dossier.package.largest_part_mb, reserve)
        for number, part in enumerate(built):
            put(scratch / str(number), part.folder)
    return built


def _folders(folder: Path, parts: int) -> list[Path]:
    return [folder] if parts == 1 else [folder.with_name(f"{folder.name}-{n}") for n in range(1, parts + 1)]


def parts_of(items: Sequence[PackageItem], largest_mb: int | None, reserve_bytes: int) -> list[list[PackageItem]]:
    """Part the items in their order so that no part is larger; one file that is larger alone stands alone.

    `reserve_bytes` are kept free for the papers of each indicator in a part: its lists, its explanation.
    """
    parts: list[list[PackageItem]] = [[]]
    size_bytes, indicators = 0, set[int]()
    for item in items:
        papers = 0 if item.indicator in indicators else reserve_bytes
        if largest_mb is not None and parts[-1] and size_bytes + item.size_bytes + papers > largest_mb * _MEGABYTE:
            parts.append([])
            size_bytes, indicators, papers = 0, set(), reserve_bytes
        parts[-1].append(item)
        size_bytes += item.size_bytes + papers
        indicators.add(item.indicator)
    return parts


def _reserve(built: Sequence[Built], largest_mb: int | None, before_bytes: int) -> int | None:
    """Return how much more is to be kept free for papers where a part came out too large; None where all do."""
    if largest_mb is None:
        return None
    shares = [
        (part.kept.size_bytes - sum(item.size_bytes for item in part.tree.items))
        // len({i.indicator for i in part.tree.items})
        for part in built
        if part.kept.size_bytes > largest_mb * _MEGABYTE and len(part.tree.items) > 1
    ]
    return max(before_bytes + _MORE_BYTES, *shares) if shares else None


def _part(  # noqa: PLR0913 - the one place where all that makes a package meets
    case: Case,
    tree: Tree,
    told: Gathered,
    assessed: Iterable[Assessed],
    original: Callable[[str], Original],
    *,
    scratch: Path,
    folder: Path,
    at: str,
    is_draft: bool,
) -> Built:
    """Write one package into `scratch`; `folder` is where it will stand."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    for item in tree.items:
        place = scratch / item.path
        make_folder(place.parent)
        shutil.copyfile(original(item.sha256).path, place)
    _write_lists(scratch, case, tree, told, is_draft=is_draft)
    _write_explanations(scratch, case.dossier.package, tree, told, assessed)
    hash_of_all = bag.make(scratch, _info(case, tree, told, is_draft=is_draft))
    size_bytes = sum(path.stat().st_size for path in scratch.rglob("*") if path.is_file())
    kept = KeptPackage(
        at=at,
        place=str(folder.absolute()),
        tag_manifest_sha256=hash_of_all,
        files=len(tree.items),
        size_bytes=size_bytes,
        is_draft=is_draft,
    )
    return Built(folder, kept, tree)


def _write_lists(scratch: Path, case: Case, tree: Tree, told: Gathered, *, is_draft: bool) -> None:
    county, day, forbidden = case.dossier.county, told.day, case.dossier.package.forbidden_characters
    whole = f"{county}国家生态文明建设示范区复核材料总目录"
    (scratch / without("00 总目录.docx", forbidden)).write_bytes(
        steady(list_as_word(whole, tree.items, tree.left_out, day, is_draft=is_draft), day)
    )
    (scratch / without("00 总目录.xlsx", forbidden)).write_bytes(
        steady(list_as_sheet(whole, tree.items, tree.left_out, is_draft=is_draft), day)
    )
    for number, items in groupby(tree.items, key=lambda item: item.indicator):
        indicator, of_indicator = case.edition.by_number(number), list(items)
        title = f"指标{number} {indicator.name}卷内目录"
        folder = scratch / indicator_folder(indicator, case.dossier.package)
        word = list_as_word(title, of_indicator, (), day, is_draft=is_draft)
        (folder / without(f"{LIST_NAME}.docx", forbidden)).write_bytes(steady(word, day))
        sheet = list_as_sheet(title, of_indicator, (), is_draft=is_draft)
        (folder / without(f"{LIST_NAME}.xlsx", forbidden)).write_bytes(steady(sheet, day))


def _write_explanations(
    scratch: Path, rules: PackageRules, tree: Tree, told: Gathered, assessed: Iterable[Assessed]
) -> None:
    """Write the explanation of each indicator that has a folder."""
    of_indicator: dict[int, list[Assessed]] = defaultdict(list)
    indicators: dict[int, Indicator] = {}
    for one in assessed:
        of_indicator[one.indicator.number].append(one)
        indicators[one.indicator.number] = one.indicator
    for number in dict.fromkeys(item.indicator for item in tree.items):
        paper = explanation_paper(told, tuple(of_indicator[number]))
        folder = scratch / indicator_folder(indicators[number], rules)
        (folder / without(f"{EXPLANATION_NAME}.docx", rules.forbidden_characters)).write_bytes(steady(paper, told.day))


def _info(case: Case, tree: Tree, told: Gathered, *, is_draft: bool) -> dict[str, str]:
    return {
        "Source-Organization": case.dossier.county,
        "External-Description": f"国家生态文明建设示范区复核材料（{case.edition.id}年版指标体系）",
        "External-Identifier": case.dossier.id,
        "Bagging-Date": told.day.isoformat(),
        "Bag-Software-Agent": "zuozheng",
        "Zuozheng-Years": " ".join(map(str, case.dossier.years)),
        "Zuozheng-State": "draft" if is_draft else "final",
        "Zuozheng-Documents": str(len(tree.items)),
    }
