"""`zuozheng init`: start a dossier."""

import re
import uuid
from pathlib import Path
from typing import Annotated

import typer

from archive.archive import Archive
from archive.dossier_file import save_dossier
from archive.lasting import make_folder, store_faults
from desk.screen import out
from desk.workplace import DOSSIER_FILE
from schemas.dossier import Dossier
from schemas.editions import load_edition
from schemas.errors import UsageError


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="新建的复核档案文件夹。")],
    county: Annotated[str, typer.Option(help="县（市、区）全称。")],
    edition: Annotated[str, typer.Option(help="指标体系版本：2021 或 2019。")] = "2021",
    years: Annotated[str, typer.Option(help="复核年份，如 2020-2022 或 2022。")] = "",
    store: Annotated[Path | None, typer.Option(help="档案库位置；多个复核档案可共用一个。默认 DIR/store。")] = None,
) -> None:
    """新建复核档案：写出 dossier.yaml 并建立空的档案库。"""
    create(folder, county=county, edition=edition, years=years, store=store)
    console = out()
    console.print(f"已建立复核档案：{folder / DOSSIER_FILE}")
    console.print("下一步：zuozheng plan import 任务分解表文件，然后 zuozheng ingest 材料文件夹")


def create(folder: Path, *, county: str, edition: str, years: str, store: Path | None = None) -> None:
    """Write dossier.yaml with an empty store.

    Raises UsageError where one is there already or the years cannot be read, EditionError, StoreError.
    """
    file = folder / DOSSIER_FILE
    if file.exists():
        raise UsageError(f"{file} 已存在", "直接使用该复核档案，或换一个文件夹。")
    load_edition(edition)
    dossier = Dossier(
        id=uuid.uuid4().hex,
        county=county,
        edition=edition,
        years=read_years(years),
        store=str(store.resolve()) if store is not None else "store",
    )
    with store_faults("复核档案所在的文件夹"):
        make_folder(folder)
    with Archive.open(folder / dossier.store, create=True):
        save_dossier(file, dossier)


def read_years(text: str) -> tuple[int, ...]:
    """Read `2020-2022`, `2020,2022` or `2022`; raises UsageError."""
    span = re.fullmatch(r"(\d{4})\s*[-－—~至]+\s*(\d{4})", text.strip())
    if span:
        years = tuple(range(int(span[1]), int(span[2]) + 1))
    else:
        parts = [part for part in re.split(r"[,，、\s]+", text.strip()) if part]
        years = tuple(int(part) for part in parts) if all(re.fullmatch(r"\d{4}", part) for part in parts) else ()
    if not years or len(years) > 20 or not all(2000 <= year <= 2100 for year in years):
        raise UsageError(f"复核年份写法不正确：“{text}”", "例如 --years 2020-2022，或 --years 2022。")
    return years
