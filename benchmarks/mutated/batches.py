"""The innocent documents of one county, read in process as a dossier would see them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from benchmarks.understanding.gold import COUNTIES, GOLD_FOLDERS, GoldDocument, read_gold
from benchmarks.understanding.in_process import understood, viewed
from pipeline.checker import run_checks
from schemas.dossier import Dossier
from schemas.editions import load_edition
from schemas.finding import Finding
from schemas.view import ArchiveView, ViewedDocument

EDITION = "2021"
NUMBER_CHECKS = frozenset(
    {
        *("rate-mismatch", "change-mismatch", "sum-mismatch", "value-conflict", "unit-suspect", "out-of-bounds"),
        *("target-missed", "stale-target", "outlier", "copied-series"),
    }
)


_BASELINE = re.compile(r"(20\d\d)年?(?:度|[（(]|为|作为|的)?基准年|基准年(?:为|是|[（(])?(20\d\d)")


class Batch:
    """The documents of one batch of `benchmarks.understanding` with the dossier that they are read for."""

    def __init__(self, name: str) -> None:
        """Read the gold of a batch; documents and facts of another edition are left out."""
        self.name = name
        self.county = COUNTIES[name]
        self.edition = load_edition(EDITION)
        known = {indicator.id for indicator in self.edition.indicators}
        self.golds = [
            replace(gold, facts=tuple(fact for fact in gold.facts if fact.indicator_id in known))
            for gold in read_gold(GOLD_FOLDERS[name])
            if gold.edition == EDITION
        ]
        self._viewed: dict[tuple[str, str], ViewedDocument] = {}
        self._found: dict[tuple[str, ...], frozenset[tuple[str, str]]] = {}
        # what was told of papers before innocent words were put in
        self.told_before: dict[object, frozenset[tuple[str, str]]] = {}

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The three years on end of which most facts are told."""
        told = Counter(year for gold in self.golds for fact in gold.facts for year in fact.years if year is not None)
        last = max(told, key=lambda year: (told[year] + told[year - 1] + told[year - 2], year))
        return last - 2, last - 1, last

    @cached_property
    def baseline_year(self) -> int:
        """The year that the documents call the base year most often, else the one before the years."""
        text = "\n".join(gold.body for gold in self.golds)
        named = _BASELINE.findall(text)
        return int(Counter(one or other for one, other in named).most_common(1)[0][0]) if named else self.years[0] - 1

    @cached_property
    def dossier(self) -> Dossier:
        """A dossier of the county without any target of its own."""
        alias = self.county[:-1]
        stated = {"county": self.county, "aliases": (alias,) if len(alias) > 1 else (), "edition": EDITION}
        return Dossier.model_validate({**stated, "years": self.years, "baseline_year": self.baseline_year})

    def read(self, gold: GoldDocument, body: str | None = None) -> ViewedDocument:
        """Return what the program makes of a document, or of it with another body; unchanged ones are kept."""
        key = gold.file, body or gold.body
        if body is not None:
            return viewed(gold.file, understood(*key, EDITION))
        if key not in self._viewed:
            self._viewed[key] = viewed(gold.file, understood(*key, EDITION))
        return self._viewed[key]

    def check(self, documents: Iterable[ViewedDocument]) -> list[Finding]:
        """Return the findings of the checks of numbers over some documents."""
        view = ArchiveView(dossier=self.dossier, edition=self.edition, documents=tuple(documents))
        return [finding for finding in run_checks(view).findings if finding.check in NUMBER_CHECKS]

    def known(self, golds: Iterable[GoldDocument]) -> frozenset[tuple[str, str]]:
        """Return check and message of what is found in these documents as they are."""
        each = tuple(golds)
        key = tuple(gold.file for gold in each)
        if key not in self._found:
            found = self.check(self.read(gold) for gold in each)
            self._found[key] = frozenset((finding.check, finding.message) for finding in found)
        return self._found[key]
