"""Which files go into the package, at which places."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.coverage.case import Case
from pipeline.coverage.cells import not_applicable
from pipeline.coverage.years import cover, cover_once, is_yearly, single_year, slots_of, years_stated
from pipeline.package.names import safe_name, without
from schemas.edition import Indicator
from schemas.package import LeftOutFile, PackageItem, PackageRules
from schemas.revision import REVISES
from schemas.view import ViewedDocument

STANDING = "长期有效"
_FOLDER_CHARS = 40
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Tree:
    """The items in the order of the package, what is left out and why."""

    items: tuple[PackageItem, ...]
    left_out: tuple[LeftOutFile, ...]


def tree_of(case: Case, size_bytes: Callable[[str], int]) -> Tree:
    """Put every document that counts as evidence at its place: 07 环境空气质量/（1）优良天数比例/2021/001 ….pdf.

    `size_bytes` tells the size of an original (SHA-256). A document of several years stands once, in a folder named
    for them; one that proves several measures stands with each. What the rules of the dossier do not accept, what
    bears a mark of secrecy, what is of no known year is left out.
    """
    rules = case.dossier.package
    refused: dict[str, str] = {}
    items: list[PackageItem] = []
    for indicator in case.edition.indicators:
        for sub, _ in indicator.measures():
            if not_applicable(indicator.id, sub, case.dossier) is None:
                items += _items(case, indicator, sub, rules, size_bytes, refused)
    packed = {item.source for item in items}
    left_out = (LeftOutFile(file=file, reason=why) for file, why in sorted(refused.items()) if file not in packed)
    return Tree(tuple(items), tuple(left_out))


def indicator_folder(indicator: Indicator, rules: PackageRules) -> str:
    """Return the folder of an indicator: 07 环境空气质量."""
    return safe_name(f"{indicator.number:02} {indicator.name}", _FOLDER_CHARS, "", rules.forbidden_characters)


def _items(
    case: Case,
    indicator: Indicator,
    sub: int | None,
    rules: PackageRules,
    size_bytes: Callable[[str], int],
    refused: dict[str, str],
) -> Iterator[PackageItem]:
    folder, forbidden = indicator_folder(indicator, rules), rules.forbidden_characters
    if sub is not None:
        folder += "/" + safe_name(f"（{sub}）{indicator.measure(sub).name}", _FOLDER_CHARS, "", forbidden)
    number = 0
    evidence = {viewed.document.sha256: viewed for viewed in case.evidence(indicator.id, sub)}
    for years, viewed in _in_order(case, indicator, sub):
        size = size_bytes(viewed.document.sha256)
        why = _newer(case, viewed, evidence) or _refusal(viewed, rules, size)
        if why or years is None:
            refused[viewed.document.file] = why or "看不出所属年份"
            continue
        number += 1
        of_years = without(_years_folder(years, case), forbidden)
        yield _item(viewed, indicator, sub, years, number, f"{folder}/{of_years}", size, rules)


def _newer(case: Case, viewed: ViewedDocument, evidence: Mapping[str, ViewedDocument]) -> str:
    """Return that a document's later version proves the same, "" where none does."""
    link = case.revisions.get(viewed.document.sha256)
    later = evidence.get(link.newer) if link is not None and link.basis in REVISES else None
    return f"已由较新的版本 {later.document.file} 取代" if later is not None else ""


def _in_order(case: Case, indicator: Indicator, sub: int | None) -> list[tuple[tuple[int, ...] | None, ViewedDocument]]:
    """Return the evidence of a measure with its years: what always holds first, then by year, date, title."""
    found = [(_years(case, viewed, indicator, sub), viewed) for viewed in case.evidence(indicator.id, sub)]
    return sorted(
        found,
        key=lambda pair: (
            pair[0] or (),
            str(pair[1].document.date or ""),
            pair[1].document.title or "",
            pair[1].document.sha256,
        ),
    )


def _years(case: Case, viewed: ViewedDocument, indicator: Indicator, sub: int | None) -> tuple[int, ...] | None:
    """Return the years a document speaks for: those of the review in full or in part, else its own.

    () where it only has to be in force or is asked for once, None where nothing says which years are its own.
    """
    how = {year: cover(viewed, indicator, sub, year) for year in case.dossier.years}
    years = tuple(year for year, kind in how.items() if kind in ("full", "part"))
    if years or any(kind == "standing" for kind in how.values()):
        return years
    once = not is_yearly(slots_of(indicator, sub))
    if once and any(cover_once(viewed, year, case.dossier.years) for year in case.dossier.years):
        return ()
    return _own_years(viewed, indicator, sub) or None


def _own_years(viewed: ViewedDocument, indicator: Indicator, sub: int | None) -> tuple[int, ...]:
    """Return the years that a document outside the review speaks for: the baseline's, those of an old plan."""
    stated = years_stated(viewed, indicator.id, sub)
    if stated:
        return tuple(sorted(stated))
    period, year = viewed.document.period, single_year(viewed.document)
    if year is None and period is not None:
        return tuple(range(period.start.year, period.end.year + 1))
    return () if year is None else (year,)


def _years_folder(years: tuple[int, ...], case: Case) -> str:
    if not years:
        return STANDING
    if len(years) == 1:
        return str(years[0])
    run = list(range(years[0], years[-1] + 1)) == list(years)
    return f"{years[0]}-{years[-1]}" if run else "、".join(map(str, years))


def _refusal(viewed: ViewedDocument, rules: PackageRules, size_bytes: int) -> str:
    """Return why a document may not go into the package, "" where it may."""
    mark = viewed.particulars.security_mark if viewed.particulars else None
    if mark is not None and mark.word != "内部":
        return f"标有“{mark.text}”，涉密材料不得上报"
    suffix = _suffix(viewed.document.file)
    if rules.formats and suffix.lstrip(".") not in {one.lower().lstrip(".") for one in rules.formats}:
        return f"格式 {suffix or '不明'} 不在 dossier.yaml 的 package.formats 之内"
    if rules.largest_file_mb is not None and size_bytes > rules.largest_file_mb * _MEGABYTE:
        return f"文件有 {size_bytes / _MEGABYTE:.1f} MB，超过 {rules.largest_file_mb} MB"
    return ""


def _suffix(file: str) -> str:
    match = re.search(r"\.[A-Za-z0-9]{1,5}$", file)
    return match[0].lower() if match else ""


def _item(  # noqa: PLR0913, PLR0917 - one place puts a row of the list together
    viewed: ViewedDocument,
    indicator: Indicator,
    sub: int | None,
    years: tuple[int, ...],
    number: int,
    folder: str,
    size_bytes: int,
    rules: PackageRules,
) -> PackageItem:
    document = viewed.document
    suffix = _suffix(document.file)
    stem = document.title or document.file.rsplit("/", 1)[-1].removesuffix(suffix)
    longest = min(rules.longest_name_chars, max(20, rules.longest_path_chars - len(folder) - 1))
    return PackageItem(
        path=f"{folder}/{safe_name(f'{number:03} {stem}', longest, suffix, rules.forbidden_characters)}",
        archive_number=f"{indicator.number:02}-{sub or 0}-{number:03}",
        sha256=document.sha256,
        size_bytes=size_bytes,
        indicator=indicator.number,
        indicator_id=indicator.id,
        sub=sub,
        years=years,
        title=document.title or stem,
        doc_number=document.doc_number or "",
        issuer=document.issuer or "",
        date=document.date,
        pages=document.pages,
        source=document.file,
    )
