"""Editions: the indicator systems as data, one YAML file each.

The folder is the registry: every `*.yaml` apart from `crosswalk.yaml` is an edition, named by its id. A file
that does not fit is refused with an EditionError that names the file, the indicator and what is wrong.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from schemas.edition import CrosswalkRow, Edition
from schemas.editions.proof import EDITION_NAMES, FaultFinder, crosswalk_faults, in_words
from schemas.errors import EditionError

CROSSWALK = "crosswalk.yaml"
_ADVICE = "请按提示修改该文件后重试。"


@lru_cache(maxsize=1)
def available_editions() -> tuple[str, ...]:
    """Return the ids of the editions in this folder, sorted."""
    names = (entry.name for entry in resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml") and name != CROSSWALK))


@lru_cache(maxsize=16)
def load_edition(edition_id: str) -> Edition:
    """Return an edition by its id; raises EditionError where there is none or its file is bad."""
    if edition_id not in available_editions():
        known = "、".join(available_editions())
        raise EditionError(f"没有编号为“{edition_id}”的指标体系版本", f"可用的版本：{known}。")
    origin = f"{edition_id}.yaml"
    edition = read_edition(_text(origin), origin)
    if edition.id != edition_id:
        raise EditionError(f"{origin}：文件名与其中的 id“{edition.id}”不一致", _ADVICE)
    return edition


def read_edition(text: str, origin: str) -> Edition:
    """Read an edition from YAML text; raises EditionError with all faults found, `origin` naming the file."""
    content = _parse(text, origin)
    try:
        edition = Edition.model_validate(content)
    except ValidationError as error:
        faults = [in_words(content, fault, EDITION_NAMES) for fault in error.errors()]
        raise _refusal(origin, faults) from error
    faults = FaultFinder().find(edition)
    if faults:
        raise _refusal(origin, faults)
    return edition


@lru_cache(maxsize=1)
def load_crosswalk() -> tuple[CrosswalkRow, ...]:
    """Return how the indicators of all editions correspond; raises EditionError where the file is bad."""
    editions = tuple(load_edition(edition_id) for edition_id in available_editions())
    return read_crosswalk(_text(CROSSWALK), CROSSWALK, editions)


def read_crosswalk(text: str, origin: str, editions: tuple[Edition, ...]) -> tuple[CrosswalkRow, ...]:
    """Read a crosswalk and prove that it closes over the editions; raises EditionError."""
    content = _parse(text, origin)
    listed = content.get("rows")
    if not isinstance(listed, list):
        raise _refusal(origin, ["缺少 rows 列表"])
    try:
        rows = tuple(CrosswalkRow.model_validate(row) for row in listed)
    except ValidationError as error:
        raise _refusal(origin, [in_words(content, fault, {}) for fault in error.errors()]) from error
    faults = crosswalk_faults(rows, editions)
    if faults:
        raise _refusal(origin, faults)
    return rows


def _text(name: str) -> str:
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


def _parse(text: str, origin: str) -> Mapping[str, object]:
    try:
        content = YAML(typ="safe").load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise EditionError(f"{origin}：第{line}行不是有效的 YAML（{error.problem}）", _ADVICE) from error
    except YAMLError as error:
        raise EditionError(f"{origin}：不是有效的 YAML 文件", _ADVICE) from error
    if not isinstance(content, dict):
        raise EditionError(f"{origin}：内容应为“键: 值”的结构", _ADVICE)
    return content


def _refusal(origin: str, faults: list[str]) -> EditionError:
    return EditionError(f"{origin}：" + "；".join(faults), _ADVICE)
