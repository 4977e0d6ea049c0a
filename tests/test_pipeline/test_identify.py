"""Identity of fictional documents in the layouts of official documents (GB/T 9704-2012) and of tables."""

from collections.abc import Callable
from datetime import date

import pytest

from pipeline.stages.examine import examine
from pipeline.stages.identification.kind import kind_of_title
from pipeline.stages.identification.lines import lines_of
from pipeline.stages.identification.units import is_unit, leading_units, units_in_line
from pipeline.stages.identify import identify
from schemas.document import Identity, Period
from schemas.locator import PageLocator
from schemas.parsed import ParsedDocument, TextBlock, TextLine

Written = Callable[[str], ParsedDocument]


def _years(first: int, last: int | None = None) -> Period:
    return Period(start=date(first, 1, 1), end=date(first if last is None else last, 12, 31))


NOTICE = """
000012
特急
云 溪 县 人 民 政 府 办 公 室 文 件
云府办发〔2021〕12号
云溪县人民政府办公室
关于印发《云溪县全面推行河长制工作方案
（2021—2025年）》的通知
各乡镇人民政府，县直各单位：
现将《云溪县全面推行河长制工作方案（2021—2025年）》印发给你们。原云府办发〔2017〕48号文件同时废止。
附件：1.云溪县河长名单
云溪县人民政府办公室
2021年3月5日
（此件公开发布）
附件1
云溪县河长名单
2020年1月1日
抄送：县委办公室。
云溪县人民政府办公室　　2021年3月8日印发
"""


def test_a_notice_with_red_head(written: Written) -> None:
    assert identify(written(NOTICE)) == Identity(
        title="云溪县人民政府办公室关于印发《云溪县全面推行河长制工作方案（2021—2025年）》的通知",
        issuer="云溪县人民政府办公室",
        doc_number="云府办发〔2021〕12号",
        date=date(2021, 3, 5),
        period=_years(2021, 2025),
        kind="notice",
    )


def test_a_notice_that_carries_the_plan_is_a_plan(written: Written) -> None:
    annex = "附件\n云溪县全面推行河长制工作方案\n一、总体要求\n全面推行。\n二、主要任务\n落实责任。"
    assert identify(written(NOTICE + annex)).kind == "plan"


def test_a_certificate(written: Written) -> None:
    text = """
        证　明
        云溪县生态环境局：
        2020—2022年，我县未发生因地块再开发利用不当造成的事件。
        特此证明。
        云溪县自然资源局（盖章）
        2023年1月13日
        """
    assert identify(written(text)) == Identity(
        title="证明",
        issuer="云溪县自然资源局",
        date=date(2023, 1, 13),
        period=_years(2020, 2022),
        kind="certificate",
    )


def test_a_table_with_labels(written: Written) -> None:
    text = """
        2022年云溪县城镇污水处理情况统计表
        填报单位（盖章）：云溪县住房和城乡建设局    填报日期：2023年1月6日    单位：万吨
        |项目|一季度|二季度|
        |排放量|1|2|
        """
    assert identify(written(text)) == Identity(
        title="2022年云溪县城镇污水处理情况统计表",
        issuer="云溪县住房和城乡建设局",
        date=date(2023, 1, 6),
        period=_years(2022, 2022),
        kind="statistics",
    )


def test_a_table_of_years_with_the_title_inside(written: Written) -> None:
    text = """
        |云溪县秸秆综合利用情况表|<|<|<|
        |项目|2020年|2021年|2022年|
        |产生量|1|2|3|
        填表单位：云溪县农业农村局
        填表日期：2023.2.1
        """
    found = identify(written(text))
    assert (found.title, found.issuer) == ("云溪县秸秆综合利用情况表", "云溪县农业农村局")
    assert (found.date, found.period, found.kind) == (date(2023, 2, 1), _years(2020, 2022), "statistics")


def test_a_resolution_takes_date_from_the_note(written: Written) -> None:
    text = """
        云溪县人民代表大会常务委员会
        关于批准《云溪县生态文明建设规划（2019—2025年）》的决议
        （2019年8月13日云溪县第十一届人民代表大会常务委员会第十五次会议通过）
        会议审议了县人民政府提请的议案，会议决定批准该规划。
        """
    found = identify(written(text))
    assert found.title == "云溪县人民代表大会常务委员会关于批准《云溪县生态文明建设规划（2019—2025年）》的决议"
    assert (found.issuer, found.date) == ("云溪县人民代表大会常务委员会", date(2019, 8, 13))
    assert (found.period, found.kind) == (None, "resolution")


