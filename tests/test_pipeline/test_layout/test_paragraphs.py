"""What ends a paragraph, and what a page end does not."""

FULL = "全县空气质量优良天数比例较上年提高并且连续三年保持全市第一位次不变各乡镇"  # 36 characters


def body(paper, page, rows, top=100):
    printed = paper(page)
    for number, (left, text) in enumerate(rows):
        printed.put(left, top + 18 * number, text)
    return printed


def lines(count):
    return [(100, FULL[:34]), *((80, FULL) for _ in range(count))]


def test_signature_and_date_at_the_right_stand_each_for_itself(paper, read):
    printed = body(paper, 1, [*lines(4), (80, "特此证明。"), (380, "某县农业农村局"), (400, "二〇二三年")])
    assert read(printed).texts[-2:] == ["某县农业农村局", "二〇二三年"]


def test_first_paragraph_of_a_page_states_whether_it_goes_on(paper, read):
    first = body(paper, 1, lines(6))
    going_on = body(paper, 2, [(80, FULL), (80, "完成。"), *lines(4)])
    anew = body(paper, 2, lines(6))
    sentence = body(paper, 1, [*lines(5), (80, FULL[:35] + "。")])
    state = [
        next(block.goes_on for block in read(upper, lower).blocks if block.page == 2)
        for upper, lower in ((first, going_on), (sentence, going_on), (sentence, anew))
    ]
    assert state == [True, True, False]


def test_line_that_runs_on_between_two_others_parts_them(paper, read):
    """Cells merged over rows above and below a row merged over columns: that row stays one cell."""
    printed = paper()
    for y, x0 in ((100, 80), (120, 160), (140, 80), (160, 80), (180, 160), (200, 80)):
        printed.line(y, x0, 400)
    for x in (80, 300, 400):
        printed.grid([x, x], [100, 200])
    printed.grid([160, 160], [100, 140])
    printed.grid([160, 160], [160, 200])
    printed.put(130, 145, "优良天数比例")
    printed.row([85, 165, 305], 105, ["甲", "乙", "1"])
    assert "优良天数比例(1x2)" in [cell for row in read(printed).tables[0] for cell in row]
