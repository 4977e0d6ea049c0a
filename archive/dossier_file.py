"""`dossier.yaml`: the file in which a person keeps a dossier."""

from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from archive.dossier_faults import model_faults, repeated_faults, rule_faults
from archive.dossier_tree import Reading, changed_text, fresh_text
from archive.lasting import write_whole
from schemas.dossier import Dossier, IndicatorEntry
from schemas.errors import DossierError

FILE_NAME = "dossier.yaml"
MOST_FAULTS = 12
_HEADER = """\
复核档案：一个县（市、区）的一次复核。可以用任何文本编辑器修改，保存为 UTF-8 编码。
以 # 开头的行是说明，程序改写本文件时会保留；冒号、逗号、方括号一律用英文半角，冒号后留一个空格。
改完后运行 zuozheng status，写错的地方会指出行号和改法。
"""
_COMMENTS = {
    "id": "本档案的编号，由程序生成，请勿修改。",
    "county": "县（市、区）全称；aliases 写材料中出现的其他称呼。",
    "edition": "指标体系版本：'2021'（修订版）或 '2019'。",
    "years": "复核年份，逐年列出。",
    "baseline_year": "基准年。",
    "search": "全文检索：engine 为 auto（页数多时自动改用 tantivy）、whoosh 或 tantivy；\n"
    "改后运行 zuozheng reindex 或下次导入时生效。",
    "store": "档案库位置，相对于本文件所在的文件夹。",
    "cutoff": "材料截止日期，例如 2023-12-31；成文日期晚于此日的材料不计入。没有规定时留空。",
    "units": "责任单位；aliases 写材料中的简称、曾用名，例如\n  - name: 县卫生健康局\n    aliases: [县卫健局]",
    "indicators": "各指标在本县的任务，由 zuozheng plan import 读入，可手工修改：\n"
    "id 指标编码；number 编号；name 名称；domain 领域；task 任务；attribute 约束性或参考性；\n"
    "target 目标：text 原文，op 比较（>= <= > < =），value 数值，unit 单位，year 年份；subs 各子指标及其目标；\n"
    "lead_units 牵头单位；cooperating_units 配合单位；deadline 完成时限（最后一天）；\n"
    "accepted_issuers 除指标体系认可的来源外，本县认可的出具单位；\n"
    "不适用的指标写 applicable: false，并在 reason 写明理由。",
    "package": "上报包的规矩（平台要求未公开，按实际填写）：formats 允许的格式，空为不限；\n"
    "longest_name_chars 文件名最长字数，longest_path_chars 路径最长字数；\n"
    'forbidden_characters 平台不许出现在名称中的字符，例如 "（）"；\n'
    "largest_file_mb 单个文件上限，largest_part_mb 每个分包上限（MB），不限时留空。",
    "tasks": "重点工作任务，由 zuozheng plan import 读入，可手工修改：\n"
    "number 序号；name 名称；content 内容；deadline 完成时限（最后一天）；lead_units 责任单位；\n"
    "cooperating_units 配合单位；note 备注；完成后写 done: true。",
}


def find_dossier(start: Path) -> Path:
    """Return the dossier.yaml of a folder or of the nearest folder above it; raises DossierError."""
    folder = start.absolute()
    for place in (folder, *folder.parents):
        candidate = place / FILE_NAME
        if candidate.is_file():
            return candidate
    raise DossierError(
        f"{start} 及其上级文件夹中没有 {FILE_NAME}",
        "请用 -C 指明复核档案所在的文件夹，或新建：zuozheng init DIR --county 县名 --edition 2021 --years 2020-2022",
    )


def load_dossier(path: Path) -> Dossier:
    """Read a dossier.

    Raises DossierError, one for all faults of the file: each with its line, its field, what to write instead.
    """
    return _read(_text(path), path)


def new_dossier_text(dossier: Dossier) -> str:
    """Return the text of a new dossier.yaml, its fields explained in Chinese comments."""
    return fresh_text(dossier, _COMMENTS, _HEADER)


