"""What is said of the evidence for each indicator, kept by indicator."""

from collections import defaultdict
from collections.abc import Collection

from archive.kept_checks import Piece
from pipeline.checker.keeping import Keeping
from pipeline.checker.records import cells_in, packed_evidence, speeches_in
from pipeline.checker.whole import Whole
from schemas.edition import Edition
from schemas.finding import MatrixCell

_REPLACED = Piece("replaced", "", 0)


class Evidence:
    """The evidence for the indicators of an edition."""

    def __init__(self, keeping: Keeping, edition: Edition) -> None:
        self._keeping, self._edition = keeping, edition

    def kept(self) -> list[MatrixCell]:
        """Return the cells of all indicators as they were kept, in the order of the edition."""
        before = self._keeping.before("evidence")
        payloads = (before[Piece("evidence", indicator.id, 0)] for indicator in self._edition.indicators)
        return [cell for payload in payloads for cell in cells_in(payload)[1]]

    def otherwise_replaced(self, now: Collection[str]) -> set[str]:
        """Return the documents whose place others took, or gave back, since the last check; keep those of now."""
        before = self._keeping.before("replaced").get(_REPLACED, b"").decode().split()
        self._keeping.put(_REPLACED, "\n".join(sorted(now)).encode())
        return set(now) ^ set(before)

    def judge(self, whole: Whole, indicators: Collection[str]) -> list[MatrixCell]:
        """Judge the evidence for these indicators anew; return the cells of all, in the order of the edition."""
        spoken: dict[str, list[bytes]] = defaultdict(list)
        for piece, payload in self._keeping.pieces("spoken", indicators).items():
            spoken[piece.name].append(payload)
        before = self._keeping.before("evidence")
        matrix: list[MatrixCell] = []
        for indicator in self._edition.indicators:
            piece = Piece("evidence", indicator.id, 0)
            if indicator.id in indicators or piece not in before:
                said, cells = whole.of_evidence(indicator, speeches_in(spoken.pop(indicator.id, ()), indicator.id))
                self._keeping.put(piece, packed_evidence(said, cells))
            else:
                cells = cells_in(before[piece])[1]
            matrix += cells
        return matrix
