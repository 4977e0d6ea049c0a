"""The commands that are killed, each with the state it starts from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from benchmarks.crashes.materials import (
    CONFIRMED,
    FIRST_REVISION,
    LAST_REVISION,
    PLAN,
    REMOVED,
    Places,
    Step,
    age,
    ingest,
    ingest_later,
    init,
    of,
)

TODAY = date(2023, 3, 1).isoformat()


@dataclass(frozen=True)
class Scenario:
    """A command, the steps that make the state it starts from, what a second run of it may end with.

    `prepare` changes the prepared state by other means than a command. `repeats`: run twice it leaves a second row.
    `not_compared`: parts of `proof.content` that two runs do not agree on.
    """

    name: str
    command: Step
    before: Sequence[Step] = ()
    prepare: Callable[[Places], None] = field(default=lambda places: None)
    codes: frozenset[int] = frozenset({0})
    repeats: bool = False
    not_compared: Sequence[str] = ()


def _remove(places: Places) -> list[str]:
    return of("remove", REMOVED, "--reason", "单位撤回")(places)


def _export(places: Places) -> list[str]:
    return of("export", str(places.package), "--draft", "--today", TODAY)(places)


def _use_tantivy(places: Places) -> None:
    with (places.dossier / "dossier.yaml").open("a", encoding="utf-8") as file:
        file.write("search: {engine: tantivy}\n")


def _older(revision: int) -> Callable[[Places], None]:
    return lambda places: age(places, revision)


_CONFIRM = of("tag", "confirm", CONFIRMED, "10", "--note", "已核对")
_REJECT = of("tag", "reject", CONFIRMED, "10", "--note", "不是本县")
_CHECK = of("check", "--today", TODAY)
_FULL = (init, ingest, of("tag", "confirm", "报告4.docx", "10"))

SCENARIOS = (
    Scenario("init", init, codes=frozenset({0, 2}), not_compared=("dossier.yaml",)),
    Scenario("ingest", ingest, (init,)),
    Scenario("ingest again", ingest_later, _FULL),
    Scenario("tag confirm", _CONFIRM, _FULL, repeats=True),
    Scenario("tag reject", _REJECT, (*_FULL, _CONFIRM), repeats=True),
    Scenario("reindex", of("reindex"), _FULL),
    Scenario("reindex to tantivy", of("reindex"), _FULL, _use_tantivy),
    Scenario("ingest to tantivy", ingest_later, _FULL, _use_tantivy),
    Scenario("check", _CHECK, _FULL, codes=frozenset({0, 1}), repeats=True),
    Scenario("plan import", of("plan", "import", "{shared}/" + PLAN, "--yes"), _FULL),
    Scenario("export", _export, _FULL, codes=frozenset({0, 2})),
    Scenario("remove", _remove, _FULL, codes=frozenset({0, 2})),
    Scenario("restore", of("remove", REMOVED, "--undo"), (*_FULL, _remove), codes=frozenset({0, 2})),
    Scenario("purge", of("purge", REMOVED, "--reason", "涉密", "--yes"), (*_FULL, _remove)),
    Scenario("backup", of("backup", "{work}/备份"), _FULL, codes=frozenset({0, 2})),
    *(
        Scenario(f"migrate {revision:04}", of("status"), _FULL, _older(revision))
        for revision in range(FIRST_REVISION, LAST_REVISION + 1)
    ),
)
