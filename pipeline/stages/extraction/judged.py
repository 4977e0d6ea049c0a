"""Whether a paired value is a fact: its role, its name where it is a rise, whose it is; else the reason against it."""

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.units import same_dimension
from pipeline.numbers.year_span import YearSpan
from pipeline.stages.extraction.areas import area_of
from pipeline.stages.extraction.changed import changed
from pipeline.stages.extraction.names import Name, of_baseline
from pipeline.stages.extraction.no_levels import begins_rise
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.roles import is_before_plan, is_origin, is_state_in_bracket, role_of, stated_role
from pipeline.stages.extraction.row import Pairing, Row
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.since_last_year import as_change_of_level
from pipeline.stages.extraction.subjects import bounded_by, is_wider
from pipeline.values import replace
from schemas.left_out import Reason

_STATED = ("actual", "component", "count")
_EVENTS = frozenset({"training"})
_PRODUCTS = ("生产总值", "增加值")


def judged(
    row: Row, pairing: Pairing, name: Name, year: int | None, span: YearSpan | None, dated: YearSpan | None
) -> Reading | Reason:
    """Return the reading of a value under one name for one year, or why it is no fact.

    `span` is the year expression that dates the row, `dated` the one that its role goes by.
    """
    scene, quantity = row.sentence.scene, pairing.quantity
    role = role_of(row.sentence, row.group, name, scene, dated)
    if year is None and role in _STATED and row.change is None and begins_rise(row.sentence, row.group):
        role = "baseline"  # what a rise began with in a year that nobody tells proves none
    if row.change is not None and (_is_product(name) or _grows(row.change.sign, name, quantity)):
        return "unit"
    if row.change is not None and not name.is_change:
        role = stated_role(name) if role == "baseline" else role  # 较基准年2020年（34微克/立方米）下降14.7%
        name, role, quantity = changed(name, role, quantity, row.change)
    elif role == "baseline":
        name = of_baseline(name)
    if role == "actual" and (told := as_change_of_level(row, name, quantity, year)) is not None:
        (name, quantity), role = told, "change"
    subject = bounded_by(pairing.subject) or area_of(row.sentence, row.group.start) or scene.own_subject
    if is_wider(subject):
        return "wider"
    if role is None and _is_of_an_event(scene, name, span):
        role = stated_role(name)
    if role is None:
        return "part_year" if scene.is_part_year or (span is not None and span.kind == "part") else "demand"
    is_state = is_origin(row.sentence, row.group, scene) or is_state_in_bracket(row.sentence, row.group, scene, dated)
    if role != "target" and not is_state and not scene.proves(name.indicator_id, name.sub):
        if not (scene.is_plan and is_before_plan(scene, dated)):
            return "mention"
        # what a plan sets out from proves no year
        role = "baseline" if role == "actual" and not name.is_change else role
    if not name.fits(quantity.unit) and role != "change":
        return "unit"
    quantity = _as_demanded(name, quantity) if role == "target" else quantity
    start, end = min(row.owner.start, row.group.start), max(row.group.end, row.owner.end)
    return Reading(name, quantity, role, year, subject, quantity.start, quantity.end, start, end)


def _is_product(name: Name) -> bool:
    """Tell whether a name is of a product, which grows at constant prices: that is no difference of its values."""
    is_of_money = name.component is not None and same_dimension(name.unit, "元")
    return is_of_money and name.name.endswith(_PRODUCTS)


def _grows(sign: int, name: Name, quantity: Quantity) -> bool:
    """Tell whether something is said to have grown by what is read as the share by which another thing fell."""
    return sign > 0 and name.counts_falls and quantity.unit == "%"


def _is_of_an_event(scene: Scene, name: Name, span: YearSpan | None) -> bool:
    """Tell whether a number is of something held within some days, once a year: those trained in 2023年9月."""
    is_plain = scene.section in ("plain", "state") and not scene.is_plan
    return (
        name.indicator_id in _EVENTS and is_plain and (scene.is_part_year or (span is not None and span.kind == "part"))
    )


def _as_demanded(name: Name, quantity: Quantity) -> Quantity:
    """Return a demand with its bound taken in: 超过20%的要求, 低于97%的目标 tell what was passed or missed."""
    if quantity.op not in (">", "<"):
        return quantity
    meant = {"at_least": ">", "at_most": "<"} if name.component is None else {}
    bound = meant.get(name.measure.direction, quantity.op)
    return replace(quantity, op=">=" if bound == ">" else "<=")
