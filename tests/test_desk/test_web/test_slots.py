"""A paper put into a slot by hand fills that slot and no other, is shown as given by hand, can be taken out again."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from archive.dossier_file import save_dossier
from archive.inbox import Inbox, metadata
from desk.web.back_room import check_anew
from desk.web.sheet_making import SheetMaking
from desk.web.taking_in import take_in
from pipeline.coverage.years import slots_of
from schemas.dossier import IndicatorEntry

NUMBER = 16
DATED = ("青岚县水利局会议纪要", "会议研究了办公用房维修事项。", "二〇二二年三月五日")
FINDING = "requirement-unmet"


@pytest.fixture
def indicator(office):
    return office.workplace.edition.by_number(NUMBER)


@pytest.fixture
def measure(indicator):
    """(sub, titles of its slots)."""
    sub = indicator.measures()[0][0]
    return sub, [slot.title for slot in slots_of(indicator, sub)]


@pytest.fixture
def desk(office, enter, csrf_of, indicator, measure):
    """What is done at the desk by one person."""

    class Desk:
        def __init__(self, name):
            self.client = enter(name)
            self.token = csrf_of(self.client)

        def put(self, name, content, slot):
            fields = {"csrf": self.token, "indicator": indicator.id, "sub": str(measure[0] or ""), "slot": slot}
            answer = self.client.post("/inbox", data=fields, files=[("files", (name, content))])
            while take_in(office, lambda: ThreadPoolExecutor(1)):
                pass
            return answer

        def take_out(self, sha256, slot):
            fields = {"csrf": self.token, "sha256": sha256, "sub": str(measure[0] or ""), "slot": slot}
            return self.client.post(f"/indicator/{NUMBER}/take-out", data=fields)

        def undo(self):
            key = re.search(r'name="key" value="([^"]+)"', self.client.get("/review").text)[1]
            return self.client.post("/review/undo", data={"csrf": self.token, "key": key})

    return Desk


@pytest.fixture
def shown(office, indicator, measure):
    """Check anew; return slot -> (filled, by hand) of the measure, what is said to be lacking."""
    making = SheetMaking(office)

    def look():
        told = check_anew(office)
        making.begin(told)
        while making.step():
            pass
        (sheet,) = [one for one in office.sheets.read(indicator.id).measures if one.sub == measure[0]]
        said = [finding.expected for finding in told.report.findings if finding.check == FINDING]
        return {slot.title: (slot.is_filled, dict(slot.by_hand)) for slot in sheet.slots}, "".join(said)

    return look


def _papers(office):
    return {one.file: one.sha256 for one in office.archive.catalogue.documents(office.workplace.dossier.id)}


def test_it_fills_that_slot_alone_and_is_told_from_what_the_rules_find(office, desk, shown, measure, paper):
    slot, *others = measure[1]
    someone = desk("compiler")
    assert someone.put("纪要.docx", paper(*DATED), slot).status_code == 303
    slots, lacking = shown()
    assert slots.pop(slot) == (True, {"纪要.docx": False})
    assert set(slots) == set(others) and not any(filled or given for filled, given in slots.values())
    assert slot not in lacking and others[0] in lacking
    text = someone.client.get(f"/indicator/{NUMBER}").text
    assert "✔ 人工放入" in text and "按文种和标题看不像这类材料" in text
    acts = [act for act in office.archive.catalogue.acts() if act.action == "decided"]
    assert acts[-1].after["slots"] == [slot]
    assert not office.archive.catalogue.audit_faults()


def test_a_yearly_slot_is_filled_for_the_papers_own_years(office, desk, shown, paper):
    """Nobody's hand makes a paper of 2015 one of the review years."""
    for one in office.workplace.edition.indicators:
        for sub, _ in one.measures():
            yearly = [slot.title for slot in slots_of(one, sub) if slot.years == "each"]
            if yearly:
                break
        else:
            continue
        break
    client, fields = desk("compiler"), {"indicator": one.id, "sub": str(sub or ""), "slot": yearly[0]}
    for name, day in (("旧.docx", "二〇一五年三月五日"), ("新.docx", "二〇二二年六月五日"), ("无日期.docx", "")):
        files = [("files", (name, paper("青岚县会议纪要", f"会议研究了{name}事项。", *([day] if day else []))))]
        assert client.client.post("/inbox", data={"csrf": client.token} | fields, files=files).status_code == 303
    while take_in(office, lambda: ThreadPoolExecutor(1)):
        pass
    shown()
    (sheet,) = [measure for measure in office.sheets.read(one.id).measures if measure.sub == sub]
    (slot,) = [slot for slot in sheet.slots if slot.title == yearly[0]]
    assert slot.files == ((2021, ("无日期.docx",)), (2022, ("新.docx", "无日期.docx")))
    assert slot.idle == ("旧.docx",)
    assert "看不出属于所缺的复核年份" in client.client.get(f"/indicator/{one.number}").text


