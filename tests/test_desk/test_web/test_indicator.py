"""指标: the page of one indicator shows its own measures, all its papers page by page, what fills a slot."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from desk.web.back_room import check_anew
from desk.web.pages import indicator as page
from desk.web.sheet_making import SheetMaking
from desk.web.taking_in import take_in

NUMBER = 16
TEXT = "青岚县水利局关于河湖岸线保护率的报告"


@pytest.fixture
def making(office):
    return SheetMaking(office)


def _look_again(office, making):
    """Do what the room beside the server does after a change; return how many sheets it made."""
    making.begin(check_anew(office))
    made = 0
    while making.step():
        made += 1
    return made


def _hand_in(office, client, token, papers, **fields):
    parts = [("files", (name, content)) for name, content in papers.items()]
    assert client.post("/inbox", data={"csrf": token} | fields, files=parts).status_code == 303
    while take_in(office, lambda: ThreadPoolExecutor(1)):
        pass


def test_only_the_sheets_of_what_changed_are_made_again(office, enter, csrf_of, paper, making):
    client = enter("compiler")
    every = len(office.workplace.edition.indicators)
    assert _look_again(office, making) == every
    assert _look_again(office, making) == 0
    assert _look_again(office, SheetMaking(office)) == 0, "after a restart"
    indicator = office.workplace.edition.by_number(NUMBER)
    _hand_in(office, client, csrf_of(client), {"甲.docx": paper(TEXT)}, indicator=indicator.id)
    assert 1 <= _look_again(office, making) < every


def test_a_page_shows_its_own_measures_and_no_others(office, enter, making):
    _look_again(office, making)
    client = enter("reader")
    for one in office.workplace.edition.indicators:
        text = client.get(f"/indicator/{one.number}").text
        assert len(re.findall(r'<section id="sub-', text)) == len(one.measures()), one.number


def test_before_the_first_sheet_the_page_says_so(enter):
    assert "正在整理" in enter("reader").get(f"/indicator/{NUMBER}").text


def test_all_papers_can_be_reached_page_by_page_and_by_the_slot_they_fill(
    office, enter, csrf_of, paper, making, monkeypatch
):
    monkeypatch.setattr(page, "PAPERS_A_PAGE", 2)
    monkeypatch.setattr(page, "FILES_OF_A_SLOT", 1)
    client = enter("compiler")
    indicator = office.workplace.edition.by_number(NUMBER)
    papers = {f"{number}.docx": paper(f"{TEXT}（之{number}）", "二〇二二年三月五日") for number in range(5)}
    _hand_in(office, client, csrf_of(client), papers, indicator=indicator.id)
    _look_again(office, making)
    shown = []
    for number in (1, 2, 3):
        text = client.get(f"/indicator/{NUMBER}", params={"page": number}).text
        assert "材料（5）" in text
        shown += re.findall(r">(\d\.docx)</a><br>", text)
    assert sorted(shown) == sorted(papers)
    for link, count in re.findall(rf'href="(/indicator/{NUMBER}\?slot=[0-9.]+)#papers">等 (\d+) 份', text):
        assert f"的 {count} 份" in client.get(link).text
    assert client.get(f"/indicator/{NUMBER}", params={"slot": "0.99."}).status_code == 404
