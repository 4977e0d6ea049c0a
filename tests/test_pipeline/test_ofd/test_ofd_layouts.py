"""OFD layouts of their own kind: vertical writing, invoices of labels and values."""

COLUMNS = ["全县各有关单位应当按照职责分工落实", "各项任务并且确保按期完成水质断面达", "标工作任务。"]


def test_vertical_writing_is_read_down_its_columns_from_the_right(maker, seen) -> None:
    objects = [
        maker.raw(maker.text_object(150 - 8 * number, 40, text, f'DeltaX="g {len(text)} 0" DeltaY="g {len(text)} 4.4"'))
        for number, text in enumerate(COLUMNS)
    ]
    for order in (objects, objects[::-1]):
        (block,) = seen.text_blocks(maker.read_pages(maker.page(order)))
        assert (block.role, block.text) == ("body", "".join(COLUMNS))
        assert [block.text[line.start : line.end] for line in block.lines] == COLUMNS


def test_values_of_an_invoice_stand_with_their_labels(maker, seen) -> None:
    rules = [maker.rule(10, y, 200, y) for y in (30, 55, 75)]
    rules += [maker.rule(x, 30, x, 55) for x in (16, 105, 111)] + [maker.rule(x, 30, x, 75) for x in (10, 200)]
    rules += [maker.rule(x, 55, x, 75) for x in (90, 150)]
    labels = [maker.text(11, 35 + 4.1 * number, text) for number, text in enumerate("购买方信息")]
    labels += [maker.text(106, 35 + 4.1 * number, text) for number, text in enumerate("销售方信息")]
    labels += [maker.text(18, 38, "名称："), maker.text(113, 38, "名称：")]
    labels += [maker.text(20, 60, "项目"), maker.text(95, 60, "单位"), maker.text(155, 60, "金额")]
    values = [maker.text(30, 38, "青岚县监测站"), maker.text(125, 38, "青岚县水务公司")]
    values += [maker.text(20, 70, "水质监测"), maker.text(95, 70, "次"), maker.text(155, 70, "1200.00")]
    document = maker.read_pages(maker.page([*rules, *labels, *values]))
    (table,) = seen.tables(document)
    assert [cell.text.replace("\n", " ") for cell in table.cells if cell.text] == [
        "购买方信息", "名称：青岚县监测站", "销售方信息", "名称：青岚县水务公司",
        "项目 水质监测", "单位 次", "金额 1200.00",
    ]  # fmt: skip
