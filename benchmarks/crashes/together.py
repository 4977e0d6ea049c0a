"""Many commands at once on one store, each in a process of its own: what do they say, what do they leave behind?"""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.crashes.children import Ended, asked, begun, command, ended
from benchmarks.crashes.materials import CONFIRMED, Places, ingest, init, of, write_report

INGESTED_AT_ONCE = 3
NEVER_SHOWN = ("locked", "Traceback", "程序缺陷", "store-busy", "index-damaged", "store-damaged")
_WAITED = "另一个程序正在写入"


def rounds(places: Places, count: int) -> tuple[list[str], Counter[str]]:
    """Run so many rounds of commands at once; return what was wrong in words, how many ran and how many waited."""
    shutil.rmtree(places.work, ignore_errors=True)
    places.work.mkdir()
    wrong: list[str] = []
    counts: Counter[str] = Counter()
    for step in (init, ingest):
        command(step(places), places.work)
    for number in range(1, count + 1):
        wrong += [f"round {number}: {sentence}" for sentence in _round(places, number, counts)]
    wrong += _wrong_at_last(places, count)
    return wrong, counts


def _round(places: Places, number: int, counts: Counter[str]) -> Iterator[str]:
    commands = list(_commands(places, number))
    started = [
        (words, begun(arguments, places.work, places.work.parent / f"printed{index}"))
        for index, (words, arguments) in enumerate(commands)
    ]
    for words, child in started:
        outcome = ended(child)
        counts["commands"] += 1
        counts["waited"] += _WAITED in outcome.output
        yield from (f"{words}: {sentence}" for sentence in _wrongs(outcome))


def _wrongs(outcome: Ended) -> Iterator[str]:
    if outcome.code not in (0, 1):
        yield f"exit {outcome.code}: {outcome.output[-300:]}"
    for words in NEVER_SHOWN:
        if words in outcome.output:
            yield f"showed “{words}”: {outcome.output[-300:]}"


def _commands(places: Places, number: int) -> Iterator[tuple[str, list[str]]]:
    for which in range(INGESTED_AT_ONCE):
        folder = places.work / f"新材料{number}-{which}"
        folder.mkdir()
        write_report(folder / f"又一份{number}-{which}.docx", 100 * number + which)
        yield "ingest", of("ingest", str(folder))(places)
    yield "reindex", of("reindex")(places)
    yield "export", of("export", str(places.work / f"上报包{number}"), "--draft")(places)
    yield "check", of("check")(places)
    yield "tag confirm", of("tag", "confirm", CONFIRMED, "10", "--note", f"第{number}次")(places)
    for query in ("林草覆盖率", "青岚县", "样地"):
        yield "search", of("search", query)(places)
    yield "verify", of("verify")(places)


def _wrong_at_last(places: Places, rounds_run: int) -> list[str]:
    verified = command(of("verify")(places), places.work)
    wrong = [] if verified.code == 0 else [f"verify at last: {verified.output}"]
    found = asked(lambda: _held(places.dossier), places.work)
    wanted = dict.fromkeys(("decisions", "packages", "checks"), rounds_run) | {"又一份": rounds_run * INGESTED_AT_ONCE}
    wrong += [f"{name}: {found[name]} instead of {count}" for name, count in wanted.items() if found[name] != count]
    return wrong


def _held(folder: Path) -> dict[str, int]:
    from desk.workplace import workplace_at  # noqa: PLC0415 - only the copies load the program

    with workplace_at(folder / "dossier.yaml") as workplace:
        catalogue, key = workplace.archive.catalogue, workplace.dossier.id
        return {
            "又一份": sum("又一份" in document.file for document in catalogue.documents(key)),
            "decisions": len(catalogue.decisions(key)),
            "packages": len(catalogue.packages(key)),
            "checks": len(catalogue.check_runs(key)),
        }
