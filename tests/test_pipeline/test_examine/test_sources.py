"""The words behind each field of an identity."""

from collections.abc import Callable

from pipeline.stages.examination.sources import sources_of
from pipeline.stages.identification.lines import lines_of
from pipeline.stages.identify import identify
from schemas.parsed import ParsedDocument

NOTICE = """
霞川县农业农村局　霞川县财政局文件
霞农联发〔2023〕14号
霞川县农业农村局　霞川县财政局
关于印发《霞川县2023年农膜回收利用工作方案》的通知
各乡镇人民政府：
现将方案印发给你们，请遵照执行。
霞川县农业农村局
霞川县财政局
二〇二三年四月十八日
"""


def _told(parsed: ParsedDocument) -> list[tuple[str, str, int]]:
    found = sources_of(identify(parsed), lines_of(parsed))
    return [(one.field, one.quote, one.locator.index) for one in found if one.locator.kind == "paragraph"]


def test_each_field_has_its_words(written: Callable[[str], ParsedDocument]) -> None:
    told = _told(written(NOTICE))
    title = "霞川县农业农村局　霞川县财政局关于印发《霞川县2023年农膜回收利用工作方案》的通知"
    assert told == [
        ("title", title, 2),
        ("issuer", "霞川县农业农村局　霞川县财政局文件", 0),
        ("doc_number", "霞农联发〔2023〕14号", 1),
        ("date", "二〇二三年四月十八日", 8),
        ("period", title, 2),
        ("kind", title, 2),
    ]


def test_a_period_is_told_by_the_words_that_name_it(written: Callable[[str], ParsedDocument]) -> None:
    rule = "第二条 本办法自2022年7月1日起施行，有效期三年。"
    text = f"霞川县节水办法\n第一条 制定本办法。\n{rule}\n霞川县水利局\n2022年6月1日"
    assert ("period", rule, 2) in _told(written(text))


def test_nothing_is_told_of_what_is_unknown(written: Callable[[str], ParsedDocument]) -> None:
    assert _told(written("全县水资源丰富，河流众多，流域面积广阔，水能资源蕴藏量大。")) == []
