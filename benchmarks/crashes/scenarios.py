"""The commands that are killed, each with the state it starts from."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from benchmarks.crashes.materials import (
    CONFIRMED,
    EARLIER,
    FIRST_REVISION,
    LAST_REVISION,
    NEWER,
    OLDER,
    PLAN,
    REMOVED,
    Places,
    Step,
    age,
    ingest,
    ingest_earlier,
    ingest_later,
    ingest_versions,
    init,
    init_earlier,
    of,
)

TODAY = date(2023, 3, 1).isoformat()


@dataclass(frozen=True)
class Scenario:
    """A command, the steps that make the state it starts from, what a second run of it may end with.

    `prepare` changes the prepared state by other means than a command. `repeats`: run twice it leaves a second row.
    `not_compared`: parts of `proof.content` that two runs do not agree on. `has_kept_checks`: what was kept of the last
    check must lead the next one to what a full one says.
    """

    name: str
    command: Step
    before: Sequence[Step] = ()
    prepare: Callable[[Places], None] = field(default=lambda places: None)
    codes: frozenset[int] = frozenset({0})
    repeats: bool = False
    not_compared: Sequence[str] = ()
    has_kept_checks: bool = False


def _remove(places: Places) -> list[str]:
    return of("remove", REMOVED, "--reason", "单位撤回")(places)


def _export(places: Places) -> list[str]:
    return of("export", str(places.package), "--draft", "--today", TODAY)(places)


def _restore(places: Places) -> list[str]:
    return ["restore", str(places.work / "备份"), str(places.dossier)]


def _lose_dossier(places: Places) -> None:
    shutil.rmtree(places.dossier)


def _use_tantivy(places: Places) -> None:
    with (places.dossier / "dossier.yaml").open("a", encoding="utf-8") as file:
        file.write("search: {engine: tantivy}\n")


def _older(revision: int) -> Callable[[Places], None]:
    return lambda places: age(places, revision)


_CONFIRM = of("tag", "confirm", CONFIRMED, "10", "--note", "已核对")
_REJECT = of("tag", "reject", CONFIRMED, "10", "--note", "不是本县")
_MANY_WORDS = (
    *(of("tag", "confirm", f"报告{number}.docx", "10") for number in (0, 5)),
    *(of("tag", "reject", f"报告{number}.docx", "10") for number in (1, 2)),
)
_UNDO = of("versions", "undo", NEWER, OLDER, "--note", "两份不同的报告")
_BACKUP = of("backup", "{work}/备份")
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
    Scenario("check", _CHECK, _FULL, codes=frozenset({0, 1}), repeats=True, has_kept_checks=True),
    Scenario(
        "check again",
        _CHECK,
        (*_FULL, _CHECK, ingest_later),
        codes=frozenset({0, 1}),
        repeats=True,
        has_kept_checks=True,
    ),
    Scenario("tag learn", of("tag", "learn"), (*_FULL, *_MANY_WORDS)),
    Scenario("versions undo", _UNDO, (*_FULL, ingest_versions), repeats=True),
    Scenario("carry", of("carry", "{work}/" + EARLIER), (init_earlier, ingest_earlier, init)),
    Scenario("plan import", of("plan", "import", "{shared}/" + PLAN, "--yes"), _FULL),
    Scenario("export", _export, _FULL, codes=frozenset({0, 2})),
    Scenario("remove", _remove, _FULL, codes=frozenset({0, 2})),
    Scenario("remove --undo", of("remove", REMOVED, "--undo"), (*_FULL, _remove), codes=frozenset({0, 2})),
    Scenario("purge", of("purge", REMOVED, "--reason", "涉密", "--yes"), (*_FULL, _remove)),
    Scenario("restore", _restore, (*_FULL, _BACKUP), _lose_dossier, codes=frozenset({0, 2})),
    Scenario("backup", _BACKUP, _FULL, codes=frozenset({0, 2})),
    *(
        Scenario(f"migrate {revision:04}", of("status"), _FULL, _older(revision))
        for revision in range(FIRST_REVISION, LAST_REVISION + 1)
    ),
)
