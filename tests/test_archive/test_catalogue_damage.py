"""Damage to the catalogue's file never comes through as anything but an error of the store."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.catalogue import Catalogue
from schemas.document import Identity
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.errors import StoreDamaged, StoreError


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, make: Any) -> Path:
    path = tmp_path_factory.mktemp("sound") / "c.sqlite"
    with Catalogue.open(path) as catalogue:
        for number in range(40):
            content = f"content {number}"
            catalogue.receive(make.arrival(content, f"{number}.pdf"))
            catalogue.record(
                make.result(
                    content,
                    identity=Identity.model_validate({"title": "通报", "date": "2022-03-01"}),
                    parsed=make.parsed("一页" * number),
                    tags=(make.tag("air"),),
                    facts=(make.fact("air"),),
                ),
                "2024",
            )
            catalogue.decide("d1", make.decision(content, "water"))
    return path


def _read_all(path: Path, dossier: Dossier, edition: Edition) -> None:
    with Catalogue.open(path) as catalogue:
        catalogue.view(dossier, "d1", edition)
        catalogue.pending("d1", [("parse", 1, "")])
        for sha256 in catalogue.sha256s():
            catalogue.parsed(sha256)
            catalogue.done(sha256)
        list(catalogue.pages_of(catalogue.sha256s()))
        catalogue.counts()
        catalogue.faults()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damages=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=40)), min_size=1, max_size=8))
def test_only_errors_of_the_store_come_through(
    sound: Path, dossier: Dossier, edition: Edition, tmp_path: Path, damages: list[tuple[float, bytes]]
) -> None:
    path = tmp_path / "c.sqlite"
    shutil.copy(sound, path)
    size_bytes = path.stat().st_size
    with path.open("r+b") as file:
        for place, content in damages:
            file.seek(int(place * (size_bytes - len(content))))
            file.write(content)
    try:
        _read_all(path, dossier, edition)
    except StoreError as error:
        assert error.message


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_file_is_damage(
    sound: Path, dossier: Dossier, edition: Edition, tmp_path: Path, share: float
) -> None:
    path = tmp_path / "c.sqlite"
    content = sound.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(StoreDamaged):
        _read_all(path, dossier, edition)


def test_an_overwritten_page_is_found(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    content = bytearray(sound.read_bytes())
    content[-4096:] = bytes(4096)
    path.write_bytes(content)
    with Catalogue.open(path) as catalogue:
        assert catalogue.faults()
