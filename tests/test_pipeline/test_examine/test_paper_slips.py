"""Outlines, terms of contracts, minutes cited, days told twice: what other clerks write, what only looks like it."""

from collections.abc import Callable
from datetime import date

import pytest

from schemas.particulars import Particulars

Examined = Callable[[str], Particulars]


@pytest.mark.parametrize(
    ("lines", "gaps"),
    [
        ("1 总则\n1.1 目的\n统一管理。\n1.2 范围\n适用全县。\n1.4 职责\n统一领导。", [("1.3", "1.4")]),
        ("3.1.1监测\n定期监测。\n3.1.2预警\n及时预警。\n3.1.2处置\n快速处置。", [("3.1.3", "3.1.2")]),
        ("1 总则\n1.1 目的\n统一管理。\n1.2 范围\n适用全县。\n3 职责\n3.1 领导\n统一领导。", [("2", "3")]),
        ("一 组织领导\n成立专班。\n二 责任分工\n各负其责。\n四 督查考核\n定期通报。", [("三", "四")]),
        ("第一部分 现状\n基本情况。\n第二部分 目标\n主要目标。\n第四部分 措施\n主要措施。", [("第三部分", "第四部分")]),
        ("步骤一：摸底。\n步骤二：建账。\n步骤四：销号。", [("步骤3", "步骤4")]),
        # a list that goes on, that begins anew, whose missing number stands in a sentence
        ("1.1 目的\n统一管理。\n1.2 范围\n适用全县。\n2.1 监测\n定期监测。\n2.2 预警\n及时预警。", []),
        ("1.8 监测\n定期。\n1.9 预警\n及时。\n1.10 处置\n快速。\n1.11 保障\n落实。", []),
        ("1.1 目的\n统一管理。\n1.2 范围\n适用全县。1.3 原则\n1.4 职责\n统一领导。", []),
        # values are no outline
        ("1.1公里已建成。\n1.2公里在建。\n1.4公里待建。", []),
        ("1.1 万元用于监测。\n1.2 万元用于预警。\n1.4 万元用于处置。", []),
        ("2 处排污口已整治。\n4 处正在整治。", []),
        ("一 二级河道已清淤。\n四 五级河道未清淤。", []),
    ],
)
def test_outlines(examined: Examined, lines: str, gaps: list[tuple[str, str]]) -> None:
    found = examined(f"霞川县治水工作方案\n为做好治水工作，现制定本方案，请各单位认真执行。\n{lines}")
    assert [(gap.expected, gap.found) for gap in found.numbering_gaps] == gaps


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("本协议从2019年5月1日生效，为期三年。", date(2019, 5, 1), date(2022, 4, 30)),
        ("服务期限两年，自2019年5月1日起计算。", date(2019, 5, 1), date(2021, 4, 30)),
        ("本协议自签订之日起生效，有效期五年。", date(2019, 4, 12), date(2024, 4, 11)),
        ("合同期限自2019年5月1日起至2022年4月30日止。", date(2019, 5, 1), date(2022, 4, 30)),
        ("乙方已运营三年。", None, None),
        ("乙方自2016年5月1日起运营该站，运行情况良好。", None, None),
    ],
)
def test_the_term_of_a_contract(examined: Examined, sentence: str, start: date | None, end: date | None) -> None:
    head = "霞川县污水处理站运营协议\n甲方将3座污水处理站交由乙方运营，运营费按月结算。"
    text = f"{head}\n{sentence}\n霞川县水务局\n2019年4月12日"
    found = examined(text).validity
    assert ((found.start, found.end) if found else (None, None)) == (start, end)


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        ("本办法有效期为发布之日起3年。", date(2023, 4, 11)),
        ("本办法于2022年12月31日废止。", date(2022, 12, 31)),
        ("检测报告有效期一年。", None),
        ("用水责任书每年签订一次，有效期一年。", None),
        ("取水许可有效期五年。", None),
    ],
)
def test_whose_term_it_is(examined: Examined, sentence: str, end: date | None) -> None:
    text = f"霞川县节水管理办法\n第一条 为节约用水，制定本办法。\n第二条 {sentence}\n霞川县人民政府\n2020年4月12日"
    found = examined(text).validity
    assert (found.end if found else None) == end


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("按照县政府常务会议纪要〔2022〕第15期要求落实。", ["县政府常务会议纪要〔2022〕15期"]),
        ("根据《县政府专题会议纪要》（2022年第4期）落实。", ["县政府专题会议纪要〔2022〕4期"]),
        ("对照《霞政办发〔2022〕31号文件》落实。", ["霞政办发〔2022〕31号"]),
        ("以往规定（含霞政办发〔2022〕31号）继续执行。", ["霞政办发〔2022〕31号"]),
        ("你局《关于商请核对的函》（霞统函〔2022〕31号）收悉。", []),
        ("会议纪要印发各单位，共15期。", []),
    ],
)
def test_what_is_cited(examined: Examined, sentence: str, numbers: list[str]) -> None:
    text = f"关于治水情况的说明\n近年来，全县治水工作取得成效。{sentence}\n霞川县水务局\n2023年4月12日"
    assert [one.doc_number for one in examined(text).cites] == numbers


@pytest.mark.parametrize(
    ("line", "is_draft"),
    [
        ("内部讨论稿，尚未印发", True),
        ("（讨论稿，请各位领导审改）", True),
        ("（待审定）", True),
        ("提交县政府常务会议审议", True),
        ("（经县政府常务会议审议）", False),
        ("（县委常委会会议审定）", False),
        ("（2020年第3次修订）", False),
    ],
)
def test_a_mark_below_the_title(examined: Examined, line: str, is_draft: bool) -> None:
    text = f"霞川县治水工作方案\n{line}\n为做好治水工作，制定本方案，请各单位认真执行。\n霞川县水务局\n2023年4月12日"
    assert (examined(text).draft_mark is not None) == is_draft


@pytest.mark.parametrize(
    ("sentence", "matter", "day"),
    [
        ("城南泵站要倒排工期，务必在10月31日前建成通水。", "城南泵站要倒排工期,建成通水", date(2023, 10, 31)),
        ("城南泵站扩建，由县水务局组织，8月底前建成通水。", "城南泵站扩建,建成通水", date(2023, 8, 31)),
        ("汛期前（5月底前）完成城区河道清淤。", "完成城区河道清淤", date(2023, 5, 31)),
        ("城区河道清淤至迟2023年6月底完成。", "城区河道清淤完成", date(2023, 6, 30)),
        ("城南泵站改造计划于3月开工、8月底完工。", None, date(2023, 8, 31)),
    ],
)
def test_a_task_with_its_day(examined: Examined, sentence: str, matter: str | None, day: date) -> None:
    text = f"霞川县治水工作方案\n为做好治水工作，制定本方案。\n{sentence}\n霞川县水务局\n2023年2月12日"
    (found,) = examined(text).deadlines
    assert found.date == day
    assert matter is None or found.matter == matter
