"""Several programs on one store: long work waits with a word on the screen, a person's word does not wait."""

import signal
import subprocess
import sys

import docx
import pytest

from archive.archive import Archive

# started where SIGINT is ignored (in the background of a shell), Python would not take Ctrl-C at all
MAIN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from desk.cli import main; main()"
WAITS = "另一个程序正在写入该档案库"


@pytest.fixture(scope="module")
def dossier(run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("共用")
    _write(folder / "材料" / "报告.docx", "经监测，2021年全县林草覆盖率为72.5%。")
    _write(folder / "后来" / "通报.docx", "2022年全县林草覆盖率为73.1%。")
    assert run("init", folder / "复核", "--county", "青岚县", "--years", "2020-2022").code == 0
    assert run("-C", folder / "复核", "ingest", folder / "材料", "--workers", "1").code == 0
    return folder


def _write(path, text):
    path.parent.mkdir()
    document = docx.Document()
    document.add_heading("青岚县林草资源监测报告", 1)
    document.add_paragraph(text)
    document.save(str(path))


def begun(*arguments):
    """Start a command and do not wait for its end."""
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, encoding="utf-8",
    )  # fmt: skip


def test_a_second_ingest_says_that_it_waits_then_goes_on(dossier, run):
    with Archive.open(dossier / "复核" / "store") as archive, archive.writing():
        process = begun("-C", dossier / "复核", "ingest", dossier / "后来", "--workers", "1")
        assert WAITS in process.stderr.readline()
        assert "通报" not in run("-C", dossier / "复核", "documents").out
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert "通报" in run("-C", dossier / "复核", "documents").out
    assert run("-C", dossier / "复核", "verify").code == 0


def test_a_persons_word_a_check_a_search_wait_for_nobody(dossier, run):
    folder = dossier / "复核"
    with Archive.open(folder / "store") as archive, archive.writing():
        for arguments in (
            ("tag", "add", "报告.docx", "10", "--note", "核对过"),
            ("check",), ("search", "林草覆盖率"), ("verify",), ("status",),
            ("remove", "报告.docx", "--reason", "误收"), ("remove", "报告.docx", "--undo"),
        ):  # fmt: skip
            outcome = run("-C", folder, *arguments)
            assert outcome.code in (0, 1), outcome.err
            assert WAITS not in outcome.err
    assert "核对过" in run("-C", folder, "audit", "--all").out


@pytest.mark.parametrize("command", [("reindex",), ("export", "包", "--draft")])
def test_ctrl_c_ends_the_wait(dossier, command, tmp_path):
    arguments = [str(tmp_path / one) if one == "包" else one for one in command]
    with Archive.open(dossier / "复核" / "store") as archive, archive.writing():
        process = begun("-C", dossier / "复核", *arguments)
        assert WAITS in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_writer_left_is_swept_by_the_next(dossier):
    store = dossier / "复核" / "store"
    (store / "scratch" / "半份").mkdir(parents=True)
    (store / "originals" / "tmp" / "99-0").write_bytes(b"half")
    with Archive.open(store) as archive, archive.writing(), archive.writing(), archive.scratch() as scratch:
        assert scratch.is_dir()
        assert not (store / "scratch" / "半份").exists()
        assert not list((store / "originals" / "tmp").iterdir())
    assert not (store / "scratch").exists()
