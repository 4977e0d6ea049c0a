"""上报包: what blocks it, building it, proving it, what changed since the last one."""

import os
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, HTTPException
from fastapi import Path as PathPart
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from archive.package.bag import faults_of
from archive.package.difference import Difference, difference
from desk.web.downloads import TYPES, attachment_headers
from desk.web.moments import moment
from desk.web.packing import ask_for_package, wish_of
from desk.web.visit import Posted, Visit, Visiting, field
from schemas.errors import PackageError
from schemas.package import KeptPackage

router = APIRouter()

Number = Annotated[int, PathPart(ge=1, le=100_000)]


@dataclass(frozen=True)
class Shown:
    """A package that was written: `number` counts from 1 in the order written, `is_there` tells whether it still is."""

    number: int
    kept: KeptPackage
    name: str
    is_there: bool


@router.get("/package", name="package", include_in_schema=False)
def package(visit: Visiting) -> Response:
    """Show what blocks the upload, and the packages written so far."""
    told = visit.office.told()
    shown = _shown(visit)
    return visit.page(
        "package.html.j2",
        told=told,
        blocking=[issue for issue in told.open if issue.finding.severity == "error"] if told else [],
        wish=wish_of(visit.office),
        packages=shown[::-1],
        change=_change(shown),
        moment=moment,
    )


@router.post("/package", name="do_build_package", include_in_schema=False)
def do_build_package(visit: Visiting, form: Posted) -> Response:
    """Ask for a package."""
    ask_for_package(visit.office, visit.person.name, is_draft=field(form, "draft") == "true")
    return visit.go_to("/package", "已开始生成上报包，完成后显示在下面。")


@router.get("/package/{number}/verify", name="verify_package", include_in_schema=False)
def verify_package(visit: Visiting, number: Number) -> Response:
    """Prove a package: every file against its manifest."""
    one = _one(visit, number)
    try:
        faults = faults_of(Path(one.kept.place))
    except PackageError as error:
        faults = [error.message]
    faults = [visit.office.without_paths(fault) for fault in faults]
    return visit.page("verified.html.j2", one=one, faults=faults)


@router.get("/package/{number}/file", name="package_file", include_in_schema=False)
def package_file(visit: Visiting, number: Number) -> Response:
    """Hand out a package as one .zip."""
    one = _one(visit, number)
    handle, name = tempfile.mkstemp(suffix=".zip", dir=visit.office.folder)
    os.close(handle)
    packed = Path(name)
    try:
        _pack(Path(one.kept.place), packed)
    except OSError:
        packed.unlink(missing_ok=True)
        raise HTTPException(404) from None
    remove = BackgroundTask(packed.unlink, missing_ok=True)
    headers = attachment_headers(f"{one.name}.zip")
    return FileResponse(packed, media_type=TYPES[".zip"], headers=headers, background=remove)


def _pack(folder: Path, target: Path) -> None:
    """Put a folder into one .zip; what is in it is compressed already."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                packed.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")


def _shown(visit: Visit) -> list[Shown]:
    kept = visit.office.archive.catalogue.packages(visit.workplace.dossier.id)
    return [
        Shown(number, one, Path(one.place).name, Path(one.place).is_dir()) for number, one in enumerate(kept, start=1)
    ]


def _one(visit: Visit, number: int) -> Shown:
    shown = _shown(visit)
    if number > len(shown) or not shown[number - 1].is_there:
        raise HTTPException(404)
    return shown[number - 1]


def _change(shown: list[Shown]) -> tuple[str, str, Difference] | None:
    """Return what changed between the last two packages that are still there."""
    there = [one for one in shown if one.is_there][-2:]
    if len(there) < 2:
        return None
    try:
        return there[0].name, there[1].name, difference(Path(there[0].kept.place), Path(there[1].kept.place))
    except PackageError:
        return None
