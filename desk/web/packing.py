"""The package that a person asked for: asked on a page, built in the back room, its outcome shown on the page.

One at a time; the wish is a file, so that it survives a restart.
"""

from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from archive.lasting import store_faults, write_whole
from desk.commands.day import day_of
from desk.exporting import export_package
from desk.web.office import Office
from schemas.errors import UsageError, ZuozhengError
from schemas.model import Model

PACKAGES_FOLDER = "上报包"
_WISH = "package-wish.json"


class Wish(Model):
    """What was asked for and what came of it; `at` (ISO 8601) names the folder."""

    at: str
    by: str
    is_draft: bool
    state: Literal["waiting", "done", "failed"] = "waiting"
    words: str = ""

    @property
    def folder_name(self) -> str:
        """The name of the package's folder, by the time it was asked for."""
        moment = self.at[:19].replace("T", " ").replace(":", "")
        return f"{moment}{'（草稿）' if self.is_draft else ''}"


def packages_folder(office: Office) -> Path:
    """Return the folder beside dossier.yaml that the desk writes packages into."""
    return office.file.parent / PACKAGES_FOLDER


def wish_of(office: Office) -> Wish | None:
    """Return the last wish, None where nobody ever asked."""
    try:
        return Wish.model_validate_json((office.folder / _WISH).read_bytes())
    except (OSError, ValidationError):
        return None


def ask_for_package(office: Office, by: str, *, is_draft: bool) -> None:
    """Ask for a package; raises UsageError while one is being built."""
    last = wish_of(office)
    if last is not None and last.state == "waiting":
        raise UsageError("上一个上报包还在生成", "请等它完成后再试。")
    _note(office, Wish(at=office.clock(), by=by, is_draft=is_draft))


def pack_if_asked(office: Office) -> bool:
    """Build the package that somebody waits for; False where nobody does."""
    wish = wish_of(office)
    if wish is None or wish.state != "waiting":
        return False
    try:
        folder = packages_folder(office)
        with store_faults("上报包文件夹"):
            folder.mkdir(exist_ok=True)
        parts = export_package(
            office.workplace, folder / wish.folder_name, day_of(""), is_draft=wish.is_draft, at=wish.at, by=wish.by
        )
        left_out = [f"没有装入 {one.file}：{one.reason}" for part in parts for one in part.tree.left_out]
        words = "；".join([f"共 {sum(part.kept.files for part in parts)} 件证明材料", *left_out])
        _note(office, wish.model_copy(update={"state": "done", "words": words}))
    except ZuozhengError as error:
        words = office.without_paths(f"{error.message}。{error.advice}")
        _note(office, wish.model_copy(update={"state": "failed", "words": words}))
    return True


def _note(office: Office, wish: Wish) -> None:
    with store_faults("上报包"):
        write_whole(office.folder / _WISH, wish.model_dump_json().encode("utf-8"))
