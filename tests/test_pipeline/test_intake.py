import os
import sys
import unicodedata

import pytest

from pipeline.intake import incoming
from schemas.errors import UsageError


def names(*paths, **options):
    return [arriving.file for arriving in incoming(paths, **options)]


def test_files_are_named_relative_to_the_folder_given(tmp_path):
    (tmp_path / "县林业局" / "2021").mkdir(parents=True)
    (tmp_path / "县林业局" / "2021" / "林草.docx").write_bytes(b"x")
    (tmp_path / "a.pdf").write_bytes(b"x")
    assert names(tmp_path) == ["a.pdf", "县林业局/2021/林草.docx"]
    assert names(tmp_path / "a.pdf") == ["a.pdf"]


def test_clutter_of_office_software_is_left_out(tmp_path):
    for name in ("~$报告.docx", ".DS_Store", "Thumbs.db", "._x", "报告.docx"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "x.docx").write_bytes(b"x")
    assert names(tmp_path) == ["报告.docx"]


def test_the_store_is_never_taken_into_itself(tmp_path):
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "x").write_bytes(b"x")
    assert names(tmp_path, leave_out=[tmp_path / "store"]) == []


def test_a_missing_path_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match="找不到"):
        names(tmp_path / "没有")


def test_names_are_composed_characters(tmp_path):
    decomposed = unicodedata.normalize("NFD", "é报告.docx")
    (tmp_path / decomposed).write_bytes(b"x")
    assert names(tmp_path) == [unicodedata.normalize("NFC", decomposed)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither pipes nor undecodable names")
def test_pipes_are_passed_over_while_undecodable_names_are_kept(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / os.fsdecode(b"\xff\xfe.pdf")).write_bytes(b"x")
    assert names(tmp_path) == ["\ufffd\ufffd.pdf"]
