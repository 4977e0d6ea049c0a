"""The daily work from end to end in a real browser: handing in, judging, looking up."""

import base64
import json
import re

import sample_docs

BUREAU = sample_docs.EVIDENCE_FOLDER / "市生态环境局青岚分局"
LONGEST_MS = 240_000


def _until(page, place, condition):
    """Ask for a page again and again until the script finds what is wanted there."""
    for _ in range(LONGEST_MS // 1000):
        page.goto(place)
        if page.evaluate(condition):
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"{place} never came to {condition}")


def test_a_folder_handed_in_turns_the_matrix_green_and_a_file_fills_a_slot(empty_desk):
    page, _ = empty_desk
    _until(page, "/", "document.querySelector('table.matrix') !== null")
    assert page.locator("table.matrix td.complete").count() == 0
    page.goto("/inbox")
    page.set_input_files("input[webkitdirectory]", BUREAU)
    page.click("form.big button")
    files = sorted(file.name for file in BUREAU.iterdir())
    page.wait_for_selector(f"[data-received] tbody tr >> nth={len(files) - 1}", timeout=LONGEST_MS)
    _until(page, "/inbox?state=done", f"document.querySelectorAll('tbody tr[data-id]').length === {len(files)}")
    shown = page.locator("[data-received] tbody td:first-child").all_text_contents()
    assert sorted(text.rpartition("/")[2] for text in shown) == files
    _until(page, "/", "document.querySelectorAll('table.matrix td.complete').length >= 15")
    row = page.locator("table.matrix tr", has=page.locator("a[href='/indicator/7#sub-1']"))
    assert "✔" in row.locator("td.complete").first.text_content()

    _until(page, "/indicator/25", "document.querySelectorAll('.slots li.missing').length > 0")
    slot = page.locator(".slots li.missing", has=page.locator("form")).first
    title = slot.locator("p").first.text_content()
    slot.locator("input[type=file]").set_input_files(
        sample_docs.EVIDENCE_FOLDER / "县住房和城乡建设局" / "2020—2022年城镇污水处理情况报告.pdf"
    )
    slot.locator("form button").click()
    page.wait_for_url("**/inbox", timeout=LONGEST_MS)  # the page goes there by itself once the file is handed in
    _until(page, "/inbox?state=done", f"document.querySelectorAll('tbody tr[data-id]').length === {len(files) + 1}")
    assert page.locator("[data-received] tbody tr >> nth=0").locator("td >> nth=4").text_content().startswith("指标25")
    filled = json.dumps(title.replace("✘ 尚缺", "✔ 人工放入"), ensure_ascii=False)
    of_slots = "[...document.querySelectorAll('.slots li.complete p')]"
    _until(page, "/indicator/25", f"{of_slots}.some((words) => words.textContent === {filled})")

    sewage = sample_docs.EVIDENCE_FOLDER / "县住房和城乡建设局" / "2020—2022年城镇污水处理情况报告.pdf"
    _until(page, "/indicator/16", "document.querySelectorAll('.slots li.missing').length > 1")
    titles = [text.strip() for text in page.locator(".slots li.missing > p:first-child").all_text_contents()]
    _drop(page, ".slots li.missing >> nth=1", sewage)
    page.wait_for_url("**/inbox", timeout=LONGEST_MS)
    _until(page, "/indicator/16", "document.querySelector('.slots li.partial form.inline') !== null")
    filled = page.locator(".slots li.partial", has=page.locator("form.inline"))
    assert filled.locator("p").first.text_content().strip() == titles[1].replace("✘ 尚缺", "✔ 人工放入")
    assert page.locator(".slots li.missing > p:first-child").first.text_content().strip() == titles[0]
    with page.expect_navigation():
        filled.get_by_role("button", name="取出").click()
    assert "已从这一栏取出" in page.text_content("p.said")
    _until(page, "/indicator/16", f"document.querySelectorAll('.slots li.missing').length === {len(titles)}")
    assert [text.strip() for text in page.locator(".slots li.missing > p:first-child").all_text_contents()] == titles


def _drop(page, place, file):
    """Drop a file on a part of a page, as a hand does with the mouse."""
    content = base64.b64encode(file.read_bytes()).decode()
    transfer = page.evaluate_handle(
        """([content, name]) => {
            const transfer = new DataTransfer();
            const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
            transfer.items.add(new File([bytes], name, {type: "application/pdf"}));
            return transfer;
        }""",
        [content, file.name],
    )
    for event in ("dragenter", "dragover", "drop"):
        page.locator(place).dispatch_event(event, {"dataTransfer": transfer})


def test_a_tag_is_confirmed_by_a_key_and_taken_back_by_another(enter):
    page = enter("汇总")
    page.goto("/review")
    before = int(re.search(r"第 1 / (\d+) 条", page.text_content("main"))[1])
    subject = page.text_content("aside.judging h2")
    with page.expect_navigation():
        page.keyboard.press("y")
    assert "已确认" in page.text_content("p.said")
    assert f"/ {before - 1} 条" in page.text_content("main")
    assert page.text_content("aside.judging h2 >> nth=0") is not None
    with page.expect_navigation():
        page.keyboard.press("u")
    assert "已撤销" in page.text_content("p.said")
    assert f"/ {before} 条" in page.text_content("main")
    assert page.text_content("aside.judging h2 >> nth=0") == subject


def test_a_hit_is_opened_at_the_place_that_was_found(enter):
    page = enter("汇总")
    page.goto("/search?q=优良天数")
    with page.expect_navigation():
        page.locator("ol.hits h3 a").first.click()
    assert "/document/" in page.url
    place = page.locator("[data-sheet] .spot-hit").first
    place.wait_for()
    assert page.evaluate(
        """() => {
            const box = document.querySelector("[data-sheet] .spot-hit").getBoundingClientRect();
            return box.width > 0 && box.top >= 0 && box.bottom <= window.innerHeight;
        }"""
    )
    assert re.search(r"“优良天数”在 \d+ 页上有 \d+ 处", page.text_content("main"))
