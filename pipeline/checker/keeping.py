"""What is kept of the checks of one dossier, with what this check changes of it."""

from collections.abc import Collection, Iterable

from archive.catalogue.viewing import Standing
from archive.kept_checks import KeptChecks, Last, Piece


class Keeping:
    """The pieces kept, those put in their place, those forgotten; nothing is written before `save`."""

    def __init__(self, store: KeptChecks, dossier: str, setting: str) -> None:
        """Take the digest of the setting under which this check is made."""
        self._store, self._dossier, self._setting = store, dossier, setting
        self._new: dict[Piece, bytes] = {}
        self._gone: set[Piece] = set()
        self._is_fresh = False
        self._written: set[Piece] | None = None

    def last(self) -> Standing | None:
        """Return where the catalogue stood at the last check, None where none holds under this setting."""
        last = self._store.last(self._dossier)
        return last.standing if last is not None and last.setting == self._setting else None

    def begin_anew(self) -> None:
        """Let nothing hold that was kept."""
        self._is_fresh = True

    def put(self, piece: Piece, payload: bytes) -> None:
        """Put a payload in the place of what is kept of a piece."""
        self._new[piece] = payload
        self._gone.discard(piece)
        if self._written is not None:
            self._written.discard(piece)

    def forget(self, pieces: Iterable[Piece]) -> None:
        """Forget pieces until something is put in their place."""
        for piece in pieces:
            self._new.pop(piece, None)
            self._gone.add(piece)

    def before(self, kind: str, names: Collection[str] | None = None) -> dict[Piece, bytes]:
        """Return what was kept of a kind (of these names) when the check began."""
        return (
            {} if self._is_fresh else self._store.pieces(self._dossier, kind, None if names is None else sorted(names))
        )

    def pieces(self, kind: str, names: Collection[str] | None = None) -> dict[Piece, bytes]:
        """Return what is known of a kind (of these names) now, in the order of names and blocks."""
        found = {piece: payload for piece, payload in self.before(kind, names).items() if piece not in self._gone}
        for piece, payload in self._new.items():
            if piece.kind == kind and (names is None or piece.name in names):
                found[piece] = payload
        return dict(sorted(found.items()))

    def some(self, pieces: Collection[Piece]) -> dict[Piece, bytes]:
        """Return what is known of these pieces now."""
        kept = self.some_before([one for one in pieces if one not in self._new and one not in self._gone])
        return {one: payload for one in pieces if (payload := self._new.get(one, kept.get(one))) is not None}

    def some_before(self, pieces: Collection[Piece]) -> dict[Piece, bytes]:
        """Return what was kept of these pieces when the check began."""
        return {} if self._is_fresh else self._store.payloads(self._dossier, pieces)

    def touched(self, kinds: Collection[str]) -> list[Piece]:
        """Return the pieces of some kinds that were put or forgotten."""
        return sorted(piece for piece in {*self._new, *self._gone} if piece.kind in kinds)

    def save_so_far(self, standing: Standing, let_go: Collection[str]) -> None:
        """Write what a full check found out so far, and hold no more what is of these kinds: nobody asks for it again.

        It counts for nothing until `save` follows; nothing written is read, another check may have taken its place.
        """
        if self._is_fresh and self._store.begin(self._dossier, Last(self._setting, standing), self._new):
            self._new = {piece: payload for piece, payload in self._new.items() if piece.kind not in let_go}
            self._written = set(self._new)

    def save(self, standing: Standing) -> None:
        """Keep everything for the next check; `standing` is where the catalogue stood when this one began."""
        last = Last(self._setting, standing)
        if self._written is None:
            self._store.keep(self._dossier, last, self._new, self._gone, whole=self._is_fresh)
        else:
            rest = {piece: payload for piece, payload in self._new.items() if piece not in self._written}
            self._store.finish(self._dossier, last, rest)
