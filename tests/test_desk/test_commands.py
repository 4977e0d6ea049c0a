import re

import pytest
from ruamel.yaml import YAML

from archive.archive import Archive
from schemas.document import Document
from schemas.fact import Fact
from schemas.finding import Finding
from schemas.search_hit import SearchHit
from schemas.tag import Tag

LOCATOR_FIELDS = {
    "page": {"kind", "page", "bbox_pt"},
    "paragraph": {"kind", "index"},
    "cell": {"kind", "table", "row", "column", "page"},
}


def test_the_demo_runs_through_although_some_samples_are_broken(demo):
    _, outcome = demo
    assert outcome.code == 0, outcome.err
    for words in ("新收", "失败", "读入 35 个指标", "✔ 齐全", "✘ 缺失", "优良天数"):
        assert words in outcome.out
    assert "Traceback" not in outcome.err


def test_json_fields_are_those_that_outsiders_read(demo, run):
    folder, _ = demo
    wanted = {
        "documents": {
            "sha256", "file", "media_type", "pages", "status", "title", "issuer", "doc_number", "date", "period",
            "text_source", "duplicate_of", "errors",
        },
        "tags": {
            "sha256", "file", "indicator", "indicator_id", "sub", "relation", "score", "method", "state", "quote",
            "locator",
        },
        "facts": {
            "sha256", "file", "indicator", "indicator_id", "sub", "name", "subject", "year", "value", "unit",
            "value_raw", "role", "op", "approx", "quote", "locator", "confidence",
        },
    }  # fmt: skip
    for command, fields in wanted.items():
        rows = run("-C", folder, command, "--json").rows()
        assert rows
        for row in rows:
            assert fields <= row.keys()
            locator = row.get("locator")
            if locator is not None:
                assert LOCATOR_FIELDS[locator["kind"]] <= locator.keys()
    facts = run("-C", folder, "facts", "--json").rows()
    assert all(isinstance(fact["value"], str) and re.fullmatch(r"-?\d+(\.\d+)?", fact["value"]) for fact in facts)


def test_models_carry_the_fields_of_the_architecture():
    assert {"file", "page", "score", "snippet", "indicators", "sha256", "matches"} == SearchHit.model_fields.keys()
    assert {"check", "outcome", "severity", "indicator", "indicator_id", "sub", "year", "files", "expected", "found",
            "message", "advice", "unit", "locators"} <= Finding.model_fields.keys()  # fmt: skip
    assert all("indicator" in model.model_fields for model in (Tag, Fact))
    assert "duplicate_of" in Document.model_fields


def test_check_says_errors_by_its_exit_code(demo, run):
    folder, _ = demo
    outcome = run("-C", folder, "check", "--json")
    assert outcome.code == 1
    (report,) = outcome.rows()
    assert any(finding["severity"] == "error" for finding in report["findings"])
    assert all(finding["message"] and finding["advice"] for finding in report["findings"])
    for check in report["checks"]:
        assert check["outcome"] != "passed" or check["looked_at"] > 0


def test_status_holds_every_indicator_sub_and_year(demo, run):
    folder, _ = demo
    cells = run("-C", folder, "status", "--json").rows()
    assert {cell["indicator"] for cell in cells} == set(range(1, 36))
    assert len({(cell["indicator"], cell["sub"], cell["year"]) for cell in cells}) == len(cells)
    assert {cell["state"] for cell in cells} <= {"complete", "partial", "missing", "not_applicable"}


@pytest.mark.parametrize("query", ["优良天数", '"PM2.5"', "林草覆盖率 2021年"])
def test_search_finds_pages_with_marked_snippets(demo, run, query):
    folder, _ = demo
    hits = run("-C", folder, "search", query, "--json").rows()
    assert hits
    assert all("<em>" in hit["snippet"] and hit["page"] >= 1 for hit in hits)


def test_search_narrows_to_an_indicator(demo, run):
    folder, _ = demo
    everywhere = run("-C", folder, "search", "青岚县", "--json", "--limit", "1000").rows()
    narrowed = run("-C", folder, "search", "青岚县", "--indicator", "10", "--json", "--limit", "1000").rows()
    assert 0 < len(narrowed) < len(everywhere)
    assert all(10 in hit["indicators"] for hit in narrowed)


def test_a_word_after_a_minus_is_no_option(demo, run):
    folder, _ = demo
    everywhere = run("-C", folder, "search", "青岚县", "--json", "--limit", "1000").rows()
    without = run("-C", folder, "search", "青岚县", "-水质", "--json", "--limit", "1000").rows()
    assert 0 < len(without) < len(everywhere)
    assert run("-C", folder, "search", "青岚县", "--limt", "1000").code == 2


def test_a_word_like_a_field_is_said_to_be_none_where_nothing_is_found(demo, run):
    folder, _ = demo
    assert "“年度”不是可以限定的字段" in run("-C", folder, "search", "年度:2021").err
    assert "字段" not in run("-C", folder, "search", "年份:1949 水质").err


