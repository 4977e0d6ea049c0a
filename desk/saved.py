"""Saved searches kept, forgotten, and noted in the audit chain."""

from archive.catalogue.audit import Deed
from desk.workplace import Workplace


def keep_search(workplace: Workplace, name: str, query: str, *, at: str, by: str) -> None:
    """Keep a query under a name, in the place of what had it; raises StoreBusy, StoreFull, StoreError."""
    searches, key = workplace.archive.searches, workplace.dossier.id
    before = searches.read(key).get(name)
    searches.keep(key, name, query)
    _note(workplace, name, before, query, at, by)


def forget_search(workplace: Workplace, name: str, *, at: str, by: str) -> bool:
    """Take a kept query away; False where there is none of the name. Raises as `keep_search`."""
    searches, key = workplace.archive.searches, workplace.dossier.id
    before = searches.read(key).get(name)
    if not searches.forget(key, name):
        return False
    _note(workplace, name, before, None, at, by)
    return True


def _note(workplace: Workplace, name: str, before: str | None, after: str | None, at: str, by: str) -> None:
    """Note that a saved search was kept, changed or taken away."""
    told = [None if query is None else {"query": query} for query in (before, after)]
    deed = Deed(at, by, "search_kept", workplace.dossier.id, name, before=told[0], after=told[1])
    workplace.archive.catalogue.note(deed)