def test_minutes(written: Written) -> None:
    text = """
        云溪县人民政府常务会议纪要
        〔2022〕5号
        云溪县人民政府办公室　　　　2022年3月28日
        2022年3月25日，县长主持召开县政府第12次常务会议，研究生态文明建设工作。
        """
    assert identify(written(text)) == Identity(
        title="云溪县人民政府常务会议纪要",
        issuer="云溪县人民政府办公室",
        doc_number="〔2022〕5号",
        date=date(2022, 3, 28),
        kind="minutes",
    )


def test_a_news_item(written: Written) -> None:
    text = """
        我县开展巡河护河活动 守护一江碧水
        来源：云溪县水利局　　发布时间：2022-06-05　　浏览次数：77
        6月5日，县河长办组织开展活动。
        """
    found = identify(written(text))
    assert found.title == "我县开展巡河护河活动 守护一江碧水"
    assert (found.issuer, found.date, found.kind) == ("云溪县水利局", date(2022, 6, 5), "news")


def test_a_cover_with_chinese_numerals(written: Written) -> None:
    text = """
        云溪县公众生态文明建设满意度
        调查报告
        云溪县统计局
        二〇二二年十一月
        一、调查背景
        受县政府委托，我局开展了抽样调查。
        """
    found = identify(written(text))
    assert found.title == "云溪县公众生态文明建设满意度调查报告"
    assert (found.issuer, found.date, found.kind) == ("云溪县统计局", date(2022, 11, 1), "survey")


def test_joint_issuers(written: Written) -> None:
    text = """
        关于2022年度水资源管理考核结果的通报
        云水函〔2023〕第 8 号
        各乡镇人民政府：
        现将结果通报如下。
        云溪县水利局　　云溪县发展和改革局
        2023年2月6日
        """
    found = identify(written(text))
    assert (found.issuer, found.doc_number) == ("云溪县水利局、云溪县发展和改革局", "云水函〔2023〕第8号")
    assert (found.period, found.kind) == (_years(2022, 2022), "assessment")


def test_validity_counts_from_the_day_in_force(written: Written) -> None:
    text = """
        云溪县生态保护红线管理办法（试行）
        云府规〔2020〕3号
        第一章 总则
        第一条 为加强管理，制定本办法。
        第二十条 本办法自2020年5月1日起施行，有效期三年。
        云溪县人民政府
        2020年4月12日
        """
    found = identify(written(text))
    assert (found.title, found.kind) == ("云溪县生态保护红线管理办法（试行）", "regulation")
    assert found.period == Period(start=date(2020, 5, 1), end=date(2023, 4, 30))


@pytest.mark.parametrize(
    ("text", "title", "issuer", "signed"),
    [
        (
            "绿州市\n2022年生态环境状况公报\n绿州市生态环境局\n2023年6月\n一、综述\n环境质量稳中向好。",
            "绿州市2022年生态环境状况公报",
            "绿州市生态环境局",
            date(2023, 6, 1),
        ),
        (
            "云溪县人民政府\n关于2022年度环境保护目标完成情况的报告\n——2023年3月20日在县人大常委会第九次会议上\n各位委员：\n报告如下。",
            "云溪县人民政府关于2022年度环境保护目标完成情况的报告",
            "云溪县人民政府",
            date(2023, 3, 20),
        ),
        (
            "检测报告\n委托单位：云溪县水利局\n检测单位：绿州市清源检测技术有限公司\n报告日期：2022年11月8日\n样品合格。",
            "检测报告",
            "绿州市清源检测技术有限公司",
            date(2022, 11, 8),
        ),
        (
            "青岭市环境质量年报\n2020—2022年云溪县环境空气质量年报\n一、概况\n设站。\n云溪县气象局　2023年1月16日",
            "2020—2022年云溪县环境空气质量年报",
            "云溪县气象局",
            date(2023, 1, 16),
        ),
        (
            "发布机构：云溪县水利局\n发布日期：2021-05-09\n关于开展整治的通知\n各企业：\n请落实。\n云溪县水利局\n2021年5月8日",
            "关于开展整治的通知",
            "云溪县水利局",
            date(2021, 5, 8),
        ),
        (
            "九届县人民政府常务会议纪要\n云政纪〔2020〕9号\n第5次常务会议纪要\n议定。\n县政府办公室2020年5月9日印发",
            "第5次常务会议纪要",
            "县人民政府",
            date(2020, 5, 9),
        ),
    ],
)
def test_layouts_of_heads(written: Written, text: str, title: str, issuer: str, signed: date) -> None:
    found = identify(written(text))
    assert (found.title, found.issuer, found.date) == (title, issuer, signed)


