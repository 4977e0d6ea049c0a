"""Addressees, copies, annexes, citations, repeals."""

from collections.abc import Callable

import pytest

from schemas.particulars import Particulars

Examined = Callable[[str], Particulars]

NOTICE = """
霞川县人民政府办公室文件
霞政办发〔2021〕17号
霞川县人民政府办公室关于印发《霞川县河道采砂管理办法》的通知
各乡镇人民政府，县直有关单位：
根据《中华人民共和国水法》《水功能区监督管理办法》（水资源〔2017〕101号）和霞政发〔2020〕3号文件精神，现将《霞川县河道采砂管理办法》（以下简称《办法》）印发给你们。《办法》已经县政府同意，请遵照执行。
《地表水环境质量标准》（GB 3838-2002）、《危险化学品安全管理条例》（国务院令第591号）和HJ 192-2015一并执行。
原《霞川县河道采砂管理暂行办法》（霞政办发〔2015〕40号）、霞政办发〔2016〕8号文件同时废止。
附件：1.霞川县采砂河段名录
2.霞川县采砂船舶登记表
3.可采区分布图（另发）
霞川县人民政府办公室
2021年6月2日
（此件公开发布）
附件1
霞川县采砂河段名录
|序号|河段|
|1|上游段|
附件2
霞川县采砂船舶登记表
|序号|船名|
|1|霞砂01|
抄送：县委办公室，县人大常委会办公室，
县人武部。
霞川县人民政府办公室　　2021年6月4日印发
"""


def test_parties(examined: Examined) -> None:
    found = examined(NOTICE)
    assert found.addressee == "各乡镇人民政府，县直有关单位"
    assert found.copy_to == ("县委办公室", "县人大常委会办公室", "县人武部")


@pytest.mark.parametrize(
    "addressee",
    [
        "各乡镇党委，县直各单位党组织",
        "各乡镇党委、县直各单位党委（党组）",
        "各乡镇农业农村服务中心、有关企业（合作社）",
        "县生态文明建设示范区创建工作领导小组办公室",
        "县委各部委办局，县级国家机关各委办局，各人民团体",
        "周某某委员",
    ],
)
def test_addressees(examined: Examined, addressee: str) -> None:
    text = f"关于报送名录的通知\n{addressee}：\n现将有关事项通知如下。\n霞川县水利局\n2022年3月1日"
    assert examined(text).addressee == addressee


def test_copies_keep_their_brackets(examined: Examined) -> None:
    text = NOTICE.replace("县委办公室，县人大常委会办公室，\n县人武部", "各县（市、区）人民政府、市委办")
    assert examined(text).copy_to == ("各县（市、区）人民政府", "市委办")


def test_annexes(examined: Examined) -> None:
    assert [(a.ordinal, a.title, a.is_present) for a in examined(NOTICE).annexes] == [
        (1, "霞川县采砂河段名录", True),
        (2, "霞川县采砂船舶登记表", True),
        (3, "可采区分布图（另发）", False),
    ]


@pytest.mark.parametrize(
    ("announced", "below", "expected"),
    [
        ("附件：1.甲河名录 2.乙河名录", "附件1\n甲河名录\n甲河长3公里。", [("甲河名录", True), ("乙河名录", False)]),
        ("附件：河流统计表.xlsx", "", [("河流统计表.xlsx", False)]),
        ("附件：河流统计表", "附件\n河流统计表\n|河|长|\n|甲|3|", [("河流统计表", True)]),
        ("附件：河流统计表", "河流统计表\n|河|长|\n|甲|3|", [("河流统计表", True)]),
        (
            "附件1：甲河名录\n附件2：乙河名录",
            "附件2：乙河名录\n乙河长2公里。",
            [("甲河名录", False), ("乙河名录", True)],
        ),
        ("附件1.甲河名录\n附件2.乙河名录", "附件2\n乙河名录\n乙河长2公里。", [("甲河名录", False), ("乙河名录", True)]),
        ("附件 1.甲河名录\n2.乙河名录", "附件1\n甲河名录\n甲河长3公里。", [("甲河名录", True), ("乙河名录", False)]),
        ("附件：（一）甲河名录\n（二）乙河名录", "", [("甲河名录", False), ("乙河名录", False)]),
        (
            "附：主要采购清单：水政船2艘86.5万元，测流仪12.4万元，其余从略。",
            "",
            [("主要采购清单：水政船2艘86.5万元，测流仪12.4万元，其余从略", True)],
        ),
        ("附：采购清单：2022年度", "", [("采购清单：2022年度", False)]),
        ("附件：", "", []),
        ("", "附件1\n甲河名录\n甲河长3公里。", []),
    ],
)
def test_annexes_announced_and_present(examined: Examined, announced: str, below: str, expected: list[object]) -> None:
    text = f"关于报送名录的报告\n县人民政府：\n现报送有关名录。\n{announced}\n霞川县水利局\n2022年3月1日\n{below}"
    assert [(annex.title, annex.is_present) for annex in examined(text).annexes] == expected


