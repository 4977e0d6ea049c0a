"""Names that share their beginning or ending, verbs that stand for amounts, short heads under a caption."""

import pytest

from pipeline.captions import matters
from pipeline.lexicon import lexicon_of
from pipeline.numbers.shadow import shadow
from schemas.editions import load_edition


def found(text: str) -> list[tuple[str, str]]:
    seen = shadow(text).text
    return [(seen[one.start : one.end], one.name) for one in lexicon_of(load_edition("2021")).find(seen)]


@pytest.mark.parametrize(
    ("text", "short", "name"),
    [
        ("公众对生态文明建设的满意度、参与度分别为95%、91%", "参与度", "公众对生态文明建设的参与度"),
        ("公众对生态文明建设的满意度为95%，参与度为91%", "参与度", "公众对生态文明建设的参与度"),
        ("单位地区生产总值能耗0.43吨标准煤/万元、用水量97立方米/万元", "用水量", "单位地区生产总值用水量"),
        ("秸秆产生17万吨", "秸秆产生", "秸秆产生总量"),
        ("秸秆产生17万吨，综合利用13万吨", "综合利用", "秸秆综合利用量"),
        ("危险废物产生量1200吨，利用量800吨，处置量400吨", "处置量", "危险废物处置量"),
        ("优良天数比例和PM2.5浓度下降幅度", "PM2.5浓度下降幅度", "PM2.5浓度下降幅度"),
    ],
)
def test_what_is_left_out_is_made_up_for(text: str, short: str, name: str) -> None:
    assert (short, name) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "公众对生态文明建设的满意度为95%。参与度很高",
        "城镇污水处理率95%，县城生活垃圾无害化处理率100%",
        "农村生活污水处理率、覆盖率",
        "全县98个村，实现生活垃圾无害化处理95个",
    ],
)
def test_nothing_is_made_up_over_a_sentence_or_of_another_thing(text: str) -> None:
    assert len(found(text)) <= 1


@pytest.mark.parametrize(
    ("caption", "matter"),
    [
        ("表1　云溪县2020—2022年秸秆综合利用情况", "秸秆综合利用情况"),
        ("云溪县2021～2022年度危险废物产生及利用处置情况表", "危险废物产生及利用处置情况表"),
        ("云溪县县级集中式饮用水水源地水质情况（2020-2022）", "集中式饮用水水源地水质情况"),
    ],
)
def test_a_caption_speaks_of_its_matter(caption: str, matter: str) -> None:
    assert next(matters((caption, "单位：吨"))) == matter


def test_a_line_of_labels_speaks_of_nothing() -> None:
    assert list(matters(("填报单位：云溪县水利局",))) == []
