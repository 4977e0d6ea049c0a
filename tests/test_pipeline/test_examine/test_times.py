"""How long a document holds, until when something is to be done."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers.shadow import shadow
from pipeline.stages.examination.due_dates import due_dates
from schemas.particulars import Particulars

Examined = Callable[[str], Particulars]


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("本办法自2020年5月1日起施行，有效期三年。", date(2020, 5, 1), date(2023, 4, 30)),
        ("本办法自发布之日起施行，有效期5年。", date(2020, 4, 12), date(2025, 4, 11)),
        ("本办法自印发之日起施行。", date(2020, 4, 12), None),
        ("本办法自印发之日起30日后施行，有效期两年。", date(2020, 5, 12), date(2022, 5, 11)),
        ("本办法自2020年5月1日起施行，有效期至2024年12月31日。", date(2020, 5, 1), date(2024, 12, 31)),
        ("本办法自2020年5月1日起施行，至2024年12月31日止。", date(2020, 5, 1), date(2024, 12, 31)),
        ("本办法有效期为2020年5月1日至2025年4月30日。", date(2020, 5, 1), date(2025, 4, 30)),
        ("本办法自2020年5月1日起试行，试行期一年。", date(2020, 5, 1), date(2021, 4, 30)),
        ("本办法有效期为3年，自2020年5月1日起计算。", date(2020, 5, 1), date(2023, 4, 30)),
        ("本办法自印发之日起执行，期限三年。", date(2020, 4, 12), date(2023, 4, 11)),
        ("本意见实施期限为2021年至2023年。", date(2021, 1, 1), date(2023, 12, 31)),
        ("土地流转应当签订合同，期限三年。", None, None),
        ("项目实施期限为2021年至2023年。", None, None),
        ("取水单位应当提交有效期内的许可证。", None, None),
        ("检测机构资质证书有效期三年。", None, None),
    ],
)
def test_validity_of_a_rule(examined: Examined, sentence: str, start: date | None, end: date | None) -> None:
    text = f"霞川县节水管理办法\n第一条 为节约用水，制定本办法。\n第二条 {sentence}\n霞川县人民政府\n2020年4月12日"
    found = examined(text).validity
    assert ((found.start, found.end) if found else (None, None)) == (start, end)
    assert found is None or found.text in sentence


@pytest.mark.parametrize(
    ("title", "body", "years"),
    [
        ("霞川县节水规划", "规划期限为2021—2025年，基准年为2020年。", (2021, 2025)),
        ("霞川县节水规划", "本规划期限：近期2021-2025年，远期2026-2030年。", (2021, 2030)),
        ("霞川县节水规划（2018－2030年）", "全县水资源丰富。", (2018, 2030)),
        ("霞川县“十四五”节水规划", "全县水资源丰富。", (2021, 2025)),
        ("霞川县节水三年行动计划（2021—2023年）", "全县水资源丰富。", (2021, 2023)),
        ("霞川县2023年节水工作要点", "全县水资源丰富。", (2023, 2023)),
        ("霞川县突发水污染事件应急预案", "本预案每三年至少评估一次。", None),
        ("霞川县2022年节水工作总结", "全县水资源丰富。", None),
        ("霞川县突发环境事件应急预案（2020年修订）", "预案每三年评估一次，情况未变的继续有效。", None),
        ("霞川县防汛应急预案（2019年版）", "预案适时修订。", None),
    ],
)
def test_validity_of_a_plan(examined: Examined, title: str, body: str, years: tuple[int, int] | None) -> None:
    found = examined(f"{title}\n一、总则\n{body}\n霞川县水利局\n2021年2月1日").validity
    assert ((found.start.year, found.end.year) if found and found.start and found.end else None) == years


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2023年6月底前", date(2023, 6, 30)),
        ("2023年12月31日前", date(2023, 12, 31)),
        ("2023年5月10日17时前", date(2023, 5, 10)),
        ("2023年5月10日（周三）前", date(2023, 5, 10)),
        ("2023年6月30日以前", date(2023, 6, 30)),
        ("2024年2月底之前", date(2024, 2, 29)),
        ("2023年5月中旬前", date(2023, 5, 20)),
        ("2025年底前", date(2025, 12, 31)),
        ("2023年三季度前", date(2023, 9, 30)),
        ("6月底前", date(2023, 6, 30)),
        ("今年10月20日前", date(2023, 10, 20)),
        ("年底前", date(2023, 12, 31)),
        ("每月5日前", None),
        ("每年12月底前", None),
        ("每季度末前", None),
        ("2023年前三季度", None),
        ("2023年2月30日前", None),
    ],
)
def test_a_time_limit(words: str, day: date | None) -> None:
    before, after = ("", "") if words.startswith("每") else ("各单位要在", "完成整改")
    found = due_dates(shadow(f"{before}{words}{after}").text, 2023)
    assert [due.day for due in found] == ([day] if day else [])


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.sampled_from(["前", "之前", "以前"]))
def test_every_day_is_read_back(day: date, before: str) -> None:
    words = f"请于{day.year}年{day.month}月{day.day}日{before}报送"
    (found,) = due_dates(words, None)
    assert (found.day, words[found.start : found.end]) == (day, words[2:-2])


@given(st.text("0123年月日底前每季度末内完成上下半旬一二三十：，。", max_size=40))
def test_spans_lie_in_the_text(text: str) -> None:
    ends = [0]
    for due in due_dates(text, 2023):
        assert ends[-1] <= due.start < due.end <= len(text)
        ends.append(due.end)


PLAN = """
霞川县人民政府办公室关于印发2023年水污染防治工作方案的通知
各乡镇人民政府：
一、推进污水处理厂提标改造，2023年6月底前完成主体工程，2023年12月底前投入运行。（牵头单位：县住建局；配合单位：县水利局、县财政局）
二、县水利局于2023年5月10日前将清单报县政府办公室。
三、2022年12月31日前已完成全部排查。2005年前建成的管网要逐步更新。
四、各单位每季度末前报送进展，每月5日前报送报表。
五、开展黑臭水体整治。完成时限：2023年10月底。
|序号|工作任务|责任单位|完成时限|
|1|修复霞溪护岸2公里|县水利局、城关镇人民政府|2023年9月底前|
|2|开展巡河|县水利局|长期坚持|
霞川县人民政府办公室
2023年3月1日
"""


def test_deadlines(examined: Examined) -> None:
    assert [(d.matter, d.units, d.date, d.text) for d in examined(PLAN).deadlines] == [
        (
            "推进污水处理厂提标改造,完成主体工程",
            ("县住建局", "县水利局", "县财政局"),
            date(2023, 6, 30),
            "2023年6月底前",
        ),
        ("推进污水处理厂提标改造,投入运行", ("县住建局", "县水利局", "县财政局"), date(2023, 12, 31), "2023年12月底前"),
        ("县水利局将清单报县政府办公室", ("县水利局",), date(2023, 5, 10), "2023年5月10日前"),
        ("开展黑臭水体整治", (), date(2023, 10, 31), "2023年10月底"),
        ("修复霞溪护岸2公里", ("县水利局", "城关镇人民政府"), date(2023, 9, 30), "2023年9月底前"),
    ]


def test_each_clause_has_its_own_unit(examined: Examined) -> None:
    text = "关于报送清单的通知\n各单位：\n请各乡镇于2023年5月10日前报送清单，县水利局于5月底前汇总上报。"
    assert [(d.units, d.date) for d in examined(f"{text}\n县政府办公室\n2023年4月1日").deadlines] == [
        (("各乡镇",), date(2023, 5, 10)),
        (("县水利局",), date(2023, 5, 31)),
    ]


def test_a_report_sets_no_deadline(examined: Examined) -> None:
    text = "霞川县2022年水质监测报告\n2022年6月底前完成了采样，各断面要在12月底前完成整改。"
    assert examined(text).deadlines == ()
