"""The audit chain: every write is in it, every change by other hands shows."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command

from archive.catalogue import Catalogue
from archive.catalogue.audit import digest_of
from archive.catalogue.connection import make_engine, writing
from archive.catalogue.migrations.upgrade import configuration
from schemas.finding import CheckSummary, Waiver
from schemas.package import KeptPackage

AT = "2026-05-06T08:00:00+08:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catalogue.sqlite"


@pytest.fixture
def used(path: Path, make: Any) -> Iterator[Catalogue]:
    """A catalogue in which each kind of write has happened."""
    with Catalogue.open(path) as catalogue:
        catalogue.receive(make.arrival("one", "a.pdf"))
        catalogue.receive(make.arrival("one", "a.pdf"))
        catalogue.receive(make.arrival("two", "a.pdf"))
        catalogue.record(make.result("two", tags=(make.tag("air"),), parsed=make.parsed("甲", "乙")), AT, "李")
        catalogue.decide("d1", make.decision("two", "air", 1, "confirmed"))
        catalogue.decide("d1", make.decision("two", "air", 1, "rejected"))
        catalogue.waive("d1", Waiver(key="k1", reason="已核", by="王", at=AT))
        catalogue.withdraw_waiver("d1", "k1", "王", AT)
        catalogue.keep_check("d1", CheckSummary(at=AT, findings=()), "王")
        kept = KeptPackage(at=AT, place="上报包", tag_manifest_sha256="0", files=1, size_bytes=2, is_draft=True)
        catalogue.keep_package("d1", kept, [make.sha("two")], "王")
        yield catalogue


def test_every_write_is_an_act_in_order(used: Catalogue, make: Any) -> None:
    acts = used.acts("d1")
    assert [act.action for act in acts] == [
        "begun", "received", "received", "replaced", "understood", "decided", "decided",
        "waived", "waiver_withdrawn", "check_kept", "package_kept",
    ]  # fmt: skip
    assert [act.number for act in acts] == list(range(1, 12))
    assert [act.by for act in acts][4:] == ["李", "李", "李", "王", "王", "王", "王"]
    first, second = acts[5], acts[6]
    assert first.before is None
    assert second.before == first.after
    assert second.subject == make.sha("two")
    assert acts[4].after is not None
    assert (acts[4].after["pages"], acts[4].after["tags"]) == (2, 1)
    assert acts[8].before == {"key": "k1", "reason": "已核", "by": "王", "at": AT}


def test_another_dossier_and_a_limit_show_less(used: Catalogue) -> None:
    assert {act.action for act in used.acts("d2")} == {"begun", "understood"}
    assert [act.number for act in used.acts(limit=2)] == [10, 11]


def test_an_untouched_catalogue_has_no_faults(used: Catalogue) -> None:
    assert used.audit_faults() == ()
    assert used.changed_contents() == ()


def test_the_database_refuses_to_change_or_delete_an_act(used: Catalogue, path: Path) -> None:
    for statement in ("UPDATE audit SET by = '张'", "DELETE FROM audit WHERE number = 3"):
        with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE audit SET by = '张' WHERE number = 6", "第 6 条被改动"),
        ("UPDATE audit SET after = NULL WHERE number = 6", "第 6 条被改动"),
        ("UPDATE audit SET after = '[' WHERE number = 6", "第 6 条被改动"),
        ("DELETE FROM audit WHERE number = 6", "缺少第 6～6 条"),
        ("DELETE FROM audit WHERE number > 9", "末尾缺少 2 条"),
        ("DELETE FROM audit", "被清空"),
        ("UPDATE decision SET state = 'confirmed'", "表 decision 的一行与审计记录不符"),
        ("DELETE FROM waiver", "表 waiver 有 0 行，审计记录写入过 2 行"),
        ("UPDATE package SET is_draft = 0", "表 package 的一行与审计记录不符"),
        ("UPDATE receipt SET received_at = '2020'", "表 receipt 的一行与审计记录不符"),
    ],
)
def test_what_other_hands_did_shows(used: Catalogue, path: Path, statement: str, told: str) -> None:
    _by_other_hands(path, statement)
    assert any(told in fault for fault in used.audit_faults()), used.audit_faults()


def test_an_act_with_a_digest_of_its_own_breaks_the_chain_behind_it(used: Catalogue, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        row = dict(connection.execute("SELECT * FROM audit WHERE number = 6").fetchone())
    row["by"] = "张"
    _by_other_hands(path, f"UPDATE audit SET by = '张', digest = '{digest_of(row)}' WHERE number = 6")
    assert used.audit_faults() == ("审计记录第 7 条与前一条不相接",)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE page SET text = '丙' WHERE page = 2",
        "DELETE FROM tag",
        "UPDATE tag SET payload = replace(payload, '0.75', '0.95')",
        "UPDATE original SET title = '别的'",
    ],
)
def test_a_content_that_no_pipeline_wrote_shows(used: Catalogue, path: Path, make: Any, statement: str) -> None:
    _by_other_hands(path, statement)
    assert used.changed_contents() == (make.sha("two"),)


def test_rows_from_before_the_chain_are_no_fault(path: Path, make: Any) -> None:
    _old(path, lambda connection: connection.execute("INSERT INTO dossier VALUES (1, 'd1')"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO waiver VALUES (1, 1, 'k', '旧', '李', '2024')")
        connection.commit()
    with Catalogue.open(path) as catalogue:
        catalogue.waive("d1", Waiver(key="k1", reason="新", by="王", at=AT))
        assert catalogue.audit_faults() == ()
        assert catalogue.acts()[0].after == {"decision": 0, "package": 0, "receipt": 0, "waiver": 1}
    _by_other_hands(path, "DELETE FROM waiver WHERE id = 1")
    with Catalogue.open(path) as catalogue:
        assert catalogue.audit_faults() == ("表 waiver 有 0 行，审计记录写入过 1 行",)


def _old(path: Path, fill: Callable[[sqlite3.Connection], object]) -> None:
    """Make a catalogue as the version before the chain left it."""
    engine = make_engine(path, 1, foreign_keys=False)
    config = configuration()
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
    engine.dispose()
    with closing(sqlite3.connect(path)) as raw:
        fill(raw)
        raw.commit()


def _by_other_hands(path: Path, statement: str) -> None:
    """Write as one who knows SQL would, the triggers out of the way."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER audit_update")
        connection.execute("DROP TRIGGER audit_delete")
        connection.execute(statement)
        connection.commit()
