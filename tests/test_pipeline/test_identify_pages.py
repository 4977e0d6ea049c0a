"""Kind, title, number of pages as offices put them on the web, of pages without a head."""

from collections.abc import Callable
from datetime import date

import pytest

from pipeline.stages.identify import identify
from schemas.document import Period
from schemas.parsed import ParsedDocument

Written = Callable[[str], ParsedDocument]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("指标二十五——城镇污水处理率\n来源：云溪县人民政府网\n【完成情况】已达标", "summary"),
        ("城镇污水处理率\n来源：云溪县人民政府网\n【指标完成情况】2022年为95%。", "summary"),
        ("第四章 规划目标与指标\n4.2 阶段目标\n到2025年，城镇污水处理率达到97%。", "plan"),
        ("第六章 推进绿色发展\n到2025年，农膜回收率达到88%。", "plan"),
        ("第九篇 建设美丽云溪\n第一节 改善环境\n力争到2025年，处理率不低于97%。", "plan"),
        ("第五章 城乡建设\n2022年，处理率达到97%。", None),
        ("第二章 工作基础与形势\n2022年能耗186万吨。到2025年，处理率达到97%。", None),
        ("第三章 三条控制线\n第14条 耕地。到2035年，处理率不低于97%。", None),
        ("第二章 管理\n第五条 到2025年，处理率达到97%。", None),
        ("第一章 回顾\n2020年成效明显。\n专栏1 “十四五”生态环境保护主要指标", "plan"),
        ("（九）城镇污水处理率\n1.指标解释。指处理量占排放量的比例。\n2.完成情况。2022年为95.2%。", "summary"),
        ("九、危险废物利用处置率\n（1）目标要求：100%。\n（2）达标情况\n2022年产生的全部处置。", "summary"),
        ("我县2022年生态文明建设满意度调查结果公布\n来源：云溪县统计局", "survey"),
        ("2022年农村改厕普查情况的发布\n来源：云溪县农业农村局", "survey"),
        ("十二、生态环境\n2022年优良天数比例96.2%。\n[1]本公报中部分数据为快报数。", "bulletin"),
        ("十二、生态环境\n2022年优良天数比例96.2%。\n注：数据来自市本级公报。", None),
        # a form yet to be filled in, a finding told of by others
        ("（九）城镇污水处理率\n1.指标解释。指处理量占排放量的比例。\n2.完成情况。由填报单位说明。", None),
        ("满意度调查启动仪式发布会侧记\n来源：云溪县人民政府网\n浏览次数：8", "news"),
        # what a city's office found, sent to whom it is on
        ("关于2020年度云溪县大气污染防治考核结果的反馈意见\n云溪县人民政府：\n现反馈如下。", "assessment"),
        ("关于2020年度大气污染防治的意见\n云溪县人民政府：\n现印发如下。", "plan"),
        ("云溪县人大代表热议政府工作报告\n来源：云溪融媒\n处理率95.3%。", "news"),
        ("云溪县扎实推进乡村建设行动\n近年来，处理率95.3%。", "news"),
        ("云溪县乡村建设行动\n到2025年，处理率达到95%。", "plan"),
        ("2023年汛期雨水情通报（第6期）\n云溪县水旱灾害防御中心\n降雨量486毫米。", "bulletin"),
        ("云溪县资源环境主要指标（2019—2023年）\n云溪县统计局", "statistics"),
        ("云溪县“十四五”主要指标\n云溪县发展和改革局", "plan"),
        ("云溪县2021年农村饮用水卫生情况一览\n全县合格率96.4%。", "statistics"),
        ("云溪县畜禽粪污资源化利用项目情况简介\n2018年，综合利用率73.2%。", "summary"),
        ("2022年全省公报发布\n云溪县人民政府网　转载自省生态环境厅\n省里发布公报。", "news"),
        # how often its posts were read is no sign of the press
        ("一、总体情况\n2022年，我局公众号推送263条，阅读量7.4万次。", None),
        ("一湾清水\n阅读量 1632\n巡护员又出发了。", "news"),
        # neither tells what it is by such words
        ("指标体系的来历\n来源：云溪县人民政府网\n浏览次数：8", "news"),
        ("三、指标完成情况\n对照指标，我县适用35项。", None),
        ("各乡镇人民政府：\n一、指导思想\n以改善环境为核心。", None),
    ],
)
def test_kind_of_a_page(written: Written, text: str, kind: str | None) -> None:
    assert identify(written(text)).kind == kind


