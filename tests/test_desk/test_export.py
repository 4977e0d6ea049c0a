"""`export` and `package`: from the demo's archive to a package that proves itself."""

import shutil

import pytest
from openpyxl import load_workbook

TODAY = ("--today", "2023-03-01")


@pytest.fixture(scope="module")
def packed(demo, run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("上报") / "包"
    outcome = run("-C", demo[0], "export", folder, "--draft", *TODAY)
    assert outcome.code == 0, outcome.out
    return folder, outcome


def test_open_errors_forbid_it(demo, run, tmp_path):
    outcome = run("-C", demo[0], "export", tmp_path / "包", *TODAY)
    assert outcome.code == 2
    assert "--draft" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_the_same_state_gives_the_same_bytes(demo, run, packed, tmp_path):
    run("-C", demo[0], "export", tmp_path / "再一次", "--draft", *TODAY)
    names = sorted(path.relative_to(packed[0]) for path in packed[0].rglob("*"))
    assert names == sorted(path.relative_to(tmp_path / "再一次") for path in (tmp_path / "再一次").rglob("*"))
    for name in names:
        if (packed[0] / name).is_file():
            assert (packed[0] / name).read_bytes() == (tmp_path / "再一次" / name).read_bytes(), name


def test_the_list_names_every_file_at_its_place(packed):
    sheet = load_workbook(packed[0] / "data" / "00 总目录.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert len(rows) > 40
    listed = {row[-1] for row in rows}
    there = {
        path.relative_to(packed[0] / "data").as_posix()
        for path in (packed[0] / "data").rglob("*")
        if path.is_file() and not path.name.startswith("00 ")
    }
    assert listed == there
    assert len({row[0] for row in rows}) == len(rows)


def test_it_is_verified_without_the_archive(packed, run, tmp_path):
    folder = shutil.copytree(packed[0], tmp_path / "收到的包")
    assert run("package", "verify", folder).code == 0
    victim = next(path for path in sorted((folder / "data").rglob("*.pdf")))
    victim.write_bytes(victim.read_bytes() + b" ")
    outcome = run("package", "verify", folder)
    assert outcome.code == 1
    assert victim.name[:10] in outcome.out


def test_two_packages_are_compared(packed, run, tmp_path):
    folder = shutil.copytree(packed[0], tmp_path / "包")
    outcome = run("package", "diff", packed[0], folder)
    assert outcome.code == 0
    assert "相同" in outcome.out


def test_the_archive_remembers_its_packages(demo, run, packed):
    victim = packed[0] / "bag-info.txt"
    before = victim.read_bytes()
    victim.write_bytes(before.replace(b"draft", b"final"))
    outcome = run("-C", demo[0], "verify")
    victim.write_bytes(before)
    assert outcome.code != 0
    assert "上报包" in outcome.out


def test_nothing_is_written_over(packed, demo, run):
    outcome = run("-C", demo[0], "export", packed[0], "--draft")
    assert outcome.code == 2
    assert "已存在" in outcome.err


def test_parts_stay_below_their_limit_and_are_looked_at_together(demo, run, tmp_path):
    folder = shutil.copytree(demo[0], tmp_path / "复核")
    with (folder / "dossier.yaml").open("a", encoding="utf-8") as file:
        file.write('package: {largest_part_mb: 2, forbidden_characters: "（）"}\n')
    place = tmp_path / "分包"
    outcome = run("-C", folder, "export", place, "--draft", *TODAY)
    assert outcome.code == 0, outcome.err
    parts = sorted(tmp_path.glob("分包-*"))
    assert len(parts) > 1
    for part in parts:
        files = [path for path in part.rglob("*") if path.is_file()]
        assert sum(path.stat().st_size for path in files) <= 2_000_000
        assert not [path for path in files if "（" in path.relative_to(part).as_posix()]
    assert run("package", "verify", place).out.count("一致") == len(parts)
    assert "相同" in run("package", "diff", place, place).out
    (parts[-1] / "bagit.txt").unlink()
    assert run("package", "verify", place).code != 0
