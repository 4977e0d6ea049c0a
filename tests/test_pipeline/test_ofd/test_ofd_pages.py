"""OFD pages: the same content reads the same whatever producer wrote it."""

import pytest

from schemas.locator import PageLocator

POINTS_PER_MM = 72 / 25.4
FIRST = "青岚县各有关单位应当按照职责分工落实各项任务，" * 4 + "确保按期完成。"
SECOND = "二〇二二年全县优良天数比例为九成以上，" * 3 + "同比有所提高。"


def test_wrapped_lines_are_one_paragraph_with_a_box_a_line(styled, seen) -> None:
    document = styled.read_pages(styled.page(styled.prose(FIRST, SECOND)))
    assert (seen.texts(document), document.pages, document.problems) == ([FIRST, SECOND], 1, ())
    block = seen.text_blocks(document)[0]
    assert "".join(block.text[line.start : line.end] for line in block.lines) == FIRST
    place = block.locate(0, 3)
    assert isinstance(place, PageLocator) and place.bbox_pt is not None
    x0, top, x1, bottom = place.bbox_pt
    assert x0 == pytest.approx((styled.left + 8) * POINTS_PER_MM, abs=1)
    assert x1 <= styled.right * POINTS_PER_MM + 1
    assert (top, bottom) == (
        pytest.approx((40 - 3.52) * POINTS_PER_MM, abs=1),
        pytest.approx(40.48 * POINTS_PER_MM, abs=1),
    )


def test_a_ruled_table_with_merged_cells_between_paragraphs(styled, seen) -> None:
    xs, ys = [30.0, 70.0, 110.0, 150.0], [80.0, 90.0, 100.0, 110.0]
    rules = [
        *(styled.rule(30, y, 150, y) for y in (80, 90, 110)), styled.rule(70, 100, 150, 100),
        *(styled.rule(x, 80, x, 110) for x in (30, 70, 150)), styled.rule(110, 90, 110, 110),
    ]  # fmt: skip
    words = {
        (0, 0): "指标",
        (0, 1): "完成情况",
        (1, 0): "优良天数",
        (1, 1): "九成",
        (1, 2): "八成",
        (2, 1): "县",
        (2, 2): "市",
    }
    cells = [styled.text(xs[column] + 2, ys[row] + 6, text) for (row, column), text in words.items()]
    document = styled.read_pages(styled.page([*styled.prose(FIRST), *rules, *cells, *styled.prose(SECOND, top=130)]))
    assert [block.kind for block in document.blocks] == ["text", "table", "text"]
    table = seen.tables(document)[0]
    assert seen.shape(table) == [
        (0, 0, 1, 1, "指标"), (0, 1, 1, 2, "完成情况"),
        (1, 0, 2, 1, "优良天数"), (1, 1, 1, 1, "九成"), (1, 2, 1, 1, "八成"),
        (2, 1, 1, 1, "县"), (2, 2, 1, 1, "市"),
    ]  # fmt: skip
    box = table.cells[0].locator.bbox_pt
    assert box is not None
    assert box == pytest.approx([value * POINTS_PER_MM for value in (30, 80, 70, 90)], abs=0.6)


def test_a_table_over_two_pages_is_one(styled, seen) -> None:
    xs = [30.0, 80.0, 130.0]
    first = styled.grid(xs, [250.0, 260.0, 270.0], {(0, 0): "年度", (0, 1): "比例", (1, 0): "甲", (1, 1): "一"})
    second = styled.grid(xs, [30.0, 40.0, 50.0], {(0, 0): "年度", (0, 1): "比例", (1, 0): "乙", (1, 1): "二"})
    document = styled.read_pages(styled.page(first), styled.page(second))
    (table,) = seen.tables(document)
    assert [cell.text for cell in table.cells] == ["年度", "比例", "甲", "一", "乙", "二"]
    assert table.cells[-1].locator.page == 2


def test_headers_and_page_numbers_are_no_body(styled, seen) -> None:
    pages = [
        styled.page(
            [
                styled.text(30, 15, "青岚县统计公报", 3.2),
                *styled.prose(FIRST if number % 2 else SECOND),
                styled.text(100, 285, f"—{number}—", 3.2),
            ]
        )
        for number in range(1, 5)
    ]
    roles = {block.text: block.role for block in seen.text_blocks(styled.read_pages(*pages))}
    assert roles == {
        "青岚县统计公报": "header", FIRST: "body", SECOND: "body",
        "—1—": "footer", "—2—": "footer", "—3—": "footer", "—4—": "footer",
    }  # fmt: skip


def test_numbers_stay_whole_among_chinese_characters(maker, seen) -> None:
    """Producers state one mean distance for a whole line, or none at all, or real ones."""
    text = "2022年PM2.5年均浓度为31微克/立方米"
    objects = [
        f'<ofd:TextObject Boundary="30 {30 + 10 * number} 150 5" Size="4"><ofd:TextCode X="0" Y="4"{delta}>{text}'
        "</ofd:TextCode></ofd:TextObject>"
        for number, delta in enumerate(
            (
                "",
                ' DeltaX="g 24 3.6"',
                ' DeltaX="' + " ".join("4" if ord(character) > 255 else "2" for character in text[:-1]) + '"',
            )
        )
    ]
    document = maker.read_pages(maker.page([maker.raw(xml) for xml in objects]))
    assert seen.texts(document) == [text] * 3


