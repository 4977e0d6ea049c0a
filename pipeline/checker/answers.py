"""What each check said of an archive, kept; what changed in it by what parts say now and said before."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain

from archive.kept_checks import Piece
from pipeline.checker.keeping import Keeping
from pipeline.checker.kept_findings import findings_in, packed_findings
from pipeline.checker.outcomes import Said, about_of
from pipeline.checker.records import cells_in, packed_result, result_in, unpacked
from pipeline.checks import all_checks, conclude, scope_of_check
from schemas.finding import CheckResult, Finding

# findings kept together
_CHUNK = 256
# what is said of parts: the kinds of pieces
_SAID_OF_NUMBERS, _SAID_BESIDE = ("numbers", "beside"), ("said", "evidence", "across")


class Fallen(LookupError):
    """A check that an odd document brought to fall: what it said is not to be told part by part."""


class KeptResults:
    """What each check said of the archive, its findings in order and some at a time, so that few are written anew."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping
        self._heads: dict[str, CheckResult] = {}
        self._chunks: dict[str, list[list[Finding]]] = defaultdict(list)

    def read(self) -> None:
        """Read what was kept; raises LookupError where a check is missing, ValueError where it is no such thing."""
        self._heads = {piece.name: result_in(payload) for piece, payload in self._keeping.before("result").items()}
        for piece, payload in self._keeping.before("findings").items():
            self._chunks[piece.name].append(findings_in(payload))
        for check in all_checks():
            if check.CHECK not in self._heads:
                raise LookupError(f"nothing is kept of {check.CHECK}")

    def put(self, result: CheckResult) -> None:
        """Put what a check says in the place of what it said."""
        chunks = [list(result.findings[first : first + _CHUNK]) for first in range(0, len(result.findings), _CHUNK)]
        surplus = range(len(chunks), len(self._chunks[result.check]))
        self._keeping.forget(Piece("findings", result.check, number) for number in surplus)
        self._chunks[result.check] = chunks
        self._put_head(result)
        self._put_chunks(result.check, range(len(chunks)))

    def results(self) -> dict[str, CheckResult]:
        """Return what each check says, by check."""
        return {
            check: head.model_copy(update={"findings": tuple(chain.from_iterable(self._chunks[check]))})
            for check, head in self._heads.items()
        }

    def findings_about(self, files: Collection[str]) -> Iterator[tuple[str, Finding]]:
        """Yield (check, finding) of those that the checks of meetings told of some files' documents."""
        for check in (check.CHECK for check in all_checks() if scope_of_check(check) == "meeting"):
            for finding in chain.from_iterable(self._chunks[check]):
                if finding.files and finding.files[0] in files:
                    yield check, finding

    def apply(self, difference: "Difference", reason_of_nothing: Callable[[str], str]) -> None:
        """Change what was said; `reason_of_nothing` says why a check sees nothing. Raises Fallen, LookupError."""
        for check in sorted(difference.checks()):
            head = self._heads[check]
            if head.outcome == "could_not_run":
                raise Fallen(check)
            chunks = self._chunks[check]
            gone, came = Counter(difference.gone[check]), Counter(difference.came[check])
            # most are told again as they were
            changed = _take_out(chunks, gone - came) | _put_in(chunks, (came - gone).elements())
            looked_at = head.looked_at + difference.looked_at[check]
            first = next(chain.from_iterable(chunks), None)
            nothing = "" if first or looked_at else reason_of_nothing(check)
            self._put_head(conclude(check, head.title, looked_at, () if first is None else (first,), nothing))
            self._put_chunks(check, changed)

    def _put_head(self, result: CheckResult) -> None:
        head = self._heads[result.check] = result.model_copy(update={"findings": ()})
        self._keeping.put(Piece("result", result.check, 0), packed_result(head))

    def _put_chunks(self, check: str, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._keeping.put(Piece("findings", check, number), packed_findings(self._chunks[check][number]))


def _take_out(chunks: list[list[Finding]], gone: Counter[Finding]) -> set[int]:
    """Take findings out; return the numbers of the chunks where they stood. Raises LookupError."""
    keys = {finding.key for finding in gone}
    changed = set()
    for number, chunk in enumerate(chunks if gone else ()):
        for finding in [one for one in chunk if one.key in keys and gone[one]]:
            chunk.remove(finding)
            gone[finding] -= 1
            changed.add(number)
    if any(gone.values()):
        raise LookupError("what was kept of the parts is not what was kept of the whole")
    return changed


def _put_in(chunks: list[list[Finding]], came: Iterable[Finding]) -> set[int]:
    """Put findings in at their places; return the numbers of the chunks that have them."""
    changed = set()
    for finding in came:
        filled = [number for number, chunk in enumerate(chunks) if chunk]
        ends = [about_of(chunks[number][-1]) for number in filled]
        if not chunks:
            chunks.append([])
        place = min(bisect_left(ends, about_of(finding)), len(filled) - 1)
        number = filled[place] if filled else 0
        insort(chunks[number], finding, key=about_of)
        changed.add(number)
    return changed


def said_in(pieces: Mapping[Piece, bytes]) -> list[Said]:
    """Return what was said of parts."""
    return [one for piece, payload in pieces.items() for one in _said(piece, payload)]


def _said(piece: Piece, payload: bytes) -> list[Said]:
    return cells_in(payload)[0] if piece.kind == "evidence" else unpacked(payload)


def said_beside_numbers(keeping: Keeping) -> list[Said]:
    """Return what is said of documents, the evidence, the county now."""
    return [one for kind in _SAID_BESIDE for one in said_in(keeping.pieces(kind))]


class Difference:
    """What checks say now and did not say before, what they said and say no more."""

    def __init__(self) -> None:
        self.gone: dict[str, list[Finding]] = defaultdict(list)
        self.came: dict[str, list[Finding]] = defaultdict(list)
        self.looked_at: dict[str, int] = defaultdict(int)

    def take(self, before: Iterable[Said], now: Iterable[Said]) -> None:
        """Take what was said and is said; raises Fallen."""
        for sign, findings, said in ((-1, self.gone, before), (1, self.came, now)):
            for one in said:
                if one.fallen:
                    raise Fallen(one.check)
                findings[one.check] += one.findings
                self.looked_at[one.check] += sign * one.looked_at

    def checks(self) -> set[str]:
        """Return the checks that say anything else."""
        return {*self.gone, *self.came, *(check for check, count in self.looked_at.items() if count)}


def difference_of_parts(keeping: Keeping) -> Difference:
    """Return what the parts that were judged again change; raises Fallen."""
    found = Difference()
    touched = keeping.touched((*_SAID_OF_NUMBERS, *_SAID_BESIDE))
    found.take(said_in(keeping.some_before(touched)), said_in(keeping.some(touched)))
    return found
