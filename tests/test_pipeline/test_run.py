import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import docx
import pytest

from archive.archive import Archive
from archive.verification import verify
from pipeline.dispatch import results
from pipeline.run import Ingest
from pipeline.understand import Task, understand
from schemas.dossier import Dossier
from schemas.errors import StoreBusy

DOSSIER = Dossier(county="青岚县", edition="2021", years=(2020, 2021, 2022))
AT = "2026-01-01T00:00:00+00:00"
VALUES = ("85.09", "85.42", "85.88")


def quiet(step, done, total, file):
    pass


def one_thread() -> Executor:
    return ThreadPoolExecutor(1)


def write_report(path: Path, number: int) -> None:
    document = docx.Document()
    document.add_heading(f"第{number}号林草资源监测报告", 1)
    document.add_paragraph(f"经监测，{2020 + number % 3}年全县林草覆盖率为{VALUES[number % 3]}%，编号{number}。")
    document.save(str(path))


@pytest.fixture
def folder(tmp_path):
    evidence = tmp_path / "材料"
    evidence.mkdir()
    for number in range(5):
        write_report(evidence / f"报告{number}.docx", number)
    return evidence


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "store", create=True) as opened:
        yield opened


def take_in(archive, *paths, start_executor=one_thread):
    return Ingest(archive, DOSSIER, AT, start_executor, quiet).run(paths)


def test_a_folder_is_taken_in_once(archive, folder):
    first = take_in(archive, folder)
    assert len(first.new) == 5
    assert first.failed == []
    second = take_in(archive, folder)
    assert (len(second.new), len(second.known), second.resumed) == (0, 5, 0)
    assert len(archive.catalogue.documents(DOSSIER.id)) == 5
    assert verify(archive, DOSSIER.id).faults == ()


def test_one_bad_document_never_stops_the_rest(archive, folder):
    (folder / "空.docx").write_bytes(b"")
    (folder / "坏.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (folder / "别的.docx").write_bytes(b"just words")
    report = take_in(archive, folder)
    assert {file: problem.code for file, problem in report.failed} == {
        "空.docx": "empty",
        "坏.pdf": "broken",
        "别的.docx": "unsupported",
    }
    assert all(problem.advice for _, problem in report.failed)
    assert sum(document.status == "ok" for document in archive.catalogue.documents(DOSSIER.id)) == 5
    again = take_in(archive, folder)
    assert len(again.known) == 8
    assert len(again.failed) == 3


def test_a_corrected_file_takes_the_place_of_the_old_one(archive, folder):
    target = folder / "报告0.docx"
    target.write_bytes(b"broken")
    assert take_in(archive, folder).failed
    write_report(target, 0)
    report = take_in(archive, folder)
    assert report.replaced == ["报告0.docx"]
    assert report.failed == []
    assert [d.status for d in archive.catalogue.documents(DOSSIER.id)] == ["ok"] * 5


def test_the_same_bytes_under_another_name_are_a_duplicate(archive, folder):
    (folder / "副本.docx").write_bytes((folder / "报告1.docx").read_bytes())
    report = take_in(archive, folder)
    assert report.duplicates == [("报告1.docx", "副本.docx")]


def test_a_second_writer_waits_then_is_told(archive):
    with Archive.open(archive.folder) as other, other.writing(), pytest.raises(StoreBusy), archive.writing(wait_s=0.1):
        pass


class DeadlyPool(ProcessPoolExecutor):
    """A pool whose worker dies at one document, as an out-of-memory kill would have it."""

    def submit(self, fn, /, task: Task) -> Future:  # type: ignore[override]
        return super().submit(os._exit, 1) if task.sha256 == "deadly" else super().submit(fn, task)


def test_a_document_that_kills_its_worker_is_the_only_one_blamed(folder):
    tasks = [Task(sha256=path.name, path=path, edition_id="2021") for path in sorted(folder.iterdir())]
    tasks.insert(2, Task(sha256="deadly", path=folder, edition_id="2021"))
    outcomes = {
        result.sha256: result for result in results(iter(tasks), lambda: DeadlyPool(2, mp_context=get_context("spawn")))
    }
    assert len(outcomes) == 6
    assert [problem.code for problem in outcomes["deadly"].problems] == ["worker-died"]
    assert all(result.status == "ok" for name, result in outcomes.items() if name != "deadly")


def test_our_own_fault_is_confined_to_its_document(tmp_path, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("pipeline.stages.identify.identify", broken)
    write_report(tmp_path / "a.docx", 1)
    result = understand(Task(sha256="a", path=tmp_path / "a.docx", edition_id="2021"))
    assert result.status == "unreadable"
    assert result.problems[0].code == "internal"
    assert result.stages == ()


INGEST = """
import sys
from desk.cli import run
sys.exit(run(["-C", sys.argv[1], "ingest", sys.argv[2], "--workers", "1"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_again_and_again_nothing_is_lost_nothing_is_twice(tmp_path):
    from desk.commands.init import create

    evidence = tmp_path / "材料"
    evidence.mkdir()
    for number in range(24):
        write_report(evidence / f"报告{number:02}.docx", number)
    create(tmp_path / "复核", county="青岚县", edition="2021", years="2020-2022")
    command = [sys.executable, "-c", INGEST, str(tmp_path / "复核"), str(evidence)]
    for seconds in (0.9, 1.4, 1.9, 2.4):
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            time.sleep(seconds)
            os.killpg(process.pid, signal.SIGKILL)
    finished = subprocess.run(command, capture_output=True, check=False)
    assert finished.returncode == 0, finished.stderr.decode()
    with Archive.open(tmp_path / "复核" / "store") as archive:
        assert verify(archive, DOSSIER.id).faults == ()
        from archive.dossier_file import load_dossier

        documents = archive.catalogue.documents(load_dossier(tmp_path / "复核" / "dossier.yaml").id)
    assert sorted(document.file for document in documents) == sorted(path.name for path in evidence.iterdir())
    assert {document.status for document in documents} == {"ok"}


def test_an_index_left_unfinished_is_rebuilt(archive, folder, tmp_path):
    take_in(archive, folder)
    archive.close()
    for file in (tmp_path / "store" / "index").iterdir():
        file.unlink()
    write_report(folder / "后来.docx", 7)
    with Archive.open(tmp_path / "store") as reopened:
        take_in(reopened, folder)
        assert verify(reopened, DOSSIER.id).faults == ()