def test_annexes_behind_those_announced(examined: Examined) -> None:
    text = (
        "关于报送名录的报告\n县人民政府：\n现报送有关名录。\n附件：1.甲河名录\n霞川县水利局\n2022年3月1日\n"
        "附件1\n甲河名录\n甲河长3公里。\n附件2\n乙河名录\n乙河长2公里。\n附件3：丙河名录\n丙河长1公里。"
    )
    assert [(annex.ordinal, annex.title, annex.is_announced) for annex in examined(text).annexes] == [
        (1, "甲河名录", True),
        (2, "乙河名录", False),
        (3, "丙河名录", False),
    ]


def test_citations(examined: Examined) -> None:
    assert [(c.title, c.doc_number) for c in examined(NOTICE).cites] == [
        ("中华人民共和国水法", None),
        ("水功能区监督管理办法", "水资源〔2017〕101号"),
        ("", "霞政发〔2020〕3号"),
        ("地表水环境质量标准", "GB 3838-2002"),
        ("危险化学品安全管理条例", "国务院令第591号"),
        ("", "HJ 192-2015"),
        ("霞川县河道采砂管理暂行办法", "霞政办发〔2015〕40号"),
        ("", "霞政办发〔2016〕8号"),
    ]


def test_what_is_no_longer_carried_out_is_repealed(examined: Examined) -> None:
    text = "霞川县节水办法\n第一条 本办法施行后，原《霞川县节水暂行办法》不再执行。\n第二条 《霞川县水法》继续有效。"
    assert [one.title for one in examined(text).repeals] == ["霞川县节水暂行办法"]


def test_repeals(examined: Examined) -> None:
    assert [(c.title, c.doc_number) for c in examined(NOTICE).repeals] == [
        ("霞川县河道采砂管理暂行办法", "霞政办发〔2015〕40号"),
        ("", "霞政办发〔2016〕8号"),
    ]


@pytest.mark.parametrize(
    ("sentence", "repealed"),
    [
        ("本办法自2022年1月1日起施行，《甲办法》同时废止。", ["甲办法"]),
        ("《甲办法》（霞政发〔2012〕3号）自本办法施行之日起废止。", ["甲办法"]),
        ("《乙办法》自2022年1月1日起施行，《甲办法》同时废止。", ["甲办法"]),
        ("根据《丙条例》规定，决定废止《甲办法》《乙办法》。", ["甲办法", "乙办法"]),
        ("《甲办法》继续有效，《乙办法》予以废止。", ["乙办法"]),
        ("《甲办法》已废止，不再作为依据。", []),
        ("《甲办法》废止之日前签订的合同继续履行。", []),
        ("清理文件时，应当列明废止情况和《甲办法》的执行情况。", []),
        ("根据《甲办法》制定本细则。", []),
    ],
)
def test_what_a_sentence_repeals(examined: Examined, sentence: str, repealed: list[str]) -> None:
    found = examined(f"霞川县节水管理办法\n第一条 为节约用水，制定本办法。\n第二条 {sentence}")
    assert [citation.title for citation in found.repeals] == repealed


def test_a_namesake_of_another_number_is_repealed(examined: Examined) -> None:
    found = examined(
        """
霞川县人民政府办公室文件
霞政办发〔2022〕20号
霞川县人民政府办公室关于印发霞川县
河道采砂管理办法的通知
各乡镇人民政府：
《霞川县河道采砂管理办法》已经县政府同意，现予印发。《霞川县人民政府办公室关于印发霞川县河道采砂管理办法的通知》（霞政办发〔2019〕12号）同时废止。
霞川县人民政府办公室
2022年5月16日
"""
    )
    assert [citation.doc_number for citation in found.repeals] == ["霞政办发〔2019〕12号"]
