"""The key work tasks of real plans, read from Word and PDF, against their plain text."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from archive.dossier_file import load_dossier, save_dossier
from pipeline.parsers import parse
from pipeline.plan_import import PlanReading, apply, changes, read_plan
from pipeline.stages.detect import detect
from sample_docs import PLAN_FILE, SAMPLE_FOLDER
from schemas.dossier import Dossier
from schemas.editions import load_edition

SEEDS = Path(__file__).parents[2] / "../shared/seeds"
LUZHAI, LIANSHAN = "luzhai_2023_work_plan", "lianshan_2017_2025_plan"
seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed plans are not beside the repository")


@cache
def reading(file: Path, edition: str) -> PlanReading:
    return read_plan(parse(file, detect(file)), load_edition(edition))


def luzhai_tasks() -> Iterator[tuple[object, ...]]:
    """Yield the rows of the annex as the plain text has them: a tab begins a cell, an empty line ends a row."""
    text = (SEEDS / f"{LUZHAI}.txt").read_text(encoding="utf-8")
    for row in re.split(r"\n *\n(?=\t)", text[text.rindex("附表2") :])[2:]:
        cells = [re.sub(r"\s", "", cell) for cell in re.split(r"\n\t", "\n" + row.lstrip("\n"))[1:]]
        yield int(cells[0]), cells[1], cells[2], date(2023, 12, 31), tuple(cells[4].split("、"))


@seeds
@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_luzhai_row_by_row(suffix: str) -> None:
    expected = list(luzhai_tasks())
    assert len(expected) == 14
    found = reading(SEEDS / f"{LUZHAI}{suffix}", "2021")
    assert [
        (task.number, task.name, re.sub(r"\s", "", task.content), task.deadline, task.lead_units)
        for task in found.tasks
    ] == expected
    assert all(task.deadline_text == "2023年12月" and not task.cooperating_units for task in found.tasks)
    assert len(found.entries) == 35


@seeds
def test_luzhai_from_the_old_word_format(soffice: str) -> None:
    assert reading(SEEDS / f"{LUZHAI}.doc", "2021").tasks == reading(SEEDS / f"{LUZHAI}.docx", "2021").tasks


@seeds
@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_plan_without_a_task_table_has_no_tasks(suffix: str) -> None:
    assert reading(SEEDS / f"{LIANSHAN}{suffix}", "2019").tasks == ()


def test_the_sample_plan_and_the_file_it_is_written_to(tmp_path: Path) -> None:
    found = reading(SAMPLE_FOLDER / PLAN_FILE, "2021")
    assert [task.number for task in found.tasks] == list(range(1, 9))
    assert len({task.deadline for task in found.tasks}) == 7
    file = tmp_path / "dossier.yaml"
    save_dossier(file, apply(Dossier(county="青岚县", edition="2021", years=(2022,)), found))
    text = file.read_text(encoding="utf-8")
    name = f"name: {found.tasks[1].name}"
    file.write_text(text.replace(name, f"{name}\n    done: true\n    note: 已备案 # 见存档"), encoding="utf-8")
    edited = load_dossier(file)
    assert edited.tasks[1].done
    assert changes(edited, found) == ()
    save_dossier(file, apply(edited, found))
    assert load_dossier(file) == edited
    assert "# 见存档" in file.read_text(encoding="utf-8")
