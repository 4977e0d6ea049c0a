"""`zuozheng versions`: a corrected report stands in the place of the first one, until a person says otherwise."""

import docx
import pytest

TEXT = (
    "青岚县住房和城乡建设局文件",
    "岚住建〔2023〕5号",
    "青岚县2022年城镇污水处理情况报告",
    "2022年城镇污水排放总量412.5万吨，其中污水处理厂达标处理量396.0万吨，城镇污水处理率为96.0%。",
    "县城污水处理厂一期、二期运行正常，出水执行一级标准，进水浓度较上年有所提高，污泥全部规范处置，全年未发生停运。",
    "青岚县住房和城乡建设局",
    "2023年2月1日",
)
OLDER, NEWER = "污水报告.docx", "污水报告（更正）.docx"


def _write(path, changes):
    document = docx.Document()
    for line in TEXT:
        words = line
        for old, new in changes.items():
            words = words.replace(old, new)
        document.add_paragraph(words)
    document.save(path)


@pytest.fixture(scope="module")
def folder(run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("版本")
    (folder / "材料").mkdir()
    _write(folder / "材料" / OLDER, {})
    _write(folder / "材料" / NEWER, {"96.0%": "97.1%", "2月1日": "6月8日"})
    assert run("init", folder / "复核", "--county", "青岚县", "--years", "2020-2022").code == 0
    outcome = run("-C", folder / "复核", "ingest", folder / "材料", "--workers", "1")
    assert outcome.code == 0
    assert "新版本" in outcome.out
    return folder / "复核"


def test_a_newer_file_is_linked_shown_and_undone(folder, run):
    rows = {row["file"]: row for row in run("-C", folder, "documents", "--json").rows()}
    assert rows[OLDER]["superseded_by"] == NEWER
    assert rows[NEWER]["revision_of"] == OLDER
    assert "已被取代" in run("-C", folder, "documents").out
    assert NEWER in run("-C", folder, "why", OLDER).out
    assert run("-C", folder, "versions", "--json").rows()[0]["basis"] == "number"
    assert run("-C", folder, "versions", "undo", NEWER, OLDER, "--note", "两份").code == 0
    assert run("-C", folder, "versions", "--json").rows() == []
    assert run("-C", folder, "versions", "confirm", NEWER, OLDER).code == 0
    assert run("-C", folder, "versions", "--json").rows()[0]["basis"] == "person"
    assert run("-C", folder, "versions", "confirm", OLDER, NEWER).code == 2
    assert run("-C", folder, "verify").code == 0


def test_a_page_shows_that_it_is_superseded(folder, run, tmp_path):
    outcome = run("-C", folder, "show", OLDER, "--out", tmp_path / "页.png")
    assert outcome.code == 0
    assert NEWER in outcome.out + outcome.err
