"""What is kept of the checks of one dossier, with what this check changes of it."""

from collections.abc import Collection, Iterable

from archive.catalogue.viewing import Standing
from archive.kept_checks import KeptChecks, Last, Overtaken, Piece, Stage


class Keeping:
    """The pieces kept, those put in their place, those forgotten; nothing is written before `write`."""

    def __init__(self, store: KeptChecks, dossier: str, setting: str) -> None:
        """Take the digest of the setting under which this check is made."""
        self.store, self.dossier, self._setting = store, dossier, setting
        self._new: dict[Piece, bytes] = {}
        self._gone: set[Piece] = set()
        last = store.last(dossier)
        self._last = last if last is not None and last.setting == setting and last.stage != "begun" else None
        self._turn = self._last.turn if self._last is not None else 0
        self._is_ours = False

    def last(self) -> Last | None:
        """Return what was kept when the check began, None where nothing of it holds under this setting."""
        return self._last

    def begin_anew(self) -> None:
        """Let nothing hold that was kept; raises Overtaken."""
        self._last, self._turn, self._is_ours = None, self.store.begin(self.dossier, self._setting), True

    def put(self, piece: Piece, payload: bytes) -> None:
        """Put a payload in the place of what is kept of a piece."""
        self._new[piece] = payload
        self._gone.discard(piece)

    def forget(self, pieces: Iterable[Piece]) -> None:
        """Forget pieces until something is put in their place."""
        for piece in pieces:
            self._new.pop(piece, None)
            self._gone.add(piece)

    def before(self, kind: str, names: Collection[str] | None = None) -> dict[Piece, bytes]:
        """Return what is written of a kind (of these names)."""
        return self.store.pieces(self.dossier, kind, None if names is None else sorted(names))

    def pieces(self, kind: str, names: Collection[str] | None = None) -> dict[Piece, bytes]:
        """Return what is known of a kind (of these names) now, in the order of names and blocks."""
        found = self.before(kind, names)
        for piece in self._gone & found.keys():
            del found[piece]
        new = {one: put for one, put in self._new.items() if one.kind == kind and (names is None or one.name in names)}
        return dict(sorted((found | new).items())) if new else found

    def some(self, pieces: Collection[Piece]) -> dict[Piece, bytes]:
        """Return what is known of these pieces now."""
        kept = self.some_before([one for one in pieces if one not in self._new and one not in self._gone])
        return {one: payload for one in pieces if (payload := self._new.get(one, kept.get(one))) is not None}

    def some_before(self, pieces: Collection[Piece]) -> dict[Piece, bytes]:
        """Return what is written of these pieces."""
        return self.store.payloads(self.dossier, pieces)

    def touched(self, kinds: Collection[str]) -> list[Piece]:
        """Return the pieces of some kinds that were put or forgotten."""
        return sorted(piece for piece in {*self._new, *self._gone} if piece.kind in kinds)

    def write(self, standing: Standing | None = None, stage: Stage = "begun") -> None:
        """Write what was put and forgotten, and hold it no more: it is read from the store again.

        With a `standing`, where the catalogue stood, all that is written counts for so much. Raises Overtaken.
        """
        if not self._is_ours and self._last is not None:
            self._turn, self._is_ours = self.store.take_turn(self.dossier, self._last), True
        last = None if standing is None else Last(self._setting, standing, stage, self._turn)
        self.store.write(self.dossier, self._turn, self._new, self._gone, last)
        self._new, self._gone = {}, set()

    def require(self) -> None:
        """Raise Overtaken where another process wrote what was read here."""
        last = self.store.last(self.dossier)
        if (last.turn if last is not None else 0) != self._turn:
            raise Overtaken(self.dossier)
