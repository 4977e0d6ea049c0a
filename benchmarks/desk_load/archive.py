"""A large archive of drawn documents with pages to search, and the people who work in it."""

from pathlib import Path

from sqlalchemy import Engine, insert

from archive.archive import Archive
from archive.catalogue.connection import make_engine, writing
from archive.catalogue.tables import page
from archive.dossier_file import save_dossier
from benchmarks.checking.dossier_files import FOLDERS, read_yaml
from benchmarks.checking_scale.filling import fill, sha256_of
from benchmarks.desk_load.people import PASSWORD, name_of
from benchmarks.searching.content import Writer
from desk.web.office import Office
from desk.web.sessions import secret_of
from desk.workplace import now
from schemas.dossier import Dossier
from schemas.editions import load_edition
from schemas.person import Person

PAGES_A_DOCUMENT = 2
_PAGES_AT_ONCE = 5000


def make_archive(folder: Path, documents: int) -> Path:
    """Make the dossier in a folder where there is none; return its dossier.yaml."""
    file = folder / "dossier.yaml"
    if file.exists():
        return file
    folder.mkdir(parents=True, exist_ok=True)
    dossier = Dossier.model_validate(read_yaml(FOLDERS["lanxi"] / "dossier.yaml") | {"store": "store"})
    fill(folder / "store", dossier, load_edition(dossier.edition), documents, seed=1)
    _write_pages(folder / "store", documents)
    with Archive.open(folder / "store") as archive, archive.writing():
        archive.reindex()
        archive.settle_engine()
    save_dossier(file, dossier)
    return file


def _write_pages(store: Path, documents: int) -> None:
    writer = Writer()
    engine = make_engine(store / "catalogue.sqlite", 30.0)
    rows = (
        {"sha256": sha256_of(number // PAGES_A_DOCUMENT), "page": number % PAGES_A_DOCUMENT + 1, "text": text}
        for number, text in ((number, writer.page(number)) for number in range(documents * PAGES_A_DOCUMENT))
    )
    batch: list[dict[str, object]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _PAGES_AT_ONCE:
            _add(engine, batch)
            batch = []
    _add(engine, batch)
    engine.dispose()


def _add(engine: Engine, batch: list[dict[str, object]]) -> None:
    if batch:
        with writing(engine) as connection:
            connection.execute(insert(page), batch)


def add_people(file: Path, count: int) -> None:
    """Add so many people who compile."""
    office = Office(file, now)
    known = {person.name for person in office.people.all()}
    secret = secret_of(PASSWORD)
    for name in {name_of(number) for number in range(count)} - known:
        office.people.add(Person(name=name, role="compiler"), secret)
    office.close()
