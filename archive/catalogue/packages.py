"""The packages that were written from a dossier."""

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from archive.catalogue.audit import Deed, note
from archive.catalogue.receipts import dossier_id_of, new_or_known_dossier_id
from archive.catalogue.tables import package, package_content
from schemas.package import KeptPackage


def keep(connection: Connection, key: str, kept: KeptPackage, held: Iterable[str], by: str) -> None:
    """Note a package with the originals that it holds."""
    values = kept.model_dump() | {"dossier_id": new_or_known_dossier_id(connection, key)}
    (number,) = connection.execute(insert(package).values(values)).inserted_primary_key or (0,)
    rows = [{"package_id": number, "sha256": sha256} for sha256 in sorted(set(held))]
    if rows:
        connection.execute(insert(package_content), rows)
    note(connection, Deed(kept.at, by, "package_kept", key, kept.place, after=kept.model_dump()))


def packages(connection: Connection, key: str) -> tuple[KeptPackage, ...]:
    """Return every package ever written from a dossier, oldest first."""
    columns = [package.c[name] for name in KeptPackage.model_fields]
    query = select(*columns).where(package.c.dossier_id == dossier_id_of(connection, key)).order_by(package.c.id)
    return tuple(KeptPackage.model_validate(dict(row)) for row in connection.execute(query).mappings())
