"""Targets for a year that archived documents state: handed down from above (上级下达), or beside a value."""

import re
from collections.abc import Iterator

from pipeline.coverage.case import Case
from pipeline.coverage.values import Stated
from pipeline.units.area import area_of
from schemas.dossier import Target
from schemas.edition import Indicator
from schemas.view import ViewedDocument

_HANDS_DOWN = re.compile(r"下达|分解|责任书|考核目标|目标任务|控制目标|控制指标")


def told_targets(case: Case, indicator: Indicator, sub: int | None) -> Iterator[tuple[Target, Stated]]:
    """Yield each target of one year for the whole county, with the fact that states it."""
    name = indicator.measure(sub).name
    for item in case.targets(indicator.id, sub):
        fact = item.fact
        if fact.name != name:
            continue
        text = f"{fact.value_raw}{fact.unit}"
        yield Target(text=text, op=fact.op, value=fact.value, unit=fact.unit, year=fact.year), item


def is_handed_down(viewed: ViewedDocument, case: Case) -> bool:
    """Tell whether a document hands targets down: its title says so, it comes from above."""
    title = viewed.document.title or ""
    if not _HANDS_DOWN.search(title):
        return False
    return area_of(viewed, case.dossier) == "above" or "下达" in title or "责任书" in title