def test_a_search_that_cannot_be_understood_is_wrong_usage(demo, run):
    folder, _ = demo
    outcome = run("-C", folder, "search", "，。")
    assert outcome.code == 2
    assert "query" in outcome.err


def test_a_persons_word_survives_a_second_ingest(run, tmp_path, repository):
    folder = tmp_path / "复核"
    evidence = repository / "sample_docs" / "evidence" / "县林业局"
    assert run("init", folder, "--county", "青岚县", "--years", "2020-2022").code == 0
    run("-C", folder, "ingest", evidence)
    tag = next(row for row in run("-C", folder, "tags", "--json").rows() if row["relation"] == "evidence")
    subject = str(tag["indicator"])
    assert run("-C", folder, "tag", "reject", tag["file"], subject, "--by", "李工").code == 0
    assert run("-C", folder, "tag", "add", tag["file"], "33", "--by", "李工").code == 0
    run("-C", folder, "ingest", evidence)
    states = {
        (row["indicator"], row["state"], row["method"])
        for row in run("-C", folder, "tags", "--json").rows()
        if row["file"] == tag["file"]
    }
    assert any(number == tag["indicator"] and state == "rejected" for number, state, _ in states)
    assert (33, "confirmed", "person") in states
    facts = run("-C", folder, "facts", "--json").rows()
    assert not any(f["file"] == tag["file"] and f["indicator"] == tag["indicator"] for f in facts)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nosuch"], "nosuch"),
        (["init"], "DIR"),
        (["init", "x", "--county", "甲县", "--years", "二〇二〇"], "--years"),
        (["init", "x", "--county", "甲县", "--years", "2020", "--edition", "1999"], "1999"),
        (["-C", "nowhere", "status"], "dossier.yaml"),
    ],
)
def test_wrong_usage_is_told_in_chinese_with_exit_code_2(run, tmp_path, arguments, words):
    outcome = run(*arguments, cwd=tmp_path)
    assert outcome.code == 2
    assert words in outcome.err
    assert "错误" in outcome.err


def test_c_may_be_left_out_inside_the_folder(demo, run):
    folder, _ = demo
    assert run("documents", "--json", cwd=folder).rows() == run("-C", folder, "documents", "--json").rows()


def test_init_never_overwrites(demo, run):
    folder, _ = demo
    assert run("init", folder, "--county", "甲县", "--years", "2020").code == 2


def test_demo_never_empties_a_folder_of_yours(run, tmp_path):
    (tmp_path / "mine.txt").write_text("kept")
    assert run("demo", "--dir", tmp_path).code == 2
    assert (tmp_path / "mine.txt").read_text() == "kept"


def test_a_changed_original_is_found(run, tmp_path, repository):
    folder = tmp_path / "复核"
    run("init", folder, "--county", "青岚县", "--years", "2020-2022")
    run("-C", folder, "ingest", repository / "sample_docs" / "evidence" / "县林业局")
    assert run("-C", folder, "verify").code == 0
    original = next(path for path in (folder / "store" / "originals").rglob("*") if path.is_file())
    original.chmod(0o600)
    original.write_bytes(original.read_bytes() + b"!")
    outcome = run("-C", folder, "verify")
    assert outcome.code == 4
    assert original.name in outcome.out


def test_a_plan_import_without_an_answer_writes_nothing(run, tmp_path):
    import sample_docs

    folder = tmp_path / "复核"
    run("init", folder, "--county", "青岚县", "--years", "2020-2022")
    before = (folder / "dossier.yaml").read_bytes()
    outcome = run("-C", folder, "plan", "import", sample_docs.PLAN_FILE)
    assert outcome.code == 0
    assert "未写入" in outcome.out
    assert (folder / "dossier.yaml").read_bytes() == before


def test_the_demo_finds_what_is_planted_in_the_samples_and_no_other_error(demo, run):
    import sample_docs
    from pipeline.checks import all_checks

    manifest = YAML(typ="safe").load(sample_docs.MANIFEST_FILE.read_text(encoding="utf-8"))

    def key(finding):
        files = sorted(file.removeprefix("evidence/") for file in finding.get("files") or ())
        is_about_files = finding.get("indicator_id") is None
        subject = tuple(files) if is_about_files else (finding["indicator_id"], finding["sub"], finding["year"])
        return (finding["check"], subject)

    (report,) = run("-C", demo[0], "check", "--json").rows()
    at_work = {check.CHECK for check in all_checks()}
    planted = {key(f) for f in (*manifest["expected_findings"], *manifest["planted_faults"]) if f["check"] in at_work}
    assert planted <= {key(f) for f in report["findings"]}
    assert {key(f) for f in report["findings"] if f["severity"] == "error"} <= planted


def test_an_original_without_receipt_is_told_and_harms_nothing(run, tmp_path, repository):
    folder = tmp_path / "复核"
    run("init", folder, "--county", "青岚县", "--years", "2020-2022")
    with Archive.open(folder / "store") as archive:
        sha256 = archive.originals.add(repository / "LICENSE").sha256
    outcome = run("-C", folder, "verify")
    assert outcome.code == 0
    assert sha256 in outcome.out
