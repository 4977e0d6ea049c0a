"""Numbers that no word names, named by arithmetic with those around them."""

import re

from pipeline.stages.extraction.areas import area_of
from pipeline.stages.extraction.arithmetic.differences import DifferenceReader
from pipeline.stages.extraction.arithmetic.doubled import parts_called_wholes
from pipeline.stages.extraction.arithmetic.figures import Dates, Figure, figures_of
from pipeline.stages.extraction.arithmetic.lists import rest_of_lists
from pipeline.stages.extraction.arithmetic.mending import mended
from pipeline.stages.extraction.arithmetic.ratios import RatioReader
from pipeline.stages.extraction.arithmetic.solutions import Solution, is_same
from pipeline.stages.extraction.arithmetic.sums import SumReader
from pipeline.stages.extraction.names import Name, of_baseline
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.roles import role_of
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Paragraph
from pipeline.stages.extraction.subjects import is_wider
from schemas.edition import Indicator

_TOTAL = re.compile(r"合计|总计|共计|累计")
MAX_ROUNDS = 4
MIN_FIGURES = 3
# what a rate, a difference, an index is told in
_TELLING = frozenset({"%", "百分点", ""})


def proved_by_arithmetic(paragraph: Paragraph, readings: list[Reading]) -> list[Reading]:
    """Return the readings of a paragraph with those that arithmetic adds to them, in order."""
    scene = paragraph.scene
    if not _may_prove(paragraph, readings):
        return readings
    told = paragraph.sentences
    dates, found = Dates(scene, told), parts_called_wholes(scene, figures_of(told, readings), list(readings))
    for _ in range(MAX_ROUNDS):
        figures = figures_of(told, found)
        new = (
            _of_ratios(scene, figures, dates)
            or list(DifferenceReader(scene, dates, figures).readings())
            or list(SumReader(scene, dates, figures).readings())
            or list(rest_of_lists(figures, dates))
        )
        if not new:
            break
        found += new
    found = mended(scene, figures, dates, found)
    return sorted(found, key=lambda one: one.start) if len(found) > len(readings) else found


def _may_prove(paragraph: Paragraph, readings: list[Reading]) -> bool:
    """Tell whether there is a number that no word names, in a passage that tells what is."""
    scene = paragraph.scene
    if not scene.proved or scene.section in ("task", "definition", "target"):
        return False
    if scene.is_plan and scene.section != "state":
        return False
    known = {one.quantity.start for one in readings}
    count = sum(len(group.quantities) for group in paragraph.groups)
    if count < MIN_FIGURES or (count <= len(known) and not _may_mend(paragraph, readings)):
        return False
    units = {group.unit for group in paragraph.groups}
    if not readings:
        return "%" in units
    is_told = not units.isdisjoint(_TELLING) or any("/" in unit for unit in units)
    return is_told or _TOTAL.search(paragraph.shade.text) is not None


def _may_mend(paragraph: Paragraph, readings: list[Reading]) -> bool:
    """Tell whether arithmetic may correct what words made of the numbers of a paragraph."""
    if any(one.year is None or one.role == "change" or _is_of_subs(one.name) for one in readings):
        return True
    return _TOTAL.search(paragraph.shade.text) is not None


def _is_of_subs(name: Name) -> bool:
    """Tell whether a name is an indicator's whose sub-indicators have the numbers (水环境质量)."""
    return name.component is None and isinstance(name.measure, Indicator) and bool(name.measure.subs)


def _of_ratios(scene: Scene, figures: list[Figure], dates: Dates) -> list[Reading]:
    found: list[Reading] = []
    for solution in RatioReader(scene, dates, figures).solutions():
        taken = {one.quantity.start for one in found}
        if not any(figure.start in taken for _, figure in solution.members if not figure.is_known):
            found += _readings(scene, solution, dates)
    return found


def _readings(scene: Scene, solution: Solution, dates: Dates) -> list[Reading]:
    """Return the readings of the figures of a solution that no word names; [] where one of them is no fact."""
    known = [one for name, figure in solution.members for one in figure.readings if is_same(one.name, name)]
    subjects = {one.subject for one in known}
    if len(subjects) > 1:
        return []
    year = _year(solution, dates)
    found = []
    for name, figure in solution.members:
        if figure.is_known or _serves_several(figure, solution):
            continue
        own = area_of(figure.sentence, figure.group.start) or scene.own_subject
        subject = next(iter(subjects), own)
        told = dates.told_year(figure)
        reading = _reading(scene, name, figure, year if told is None else told, subject, dates)
        if reading is None:
            return []
        found.append(reading)
    return found


def _serves_several(figure: Figure, solution: Solution) -> bool:
    """Tell whether a figure is the whole of a list of parts, for several years or places."""
    return figure.count == 1 and max(solution.part.count, solution.result.count) > 1 and figure is solution.whole


def _year(solution: Solution, dates: Dates) -> int | None:
    """Return the year of a solution: that of the rate, else of the part, else of the whole, else the passage's."""
    members = (solution.result, *solution.parts)
    told = [year for figure in members if (year := dates.told_year(figure)) is not None]
    if told:
        return told[0]
    return None if any(figure.readings for figure in members) else dates.year_of(solution.result)


def _reading(scene: Scene, name: Name, figure: Figure, year: int | None, subject: str, dates: Dates) -> Reading | None:
    """Return the reading of a figure, None where it states nothing that is."""
    role = role_of(figure.sentence, figure.group, name, scene, dates.of(figure)[0])
    if role not in ("actual", "component", "count", "baseline") or is_wider(subject):
        return None
    named = of_baseline(name) if role == "baseline" else name
    start, end = figure.start, figure.quantity.end
    return Reading(named, figure.quantity, role, year, subject, start, end, figure.group.start, figure.group.end)
