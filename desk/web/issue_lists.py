"""The findings of the last check that a person sees, with what the pages count of them worked out once."""

import threading
from collections.abc import Mapping
from functools import cached_property

from desk.web.reach import Reach
from pipeline.reports.chase import chased_units
from pipeline.reports.gathered import NOBODY, Gathered, Issue, counts_of
from schemas.finding import Severity

MissedTarget = tuple[str | None, int | None, int | None]
"""(indicator id, sub, year) for which a value misses its target."""


class IssueList:
    """What people of one reach see of one outcome; nothing in it is ever changed."""

    def __init__(self, told: Gathered, reach: Reach) -> None:
        """Take an outcome; the rest is worked out when it is asked for."""
        self.told = told
        self.seen = told.issues if reach.is_whole else tuple(one for one in told.issues if reach.sees_issue(one))

    @cached_property
    def by_waiver(self) -> Mapping[bool, tuple[Issue, ...]]:
        """What is open (False), what is waived (True)."""
        return {
            is_waived: tuple(one for one in self.seen if bool(one.finding.waived) == is_waived)
            for is_waived in (False, True)
        }

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Whom the findings are put to."""
        return tuple(sorted({unit for one in self.seen for unit in one.units or (NOBODY,)}))

    @cached_property
    def indicators(self) -> tuple[int, ...]:
        """The numbers of the indicators that they are about."""
        return tuple(sorted({one.finding.indicator for one in self.seen if one.finding.indicator}))

    @cached_property
    def counts(self) -> Mapping[Severity, int]:
        """How many are open, by severity."""
        return counts_of(one.finding for one in self.by_waiver[False])

    @cached_property
    def keys(self) -> frozenset[str]:
        """What names them."""
        return frozenset(one.finding.key for one in self.seen)

    @cached_property
    def missed(self) -> frozenset[MissedTarget]:
        """Where a target is missed."""
        return frozenset(
            (one.finding.indicator_id, one.finding.sub, one.finding.year)
            for one in self.by_waiver[False]
            if one.finding.check == "target-missed"
        )

    @cached_property
    def chased(self) -> tuple[str, ...]:
        """The units that owe anything."""
        return chased_units(self.told)


class IssueLists:
    """Keeps the list of each reach until the outcome changes: there are no more than there are units."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._door = threading.Lock()
        self._told: Gathered | None = None
        self._lists: dict[Reach, IssueList] = {}

    def get(self, told: Gathered, reach: Reach) -> IssueList:
        """Return what is seen of an outcome."""
        with self._door:
            if told is not self._told:
                self._told, self._lists = told, {}
            if reach not in self._lists:
                self._lists[reach] = IssueList(told, reach)
            return self._lists[reach]
