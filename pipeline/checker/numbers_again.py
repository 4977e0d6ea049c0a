"""The numbers of indicators, where some of the documents that state them changed."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from pydantic_core import from_json

from archive.kept_checks import Piece
from pipeline.checker.keeping import Keeping
from pipeline.checker.light import Row, numbers_in
from pipeline.checker.numbers import NumbersOfIndicator, county_beside_parts, part_of
from pipeline.checker.planning import numbers_again
from pipeline.checker.records import packed, part_in
from pipeline.checker.register import Register
from pipeline.checker.sources import Source
from pipeline.checker.told import read_told
from pipeline.checker.workers import Work
from pipeline.checks.outlier import Alone, Share
from pipeline.coverage.case import Case

Doing = Callable[[Sequence[Work]], None]
# what `part_in` reads of one
Part = tuple[list[int], list[Share], list[Alone]]


class NumbersAgain:
    """Judges again the parts of indicators of which changed documents speak."""

    def __init__(self, source: Source, keeping: Keeping, register: Register) -> None:
        self._source, self._keeping, self._register = source, keeping, register
        self._parts: dict[str, dict[int, Part]] = defaultdict(dict)

    def judge(self, before: Sequence[Row], now: Sequence[Row], do: Doing) -> None:
        """Judge them; `do` does the work and keeps what comes of it."""
        again = list(self._work(before, now))
        do(again)
        for work in again:
            if work.parts is not None:
                self._judge_beside(work.indicator_id, work.joined or (), work.parts)

    def _work(self, before: Sequence[Row], now: Sequence[Row]) -> Iterator[Work]:
        """Yield the work of judging the numbers of which changed documents speak; what it replaces is forgotten."""
        indicators = {one for row in (*before, *now) for one in numbers_in(row)}
        joined = {piece.name: from_json(said) for piece, said in self._keeping.pieces("joined", indicators).items()}
        for piece, payload in self._keeping.pieces("part", indicators).items():
            self._parts[piece.name][piece.block] = part_in(payload)
        for indicator_id in sorted(indicators & joined.keys()):
            then, later = ([row for row in rows if indicator_id in numbers_in(row)] for rows in (before, now))
            of_parts = {part: of_part[0] for part, of_part in self._parts[indicator_id].items()}
            work = numbers_again(indicator_id, of_parts, joined[indicator_id], then, later, self._register)
            stale = of_parts if work.parts is None else work.parts
            self._keeping.forget(Piece(kind, indicator_id, part) for kind in ("numbers", "part") for part in stale)
            for part in stale:
                self._parts[indicator_id].pop(part, None)
            yield work

    def _judge_beside(self, indicator_id: str, joined: Sequence[str], stale: Sequence[int]) -> None:
        """Hold the shares of the county against those of its parts, where any of them changed."""
        again = self._keeping.some([Piece("part", indicator_id, part) for part in stale])
        judged = {piece.block: part_in(payload) for piece, payload in again.items()}
        parts = dict(sorted({**self._parts[indicator_id], **judged}.items()))

        def case_of(scope: str) -> Case:
            part = part_of(scope, joined)
            places = parts[part][0]
            pieces = [Piece("told", "", block) for block in self._register.blocks_of(places)]
            documents = read_told(self._source, self._keeping.some(pieces).values(), places)
            return NumbersOfIndicator(self._source, indicator_id, documents, frozenset(joined)).case(part)

        shares = [share for _, of_part, _ in parts.values() for share in of_part]
        alone = [one for _, _, of_part in parts.values() for one in of_part]
        said = county_beside_parts(self._source, indicator_id, alone, shares, case_of)
        self._keeping.put(Piece("beside", indicator_id, 0), packed(said))
