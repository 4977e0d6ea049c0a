"""Ctrl-C at a real terminal, in the middle of an ingest."""

import os
import subprocess
import sys
import uuid
from pathlib import Path

import docx
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")

# the child makes the pseudo-terminal its own and lets Ctrl-C reach it (the tests themselves may run with the signal
# ignored, started by `make test &`), as a shell would have done, before anything else
INGEST = """
import fcntl, signal, sys, termios
signal.signal(signal.SIGINT, signal.default_int_handler)
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from desk.cli import main
main(sys.argv[1:])
"""
CTRL_C = b"\x03"


@pytest.fixture
def evidence(tmp_path):
    folder = tmp_path / "材料"
    folder.mkdir()
    for number in range(30):
        document = docx.Document()
        for line in range(100):
            document.add_paragraph(f"第{number}号报告第{line}段：2021年全县林草覆盖率为85.{number:02}%。")
        document.save(str(folder / f"报告{number:02}.docx"))
    return folder


def pressed(arguments, when, mark):
    """Run a command at a terminal of its own, press Ctrl-C when `when` is on the screen; (exit code, the screen)."""
    near, far = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", INGEST, *map(str, arguments)],
        stdin=far, stdout=far, stderr=far, start_new_session=True, env={**os.environ, "ZUOZHENG_MARK": mark},
    )  # fmt: skip
    os.close(far)
    screen, is_pressed = b"", False
    while True:
        try:
            shown = os.read(near, 4096)
        except OSError:  # the other end is closed
            break
        screen += shown
        if not shown:
            break
        if not is_pressed and when.encode() in screen:
            os.write(near, CTRL_C)
            is_pressed = True
    os.close(near)
    return process.wait(), screen.decode("utf-8", "replace")


def still_running(mark):
    """The processes that carry the mark in their environment."""
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark.encode() in environment.read_bytes():
                found.append(environment.parent.name)
        except OSError:
            continue
    return found


@pytest.mark.parametrize("step", ["收存原件", "解析与标注"])
def test_ctrl_c_stops_the_work_and_the_next_run_goes_on(run, tmp_path, evidence, step):
    folder, mark = tmp_path / "复核", uuid.uuid4().hex
    run("init", folder, "--county", "青岚县", "--years", "2020-2022")
    code, screen = pressed(["-C", folder, "ingest", evidence, "--workers", "2"], step, mark)
    assert code == 130, screen
    assert "已中断。已完成的部分都已保存" in screen
    assert "Traceback" not in screen
    assert not still_running(mark)
    faults = [line for line in run("-C", folder, "verify").out.splitlines() if line.startswith("✘")]
    assert all("不影响使用" in fault for fault in faults)  # an original whose receipt was not written yet, at most
    finished = run("-C", folder, "ingest", evidence)
    assert finished.code == 0, finished.err
    documents = run("-C", folder, "documents", "--json").rows()
    assert [row["status"] for row in documents] == ["ok"] * 30
    assert run("-C", folder, "verify").code == 0
