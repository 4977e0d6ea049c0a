"""A check that keeps what did not change says what a full one says, whatever happened in between."""

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from archive import kept_checks
from archive.archive import Archive
from archive.catalogue import Arrival
from archive.catalogue.viewing import Standing
from pipeline.checker import check_archive, prepare_archive, run_checks
from schemas.audit import Removal
from schemas.claims import Amount, Ratio
from schemas.document import Identity, Period
from schemas.dossier import Dossier, IndicatorEntry, KeyTask, Target
from schemas.editions import load_edition
from schemas.errors import UsageError
from schemas.fact import Fact
from schemas.locator import PageLocator
from schemas.particulars import Annex, Citation, Deadline, Mark, Particulars, Validity
from schemas.result import DocumentResult
from schemas.tag import Decision, Tag

EDITION = load_edition("2021")
TODAY = date(2024, 6, 1)
AT = "2024-01-01T00:00:00+00:00"
PLACE = PageLocator(page=1)
MEASURES = (("air", 1), ("water", 1), ("ei", None))
CONTENTS = st.integers(0, 5)
TITLES = st.sampled_from(
    ("空气质量报告", "水污染防治方案", "城镇污水处理率情况报告", "临溪县人民政府关于印发水污染防治方案的通知")
)
NUMBERS = (None, "临政发〔2020〕1号", "临政发〔2020〕2号", "云政发〔2020〕1号")
TASKS = ("清河街道污水管网建设", "青河街道污水管网建设", "污水管网建设", "清河街道污水管网建设工程由县水利局负责")
FACTS = st.lists(
    st.tuples(
        st.sampled_from(MEASURES),
        st.sampled_from((2019, 2020, 2021, None)),
        st.sampled_from(("60", "61.5", "120", "-3", "9900")),
        st.sampled_from(("", "清河镇", "石桥乡")),
        st.sampled_from(("actual", "target", "component", "change")),
    ),
    max_size=4,
)
TAGS = st.lists(st.tuples(st.sampled_from(MEASURES), st.sampled_from(("evidence", "mention"))), max_size=2, unique=True)
SAYINGS = st.sets(
    st.sampled_from(("draft", "cites", "repeals", "deadline", "print", "claims", "annex", "validity", "topic"))
)


def sha256_of(content: int) -> str:
    return hashlib.sha256(bytes([content])).hexdigest()


def fact(of: tuple[str, int | None], year: int | None, value: str, subject: str, role: Any) -> Fact:
    indicator = EDITION.by_id(of[0])
    return Fact(
        indicator=indicator.number,
        indicator_id=of[0],
        sub=of[1],
        name=indicator.measure(of[1]).name,
        subject=subject,
        year=year,
        value=value,  # type: ignore[arg-type]
        unit="%",
        value_raw=value,
        role=role,
        quote=f"比上年提高{value}",
        locator=PLACE,
    )


def tag(of: tuple[str, int | None], relation: Any) -> Tag:
    """A tag; the words of evidence name the county, which tells whose the city's paper is."""
    number = EDITION.by_id(of[0]).number
    quote = "临溪县" if relation == "evidence" else ""
    return Tag(
        indicator=number, indicator_id=of[0], sub=of[1], relation=relation, score=0.9, method="title", quote=quote
    )


def claim() -> Ratio:
    """A share at the place of every fact, which its own numbers contradict."""
    above, below, stated = (
        Amount(value=value, unit=unit, raw=value, locator=PLACE)  # type: ignore[arg-type]
        for value, unit in (("50", "个"), ("100", "个"), ("60", "%"))
    )
    return Ratio(name="合格率", numerator=above, denominator=below, stated=stated, quote="合格率60%")


