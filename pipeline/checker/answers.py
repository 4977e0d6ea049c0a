"""What each check said of an archive, kept; what changed in it by what parts say now and said before."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from archive.kept_checks import Piece
from pipeline.checker.keeping import Keeping
from pipeline.checker.outcomes import Said, in_order
from pipeline.checker.records import cells_in, packed_result, result_in, unpacked
from pipeline.checks import all_checks, conclude, scope_of_check
from schemas.finding import CheckResult, Finding

# what is said of parts: the kinds of pieces
_KINDS_OF_SAID = ("said", "numbers", "beside", "evidence", "across")


class Fallen(LookupError):
    """A check that an odd document brought to fall: what it said is not to be told part by part."""


def keep_results(keeping: Keeping, results: Iterable[CheckResult]) -> None:
    """Keep what checks said of the archive."""
    for result in results:
        keeping.put(Piece("result", result.check, 0), packed_result(result))


def kept_results(keeping: Keeping) -> dict[str, CheckResult]:
    """Return what each check said of the archive the last time; raises LookupError where one is not kept."""
    found = {piece.name: result_in(payload) for piece, payload in keeping.before("result").items()}
    for check in all_checks():
        if check.CHECK not in found:
            raise LookupError(f"nothing is kept of {check.CHECK}")
    return found


def said_in(pieces: Mapping[Piece, bytes]) -> list[Said]:
    """Return what was said of parts."""
    return [one for piece, payload in pieces.items() for one in _said(piece, payload)]


def _said(piece: Piece, payload: bytes) -> list[Said]:
    return cells_in(payload)[0] if piece.kind == "evidence" else unpacked(payload)


def all_that_is_said(keeping: Keeping) -> list[Said]:
    """Return what is said of all parts now."""
    return [one for kind in _KINDS_OF_SAID for one in said_in(keeping.pieces(kind))]


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
    touched = keeping.touched(_KINDS_OF_SAID)
    found.take(said_in(keeping.some_before(touched)), said_in(keeping.some(touched)))
    return found


def applied(
    results: Mapping[str, CheckResult], difference: Difference, reason_of_nothing: Callable[[str], str]
) -> list[CheckResult]:
    """Return the results that a difference changes, as they are now; raises Fallen."""
    return [_applied(results[check], difference, reason_of_nothing) for check in sorted(difference.checks())]


def _applied(result: CheckResult, difference: Difference, reason_of_nothing: Callable[[str], str]) -> CheckResult:
    if result.outcome == "could_not_run":
        raise Fallen(result.check)
    findings = _without(result.findings, difference.gone[result.check])
    looked_at = result.looked_at + difference.looked_at[result.check]
    ordered = in_order([*findings, *difference.came[result.check]])
    nothing = "" if ordered or looked_at else reason_of_nothing(result.check)
    return conclude(result.check, result.title, looked_at, ordered, nothing)


def _without(findings: Sequence[Finding], gone: Sequence[Finding]) -> list[Finding]:
    left: dict[str, list[Finding]] = defaultdict(list)
    for finding in gone:
        left[finding.key].append(finding)
    kept = []
    for finding in findings:
        if finding.key in left and finding in left[finding.key]:
            left[finding.key].remove(finding)
        else:
            kept.append(finding)
    if any(left.values()):
        raise LookupError("what was kept of the parts is not what was kept of the whole")
    return kept


def findings_about(results: Mapping[str, CheckResult], files: Collection[str]) -> Iterable[tuple[str, Finding]]:
    """Yield (check, finding) of those that the checks of meetings told of some files' documents."""
    for check in all_checks():
        if scope_of_check(check) == "meeting":
            for finding in results[check.CHECK].findings:
                if finding.files and finding.files[0] in files:
                    yield check.CHECK, finding
