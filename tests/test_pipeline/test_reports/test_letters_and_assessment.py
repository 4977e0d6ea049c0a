import io
from datetime import date

import docx
import pytest

from pipeline.reports.assessment import LACKING, assess, formula_words
from pipeline.reports.assessment_paper import assessment_paper
from pipeline.reports.chase import chases, for_outsiders
from pipeline.reports.chase_letter import chase_letter, safe_file_name
from pipeline.reports.gathered import gather


def lines_of(content):
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def chase_of(told, unit):
    return next(one for one in chases(told) if one.unit == unit)


def test_each_unit_that_owes_something_gets_one_letter(told):
    assert [one.unit for one in chases(told)] == ["县住建局", "县水利局"]


def test_infos_waived_findings_and_the_archives_own_business_chase_nobody(told, make_finding, make_report, view, day):
    checks = {item.issue.finding.check for one in chases(told) for item in (*one.owed, *one.wrong)}
    assert checks == {"value-conflict", "missing-evidence", "stale-target"}
    own = make_finding(check="unconfirmed", severity="warning", unit="县文旅局")
    assert "县文旅局" not in [one.unit for one in chases(gather(make_report([own]), view, day))]


def test_a_letter_says_what_is_owed_what_is_wrong_and_by_when(told):
    lines = lines_of(chase_letter(told, chase_of(told, "县水利局"), due=date(2023, 6, 1)))
    assert lines[0].endswith("复核材料催办单")
    assert lines[1] == "县水利局："
    assert "一、尚缺的材料（1项）" in lines
    assert "二、已交材料中需要核实更正的问题（1项）" in lines
    assert "1.指标16 河湖岸线保护率：没有任何证明材料。" in lines
    assert "1.指标25 城镇污水处理率：2022年有不同数值。（会同县住建局）" in lines
    assert "出处：《甲/年报.pdf》第2页：“处理率为97.42%”" in lines
    assert "任务完成时限：2023年4月底前（已过）" in lines
    assert any("请于2023年6月1日前报送" in line for line in lines)
    assert [line.strip() for line in lines[-2:]] == ["青岚县", "2023年5月20日"]


def test_overdue_tasks_stand_in_the_letter_of_their_unit(told, view, make_finding, make_report, day):
    task = make_finding(
        check="task-overdue", severity="warning", unit="县住建局", message="重点任务1“管网改造”时限为2023年4月",
        advice="请说明完成情况；已完成的在 dossier.yaml 中写 done: true。",
    )  # fmt: skip
    (chase,) = chases(gather(make_report([task]), view, day))
    lines = lines_of(chase_letter(told, chase, signed_by="县创建办"))
    assert "一、到期或缺少佐证的重点工作任务（1项）" in lines
    assert "1.重点任务1“管网改造”时限为2023年4月。" in lines
    assert "请核实：请说明完成情况。" in lines
    assert any("请于　　　　年　　月　　日前" in line for line in lines)
    assert lines[-2].strip() == "县创建办"


def test_letters_say_nothing_of_the_program():
    assert for_outsiders("请补充；运行 zuozheng tags 查看。请盖章。") == "请补充。请盖章。"
    assert for_outsiders("运行 zuozheng tags 查看。") == ""


def test_a_letter_is_set_as_the_standard_has_it(told):
    letter = docx.Document(io.BytesIO(chase_letter(told, chase_of(told, "县水利局"))))
    styles = {style.name: style for style in letter.styles}
    assert styles["Normal"].font.size.pt == 16
    assert styles["Title"].font.size.pt == 22
    assert 'w:eastAsia="仿宋_GB2312"' in styles["Normal"].element.xml
    assert 'w:eastAsia="方正小标宋简体"' in styles["Title"].element.xml
    assert styles["Normal"].paragraph_format.line_spacing.pt == 28


@pytest.mark.parametrize(
    ("unit", "taken", "name"),
    [
        ("县水利局", (), "催办单-县水利局.docx"),
        ('甲/乙\\丙:*?"<>|局. ', (), "催办单-甲_乙_丙_______局.docx"),
        ("县水利局", ("催办单-县水利局.docx",), "催办单-县水利局（2）.docx"),
        ("CON", (), "催办单-CON.docx"),
        ("\x00..", (), "催办单-_.docx"),
    ],
)
def test_names_of_letters_are_safe_on_windows(unit, taken, name):
    assert safe_file_name(unit, taken) == name


def test_hostile_text_makes_letters_too(hostile_told):
    names = []
    for one in chases(hostile_told):
        names.append(safe_file_name(one.unit, names))
        assert lines_of(chase_letter(hostile_told, one))
    assert len(set(names)) == len(names) > 3


def test_the_assessment_invents_nothing(told, view):
    assessed = assess(told, view)
    (sewage,) = [one for one in assessed if one.indicator.id == "sewage_town"]
    assert sewage.years[0] == ("2020年", "≥95%", "95.40%", "缘由")
    assert sewage.years[1] == ("2021年", "≥95%", LACKING, "缘由")
    assert all(row.endswith(f"计算过程{LACKING}。") for row in sewage.computed)
    (bank,) = [one for one in assessed if one.indicator.id == "bank"]
    assert bank.proofs == () and bank.years == ()
    assert [issue.finding.check for issue in bank.issues] == ["missing-evidence"]


def test_the_assessment_holds_every_indicator_and_its_findings_in_brackets(told, view):
    lines = lines_of(assessment_paper(told, assess(told, view)))
    for indicator in view.edition.indicators:
        assert f"指标{indicator.number}　{indicator.name}" in lines
    assert "【错误：指标25 城镇污水处理率：2022年有不同数值】" in lines
    assert "【错误：乙/坏.pdf 无法读取】" in lines
    assert f"自评估结论：{LACKING}。" in lines
    assert not any("是征求意见稿" in line for line in lines)


def test_an_empty_dossier_has_an_assessment_and_no_letter(empty_told, view):
    nothing = view.model_copy(update={"dossier": empty_told.dossier, "documents": ()})
    assert chases(empty_told) == ()
    assert lines_of(assessment_paper(empty_told, assess(empty_told, nothing)))


def test_formulas_are_written_as_people_write_them():
    assert formula_words("甲 / (乙 + 丙) * 100") == "甲÷(乙＋丙)×100"


def test_libreoffice_opens_a_letter(told, as_pdf):
    pages = as_pdf("催办单.docx", chase_letter(told, chase_of(told, "县水利局")))
    assert "县水利局：" in pages[0]
    assert "—1—" in pages[0]
