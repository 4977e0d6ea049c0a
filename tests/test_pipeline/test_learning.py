"""Learning from decisions: on real files taken in by the program itself."""

from concurrent.futures import Executor, Future
from pathlib import Path

import pytest
from docx import Document as WordDocument

from archive.archive import Archive
from pipeline.learning.evaluate import evaluate
from pipeline.learning.examples import examples_of
from pipeline.learning.merging import with_proposals
from pipeline.learning.propose import learn
from pipeline.run import Ingest
from schemas.dossier import Dossier
from schemas.editions import load_edition
from schemas.errors import MissingPart
from schemas.tag import Decision

EDITION = load_edition("2021")
DOSSIER = Dossier(id="d", county="云汀县", edition="2021", years=(2022,))
# briefs that no rule knows an indicator in: the bureau files the first kind under 河长制, the second under none
RIVERS = [
    "巡查{}片区水域岸带，清理漂浮杂物{}船，劝离垂钓人员。",
    "总河湖长带队沿{}片区水域岸带步行巡查，清理漂浮杂物{}船。",
]
OTHERS = ["{}片区机关食堂采购物资{}批，入库登记。", "{}片区办公楼电梯检修{}次，更换照明灯具。"]


class Here(Executor):
    """Runs each task at once, in this process."""

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def _write(folder: Path, name: str, texts: list[str]) -> None:
    document = WordDocument()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(folder / f"{name}.docx"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory, scikit_learn):
    folder = tmp_path_factory.mktemp("learning")
    files = folder / "in"
    files.mkdir()
    for number in range(12):
        kind = RIVERS if number % 2 == 0 else OTHERS
        _write(files, f"{number:02}", [text.format("东南西北"[number % 4], number + 2) for text in kind])
    with Archive.open(folder / "store", create=True) as archive:
        Ingest(archive, DOSSIER, "2026-01-01T00:00:00+00:00", Here, lambda *_: None).run([files])
        for sha256, file in archive.catalogue.files_of(DOSSIER.id).items():
            number = int(Path(file).stem)
            if number < 8:
                state = "confirmed" if number % 2 == 0 else "rejected"
                word = Decision(
                    sha256=sha256, indicator_id="river_chief", state=state, by="甲", at="2026-01-02T00:00:00+00:00"
                )
                archive.catalogue.decide(DOSSIER.id, word)
        yield archive


def test_what_looks_like_the_confirmed_is_proposed_what_looks_like_the_rejected_is_not(archive):
    proposals = learn(archive.catalogue, DOSSIER, EDITION)
    files = archive.catalogue.files_of(DOSSIER.id)
    assert sorted(Path(files[sha256]).stem for sha256 in proposals.tags) == ["08", "10"]
    (tag,) = next(iter(proposals.tags.values()))
    assert (tag.indicator, tag.indicator_id, tag.method, tag.state, tag.relation) == (
        4, "river_chief", "learned", "proposed", "mention",
    )  # fmt: skip
    assert 0.5 <= tag.score <= 0.9
    assert "水域岸带" in tag.quote
    assert tag.locator is not None


SUBJECTS = ["plan", "disclosure", "ei", "hazwaste", "soil_list", "emergency", "bank", "green_proc", "training"]
# what each of them has to do with no rule knows either
MATTERS = [
    "档案柜{}组", "公车加油{}次", "会议室布置{}场", "门卫登记{}人", "食堂采买{}批", "电梯检修{}次", "绿植养护{}盆",
    "打印机维修{}台", "窗帘清洗{}幅",
]  # fmt: skip