def particulars(content: int, sayings: set[str]) -> Particulars:
    number, title = NUMBERS[content % 4], "水污染防治方案" if content < 3 else ""
    cited = Citation(title=title or "临溪县水污染防治方案", doc_number=number, quote="根据方案", locator=PLACE)
    due, task = date(2021, 6 + content, 1), TASKS[content % 4]
    topic = TASKS[0] if "topic" in sayings else ""
    given: Any = {"units": ("县水利局",), "text": "前", "quote": f"{content}完成", "locator": PLACE}
    deadline = Deadline(matter=task, topic=topic, date=due, **given)
    annex = Annex(ordinal=1, title="水污染防治方案", is_present=False, locator=PLACE)
    validity = Validity(start=None, end=date(2018 + content, 12, 31), text="有效期", locator=PLACE)
    return Particulars(
        draft_mark=Mark(word="草案", text="（草案）", locator=PLACE) if "draft" in sayings else None,
        cites=(cited,) if "cites" in sayings else (),
        repeals=(cited,) if "repeals" in sayings else (),
        annexes=(annex,) if "annex" in sayings else (),
        validity=validity if "validity" in sayings else None,
        deadlines=(deadline,) if "deadline" in sayings else (),
        ratios=(claim(),) if "claims" in sayings else (),
        fingerprint=tuple(range(3 * content, 60 + 3 * content)) if "print" in sayings else (),
    )


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A few documents that state numbers, one of them impossible."""
    with Archive.open(tmp_path / "store", create=True) as archive:
        for content in range(6):
            name = f"县水利局/{content}.pdf"
            archive.catalogue.receive(Arrival("dossier", name, f"/{name}", sha256_of(content), 1, AT))
            facts = (fact(("air", 1), 2020, str(70 + 10 * content), "", "actual"),)
            tags = (tag(("air", 1), "evidence"),)
            identity = Identity(title=f"空气质量报告{content}", issuer="临溪县水利局", date=date(2021, 2, content + 1))
            archive.catalogue.record(
                DocumentResult(
                    sha256=sha256_of(content), status="ok", identity=identity, edition="2021", tags=tags, facts=facts,
                    particulars=particulars(content, {"cites", "print"}),
                ),
                AT,
            )  # fmt: skip
        yield archive


DOSSIER = Dossier(county="临溪县", edition="2021", years=(2020, 2021))


def test_several_processes_say_what_one_says(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = check_archive(archive, DOSSIER, EDITION, TODAY, full=True)
    monkeypatch.setattr("pipeline.checker.preparing.FEWEST_FOR_PROCESSES", 1)
    monkeypatch.setattr("pipeline.checker.planning._DOCUMENTS_AT_ONCE", 1)
    assert check_archive(archive, DOSSIER, EDITION, TODAY, 2, full=True) == alone
    assert alone.findings


def test_the_citys_paper_tells_whose_it_is_by_words_that_are_not_kept(archive: Archive) -> None:
    name, number = "市/1.pdf", EDITION.by_id("air").number
    archive.catalogue.receive(Arrival("dossier", name, f"/{name}", sha256_of(9), 1, AT))
    identity = Identity(title="云泽市下达年度目标的通知", issuer="云泽市生态环境局", date=date(2020, 2, 1))
    result = DocumentResult(
        sha256=sha256_of(9), status="ok", identity=identity, edition="2021", tags=(tag(("air", 1), "evidence"),),
        facts=(fact(("air", 1), 2020, "90", "", "target"),), particulars=particulars(4, set()),
    )  # fmt: skip
    archive.catalogue.record(result, AT)
    entry = IndicatorEntry(id="air", number=number, name="环境空气质量", lead_units=("县水利局",))
    dossier = Dossier(county="临溪县", edition="2021", years=(2020, 2021), id="dossier", indicators=(entry,))
    kept = check_archive(archive, dossier, EDITION, TODAY)
    view = archive.catalogue.view(dossier, dossier.id, EDITION)
    assert kept == run_checks(view.model_copy(update={"today": TODAY}))
    assert any(name in finding.files for finding in kept.findings if finding.check == "target-missed")


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 99, None])
def test_damage_to_what_is_kept_costs_a_full_check(archive: Archive, damage: bytes | None) -> None:
    first = check_archive(archive, DOSSIER, EDITION, TODAY)
    kept = archive.folder / "checks.sqlite"
    if damage is None:
        with closing(sqlite3.connect(kept)) as connection, connection:
            connection.execute("UPDATE piece SET payload = x'5b5b'")
    else:
        kept.write_bytes(damage)
    assert check_archive(archive, DOSSIER, EDITION, TODAY) == first
    assert check_archive(archive, DOSSIER, EDITION, TODAY) == first


def test_where_nothing_can_be_kept_a_check_says_the_same(archive: Archive) -> None:
    first = check_archive(archive, DOSSIER, EDITION, TODAY)
    kept = archive.folder / "checks.sqlite"
    kept.unlink()
    kept.mkdir()
    assert check_archive(archive, DOSSIER, EDITION, TODAY) == first
    prepare_archive(archive, DOSSIER, EDITION, 6)
    assert not list(kept.iterdir())


def test_what_was_worked_out_when_documents_were_taken_in_says_what_is_worked_out_later(archive: Archive) -> None:
    later = check_archive(archive, DOSSIER, EDITION, TODAY)
    kept = archive.folder / "checks.sqlite"
    kept.unlink()
    prepare_archive(archive, DOSSIER, EDITION, 1)
    store = kept_checks.KeptChecks(kept)
    assert store.last(DOSSIER.id) is None  # most were there before
    prepare_archive(archive, DOSSIER, EDITION, 6)
    last = store.last(DOSSIER.id)
    assert last is not None
    assert last.stage == "prepared"
    assert check_archive(archive, DOSSIER, EDITION, TODAY) == later
    after = store.last(DOSSIER.id)
    assert after is not None
    # nothing was begun anew: what was prepared was gone on with
    assert (after.stage, after.turn) == ("checked", last.turn + 1)


def test_a_check_that_was_not_finished_counts_for_nothing(archive: Archive) -> None:
    first = check_archive(archive, DOSSIER, EDITION, TODAY)
    store = kept_checks.KeptChecks(archive.folder / "checks.sqlite")
    last = store.last(DOSSIER.id)
    assert last is not None
    turn = store.begin(DOSSIER.id, last.setting)
    store.write(DOSSIER.id, turn, {kept_checks.Piece("rows", "", 0): b"[]"})
    assert check_archive(archive, DOSSIER, EDITION, TODAY) == first
    after = store.last(DOSSIER.id)
    assert after is not None
    assert (after.standing, after.stage) == (last.standing, last.stage)


def test_of_two_that_write_the_later_one_is_kept(tmp_path: Path) -> None:
    store = kept_checks.KeptChecks(tmp_path / "checks.sqlite")
    piece = kept_checks.Piece("rows", "", 0)
    first, second = store.begin("d", "one"), store.begin("d", "other")
    store.write("d", second, {piece: b"2"})
    with pytest.raises(kept_checks.Overtaken):
        store.write("d", first, {piece: b"3"})
    assert store.payloads("d", [piece]) == {piece: b"2"}
    done = kept_checks.Last("other", Standing(1, 1, ""), "checked", second)
    store.write("d", second, {}, (), done)
    assert store.last("d") == done
    store.take_turn("d", done)
    with pytest.raises(kept_checks.Overtaken):
        store.take_turn("d", done)


class KeptChecks(RuleBasedStateMachine):
    """An archive of a few documents to which anything may happen between two checks."""

    @initialize()
    def begin(self) -> None:
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr("pipeline.checker.records.BLOCK", 2)
        self.folder = tempfile.TemporaryDirectory()
        self.archive = Archive.open(Path(self.folder.name), create=True)
        self.dossier = Dossier(county="临溪县", edition="2021", years=(2020, 2021))

    @rule(content=CONTENTS, place=st.integers(0, 5))
    def receive(self, content: int, place: int) -> None:
        name = f"县水利局/{place}.pdf"
        self.archive.catalogue.receive(Arrival(self.dossier.id, name, f"/{name}", sha256_of(content), 1, AT))

    @rule(
        content=CONTENTS, title=TITLES, facts=FACTS, tags=TAGS, sayings=SAYINGS, year=st.integers(2017, 2023),
        kind=st.sampled_from(("plan", "statistics", "notice")), number=st.sampled_from(NUMBERS),
        issuer=st.sampled_from(("临溪县水利局", "云泽市水利局")),
    )  # fmt: skip
    def understand(self, content: int, **drawn: Any) -> None:
        if sha256_of(content) not in self.archive.catalogue.sha256s():
            return
        period = Period(start=date(drawn["year"], 1, 1), end=date(drawn["year"], 12, 31))
        identity = Identity(
            title=drawn["title"], issuer=drawn["issuer"], doc_number=drawn["number"], kind=drawn["kind"],
            date=date(drawn["year"] + 1, 2, 1), period=period,
        )  # fmt: skip
        self.archive.catalogue.record(
            DocumentResult(
                sha256=sha256_of(content), status="ok", identity=identity, edition="2021",
                particulars=particulars(content, drawn["sayings"]),
                tags=tuple(tag(*one) for one in drawn["tags"]), facts=tuple(fact(*one) for one in drawn["facts"]),
            ),
            AT,
        )  # fmt: skip

    @rule(content=CONTENTS, of=st.sampled_from(MEASURES), state=st.sampled_from(("confirmed", "rejected")))
    def decide(self, content: int, of: tuple[str, int | None], state: Any) -> None:
        word = Decision(sha256=sha256_of(content), indicator_id=of[0], sub=of[1], state=state, by="甲", at=AT)
        try:
            self.archive.catalogue.decide(self.dossier.id, word)
        except UsageError:
            return

    @rule(content=CONTENTS, place=st.integers(0, 5))
    def remove(self, content: int, place: int) -> None:
        try:
            self.archive.catalogue.remove(
                self.dossier.id, f"县水利局/{place}.pdf", sha256_of(content), Removal(reason="不用", by="甲", at=AT)
            )
        except UsageError:
            return

    @rule(least=st.sampled_from((None, "50", "90")), years=st.sampled_from(((2020, 2021), (2021, 2022))))
    def edit_the_dossier(self, least: str | None, years: tuple[int, ...]) -> None:
        wanted = Target(text="目标", op=">=", value=least, unit="%") if least else None  # type: ignore[arg-type]
        number, name = EDITION.by_id("air").number, EDITION.by_id("air").name
        entry = IndicatorEntry(id="air", number=number, name=name, target=wanted, lead_units=("县水利局",))
        task = KeyTask(number=1, name="污水管网建设", deadline=date(2021, 12, 31))
        tasks = (task,) if least else ()
        self.dossier = self.dossier.model_copy(update={"years": years, "indicators": (entry,), "tasks": tasks})

    @rule()
    def lose_what_was_kept(self) -> None:
        (self.archive.folder / "checks.sqlite").unlink(missing_ok=True)

    @rule(new=st.sampled_from((0, 6)))
    def prepare(self, new: int) -> None:
        prepare_archive(self.archive, self.dossier, EDITION, new)

    @rule()
    def check(self) -> None:
        kept = check_archive(self.archive, self.dossier, EDITION, TODAY)
        assert kept == check_archive(self.archive, self.dossier, EDITION, TODAY, full=True)
        view = self.archive.catalogue.view(self.dossier, self.dossier.id, EDITION)
        assert kept == run_checks(view.model_copy(update={"today": TODAY}))

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.check()
            self.archive.close()
            self.folder.cleanup()
            self.patch.undo()


TestKeptChecks = KeptChecks.TestCase
TestKeptChecks.settings = settings(max_examples=6, stateful_step_count=12, deadline=None)
