"""What the edition calls a difference: 下降幅度, 降低率, else a change of the thing itself."""

from pipeline.numbers.quantities import Quantity
from pipeline.stages.extraction.names import Name, as_measure, change_of
from pipeline.stages.extraction.rises import Change
from pipeline.stages.extraction.roles import stated_role
from pipeline.values import replace
from schemas.fact import Role

_RATES = ("%", "‰")


def changed(name: Name, role: Role | None, quantity: Quantity, change: Change) -> tuple[Name, Role | None, Quantity]:
    """Return name, role, value of a difference: the edition's own name for it, else a change with its sign."""
    named = change_of(name, change.base, change.is_named)
    if named is None and role == "target" and not name.fits(quantity.unit):
        named = change_of(name, "previous", False)
    if named is not None and role != "target" and not named.fits(quantity.unit) and name.fits(quantity.unit):
        named = None  # 较2020年下降4.2微克/立方米 is no 下降幅度 in percent
    signed = replace(quantity, value=quantity.value * change.sign)
    if named is not None:
        quantity = replace(signed, value=-signed.value) if named.counts_falls else signed
    if named is not None and (named.component is None or change.is_named or role == "target"):
        return named, stated_role(named) if role in ("actual", "component", "count") else role, quantity
    if role not in ("actual", "component", "count", "baseline"):
        return name, role, quantity
    if named is not None:
        return named, "change", quantity
    return _in_points(name) if quantity.unit == "百分点" else name, "change", signed


def _in_points(name: Name) -> Name:
    """Return what rises by points: of a thing counted its share (处理的村168个，占比100%，比上年提高1.8个百分点)."""
    measure = as_measure(name)
    return measure if name.unit not in _RATES and measure.unit in _RATES and not measure.is_change else name
