"""`carry`: last review's evidence in the next one."""

import docx
import pytest

REPORT = (
    "青岚县2022年环境空气质量年报",
    "市生态环境局青岚分局",
    "2023年1月10日",
    "2022年，青岚县城区有效监测365天，优良天数352天，优良天数比例为96.4%，细颗粒物年均浓度为21微克/立方米。",
)
SEWAGE = (
    "2022年城镇污水处理情况报告",
    "岚住建报〔2023〕5号",
    "2022年城镇生活污水产生量412.5万吨，处理量396.0万吨，城镇污水处理率为96.0%。",
    "青岚县住房和城乡建设局",
)


def _write(path, lines):
    paper = docx.Document()
    for line in lines:
        paper.add_paragraph(line)
    path.parent.mkdir(parents=True, exist_ok=True)
    paper.save(path)


@pytest.fixture(scope="module")
def reviews(run, tmp_path_factory):
    """Two reviews of one county with one store: (before, now)."""
    folder = tmp_path_factory.mktemp("复核")
    _write(folder / "旧" / "空气年报.docx", REPORT)
    _write(folder / "旧" / "污水报告.docx", [*SEWAGE, "2023年2月1日"])
    corrected = [line.replace("396.0", "397.5").replace("96.0%", "96.4%") for line in SEWAGE]
    _write(folder / "新" / "污水报告（更正）.docx", [*corrected, "2023年6月8日"])
    store = ("--store", folder / "store")
    for name, years in (("2022年复核", "2020-2022"), ("2024年复核", "2022-2024")):
        made = run("init", folder / name, "--county", "青岚县", "--years", years, *store)
        assert made.code == 0, made.err
    for name, files in (("2022年复核", "旧"), ("2024年复核", "新")):
        done = run("-C", folder / name, "ingest", folder / files, "--workers", "1")
        assert done.code == 0, done.err
    return folder / "2022年复核", folder / "2024年复核"


def _files(run, folder):
    return [row["file"] for row in run("-C", folder, "documents", "--json").rows()]


def test_what_is_new_comes_and_a_later_version_stands(reviews, run):
    before, now = reviews
    told = run("-C", now, "carry", before, "--dry-run").out
    assert "污水报告.docx" in told
    assert "本档案有较新的版本" in told
    assert _files(run, now) == ["污水报告（更正）.docx"]
    assert run("-C", now, "carry", before, "--indicator", "7").code == 0
    assert _files(run, now) == ["污水报告（更正）.docx", "空气年报.docx"]
    facts = {(row["indicator_id"], row["value"]) for row in run("-C", now, "facts", "--json").rows()}
    assert ("air", "96.4") in facts
    again = run("-C", now, "carry", before, "--query", "优良天数")
    assert "已有" in again.out
    assert "可带入 0 份" in again.out
    assert sorted(_files(run, before)) == ["污水报告.docx", "空气年报.docx"]
    assert run("-C", now, "verify").code == run("-C", before, "verify").code == 0


def test_a_review_is_not_carried_into_itself(reviews, run):
    assert run("-C", reviews[0], "carry", reviews[0]).code == 2
