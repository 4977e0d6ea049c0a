import pytest
from docx import Document


@pytest.fixture(scope="module")
def judged(tmp_path_factory, run):
    """A small dossier of its own, so that no decision disturbs the demo."""
    folder = tmp_path_factory.mktemp("learning")
    files = folder / "in"
    files.mkdir()
    document = Document()
    document.add_heading("云汀县2022年城镇污水处理情况报告", 0)
    document.add_paragraph("2022年，全县城镇污水处理率为96.21%。")
    document.save(str(files / "报告.docx"))
    assert run("init", folder / "d", "--county", "云汀县", "--years", "2022").code == 0
    assert run("-C", folder / "d", "ingest", files, "--workers", "1").code == 0
    return folder / "d"


def test_from_no_decision_to_a_first_evaluation(judged, run, scikit_learn):
    nothing = run("-C", judged, "tag", "evaluate")
    assert nothing.code == 0, nothing.err
    assert "还没有人工判断" in nothing.out
    assert run("-C", judged, "tag", "confirm", "报告.docx", "25").code == 0
    told = run("-C", judged, "tag", "evaluate")
    assert told.code == 0, told.err
    assert "合计" in told.out
    assert "只有 1 条人工判断" in told.err
    (found,) = run("-C", judged, "tag", "evaluate", "--json").rows()
    assert found["total"]["rules"] == {"right": 1, "wrong": 0, "missed": 0, "precision": 1.0, "recall": 1.0}
    assert found["is_enough"] is False
    learned = run("-C", judged, "tag", "learn")
    assert learned.code == 0, learned.err
    assert "没有可推断的标注" in learned.out
