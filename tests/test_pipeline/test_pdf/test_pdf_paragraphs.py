"""Paragraphs as official documents set them come back whole from pages of any size, margin or header."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from pipeline.parsers import parse
from pipeline.passages import Prose, passages

FONT = "STSong-Light"  # registered by conftest.py
CLAUSES = (
    "全县空气质量优良天数比例达到{a}%",
    "较上年提高{b}个百分点",
    "PM2.5年均浓度为{c}微克/立方米",
    "各乡镇人民政府、县直各单位要切实落实责任",
    "完成投资{d}万元，建成管网{c}公里",
    "按照《城镇污水处理厂污染物排放标准》（GB 18918—2002）执行",
    "农村生活污水治理率由{b}%提高到{a}%",
    "累计建成无害化卫生厕所{d}座",
    "“十四五”期间持续巩固整改成果",
    "县农业农村局牵头，县水利局配合",
)
HEADINGS = ("一、总体情况", "（二）主要做法", "三、下一步打算")


@dataclass(frozen=True)
class Setting:
    """How the pages are set, in points; `header` and `footer` are templates with the number of the page."""

    size_pt: float
    left_pt: float
    right_pt: float
    top_pt: float
    bottom_pt: float
    leading: float
    header: str
    footer: str
    is_wide: bool
    is_justified: bool


SETTINGS = st.builds(
    Setting,
    size_pt=st.sampled_from([10.5, 12.0, 14.0, 15.0, 16.0]),
    left_pt=st.integers(60, 95),
    right_pt=st.integers(60, 95),
    top_pt=st.integers(80, 110),
    bottom_pt=st.integers(80, 110),
    leading=st.sampled_from([1.4, 1.5, 1.75, 2.0]),
    header=st.sampled_from(["", "某县生态环境局文件汇编", "某县生态文明建设规划 第{page}页"]),
    footer=st.sampled_from(["", "{page}", "— {page} —", "第 {page} 页"]),
    is_wide=st.booleans(),
    is_justified=st.booleans(),
)


def sentence(source: random.Random) -> str:
    clauses = source.sample(CLAUSES, source.randint(1, 4))
    numbers = {"a": f"{source.uniform(60, 100):.2f}", "b": f"{source.uniform(1, 60):.1f}"}
    return "，".join(clauses).format(c=source.randint(10, 99), d=source.randint(100, 99999), **numbers) + "。"


def content(source: random.Random) -> Iterator[str]:
    for heading in HEADINGS:
        yield heading
        for _ in range(source.randint(4, 7)):
            yield "".join(sentence(source) for _ in range(source.randint(1, 8)))


def typeset(texts: list[str], setting: Setting, path: Path) -> None:
    width_pt, height_pt = landscape(A4) if setting.is_wide else A4

    def margins(canvas: Canvas, template: BaseDocTemplate) -> None:
        page = canvas.getPageNumber()
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(width_pt / 2, height_pt - 45, setting.header.format(page=page))
        canvas.drawCentredString(width_pt / 2, 40, setting.footer.format(page=page))

    frame = Frame(
        setting.left_pt,
        setting.bottom_pt,
        width_pt - setting.left_pt - setting.right_pt,
        height_pt - setting.top_pt - setting.bottom_pt,
        *(0, 0, 0, 0),
    )
    style = ParagraphStyle(
        "body",
        fontName=FONT,
        fontSize=setting.size_pt,
        leading=setting.leading * setting.size_pt,
        firstLineIndent=2 * setting.size_pt,
        wordWrap="CJK",
        alignment=4 if setting.is_justified else 0,
        allowWidows=1,
        allowOrphans=1,
    )
    template = BaseDocTemplate(str(path), pagesize=(width_pt, height_pt), invariant=1)
    template.addPageTemplates([PageTemplate(frames=[frame], onPage=margins)])
    template.build([Paragraph(text, style) for text in texts])


def bare(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), setting=SETTINGS)
def test_paragraphs_come_back_as_they_were_typeset(tmp_path: Path, seed: int, setting: Setting) -> None:
    texts = list(content(random.Random(seed)))  # a document to print, no secret
    path = tmp_path / "typeset.pdf"
    typeset(texts, setting, path)
    document = parse(path, "application/pdf")
    assume(document.pages > 1)  # what stands on one page only is no header
    read = [bare(part.text) for part in passages(document) if isinstance(part, Prose)]
    assert read == [bare(text) for text in texts]
