def _file(demo, run, words):
    folder, _ = demo
    return next(row["file"] for row in run("-C", folder, "documents", "--json").rows() if words in row["file"])


def test_why_tells_what_was_read_from_which_words_and_what_was_not(demo, run):
    folder, _ = demo
    told = run("-C", folder, "why", _file(demo, run, "城镇污水处理情况报告"))
    assert told.code == 0, told.err
    for words in (
        "青岚县住房和城乡建设局", "岚住建〔2023〕15号", "城镇污水处理率", "正文写明", "97.42%（实际）",
        "“2023年2月6日”第2页", "第1页表1第5行第5列", "没有写明属于哪个指标或分项", "文号、编号", "〔2023〕15号：",
    ):  # fmt: skip
        assert words in told.out


def test_why_gives_one_object_with_everything(demo, run):
    folder, _ = demo
    (told,) = run("-C", folder, "why", _file(demo, run, "城镇污水处理情况报告"), "--json").rows()
    assert set(told) == {"document", "area", "stance", "stated", "particulars", "tags", "facts", "left_out"}
    assert {one["field"] for one in told["stated"]} == {"title", "issuer", "doc_number", "date", "period", "kind"}
    assert {"raw", "reason", "quote", "locator"} == told["left_out"][0].keys()
    assert {one["reason"] for one in told["left_out"]} >= {"document_number", "no_measure", "year", "date"}
    values = {fact["value_raw"] for fact in told["facts"]}
    assert not values & {one["raw"] for one in told["left_out"]}


def test_a_part_of_the_name_is_enough_where_it_means_one_file(demo, run):
    folder, _ = demo
    assert _file(demo, run, "城镇污水处理情况报告") in run("-C", folder, "why", "污水处理情况").out
    several = run("-C", folder, "why", "2022")
    assert several.code == 2
    assert "对应多份文件" in several.err


def test_why_says_what_a_mention_means(demo, run):
    folder, _ = demo
    assert "不计作证明" in run("-C", folder, "why", "守护一江清水").out


def test_a_document_that_could_not_be_read_is_told_as_such(demo, run):
    folder, _ = demo
    row = next(row for row in run("-C", folder, "documents", "--json").rows() if row["status"] == "unreadable")
    told = run("-C", folder, "why", row["file"])
    assert told.code == 0
    assert "无法读取" in told.out
    assert row["errors"][0]["code"] in told.out
