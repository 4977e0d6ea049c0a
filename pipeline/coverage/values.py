"""Which numbers of a measure its evidence holds for a year: stated, or to be computed from its components."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from pipeline.coverage.same import once_for_same
from pipeline.coverage.years import year_of
from pipeline.numbers.units import convert, same_dimension
from schemas.edition import Component, Measure
from schemas.errors import EditionError
from schemas.fact import Fact, Operator
from schemas.formula import parse_formula
from schemas.view import ViewedDocument

WHOLE_COUNTY = ("", "全县", "全市", "全区", "全旗", "我县", "我市", "我区", "本县", "县域", "市域", "全域", "行政区域")
_SIGNS = {"=": "", ">=": "≥", "<=": "≤", ">": "＞", "<": "＜"}


class Stated(NamedTuple):
    """A fact as it stands for a year, with the document that states it.

    `words` are what its words say of it (`pipeline.coverage.words`), where that is known.
    """

    fact: Fact
    year: int
    viewed: ViewedDocument
    words: int | None = None

    @property
    def file(self) -> str:
        """The file that states it."""
        return self.viewed.document.file


class Part(NamedTuple):
    """A number of the county as a whole that a formula may need: its name, year, value in its unit."""

    name: str
    year: int
    value: Decimal
    unit: str
    op: Operator


def parts_of(facts: Iterable[Stated], names: Collection[str]) -> tuple[Part, ...]:
    """Return the numbers of these names, targets and those of parts of the county left out."""
    return tuple(
        Part(fact.name, item.year, fact.value, fact.unit, fact.op)
        for item in facts
        if (fact := item.fact).name in names and fact.role != "target" and fact.subject in WHOLE_COUNTY
    )


def stated(documents: Iterable[ViewedDocument], indicator_id: str, sub: int | None) -> tuple[Stated, ...]:
    """Return all facts of a measure whose year is known, in the order of the documents."""
    found: list[Stated] = []
    for viewed in documents:
        for fact in viewed.facts:
            if fact.indicator_id == indicator_id and fact.sub == sub:
                year = year_of(fact, viewed.document)
                if year is not None:
                    found.append(Stated(fact, year, viewed))
    return tuple(found)


def is_change(measure: Measure) -> bool:
    """Tell whether what is measured is itself a rise or fall (提高幅度, 下降率)."""
    return any(component.of for component in measure.components)


@once_for_same
def sufficient(measure: Measure) -> Mapping[str, Component]:
    """Return the components whose stated value proves the measure by itself, by name."""
    return {component.name: component for component in measure.components if component.sufficient}


@once_for_same
def _names_of_parts(measure: Measure) -> frozenset[str]:
    return frozenset(component.name for component in measure.components)


def proves_number(fact: Fact, measure: Measure) -> bool:
    """Tell whether a fact is a number of the measure: its own actual value, or one that proves it as well."""
    if fact.name in sufficient(measure):
        return fact.role in ("actual", "component", "count", "change")
    if fact.name in _names_of_parts(measure):
        return False
    return fact.role == "actual" or (fact.role == "change" and is_change(measure))


def in_words(fact: Fact) -> str:
    """Return a value as it is shown: sign, value, unit."""
    return f"{'约' if fact.approx else ''}{_SIGNS[fact.op]}{fact.value:f}{fact.unit}"


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """Return the value in another unit, None where it cannot be expressed in it; 1立方米 of water is 1吨."""
    if unit == wanted:
        return value
    if same_dimension(unit, wanted):
        return convert(value, unit, wanted)
    for one, other in (("立方米", "吨"), ("吨", "立方米")):
        if same_dimension(unit, one) and same_dimension(other, wanted):
            return convert(convert(value, unit, one), other, wanted)
    return None


def computed(measure: Measure, parts: Iterable[Part], year: int) -> Decimal | None:
    """Return the value of a measure for a year by its formula, in the measure's unit.

    Components are those stated for the whole county; None where one is missing, has two different values, has a
    unit that does not fit, or where the formula needs another year's value that is not there.
    """
    known = _components(measure, tuple(parts), year)
    return _by_formula((measure.formula, *measure.other_formulas), measure, known)


def computed_sufficient(measure: Measure, parts: Iterable[Part], year: int) -> tuple[Component, Decimal] | None:
    """Return the component that proves the measure by itself, with its value by its own formula; None without one."""
    known = _components(measure, tuple(parts), year)
    for component in sufficient(measure).values():
        value = _by_formula((component.formula,), measure, known)
        if value is not None:
            return component, value
    return None


def nothing_to_measure(measure: Measure, parts: Iterable[Part], year: int) -> Component | None:
    """Return the whole of a share that is stated as zero (没有黑臭水体), None where there is something to measure."""
    known = _components(measure, tuple(parts), year)
    _, sign, rest = measure.formula.partition(" / ")
    whole = rest.partition(" * ")[0].strip()
    if not sign or known.get(whole) != 0:
        return None
    return next(component for component in measure.components if component.name == whole)


def _by_formula(texts: Iterable[str], measure: Measure, known: Mapping[str, Decimal]) -> Decimal | None:
    components = {component.name: component for component in measure.components}
    return next((value for text in texts if (value := _evaluate(text, known, components)) is not None), None)


def _components(measure: Measure, parts: tuple[Part, ...], year: int) -> dict[str, Decimal]:
    """Return the values of the components for a year, those of another year (上年…) from that year's facts."""
    known: dict[str, Decimal] = {}
    for component in measure.components:
        value = _agreed(component, parts, component.name, year)
        if value is None and component.of and component.year == "previous":
            value = _agreed(component, parts, component.of, year - 1)
        if value is not None:
            known[component.name] = value
    return known


def _agreed(component: Component, parts: tuple[Part, ...], name: str, year: int) -> Decimal | None:
    """Return the one value that all facts of this name and year state, in the component's unit."""
    values: set[Decimal] = set()
    for part in parts:
        if part.name != name or part.year != year:
            continue
        value = in_unit(part.value, part.unit, component.unit)
        if part.op != "=" or value is None:
            return None
        values.add(value)
    return values.pop() if len(values) == 1 else None


def _is_nothing_of_it(text: str, known: Mapping[str, Decimal]) -> bool:
    """Tell whether a share's numerator is stated as zero: then it is zero whatever the whole is (无劣Ⅴ类断面)."""
    numerator, sign, _ = text.partition(" / ")
    return bool(sign) and known.get(numerator.strip()) == 0


def _evaluate(text: str, known: Mapping[str, Decimal], components: Mapping[str, Component]) -> Decimal | None:
    """Evaluate a formula; a component without a value follows from its own formula, an optional one is zero."""
    if not text:
        return None
    values: dict[str, Decimal] = {}
    try:
        formula = parse_formula(text)
        for name in formula.names:
            value = known.get(name)
            if value is None:
                value = _evaluate(components[name].formula, known, components)
            if value is None and components[name].optional:
                value = Decimal(0)
            if value is None and _is_nothing_of_it(text, known):
                return Decimal(0)
            if value is None:
                return None
            values[name] = value
        return formula.evaluate(values)
    except (EditionError, ArithmeticError):
        return None