def test_printing_date_only_where_there_is_no_other(written: Written) -> None:
    text = """
        云溪县2022年生态环境工作要点
        各股室：
        请认真落实。
        云溪县生态环境局　　2022年3月8日印发
        """
    assert identify(written(text)).date == date(2022, 3, 8)


def test_unknown_is_none(written: Written) -> None:
    found = identify(written("会议认真学习了有关精神，大家一致认为，要抓好落实，确保完成各项任务。"))
    assert found == Identity()
    assert identify(ParsedDocument(media_type="text/plain", pages=0, blocks=())) == Identity()


def _printed(text: str, *ends: int) -> TextBlock:
    """Return a block of a page whose printed lines end at these places."""
    starts = (0, *ends[:-1])
    lines = tuple(TextLine(start=s, end=e, bbox_pt=(0, 0, 1, 1)) for s, e in zip(starts, ends, strict=True))
    return TextBlock(text=text, locator=PageLocator(page=1), page=1, lines=lines)


def test_what_is_too_long_for_its_line_stays_whole() -> None:
    addressee = "各乡镇人民政府、街道办事处，县大气污染防治工作领导小组成员单位："
    label = "填报单位（盖章）：宁川市生态环境局云溪分局　填报日期：2023年1月20日"
    parsed = ParsedDocument(
        media_type="application/pdf",
        pages=1,
        blocks=(_printed(label, 26, len(label)), _printed(addressee, 27, len(addressee))),
    )
    assert [line.kind for line in lines_of(parsed)] == ["label", "addressee"]
    assert identify(parsed).issuer == "宁川市生态环境局云溪分局"
    assert examine(parsed, identify(parsed)).addressee == addressee[:-1]


