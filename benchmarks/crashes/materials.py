"""Small dossiers in every state from which a command starts."""

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import docx

DOSSIER, EVIDENCE, LATER, PLAN, PACKAGE = "复核", "材料", "后来的材料", "任务分解表.docx", "上报包"
SAMPLE_PLANS = Path(__file__).parents[2] / "sample_docs" / "plan"
FILES = 6
EARLIER, VERSIONS, OLDER, NEWER = "以前的复核", "两个版本", "监测报告.docx", "监测报告（更正）.docx"
CONFIRMED, REMOVED = "报告1.docx", "报告2.docx"
FIRST_REVISION, LAST_REVISION = 1, 7


@dataclass(frozen=True)
class Places:
    """Where the folders of one run lie: `work` is what a command may change, `shared` what it only reads."""

    work: Path
    shared: Path

    @property
    def dossier(self) -> Path:
        """Return the folder with dossier.yaml and store."""
        return self.work / DOSSIER

    @property
    def package(self) -> Path:
        """Return where packages are written to."""
        return self.work / PACKAGE

    @property
    def catalogue(self) -> Path:
        """Return the catalogue's file."""
        return self.dossier / "store" / "catalogue.sqlite"


def write_evidence(shared: Path) -> None:
    """Write the files to ingest, those that come later, the plan."""
    folder = shared / EVIDENCE
    folder.mkdir(parents=True)
    for number in range(FILES):
        write_report(folder / f"报告{number}.docx", number)
    write_report(shared / "内一.docx", 11)
    write_report(shared / "内二.docx", 12)
    with ZipFile(folder / "打包.zip", "w") as container:
        for name in ("内一.docx", "内二.docx"):
            container.write(shared / name, name)
    later = shutil.copytree(folder, shared / LATER / EVIDENCE)
    write_report(later / "报告3.docx", 23)
    write_report(later / "报告9.docx", 9)
    versions = shared / VERSIONS
    versions.mkdir()
    write_report(versions / OLDER, 31)
    write_report(versions / NEWER, 31, "本期更正一处数据。")
    shutil.copyfile(next(SAMPLE_PLANS.glob("*.docx")), shared / PLAN)


def write_report(path: Path, number: int, remark: str = "") -> None:
    """Write a small report whose words and figures are its number's own."""
    document = docx.Document()
    document.add_paragraph("青岚县林业局文件")
    document.add_paragraph(f"青林发〔202{number % 3}〕{number + 1}号")
    document.add_heading(f"青岚县202{number % 3}年林草资源监测报告（第{number}期）", 1)
    for paragraph in range(3):
        document.add_paragraph(f"202{number % 3}年全县林草覆盖率为{70 + number}.{paragraph}%，样地{number * 7}处。")
    document.add_paragraph(remark)
    document.save(str(path))


def age(places: Places, revision: int) -> None:
    """Put a catalogue of an older version in the place of the present one, with the rows it can hold."""
    from alembic import command  # noqa: PLC0415 - only the copies load the program

    from archive.catalogue.connection import make_engine, writing  # noqa: PLC0415
    from archive.catalogue.migrations.upgrade import configuration  # noqa: PLC0415

    new = places.catalogue.rename(places.work / "new.sqlite")
    engine = make_engine(places.catalogue, 30, foreign_keys=False)
    with writing(engine) as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, f"{revision:04}")
    engine.dispose()
    with sqlite3.connect(places.catalogue) as old:
        old.execute("ATTACH ? AS new", (str(new),))
        tables = [name for (name,) in old.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        for table in tables:
            if table not in ("alembic_version", "sqlite_sequence", "change"):  # the last is filled by the others
                _copy_rows(old, table)
    old.close()
    new.unlink()


def _copy_rows(old: sqlite3.Connection, table: str) -> None:
    names = [row[1] for row in old.execute(f"PRAGMA main.table_info({table})")]
    columns = ", ".join(f'"{name}"' for name in names)
    leave_out = "WHERE number > 1" if table == "audit" else ""
    old.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table} {leave_out}")


Step = Callable[[Places], list[str]]


def init(places: Places) -> list[str]:
    """Start the dossier."""
    return ["init", str(places.dossier), "--county", "青岚县", "--years", "2020-2022"]


def ingest(places: Places) -> list[str]:
    """Take in the first files."""
    return ["-C", str(places.dossier), "ingest", str(places.shared / EVIDENCE)]


def ingest_later(places: Places) -> list[str]:
    """Take in the same folder at another time: one file changed, one came."""
    return ["-C", str(places.dossier), "ingest", str(places.shared / LATER / EVIDENCE)]


def ingest_versions(places: Places) -> list[str]:
    """Take in a report and its corrected version."""
    return ["-C", str(places.dossier), "ingest", str(places.shared / VERSIONS)]


def init_earlier(places: Places) -> list[str]:
    """Start the dossier of an earlier review."""
    return ["init", str(places.work / EARLIER), "--county", "青岚县", "--years", "2020-2022"]


def ingest_earlier(places: Places) -> list[str]:
    """Take the first files into the dossier of an earlier review."""
    return ["-C", str(places.work / EARLIER), "ingest", str(places.shared / EVIDENCE)]


def of(*arguments: str) -> Step:
    """Return a step that runs a command of the dossier; {work} and {shared} stand for the folders."""

    def step(places: Places) -> list[str]:
        filled = (argument.format(work=places.work, shared=places.shared) for argument in arguments)
        return ["-C", str(places.dossier), *filled]

    return step
