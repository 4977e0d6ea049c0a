"""What the checker tells of a mutated paper."""

from benchmarks.mutated_papers.archive import Archive
from benchmarks.mutated_papers.asked import Operator
from benchmarks.mutated_papers.papers import Host, mutated


def told_of(archive: Archive, operator: Operator, host: Host, moves: str, more: dict[str, str]) -> list[str]:
    """Return what the operator's checks tell of the mutated paper but not of the paper as it was."""
    years = tuple(host.signed.year + offset for offset in operator.years)
    papers = list(mutated(host, moves, more))
    found = archive.findings(papers, host.county, years, operator.checks)
    plain = archive.findings([(host.file, host.body)], host.county, years, operator.checks)
    known = {(finding.check, finding.indicator_id, finding.message) for finding in plain}
    return [
        f"{finding.severity} {finding.check} {finding.message}"
        for finding in found
        if (finding.check, finding.indicator_id, finding.message) not in known
    ]