def test_printed_lines_of_a_joined_block_are_taken_apart() -> None:
    body = "经统计，2022年我县林草覆盖率保持稳定，森林资源管理得到加强。"
    parsed = ParsedDocument(
        media_type="application/pdf",
        pages=1,
        blocks=(
            _printed("云溪县林业局关于2022年林草覆盖率情况的说明", 15, 23),
            _printed(body, len(body)),
            _printed("云溪县林业局2023年1月9日", 6, 15),
        ),
    )
    found = identify(parsed)
    assert found.title == "云溪县林业局关于2022年林草覆盖率情况的说明"
    assert (found.issuer, found.date, found.kind) == ("云溪县林业局", date(2023, 1, 9), "summary")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("云溪县全面推行河长制工作方案（2021-2025年）", "plan"),
        ("突发环境事件应急预案", "plan"),
        ("关于开展生态文明培训的通知", "notice"),
        ("关于云溪县岸线保护规划的批复", "approval"),
        ("2022年度考核结果的通报", "assessment"),
        ("关于2022年度目标考核结果的通知", "assessment"),
        ("2022年饮用水水源水质监测报告", "monitoring"),
        ("云溪县2022年环境质量公报", "bulletin"),
        ("农村改厕统计表", "statistics"),
        ("关于未发生环境事件的证明", "certificate"),
        ("十七届县人民政府第58次常务会议纪要", "minutes"),
        ("公众满意度调查报告", "survey"),
        ("2022年生态文明建设工作总结", "summary"),
        ("政府绿色采购管理办法（试行）", "regulation"),
        ("重点排污单位名录", "list"),
        ("生态文明专题辅导讲义", None),
        ("守护一江碧水", None),
        ("云溪县林业局2022年工作总结和2023年工作计划", "summary"),
        ("对县人大第37号建议的答复", "notice"),
        ("云溪县知晓率测评情况", "survey"),
        ("云溪县2022年度考核测评情况的通报", "assessment"),
        ("关于提供断面水质情况的复函", "summary"),
        ("关于反馈三年能耗有关数据的函", "summary"),
        ("关于征求秸秆禁烧方案意见的函", "notice"),
        ("关于2022年改厕工作进展情况的通报", "summary"),
        ("云溪县2022年地下水监测情况通报", "monitoring"),
        ("2022年农村饮用水水质监测结果通报", "monitoring"),
        ("2022年全县防汛抗旱工作情况通报", "summary"),
        ("关于2022年河长制工作考核情况的通报", "assessment"),
        ("2022年云溪县主要统计指标（三）", "statistics"),
        ("云溪县“十四五”规划主要指标", None),
        ("云溪县生态环境状况评价结果表", "monitoring"),
        ("关于2022年度实绩考核结果的通报", "assessment"),
        ("关于同意云溪县节水规划的复函", "approval"),
        ("云溪县指标完成情况说明汇编", "summary"),
        ("云溪县2024年统计年鉴资源环境篇摘录", "statistics"),
        ("云溪县生物多样性调查与评估报告（2021年度）", "survey"),
        ("云溪县河道管理办法征求意见稿", "regulation"),
        ("云溪县2023年生态文明示范区建设任务分工", "plan"),
        ("县城集中式饮用水水源水质状况报告", "monitoring"),
        ("2022年云溪县地表水水质状况", "monitoring"),
        ("云溪县水利局2023年工作情况和2024年工作计划", "summary"),
        ("2022年重点任务完成情况及2023年工作思路", "summary"),
        ("关于2024年河湖管护情况调查的工作计划", "plan"),
        ("2022年度乡镇综合考核指标及分值", "regulation"),
        ("2022年环境质量状况报告", "bulletin"),
        ("云溪县2022年四季度水质监测简报", "bulletin"),
        ("云溪县生态文明建设工作简报", "news"),
        ("2022年统计快报", "statistics"),
        ("在全县生态文明建设推进会上的讲话", "news"),
        ("在全县生态文明建设推进会上的发言", "news"),
        ("云溪县农村改厕情况汇报提纲", "summary"),
        ("云溪县农村改厕书面发言", "summary"),
        ("云溪县农村改厕进展要点", "summary"),
        ("云溪县农村改厕工作要点", "plan"),
        ("2023年环境应急管理工作小结", "summary"),
        ("云溪县生态文明建设基础数据", "statistics"),
        ("云溪县2022年生态环境质量简报", "bulletin"),
        ("云溪河水生生物资源调查结论", "survey"),
        ("表12 资源环境主要指标", "statistics"),
        ("表3 规划主要指标", None),
        ("历年资源和环境主要指标", "statistics"),
    ],
)
def test_kind_by_the_last_word_of_the_title(title: str, kind: str | None) -> None:
    assert kind_of_title(title) == kind


@pytest.mark.parametrize(
    "words", ["县水利局", "中共云溪县委办公室", "市生态环境局云溪分局", "云溪县河长制办公室", "南山镇人民政府"]
)
def test_units(words: str) -> None:
    assert is_unit(words)
    assert units_in_line(" ".join(words)) == (words,)


@pytest.mark.parametrize(
    "units",
    [
        ("中共云溪县委办公室", "云溪县人民政府办公室"),
        ("中共云溪县委党校", "宁川市生态环境局云溪分局"),
        ("云溪县绿化委员会", "云溪县林业局"),
        ("中共云溪县委", "云溪县人民政府"),
        ("云溪县委办", "会东县水利局"),
        ("宁川市生态环境局云溪县分局生态环境监测站",),
    ],
)
def test_units_that_run_together(units: tuple[str, ...]) -> None:
    assert units_in_line("".join(units)) == units


@pytest.mark.parametrize(
    "words", ["农村卫生厕所", "关于水利局", "全部", "生态文明建设", "加强领导小组的建设", "河流（湖）干部"]
)
def test_what_is_no_unit(words: str) -> None:
    assert not is_unit(words)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("（云溪县水利局）", "云溪县水利局"),
        ("云溪县林业局野生动植物与自然保护地管理股", "云溪县林业局"),
        ("云溪县财政局国库（采购）股", "云溪县财政局"),
        ("云溪县水利局办公室", "云溪县水利局办公室"),
        ("云溪县水利局会议室", None),
    ],
)
def test_a_unit_is_told_by_its_division_or_in_brackets(words: str, unit: str | None) -> None:
    assert units_in_line(words) == ((unit,) if unit else ())