@pytest.mark.parametrize(
    "noted", ["办理结果：A类", "公开属性：主动公开", "类别：B", "答复类型：A　　公开方式：主动公开", ""]
)
def test_what_stands_beside_the_number_is_no_title(written: Written, noted: str) -> None:
    text = (
        f"云环函〔2023〕22号　　{noted}\n关于县政协二次会议第64号提案的答复\n尹素琴委员：\n您的提案收悉，现答复如下。"
    )
    identity = identify(written(text))
    assert (identity.doc_number, identity.title) == ("云环函〔2023〕22号", "关于县政协二次会议第64号提案的答复")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("附表：云溪县2022年资源环境主要指标", "云溪县2022年资源环境主要指标"),
        ("附表2　云溪县2022年环境质量状况", "云溪县2022年环境质量状况"),
        ("附件3　外地典型做法摘编", "外地典型做法摘编"),
        ("附件1-2：云溪县水源地名录", "云溪县水源地名录"),
        # one of a list, a number alone, a sentence
        ("附件：1.云溪县水源地名录", None),
        ("附表3", None),
        ("附件2　各单位要对照任务；逐项抓好落实。", None),
    ],
)
def test_a_sheet_that_begins_with_the_line_of_its_annex_is_called_by_it(
    written: Written, line: str, title: str | None
) -> None:
    assert identify(written(f"{line}\n2022年优良天数350天，比上年多3天。")).title == title


@pytest.mark.parametrize(
    ("title", "line", "first", "last"),
    [
        ("重点任务推进情况（2023年12月）", "今年以来，研究议题11次。", date(2023, 1, 1), date(2023, 12, 31)),
        ("治水工作进展情况（2023年9月）", "今年以来，开工12个。", date(2023, 1, 1), date(2023, 9, 30)),
        # a month's own report
        ("空气质量情况（2023年9月）", "本月优良25天。", date(2023, 9, 1), date(2023, 9, 30)),
    ],
)
def test_a_month_behind_a_title(written: Written, title: str, line: str, first: date, last: date) -> None:
    assert identify(written(f"{title}\n云溪县生态环境局\n{line}")).period == Period(start=first, end=last)


@pytest.mark.parametrize(
    ("title", "line", "period"),
    [
        ("云溪县2023年六五环境日新闻发布会", "今年优良率79%。", None),
        ("云溪县2023年世界水日活动", "今年优良率79%。", None),
        ("云溪县2022年生态环境质量新闻发布会", "优良率79%。", 2022),
    ],
)
def test_the_year_of_what_took_place(written: Written, title: str, line: str, period: int | None) -> None:
    found = identify(written(f"{title}\n2023年6月2日　来源：云溪发布\n{line}\n责任编辑：甲一")).period
    assert (found.start.year if found else None) == period


@pytest.mark.parametrize(
    ("text", "title", "day"),
    [
        (
            "这张成绩单，云溪人请查收！\n云溪水利　2024-03-22 10:30\n用水总量下降。",
            "这张成绩单，云溪人请查收！",
            "2024-03-22",
        ),
        ("蓝天账单出炉\n2021-01-13 08:15　云溪市融媒体中心\n优良天数增加。", "蓝天账单出炉", "2021-01-13"),
        # the stamp of a browser stands above the title
        ("2021/01/13 08:15　蓝天账单出炉\n蓝天账单出炉\n优良天数增加。", "蓝天账单出炉", "None"),
        # behind its source, with but one blank
        ("我市用水效率提升\n来源：市水利局 2024-08-02\n用水总量下降。", "我市用水效率提升", "2024-08-02"),
        ("我市用水效率提升\n信息来源：市水利局　2024年8月2日\n用水总量下降。", "我市用水效率提升", "2024-08-02"),
        ("我市用水效率提升\n数据来源：2024年8月2日监测数据\n用水总量下降。", "我市用水效率提升", "None"),
        ("让我们一起行动！从身边小事做起。\n优良天数增加。", None, "None"),
    ],
)
def test_headlines_and_days_of_pages(written: Written, text: str, title: str | None, day: str) -> None:
    identity = identify(written(text))
    assert (identity.title, str(identity.date)) == (title, day)
