"""`zuozheng audit`, and what `verify` makes of a catalogue that other hands changed."""

import shutil
import sqlite3
from contextlib import closing


def _tampered(demo_folder, tmp_path, statement):
    """Return a copy of the demo whose catalogue was changed past the program."""
    folder = tmp_path / "demo"
    shutil.copytree(demo_folder, folder)
    with closing(sqlite3.connect(folder / "store" / "catalogue.sqlite")) as connection:
        connection.execute(statement)
        connection.commit()
    return folder


def test_the_record_names_every_file_and_is_whole(demo, run):
    folder, _ = demo
    acts = run("-C", folder, "audit", "--all", "--json").rows()
    assert [act["number"] for act in acts] == list(range(1, len(acts) + 1))
    received = {act["subject"] for act in acts if act["action"] == "received"}
    assert received == {row["sha256"] for row in run("-C", folder, "documents", "--json").rows()}
    understood = {act["subject"] for act in acts if act["action"] == "understood"}
    assert understood == received
    shown = run("-C", folder, "audit", "--limit", "3")
    assert shown.code == 0
    assert "列出 3 条" in shown.out
    assert "审计记录前后相接" in shown.out


def test_the_record_of_one_file(demo, run):
    folder, _ = demo
    file = run("-C", folder, "documents", "--json").rows()[0]
    acts = run("-C", folder, "audit", "--file", file["file"], "--json").rows()
    assert {act["subject"] for act in acts} == {file["sha256"]}


def test_a_changed_number_is_found_by_verify(demo, run, tmp_path):
    folder = _tampered(
        demo[0], tmp_path, "UPDATE fact SET payload = replace(payload, '\"year\":2022', '\"year\":2021')"
    )
    outcome = run("-C", folder, "verify")
    assert outcome.code == 4
    assert "目录内容被改动" in outcome.out
    assert run("-C", folder, "audit").code == 0


def test_a_receipt_taken_away_is_found(demo, run, tmp_path):
    folder = _tampered(demo[0], tmp_path, "DELETE FROM receipt WHERE id = (SELECT max(id) FROM receipt)")
    outcome = run("-C", folder, "audit")
    assert outcome.code == 4
    assert "审计记录写入过" in outcome.out
    assert "表 receipt" in run("-C", folder, "verify").out


def test_a_plan_and_a_saved_search_are_noted(demo, run, repository, tmp_path):
    folder = tmp_path / "复核"
    assert run("init", folder, "--county", "青岚县", "--years", "2020-2022").code == 0
    plan = next((repository / "sample_docs" / "plan").glob("*.docx"))
    assert run("-C", folder, "plan", "import", plan, "--yes").code == 0
    assert run("-C", folder, "search", "水质", "--save", "甲").code == 0
    assert run("-C", folder, "search", "--forget", "甲").code == 0
    outcome = run("-C", folder, "audit")
    assert outcome.code == 0
    assert "读入任务表" in outcome.out
    assert outcome.out.count("保存检索") == 2