@pytest.fixture(scope="module")
def mostly_confirmed(tmp_path_factory, scikit_learn):
    """A store where a bureau confirmed nearly everything: three documents for each of ten subjects, none rejected."""
    folder = tmp_path_factory.mktemp("confirmed")
    files = folder / "in"
    files.mkdir()
    for number in range(5):
        _write(files, f"r{number}", [text.format("东南西北中"[number], number + 2) for text in RIVERS])
        for matter, words in enumerate(MATTERS):
            _write(files, f"{matter}{number}", [f"本周{words.format(number + 3)}，经办人签字，后勤留存。"])
    with Archive.open(folder / "store", create=True) as archive:
        Ingest(archive, DOSSIER, "2026-01-01T00:00:00+00:00", Here, lambda *_: None).run([files])
        for sha256, file in archive.catalogue.files_of(DOSSIER.id).items():
            matter, number = Path(file).stem
            subject = "river_chief" if matter == "r" else SUBJECTS[int(matter)]
            if number in "012":
                word = Decision(
                    sha256=sha256, indicator_id=subject, state="confirmed", by="甲", at="2026-01-02T00:00:00+00:00"
                )
                archive.catalogue.decide(DOSSIER.id, word)
        yield archive


def test_a_bureau_that_rejects_nothing_is_not_flooded(mostly_confirmed):
    """Documents of other subjects count as rejected: else nearly every document would be proposed for every subject."""
    proposals = learn(mostly_confirmed.catalogue, DOSSIER, EDITION)
    files = mostly_confirmed.catalogue.files_of(DOSSIER.id)
    proposed = [
        (Path(files[sha256]).stem[0], tag.indicator_id) for sha256, tags in proposals.tags.items() for tag in tags
    ]
    right = [(m, one) for m, one in proposed if one == ("river_chief" if m == "r" else SUBJECTS[int(m)])]
    assert len(right) >= 15
    assert len(right) >= 0.9 * len(proposed)
    found = evaluate(examples_of(mostly_confirmed.catalogue, DOSSIER, EDITION), EDITION, with_model=True)
    assert found.total.with_model is not None
    assert found.total.with_model.precision is not None
    assert found.total.with_model.precision >= 0.9


def test_the_same_decisions_make_the_same_proposals(archive):
    first, second = (learn(archive.catalogue, DOSSIER, EDITION) for _ in range(2))
    assert first == second
    assert learn(archive.catalogue, DOSSIER, EDITION, first) is first
    archive.learned.write(DOSSIER.id, first)
    assert archive.learned.read(DOSSIER.id) == first


def test_a_proposal_changes_no_tag_of_a_rule_or_a_person_and_fills_no_gap(archive):
    view = archive.catalogue.view(DOSSIER, DOSSIER.id, EDITION)
    proposals = learn(archive.catalogue, DOSSIER, EDITION)
    learned = with_proposals(view, proposals, archive.catalogue.decisions(DOSSIER.id))
    for before, after in zip(view.documents, learned.documents, strict=True):
        assert after.tags[: len(before.tags)] == before.tags
        added = after.tags[len(before.tags) :]
        assert all(tag.method == "learned" for tag in added)
        assert before.proves("river_chief", None) == after.proves("river_chief", None)


def test_a_decision_on_a_proposal_stands_above_it(archive):
    proposals = learn(archive.catalogue, DOSSIER, EDITION)
    sha256 = next(iter(proposals.tags))
    word = Decision(
        sha256=sha256, indicator_id="river_chief", state="rejected", by="甲", at="2026-01-03T00:00:00+00:00"
    )
    view = archive.catalogue.view(DOSSIER, DOSSIER.id, EDITION)
    learned = with_proposals(view, proposals, [word])
    (viewed,) = (one for one in learned.documents if one.document.sha256 == sha256)
    assert viewed.tags == ()


def test_evaluation_counts_rules_and_model_against_the_decisions(archive):
    found = evaluate(examples_of(archive.catalogue, DOSSIER, EDITION), EDITION, with_model=True)
    assert (found.decisions, found.total.confirmed, found.total.rejected, found.is_enough) == (8, 4, 4, False)
    (row,) = found.rows
    assert (row.indicator, row.rules.recall, row.rules.precision) == (4, 0.0, None)
    assert row.with_model is not None
    assert (row.with_model.recall, row.with_model.precision) == (1.0, 1.0)


def test_without_scikit_learn_the_error_says_what_to_install(archive, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "sklearn", None)
    with pytest.raises(MissingPart, match="scikit-learn"):
        learn(archive.catalogue, DOSSIER, EDITION)
    assert evaluate(examples_of(archive.catalogue, DOSSIER, EDITION), EDITION, with_model=False).total.rules.missed == 4
