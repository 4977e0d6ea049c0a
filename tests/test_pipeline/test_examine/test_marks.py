"""Marks of secrecy, of drafts, of numbers against the rule."""

from collections.abc import Callable

import pytest

from pipeline.stages.examine import examine
from schemas.document import Identity
from schemas.locator import PageLocator
from schemas.parsed import ParsedDocument, TextBlock
from schemas.particulars import Particulars

Examined = Callable[[str], Particulars]

LETTER = """
{mark}
霞川县水利局文件
{number}
霞川县水利局关于开展取水口核查的通知{draft}
各乡镇人民政府：
请做好保密工作，涉及国家秘密的材料按规定报送，不得通过互联网传输秘密文件。
霞川县水利局
2022年4月6日
"""


def letter(mark: str = "", number: str = "霞水发〔2022〕6号", draft: str = "") -> str:
    return LETTER.format(mark=mark, number=number, draft=draft)


@pytest.mark.parametrize(
    ("mark", "level"),
    [
        ("秘密★1年", "秘密"),
        ("机密★长期", "机密"),
        ("绝密★30年", "绝密"),
        ("秘 密 ★ 2025年12月31日", "秘密"),
        ("机密", "机密"),
        ("000123  机密★1年", "机密"),
        ("机密★5年 特急", "机密"),
        ("密级：秘密", "秘密"),
        ("内部资料 注意保存", "内部"),
        ("内部文件，不得外传", "内部"),
        ("（内部使用）", "内部"),
        ("工作秘密★1年", "内部"),
        ("", None),
        ("特急", None),
        ("密级：公开", None),
        ("（此件公开发布）", None),
        ("□绝密 □机密 □秘密", None),
    ],
)
def test_secrecy(examined: Examined, mark: str, level: str | None) -> None:
    found = examined(letter(mark=mark)).security_mark
    assert (found.word if found else None) == level
    if found:
        assert found.text == mark


def test_secrecy_in_the_cell_beside_its_label(examined: Examined) -> None:
    head = "|密级|秘密|编号|3|\n"
    assert examined(head + letter()).security_mark is not None
    assert examined("|题目|秘密|编号|3|\n" + letter()).security_mark is None


def test_secrecy_in_the_page_header() -> None:
    header = TextBlock(text="内部资料", locator=PageLocator(page=1), page=1, role="header")
    parsed = ParsedDocument(media_type="application/pdf", pages=1, blocks=(header,))
    found = examine(parsed, Identity()).security_mark
    assert found is not None
    assert found.word == "内部"


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("霞川县节约用水管理办法（征求意见稿）", "征求意见稿"),
        ("霞川县节约用水管理办法(送审稿)", "送审稿"),
        ("霞川县节水规划（2021—2025年）\n（讨论稿）", "讨论稿"),
        ("（公开征求意见稿）\n霞川县节水规划", "公开征求意见稿"),
        ("《霞川县节约用水管理办法》（草案）", "草案"),
        ("霞川县节水规划（初稿）（2021年）", "初稿"),
        ("霞川县节约用水管理办法（修改稿）", "修改稿"),
        ("霞川县节约用水管理办法（试行）", None),
        ("霞川县节约用水管理暂行办法", None),
        ("关于征求《霞川县节约用水管理办法（征求意见稿）》意见的函", None),
        ("关于对霞川县节约用水管理办法（征求意见稿）征求意见的通知", None),
        ("关于批准《霞川县节水规划（草案）》的决议", None),
    ],
)
def test_drafts(examined: Examined, title: str, word: str | None) -> None:
    found = examined(f"{title}\n第一条 为加强节约用水，制定本办法。\n第二条 本办法自2021年1月1日起施行。").draft_mark
    assert (found.word if found else None) == word


def test_a_letter_that_asks_for_opinions_is_final_its_annex_a_draft(examined: Examined) -> None:
    found = examined(
        """
        霞川县水利局关于征求《霞川县节水规划（征求意见稿）》意见的函
        各乡镇人民政府：
        请于2021年9月10日前将意见反馈我局。
        附件：霞川县节水规划（征求意见稿）
        霞川县水利局
        2021年8月30日
        附件
        霞川县节水规划
        （征求意见稿）
        一、总体要求
        """
    )
    assert found.draft_mark is None
    assert [(annex.title, annex.is_present) for annex in found.annexes] == [("霞川县节水规划（征求意见稿）", True)]


@pytest.mark.parametrize(
    "number",
    [
        "霞水发[2022]6号",
        "霞水发（2022）6号",
        "霞水发【2022】6号",
        "霞水发〔2022〕第6号",
        "霞水发〔2022〕06号",
        "霞水发〔2022〕 6 号",
        "霞水发〔二○二二〕六号",
        "霞水发〔2022〕6",
    ],
)
def test_a_number_against_the_rule(examined: Examined, number: str) -> None:
    found = examined(letter(number=number)).number_as_printed
    assert found is not None
    assert (found.word, found.text) == ("霞水发〔2022〕6号", number)


def test_a_number_by_the_rule(examined: Examined) -> None:
    assert examined(letter()).number_as_printed is None