def test_units_that_a_title_begins_with() -> None:
    assert leading_units("云溪县水利局 云溪县财政局关于下达资金的通知") == ("云溪县水利局", "云溪县财政局")
    assert leading_units("云溪县统计局2022年统计公报") == ("云溪县统计局",)
    assert leading_units("云溪县2022年环境质量公报") == ()


@pytest.mark.parametrize("blank", ["　　　　", " "])
def test_entries_of_a_form_stand_apart(written: Written, blank: str) -> None:
    label = blank.join(
        ["填报单位（盖章）：云溪县财政局采购监督管理股", "审核：云溪县统计局", "2023年3月6日", "单位：万元"]
    )
    identity = identify(written(f"云溪县政府绿色采购情况表\n{label}\n|年份|金额|\n|2022|12|"))
    assert (identity.issuer, identity.date) == ("云溪县财政局", date(2023, 3, 6))


def test_sealed_units_side_by_side(written: Written) -> None:
    text = "关于饮水情况的说明\n全县饮水安全。\n云溪县水利局（章）　　云溪县卫生健康局（章）\n2023年2月24日"
    assert identify(written(text)).issuer == "云溪县水利局、云溪县卫生健康局"


def test_a_title_with_a_colon(written: Written) -> None:
    assert identify(written("云溪：绿水青山入画来\n初冬时节，漫步湖畔，水清岸绿。")).title == "云溪：绿水青山入画来"


def test_a_title_that_the_unit_above_begins(written: Written) -> None:
    text = "绿州市生态环境局云溪分局\n2022年生态环境信息公开情况报告\n全年公开信息356项，均按时公开。\n2023年1月12日"
    assert identify(written(text)).title == "绿州市生态环境局云溪分局2022年生态环境信息公开情况报告"


def test_an_announcement_below_its_masthead(written: Written) -> None:
    text = """
    云溪县发展和改革局公告
    云发改公告〔2023〕4号
    关于2022年度节能目标责任评价考核结果的公告
    现将考核结果公告如下。
    云溪县发展和改革局
    2023年7月11日
    """
    found = identify(written(text))
    assert found.title == "关于2022年度节能目标责任评价考核结果的公告"
    assert (found.doc_number, found.kind) == ("云发改公告〔2023〕4号", "assessment")


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("受县政府委托，我局于2023年11月组织开展了公众抽样调查。", _years(2023)),
        ("2023年11月，我局组织人员分赴各镇。", Period(start=date(2023, 11, 1), end=date(2023, 11, 30))),
    ],
)
def test_what_a_survey_finds_out_is_the_year_s(written: Written, sentence: str, period: Period) -> None:
    assert identify(written(f"工作总结\n{sentence}\n云溪县统计局\n2023年12月18日")).period == period


def test_a_year_that_lies_ahead_is_none_that_is_certified(written: Written) -> None:
    text = """
    证明
    2021年，优良天数比例96.4%；2022年，优良天数比例97.0%。
    2023年，我县将力争达到97.5%。
    云溪县生态环境局
    2023年2月10日
    """
    assert identify(written(text)).period == _years(2021, 2022)


def test_answers_to_the_press_have_a_title(written: Written) -> None:
    text = "节水专场新闻发布会答记者问实录\n时间：2024年3月22日\n主持人：各位记者朋友，大家好。"
    assert identify(written(text)).title == "节水专场新闻发布会答记者问实录"


def test_a_talk_is_dated_below_its_title(written: Written) -> None:
    text = """
        在全县林长制推进会上的讲话
        （2024年3月21日，根据录音整理）
        同志们：
        下面我讲三点。
        """
    assert identify(written(text)).title == "在全县林长制推进会上的讲话"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("我县节水考核获评优秀\n近日，市考核组向我县反馈考核结果，我县得分95.1分。", "news"),
        ("全市公众满意度调查结果发布\n日前，市生态环境局公布了2022年度调查结果，我县列第三。", "news"),
        ("全市公众满意度调查结果发布\n2022年12月，市生态环境局组织了调查，我县满意度93.5%。", "survey"),
        ("关于公众满意度调查结果的报告\n近日，我局完成了调查，满意度93.5%。", "summary"),
        ("节水型社会建设\n县人民政府：\n近日，我局完成了节水器具摸底，普及率为90.1%。", None),
    ],
)
def test_what_happened_lately_is_news(written: Written, text: str, kind: str | None) -> None:
    assert identify(written(text)).kind == kind
