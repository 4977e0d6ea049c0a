"""The pages of the desk as people use them, in a real browser."""

import re

import pytest

PAGES = (
    "/",
    "/inbox",
    "/review",
    "/document",
    "/indicator/7",
    "/indicator/28",
    "/search?q=水质",
    "/findings",
    "/package",
    "/record",
    "/people",
    "/account",
)


def _open(page, place):
    """Open a page; any paper where a paper is wanted."""
    if place == "/document":
        page.goto("/search?q=优良天数")
        place = page.locator("ol.hits h3 a").first.get_attribute("href")
    page.goto(place)


def test_the_matrix_folds_and_filters(enter):
    page = enter("汇总")
    assert page.locator("table.matrix tbody tr.sub").count() >= 10
    assert page.locator("tbody.foldable >> nth=0 >> tr.sub >> nth=0").is_visible()
    page.locator("tbody.foldable >> nth=0 >> button.fold").click()
    assert not page.locator("tbody.foldable >> nth=0 >> tr.sub >> nth=0").is_visible()
    page.select_option("#state", "missing")
    with page.expect_navigation():
        page.click("form.filters button")
    numbers = page.locator("table.matrix tbody td.number").all_text_contents()
    assert "28" in numbers and "1" not in numbers


def test_from_the_matrix_to_an_indicator_and_its_neighbour(enter):
    page = enter("汇总")
    with page.expect_navigation():
        page.click("a[href='/indicator/7#sub-1']")
    assert "优良天数比例" in page.text_content("h2")
    assert page.locator("text=341÷363×100").count() == 1
    with page.expect_navigation():
        page.click("a[rel=next]")
    assert page.url.endswith("/indicator/8")


def test_a_search_is_narrowed_by_what_stands_beside_it(enter):
    page = enter("汇总")
    page.goto("/search")
    page.fill("#q", "水质")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    everything = int(re.search(r"共 (\d+) 页", page.text_content("main"))[1])
    assert page.locator("ol.hits em").first.text_content() == "水质"
    with page.expect_navigation():
        page.locator("aside a[href*='indicator=']").last.click()  # the rarest of those offered
    fewer = int(re.search(r"共 (\d+) 页", page.text_content("main"))[1])
    assert 0 < fewer < everything


def test_a_list_of_queries_comes_back_as_a_workbook(enter, tmp_path):
    page = enter("汇总")
    page.goto("/search")
    page.click("summary:has-text('检索一批词')")
    page.fill("#queries", "水质\n没有这样的词\n(坏的")
    with page.expect_download() as got:
        page.click("button:has-text('检索并下载')")
    assert got.value.suggested_filename == "检索结果.xlsx"
    assert got.value.path().stat().st_size > 4000


def test_a_finding_is_waived_and_comes_back(enter):
    page = enter("汇总")
    page.goto("/findings?severity=error&indicator=28")
    article = page.locator("article.issue").first
    key = article.get_attribute("id")
    article.locator("summary").click()
    article.locator("input[name=reason]").fill("县里没有行政村")
    article.locator("button").click()
    assert "已豁免" in page.text_content("p.said")
    for _ in range(60):
        page.goto("/findings?waived=true")
        if page.locator(f"[id='{key}']").count():
            break
        page.wait_for_timeout(500)
    assert "县里没有行政村" in page.text_content(f"[id='{key}']")
    page.locator(f"[id='{key}'] button:has-text('撤回豁免')").click()
    assert "已撤回" in page.text_content("p.said")


def test_two_units_do_not_see_each_others_indicators_nor_drafts(enter):
    water, forest = enter("水利"), enter("林业")
    assert water.locator("table.matrix a[href='/indicator/16']").count() == 1
    assert water.locator("table.matrix a[href='/indicator/10']").count() == 0
    assert forest.goto("/indicator/16").status == 404
    water.goto("/findings")
    article = water.locator("article.issue").first
    key = article.get_attribute("id")
    article.locator("summary").click()
    article.locator("textarea").fill("正在向设计单位索取未加密的版本")
    article.locator("button:has-text('存为草稿')").click()
    assert "草稿" in water.text_content("p.said")
    assert "未加密的版本" in water.text_content(f"[id='{key}'] textarea")
    for other in (forest, enter("汇总")):
        other.goto("/findings")
        assert "未加密的版本" not in other.text_content("main")
    water.goto("/findings")
    water.locator(f"[id='{key}'] button:has-text('发出')").click()
    compiler = enter("汇总")
    compiler.goto("/findings")
    assert "未加密的版本" in compiler.text_content(f"[id='{key}']")
    forest.goto("/findings")
    assert "未加密的版本" not in forest.text_content("main")


def test_a_draft_package_is_built_proved_and_handed_out(enter):
    page = enter("汇总")
    page.goto("/package")
    assert page.locator("button:has-text('生成上报包')").first.is_disabled()
    page.click("button:has-text('先生成草稿')")
    page.wait_for_selector("text=上报包已生成", timeout=120_000)
    with page.expect_navigation():
        page.click("a:has-text('核验')")
    assert "✔ 一致" in page.text_content("main")
    page.goto("/package")
    with page.expect_download() as got:
        page.click("a:has-text('下载')")
    assert got.value.suggested_filename.endswith(".zip")


@pytest.mark.parametrize("place", PAGES)
def test_nothing_serious_stands_in_anybodys_way(enter, axe, place):
    page = enter("admin")
    _open(page, place)
    page.evaluate(axe)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    serious = [
        (one["id"], node["target"], node.get("failureSummary"))
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]
    assert not serious


@pytest.mark.parametrize("width", [1280, 1920])
@pytest.mark.parametrize("place", PAGES)
def test_no_page_is_wider_than_the_window(enter, place, width):
    page = enter("admin")
    page.set_viewport_size({"width": width, "height": 900})
    _open(page, place)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_page_works_by_the_keyboard_from_its_first_link(enter):
    page = enter("汇总")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
