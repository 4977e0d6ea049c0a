"""What the checks tell of the batches as they are: nobody planted anything in them."""

from collections import Counter

from benchmarks.mutated_papers.archive import Archive
from benchmarks.mutated_papers.asked import OPERATORS, operator_of
from benchmarks.understanding.gold import COUNTIES, GOLD_FOLDERS, read_gold

# of a batch that is no whole dossier they are true
_OF_WHOLE_DOSSIERS = ("missing-evidence", "missing-year", "missing-number")


def tell_unmutated(archive: Archive, batches: list[str], *, errors: bool) -> int:
    """Print how many errors, warnings, hints each check of the operators gives over whole batches."""
    checks = {check for name in OPERATORS for check in operator_of(name).checks} - set(_OF_WHOLE_DOSSIERS)
    count: Counter[tuple[str, str]] = Counter()
    lines: list[str] = []
    for batch in batches:
        papers = [(gold.file, gold.body) for gold in read_gold(GOLD_FOLDERS[batch]) if gold.edition == "2021"]
        for finding in archive.findings(papers, COUNTIES[batch], (2021, 2022, 2023), checks):
            count[finding.check, finding.severity] += 1
            lines.append(f"    {finding.severity} {finding.check} {batch}: {finding.message}")
    for (check, severity), number in sorted(count.items()):
        print(f"{check:24} {severity:8} {number}")
    if errors:
        print("\n".join(sorted(lines)))
    return 0