def test_one_paper_in_two_slots_is_taken_out_of_each_by_itself(office, desk, shown, measure, paper):
    first, second = measure[1][:2]
    someone = desk("compiler")
    someone.put("纪要.docx", paper(*DATED), first)
    someone.put("纪要.docx", paper(*DATED), second)
    someone.put("纪要.docx", paper(*DATED), second)
    sha256 = _papers(office)["纪要.docx"]
    decisions = office.archive.catalogue.decisions(office.workplace.dossier.id, [sha256])
    assert [word.slots for word in decisions] == [(first,), (first, second)]
    assert {slot for slot, (filled, _) in shown()[0].items() if filled} == {first, second}
    assert someone.take_out(sha256, first).status_code == 303
    assert {slot for slot, (filled, _) in shown()[0].items() if filled} == {second}
    assert someone.take_out(sha256, first).status_code == 400
    someone.take_out(sha256, second)
    assert not any(filled for filled, _ in shown()[0].values())
    tags = office.archive.catalogue.tags_of(office.workplace.dossier.id, office.workplace.edition, [sha256])
    assert not any(tag.state == "confirmed" for tag in tags.get(sha256, ()))
    assert not office.archive.catalogue.audit_faults()


def test_giving_and_taking_out_are_undone_like_any_word(desk, shown, measure, paper, office):
    first, second = measure[1][:2]
    someone = desk("compiler")
    someone.put("纪要.docx", paper(*DATED), first)
    someone.put("纪要.docx", paper(*DATED), second)
    assert someone.undo().status_code == 303
    assert {slot for slot, (filled, _) in shown()[0].items() if filled} == {first}
    someone.take_out(_papers(office)["纪要.docx"], first)
    assert not any(filled for filled, _ in shown()[0].values())
    assert someone.undo().status_code == 303
    assert {slot for slot, (filled, _) in shown()[0].items() if filled} == {first}


def test_a_unit_takes_out_only_what_its_own_people_gave(office, desk, indicator, measure, paper):
    dossier = office.workplace.dossier
    led = IndicatorEntry(id=indicator.id, number=NUMBER, name=indicator.name, lead_units=("县水利局",))
    save_dossier(office.file, dossier.model_copy(update={"indicators": (led,)}))
    slot = measure[1][0]
    someone, unit = desk("compiler"), desk("unit")
    someone.put("甲.docx", paper(*DATED), slot)
    unit.put("乙.docx", paper(*DATED, "附件"), slot)
    papers = _papers(office)
    assert unit.take_out(papers["甲.docx"], slot).status_code == 403
    assert unit.take_out(papers["县水利局/乙.docx"], slot).status_code == 303
    assert someone.take_out(papers["甲.docx"], slot).status_code == 303


@pytest.mark.parametrize("slot", ["没有这一栏", "<b>"])
def test_a_slot_that_is_none_is_refused(desk, paper, slot):
    assert desk("compiler").put("甲.docx", paper(*DATED), slot).status_code == 400


def test_an_inbox_of_before_takes_slots_too(tmp_path):
    Inbox.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "inbox.sqlite")) as old:
        old.execute("ALTER TABLE item DROP COLUMN slot")
    opened = Inbox.open(tmp_path)
    assert opened.items() == ()
    opened.close()
    with closing(sqlite3.connect(tmp_path / "inbox.sqlite")) as brought:
        names = {row[1] for row in brought.execute("PRAGMA table_info(item)")}
    assert names == set(metadata.tables["item"].columns.keys())
