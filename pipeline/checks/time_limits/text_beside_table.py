"""Tasks of a text that its own table (附表, 任务分解表) sets another day for."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.checks.likeness.texts import core, pairs_of
from pipeline.checks.time_limits.of_dossier import FARTHEST_DAYS
from schemas.locator import CellLocator
from schemas.particulars import Deadline

# so much of the shorter name is in the longer one, and so much less in that of any other task
_HELD, _APART = 0.7, 0.15
_FEWEST_PAIRS = 5


def text_beside_table(deadlines: Sequence[Deadline]) -> Iterator[tuple[Deadline, Deadline]]:
    """Yield the day of a text and that of a table's row for one task, where they differ.

    The names need not be alike (甲镇管网破损问题。…更换破损管段; 甲镇管网破损管段更换): each is the nearest to the
    other of all that the document has. A task with stages has several days; any of them may be that of the row.
    """
    rows = [one for one in deadlines if isinstance(one.locator, CellLocator)]
    by_name: dict[str, list[Deadline]] = defaultdict(list)
    for one in deadlines:
        if not isinstance(one.locator, CellLocator):
            by_name[one.topic or one.quote].append(one)
    texts = list(by_name.values())
    held = [[_held(row, text) for text in texts] for row in rows]
    for index, row in enumerate(rows):
        best = _nearest(held[index])
        if best is None or _nearest([of_row[best] for of_row in held]) != index:
            continue
        days = {one.date for one in texts[best]}
        last = max(texts[best], key=lambda one: one.date)
        if row.date not in days and abs((last.date - row.date).days) <= FARTHEST_DAYS:
            yield last, row


def _nearest(shares: Sequence[float]) -> int | None:
    """Return the place of the one share that is high, and well above all others."""
    if not shares or max(shares) < _HELD:
        return None
    best = shares.index(max(shares))
    return best if all(share <= shares[best] - _APART for place, share in enumerate(shares) if place != best) else None


def _held(row: Deadline, text: Sequence[Deadline]) -> float:
    """Return how much (0-1) of the shorter of two names the longer one holds."""
    own = pairs_of(core(row.matter))
    other = frozenset[str]().union(*(pairs_of(core(f"{one.topic}{one.matter}")) for one in text))
    fewer = min(len(own), len(other))
    return len(own & other) / fewer if fewer >= _FEWEST_PAIRS else 0.0
