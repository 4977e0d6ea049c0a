"""Old office files converted together: each is understood by itself, a bad one fails alone."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import openpyxl
import pytest

from desk.worker_process import Limits
from desk.workers import starter
from pipeline.batches import BATCH, Batch, batched, convert
from pipeline.dispatch import results
from pipeline.understand import Task
from schemas.errors import WorkerDied
from schemas.result import DocumentResult

LETTERS = 2


@pytest.fixture(scope="module")
def old_files(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of .doc letters and one .xls table."""
    folder = tmp_path_factory.mktemp("old")
    for number in range(LETTERS):
        document = docx.Document()
        document.add_paragraph(f"青岚县第{number}号监测报告")
        document.save(str(folder / f"{number}.docx"))
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active.append(("年份", "比例"))
    workbook.active.append(("2022年", 0.5))
    workbook.save(folder / "表.xlsx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for suffix, sources in (("doc", sorted(folder.glob("*.docx"))), ("xls", [folder / "表.xlsx"])):
        command = [soffice, "--headless", profile, "--convert-to", suffix, "--outdir", str(folder), *map(str, sources)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


def task(path: Path) -> Task:
    return Task(sha256=path.name, path=path, edition_id="2021")


def tasks(folder: Path) -> list[Task]:
    return [task(path) for path in (*sorted(folder.glob("*.doc")), folder / "表.xls")]


def one_thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1)


def words(result: DocumentResult) -> str:
    return "".join(text for _, text in result.parsed.page_texts()) if result.parsed else ""


def test_old_files_wait_for_their_batch_others_pass(old_files: Path, tmp_path: Path) -> None:
    plain = tmp_path / "x.txt"
    plain.write_text("文字", encoding="utf-8")
    many = [tasks(old_files)[0]] * (BATCH + 1)
    items = list(batched(iter([many[0], task(plain), *many[1:], *tasks(old_files)[-1:]])))
    assert items[0] == task(plain)
    assert isinstance(items[1], Batch)
    assert (items[1].target, len(items[1].tasks)) == ("docx", BATCH)
    assert items[2:] == [many[0], tasks(old_files)[-1]]  # a batch of one is none


def test_a_batch_says_where_its_results_lie(old_files: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.doc"
    data = (old_files / "0.doc").read_bytes()
    broken.write_bytes(data[: len(data) // 2])
    batch = Batch("docx", (task(old_files / "0.doc"), task(broken), task(old_files / "1.doc")))
    first, second, third = convert(batch, tmp_path / "results")
    assert first.converted is not None
    assert third.converted is not None
    assert docx.Document(str(third.converted)).paragraphs[0].text == "青岚县第1号监测报告"
    assert second.converted is None


def test_every_file_of_a_batch_has_its_own_outcome(old_files: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.rtf"
    broken.write_bytes(b"{\\rtf1 " + bytes(range(14, 250)) * 40)
    gone = tmp_path / "gone.doc"
    gone.write_bytes((old_files / "0.doc").read_bytes())
    wanted = [*tasks(old_files), task(broken), task(gone)]
    found = {}
    for result in results(iter(wanted), starter(1, Limits(document_s=120))):
        found[result.sha256] = result
        gone.unlink(missing_ok=True)
    assert set(found) == {each.sha256 for each in wanted}
    for number in range(LETTERS):
        assert words(found[f"{number}.doc"]) == f"青岚县第{number}号监测报告"
        assert found[f"{number}.doc"].media_type == "application/msword"
    assert "2022年" in words(found["表.xls"])
    assert found["broken.rtf"].status != "ok"


def test_a_batch_that_takes_too_long_is_converted_one_by_one(old_files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.parsers.conversion.batch.BATCH_LIMIT_S", 0.01)
    found = list(results(iter(tasks(old_files)[:2]), one_thread))
    assert [result.status for result in found] == ["ok", "ok"]


def test_a_batch_whose_worker_dies_is_converted_one_by_one(old_files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> None:
        raise WorkerDied("进程意外终止")

    monkeypatch.setattr("pipeline.batches.convert_batch", die)
    found = list(results(iter(tasks(old_files)[:2]), one_thread))
    assert [result.status for result in found] == ["ok", "ok"]


def test_nothing_is_gathered_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("pipeline.parsers.conversion.office._USUAL_PLACES", (f"{tmp_path}/none*/soffice",))
    for name in ("a.rtf", "b.rtf"):
        (tmp_path / name).write_bytes(rb"{\rtf1\ansi text}")
    found = list(results(map(task, sorted(tmp_path.glob("*.rtf"))), one_thread))
    assert [result.problems[0].code for result in found] == ["needs-libreoffice"] * 2
