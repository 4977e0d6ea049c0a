"""The annex tables of two real plans, read from Word and PDF, against their plain text."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.parsers import parse
from pipeline.plan_import import PlanReading, apply, changes, read_plan
from pipeline.stages.detect import detect
from schemas.dossier import Dossier, IndicatorEntry
from schemas.editions import load_edition

SHARED = Path(__file__).parents[2] / "../shared"
SEEDS = SHARED / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed plans are not beside the repository")

LUZHAI, LIANSHAN = "luzhai_2023_work_plan", "lianshan_2017_2025_plan"
EDITIONS = {LUZHAI: "2021", LIANSHAN: "2019"}


@cache
def reading(plan: str, suffix: str) -> PlanReading:
    file = SEEDS / f"{plan}{suffix}"
    return read_plan(parse(file, detect(file)), load_edition(EDITIONS[plan]))


def rows_of_text(plan: str, begin: str, end: str) -> Iterator[list[str]]:
    """Yield the cells of the annex as the plain text has them: a tab begins a cell, an empty line ends a row."""
    text = (SEEDS / f"{plan}.txt").read_text(encoding="utf-8")
    section = text[text.rindex(begin) : text.rindex(end)]
    for row in re.split(r"\n *\n(?=\t)", section)[2:]:
        cells = re.split(r"\n\t", "\n" + row.lstrip("\n"))[1:]
        yield ["\n".join(line.strip() for line in cell.splitlines() if line.strip()) for cell in cells]


def ids(column: str) -> dict[int, str]:
    rows: list[dict[str, Any]] = json.loads((SHARED / "domain/indicators_crosswalk.json").read_text(encoding="utf-8"))
    return {row[column]: row["id"] for row in rows if row[column]}


def luzhai_rows() -> Iterator[dict[str, object]]:
    known, domain, task = ids("n2021"), "", ""
    for cells in rows_of_text(LUZHAI, "附表1", "附表2"):
        domain = cells[0].replace("\n", "")[:4] or domain  # the text prints 生态安全 once a page
        task = cells[1].replace("\n", "") or task
        name, *subs = cells[3].split("\n")
        targets = cells[4].split("\n")
        yield {
            "id": known[int(cells[2])],
            "number": int(cells[2]),
            "name": name,
            "domain": domain,
            "task": task,
            "subs": [re.sub(r"^（\d）", "", sub) for sub in subs],
            "targets": targets if len(targets) == len(subs) > 0 else [None] * len(subs),
            "target": targets[0] if len(targets) == 1 else None,
            "attribute": cells[5],
            "lead_units": tuple(cells[6].split("、")),
            "deadline": date(2023, 12, 31),
        }


def lianshan_rows() -> Iterator[dict[str, object]]:
    known = ids("n2019")
    for cells in rows_of_text(LIANSHAN, "附件2", "附件3"):
        name, *subs = cells[1].split("\n")
        nothing = cells[3] == "/"
        yield {
            "id": known[int(cells[0])],
            "number": int(cells[0]),
            "name": name,
            "task": "" if nothing else bare(cells[2]),
            "subs": subs,
            "targets": [None] * len(subs),
            "target": None,
            "lead_units": () if nothing else tuple(cells[3].split("、")),
            "cooperating_units": () if nothing else tuple(cells[4].split("、")),
            "applicable": not nothing,
        }


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def as_row(entry: IndicatorEntry, fields: set[str]) -> dict[str, object]:
    row: dict[str, object] = {field: getattr(entry, field) for field in fields - {"subs", "target", "targets"}}
    row["subs"] = [sub.name for sub in entry.subs]
    row["targets"] = [sub.target.text if sub.target else None for sub in entry.subs]
    row["target"] = entry.target.text if entry.target else None
    return row


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_luzhai_is_read_row_by_row(suffix: str) -> None:
    expected = list(luzhai_rows())
    assert len(expected) == 35
    found = reading(LUZHAI, suffix)
    assert [as_row(entry, set(expected[0])) for entry in found.entries] == expected
    assert found.remarks == ()
    assert found.absent == ()
    assert found.county == "鹿寨县"


def test_luzhai_numbers_are_comparisons() -> None:
    entries = {entry.id: entry for entry in reading(LUZHAI, ".docx").entries}
    fertilizer, pesticide = (sub.target for sub in entries["fert_pest"].subs)
    assert fertilizer is not None
    assert pesticide is not None
    assert [(t.op, str(t.value), t.unit, t.year) for t in (fertilizer, pesticide)] == [
        (">=", "41", "%", 2023),
        (">=", "43", "%", 2023),
    ]
    numeric = [entry.id for entry in entries.values() if entry.target and entry.target.value is not None]
    assert len(numeric) == 17
    assert all(entry.applicable for entry in entries.values())
    assert sum(entry.attribute == "约束性" for entry in entries.values()) == 19


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_lianshan_is_read_row_by_row(suffix: str) -> None:
    expected = list(lianshan_rows())
    assert len(expected) == 35
    found = reading(LIANSHAN, suffix)
    rows = [as_row(entry, set(expected[0])) for entry in found.entries]
    for row in rows:
        row["task"] = bare(str(row["task"]))
    assert rows == expected
    assert [entry.number for entry in found.entries if not entry.applicable] == [12, 17]
    assert all("“/”" in entry.reason for entry in found.entries if not entry.applicable)
    assert found.county == "连山壮族瑶族自治县"


def test_both_formats_say_the_same() -> None:
    assert reading(LUZHAI, ".docx").entries == reading(LUZHAI, ".pdf").entries
    word, pdf = (
        [entry.model_copy(update={"task": bare(entry.task)}) for entry in reading(LIANSHAN, suffix).entries]
        for suffix in (".docx", ".pdf")
    )
    assert word == pdf


def test_the_wrong_edition_is_noticed() -> None:
    file = SEEDS / f"{LIANSHAN}.docx"
    found = read_plan(parse(file, detect(file)), load_edition("2021"))
    assert "指标体系版本" in found.remarks[0]
    assert {entry.id for entry in found.entries} <= {i.id for i in load_edition("2021").indicators}
    assert next(entry for entry in found.entries if entry.id == "hazwaste").number == 12


def test_importing_twice_changes_nothing_more() -> None:
    empty = Dossier(county="鹿寨县", edition="2021", years=(2020, 2021, 2022))
    found = reading(LUZHAI, ".docx")
    full = apply(empty, found)
    assert len(changes(empty, found)) == 35 + 14 + 1
    assert changes(full, found) == ()
    assert apply(full, reading(LUZHAI, ".pdf")) == full
    assert "柳州市鹿寨生态环境局" in {unit.name for unit in full.units}