def test_one_object_may_hold_several_lines(maker, seen) -> None:
    xml = (
        '<ofd:TextObject Boundary="30 40 80 20" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="g 4 4 -16 g 2 4" '
        'DeltaY="g 4 0 10 g 2 0">优良天数比例达标</ofd:TextCode></ofd:TextObject>'
    )
    document = maker.read_pages(maker.page([maker.raw(xml)]))
    boxes = [line.bbox_pt for block in seen.text_blocks(document) for line in block.lines]
    assert "".join(seen.texts(document)) == "优良天数比例达标"
    assert len(boxes) == 2 and boxes[1][1] - boxes[0][1] == pytest.approx(10 * POINTS_PER_MM, abs=0.1)


@pytest.mark.parametrize(
    ("matrix", "turn"), [("0 1 -1 0 190 20", 90), ("0 -1 1 0 20 270", 270), ("-1 0 0 -1 190 270", 180)]
)
def test_turned_text_is_read_and_placed_as_displayed(maker, matrix: str, turn: int, seen) -> None:
    lines = [
        maker.raw(
            f'<ofd:TextObject Boundary="0 0 210 297" CTM="{matrix}" Size="4"><ofd:TextCode X="0" Y="{10 + 6 * number}" '
            f'DeltaX="g 9 4">第{name}行文字在这里转着</ofd:TextCode></ofd:TextObject>'
        )
        for number, name in enumerate("一二三")
    ]
    blocks = seen.text_blocks(maker.read_pages(maker.page(lines)))
    assert "".join(block.text for block in blocks) == "".join(f"第{name}行文字在这里转着" for name in "一二三")
    box = blocks[0].lines[0].bbox_pt
    tall = box[3] - box[1] > box[2] - box[0]
    assert tall == (turn in (90, 270))


def test_characters_below_each_other_are_one_text(maker, seen) -> None:
    column = maker.raw(maker.text_object(20, 60, "指标名称", 'DeltaY="g 3 5"'))
    document = maker.read_pages(maker.page([*maker.prose(FIRST), column]))
    assert [(block.role, block.text) for block in seen.text_blocks(document)] == [
        ("body", FIRST),
        ("textbox", "指标名称"),
    ]


def test_characters_turned_by_their_direction_are_read(maker, seen) -> None:
    code = 'DeltaX="0 0 0" DeltaY="4 4 4"'
    column = maker.raw(maker.text_object(20, 60, "竖排说明", code, CharDirection=90, ReadDirection=90))
    document = maker.read_pages(maker.page([*maker.prose(FIRST), column]))
    assert "竖排说明" in seen.texts(document)


def test_escaped_and_pretty_printed_text(maker, seen) -> None:
    objects = [
        maker.text_object(30, 30, "Give\\0020Take", 'DeltaX="2 2 2 2 2 2 2"'),
        maker.text_object(30, 50, "\n   优良天数\n  ", 'DeltaX="g 3 4"'),
        maker.text_object(30, 70, "⽅案", " "),
    ]
    document = maker.read_pages(maker.page([maker.raw(xml) for xml in objects]))
    assert seen.texts(document) == ["Give Take", "优良天数", "方案"]


def test_what_is_not_visible_or_not_on_the_page(maker, seen) -> None:
    hidden = maker.text_object(30, 30, "隐藏", Visible="false")
    clear = maker.text_object(30, 50, "识别", Alpha="0")
    document = maker.read_pages(maker.page([maker.raw(hidden), maker.raw(clear)]))
    assert (seen.texts(document), document.problems) == (["识别"], ())
    outside = maker.read_pages(maker.page([maker.text(30, 500, "页面以外的文字"), maker.text(30, 50, "页内")]))
    assert seen.texts(outside) == ["页内"]
    assert [(problem.code, problem.page) for problem in outside.problems] == [("broken", 1)]


def test_curves_frames_and_shades_are_no_table(maker) -> None:
    frame = maker.path_object("2 2 206 293", "M 0 0 L 206 0 L 206 293 L 0 293 C")
    curve = maker.path_object("20 60 90 60", "M 0 0 B 10 0 20 0 30 0 Q 40 5 50 0 A 5 5 0 0 1 60 0 L 60")
    shade = maker.path_object("20 30 90 20", "M 0 0 L 90 0 L 90 20 L 0 20 C", 'Stroke="false" Fill="true"')
    document = maker.read_pages(maker.page([*map(maker.raw, (frame, curve, shade)), *maker.prose(FIRST)]))
    assert [block.kind for block in document.blocks] == ["text"]


def test_cells_drawn_as_rectangles_are_a_table(maker, seen) -> None:
    cells = [
        maker.raw(
            f'<ofd:PathObject Boundary="{x} {y} 40 10"><ofd:AbbreviatedData>S 0 0 L 40 0 L 40 10 L 0 10 C'
            "</ofd:AbbreviatedData></ofd:PathObject>"
        )
        for x in (30, 70)
        for y in (40, 50)
    ]
    words = [
        maker.text(x + 2, y + 6, text)
        for x, y, text in ((30, 40, "甲"), (70, 40, "乙"), (30, 50, "丙"), (70, 50, "丁"))
    ]
    (table,) = seen.tables(maker.read_pages(maker.page([*cells, *words])))
    assert [cell.text for cell in table.cells] == ["甲", "乙", "丙", "丁"]


def test_the_size_of_a_page_is_its_own_or_the_documents(maker, seen) -> None:
    line = [maker.text(250, 100, "横向页面")]
    document = maker.read_pages(maker.page(line, area="0 0 297 210"), maker.page(line), area="0 0 297 210")
    assert seen.texts(document) == ["横向页面", "横向页面"]
    moved = maker.read_pages(maker.page([maker.text(60, 100, "偏移")], area="50 50 100 100"))
    box = seen.text_blocks(moved)[0].lines[0].bbox_pt
    assert box[0] == pytest.approx(10 * POINTS_PER_MM, abs=0.1)