def save_dossier(path: Path, dossier: Dossier) -> None:
    """Write a dossier: only what changed in a file that is there, a person's comments and order kept.

    The new text is checked, written beside the file, synced to the disk, then put in its place: a crash leaves
    the old file or the new one. Raises DossierError where the file there cannot be read (it stays as it is).
    """
    path = path.resolve()
    if not path.exists():
        _replace(path, new_dossier_text(dossier))
        return
    text = _text(path)
    written = changed_text(text, _read(text, path), dossier, _COMMENTS)
    if not _says(written, dossier, path):
        written = new_dossier_text(dossier)
    _replace(path, written)


def _says(text: str, dossier: Dossier, path: Path) -> bool:
    """Tell whether a text reads back as the dossier; the order of entries is the file's own."""
    with suppress(DossierError):
        return _in_order(_read(text, path)) == _in_order(dossier)
    return False


def _in_order(dossier: Dossier) -> Dossier:
    entries = (_subs_in_order(entry) for entry in dossier.indicators)
    return dossier.model_copy(
        update={
            "indicators": tuple(sorted(entries, key=lambda entry: entry.id)),
            "units": tuple(sorted(dossier.units, key=lambda unit: unit.name)),
            "tasks": tuple(sorted(dossier.tasks, key=lambda task: task.number)),
        }
    )


def _subs_in_order(entry: IndicatorEntry) -> IndicatorEntry:
    return entry.model_copy(update={"subs": tuple(sorted(entry.subs, key=lambda sub: sub.number))})


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise DossierError(f"没有这个文件：{path}", "请运行 zuozheng init 新建复核档案。") from None
    except UnicodeDecodeError:
        raise DossierError(f"{path} 不是 UTF-8 编码", "请在文本编辑器中另存为 UTF-8 编码。") from None
    except OSError as error:
        raise DossierError(f"{path} 无法读取（{error.strerror}）", "请确认文件未被占用且有读取权限。") from None


def _read(text: str, path: Path) -> Dossier:
    try:
        reading = Reading(text)
    except YAMLError as error:
        raise DossierError(f"{path}：{_syntax_fault(error, text)}", "请按提示改正后重试。") from None
    if not isinstance(reading.value, dict):
        raise DossierError(f"{path}：内容应是“字段: 值”，例如 county: 某某县", "冒号应为英文半角，后面留一个空格。")
    faults = repeated_faults(reading.repeated)
    dossier: Dossier | None = None
    try:
        dossier = Dossier.model_validate(reading.value)
        faults += rule_faults(dossier, reading.lines)
    except ValidationError as error:
        faults += model_faults(error, reading.value, reading.lines)
    if faults or dossier is None:
        more = f"；还有 {len(faults) - MOST_FAULTS} 处" if len(faults) > MOST_FAULTS else ""
        raise DossierError(f"{path}：" + "；".join(faults[:MOST_FAULTS]) + more, "请按提示改正后重试。")
    return dossier


def _syntax_fault(error: YAMLError, text: str) -> str:
    mark = (error.problem_mark or error.context_mark) if isinstance(error, MarkedYAMLError) else None
    if mark is None:
        return "格式有误，无法读取"
    lines = text.splitlines()
    near = lines[max(0, mark.line - 1) : mark.line + 1]
    if any("\t" in line for line in near):
        hint = "缩进不能用制表符（Tab），请改为空格"
    elif any("：" in line and ": " not in line for line in near):
        hint = "字段后的冒号应为英文半角，后面留一个空格"
    else:
        hint = "请检查引号、方括号是否成对，冒号后是否有空格，缩进是否对齐"
    return f"第{mark.line + 1}行附近格式有误：{hint}"


def _replace(path: Path, text: str) -> None:
    """Put a text in the place of a file, whole or not at all."""
    try:
        write_whole(path, text.encode("utf-8"))
    except OSError as error:
        raise DossierError(
            f"{path} 无法写入（{error.strerror}）", "请确认磁盘未满、文件未被占用且有写入权限。"
        ) from None
