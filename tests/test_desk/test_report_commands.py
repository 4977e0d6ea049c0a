"""Commands on findings, as a person calls them, on a copy of the demo."""

import re
import shutil

import docx
import openpyxl
import pytest


@pytest.fixture(scope="module")
def copy(demo, tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy") / "复核"
    shutil.copytree(demo[0], folder)
    return folder


def findings_of(run, folder, *options):
    (report,) = run("-C", folder, "check", "--json", *options).rows()
    return report["findings"]


def test_check_writes_the_report_in_every_format(copy, run, tmp_path):
    files = [tmp_path / f"缺口报告{suffix}" for suffix in (".xlsx", ".docx", ".html")]
    options = [part for file in files for part in ("--report", file)]
    outcome = run("-C", copy, "check", "--no-keep", "--json", *options)
    assert outcome.code == 1, outcome.err
    (report,) = outcome.rows()
    keys = {finding["key"] for finding in report["findings"]}
    sheet = openpyxl.load_workbook(files[0])["问题"]
    assert {row[11] for row in sheet.iter_rows(min_row=3, values_only=True)} == keys
    words = "\n".join(paragraph.text for paragraph in docx.Document(files[1]).paragraphs)
    page = files[2].read_text(encoding="utf-8")
    assert all(key in words and key in page for key in keys)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["check", "--report", "报告.pdf"], ".xlsx、.docx、.html"),
        (["check", "--report", "没有这个文件夹/报告.xlsx"], "文件夹不存在"),
        (["check", "--today", "2023/5/1"], "--today"),
        (["waive"], "--reason"),
        (["waive", "000000000000", "--reason", "无"], "没有这个编号"),
        (["waive", "000000000000", "--withdraw"], "没有这项豁免"),
        (["chase", "--unit", "没有这个局"], "没有这个局"),
    ],
)
def test_wrong_usage_is_told_in_chinese(copy, run, tmp_path, options, words):
    outcome = run("-C", copy, *options, cwd=tmp_path)
    assert outcome.code == 2
    assert words in outcome.err
    assert "Traceback" not in outcome.err
    assert not list(tmp_path.iterdir())


def test_a_report_that_cannot_be_written_is_no_bug(copy, run, tmp_path):
    (tmp_path / "报告.xlsx").mkdir()
    outcome = run("-C", copy, "check", "--no-keep", "--report", tmp_path / "报告.xlsx")
    assert outcome.code == 2
    assert "文件夹" in outcome.err


def test_one_units_findings_alone(copy, run):
    outcome = run("-C", copy, "check", "--no-keep", "--unit", "县水利局")
    units = re.findall(r"^▸ (\S+)", outcome.out, re.MULTILINE)
    assert units and all("县水利局" in unit for unit in units)


def test_the_day_of_the_check_can_be_named(copy, run, tmp_path):
    file = tmp_path / "报告.docx"
    run("-C", copy, "check", "--no-keep", "--today", "2023-05-20", "--report", file)
    assert "2023年5月20日" in "\n".join(paragraph.text for paragraph in docx.Document(file).paragraphs)


def test_progress_needs_two_checks(run, tmp_path):
    folder = tmp_path / "空"
    run("init", folder, "--county", "青岚县", "--years", "2020-2022")
    assert "没有留存的检查" in run("-C", folder, "progress").out
    findings_of(run, folder)
    assert "只留存了一次检查" in run("-C", folder, "progress").out


def test_waiving_and_progress_from_one_check_to_the_next(copy, run, tmp_path):
    findings = findings_of(run, copy)
    chosen = next(finding for finding in findings if finding["check"] == "missing-evidence")
    done = run("-C", copy, "waive", chosen["key"][:8], "--reason", "上级未下达任务", "--by", "李工")
    assert done.code == 0, done.err
    assert chosen["key"] in done.out
    listed = run("-C", copy, "waive", "--list").out
    assert "上级未下达任务" in listed and "李工" in listed
    waived = {finding["key"]: finding["waived"] for finding in findings_of(run, copy)}
    assert waived[chosen["key"]] == "上级未下达任务"
    told = run("-C", copy, "progress", "--report", tmp_path / "进展.xlsx")
    assert told.code == 0, told.err
    assert "已豁免" in told.out
    rows = list(openpyxl.load_workbook(tmp_path / "进展.xlsx")["已豁免问题"].iter_rows(min_row=2, values_only=True))
    assert [row[3] for row in rows] == [chosen["key"]]
    assert run("-C", copy, "waive", chosen["key"], "--withdraw").code == 0
    assert "没有豁免任何问题" in run("-C", copy, "waive", "--list").out


def test_chase_writes_a_letter_for_each_unit(copy, run, tmp_path):
    outcome = run("-C", copy, "chase", "--out", tmp_path / "催办", "--today", "2023-05-20", "--due", "2023-06-01")
    assert outcome.code == 0, outcome.err
    letter = docx.Document(tmp_path / "催办" / "催办单-县水利局.docx")
    lines = [paragraph.text for paragraph in letter.paragraphs]
    assert lines[1] == "县水利局："
    assert any("河湖岸线保护率：没有任何证明材料" in line for line in lines)
    assert any("2023年6月1日前" in line for line in lines)
    assert len(list((tmp_path / "催办").iterdir())) == outcome.out.count("催办单-")


def test_assess_tells_values_evidence_and_open_findings(copy, run, tmp_path):
    file = tmp_path / "自评估.docx"
    assert run("-C", copy, "assess", "--out", file).code == 0
    paper = docx.Document(file)
    words = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "【错误：指标16 河湖岸线保护率：没有任何证明材料】" in words
    assert re.search(r"2022年：.*÷.*＝93\.94%，材料写为93\.9%", words)
    assert "待补充" in words


def test_an_empty_dossier_can_be_reported_too(run, tmp_path):
    folder = tmp_path / "空"
    run("init", folder, "--county", "青岚县", "--years", "2020-2022")
    report = tmp_path / "空.docx"
    assert run("-C", folder, "check", "--report", report).code == 1
    assert report.exists()
    outcome = run("-C", folder, "chase", cwd=tmp_path)
    assert outcome.code == 0
    assert "没有要催办的事项" in outcome.out and "没有牵头单位，无法催办" in outcome.err
    assert run("-C", folder, "assess", "--out", tmp_path / "评.docx").code == 0
