from zipfile import ZipFile, ZipInfo

import pytest

from pipeline.parsers.containers.zip_guard import listed_zip
from schemas.errors import BrokenFile


def test_a_member_without_a_name_is_damage(tmp_path):
    path = tmp_path / "坏.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr(ZipInfo("a"), b"x")
        archive.filelist[0].filename = ""
    with pytest.raises(BrokenFile), listed_zip(path):
        pass
