"""Who owes what: the unit to ask for evidence, and what it should hand in."""

from collections.abc import Iterable
from functools import lru_cache

from pipeline.coverage.same import Same
from pipeline.coverage.years import slots_of
from pipeline.units.same import same_unit
from schemas.dossier import Dossier
from schemas.edition import Indicator, Requirement

NO_UNIT = "未指定牵头单位"
_MAX_SLOTS = 3


def lead_units(dossier: Dossier, indicator_id: str) -> tuple[str, ...]:
    """Return the lead units that the dossier names for an indicator, none where it names none."""
    entry = dossier.entry(indicator_id)
    return entry.lead_units if entry else ()


def unit_to_ask(dossier: Dossier, indicator_id: str) -> str:
    """Return the lead units joined with 、, or the words that none is named."""
    return "、".join(lead_units(dossier, indicator_id)) or NO_UNIT


def what_to_hand_in(indicator: Indicator, sub: int | None, year: int | None = None) -> str:
    """Return the kinds of evidence that the edition expects, as a phrase; for one year only what is due each year."""
    slots = slots_of(indicator, sub)
    if year is not None:
        slots = tuple(slot for slot in slots if slot.years in ("each", "baseline_and_each")) or slots
    chosen = sorted(slots, key=lambda slot: not slot.verified)[:_MAX_SLOTS]
    return "；".join(_slot_in_words(slot) for slot in chosen) or "能够证明该指标的材料"


def numbers_to_state(indicator: Indicator, sub: int | None) -> str:
    """Return the numbers that the evidence must hold, as a phrase."""
    measure = indicator.measure(sub)
    named = [name for slot in slots_of(indicator, sub) for name in slot.numbers]
    if not named:
        named = [component.name for component in measure.components if not component.optional and not component.of]
    return "、".join(dict.fromkeys([measure.name, *named]))


def likely_issuers(indicator: Indicator, sub: int | None) -> str:
    """Return the kinds of unit that issue such evidence, for where the dossier names no lead unit."""
    issuers = [issuer for slot in slots_of(indicator, sub) for issuer in slot.issuers[:1]]
    return "、".join(dict.fromkeys(issuers))


def unit_in_path(dossier: Dossier, file: str) -> str:
    """Return the unit of the dossier whose name, or a shortening of it, stands in the path of a file, else ""."""
    known = _known_units(Same(dossier))
    for name in known.longest_first:
        if name in file:
            return known.names[name]
    alike = {unit for folder in file.split("/")[:-1] for unit in known.alike(folder)}
    return alike.pop() if len(alike) == 1 else ""


class _KnownUnits:
    """The names of a dossier's units, and which folders were found to be named like them."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self.names = dict(_unit_names(dossier))
        self.longest_first = sorted(self.names, key=len, reverse=True)
        self._folders: dict[str, frozenset[str]] = {}

    def alike(self, folder: str) -> frozenset[str]:
        """Return the units that a folder's name may mean."""
        if folder not in self._folders:
            units = (unit for name, unit in self.names.items() if same_unit(folder, name, self._dossier))
            self._folders[folder] = frozenset(units)
        return self._folders[folder]


@lru_cache(maxsize=2)
def _known_units(dossier: Same[Dossier]) -> _KnownUnits:
    return _KnownUnits(dossier.value)


def _bare(name: str) -> str:
    return name[1:] if name[:1] in "县市区旗州" else name


def _unit_names(dossier: Dossier) -> Iterable[tuple[str, str]]:
    """Yield (name or alias, name) of all units; a leading 县, 市, 区 may be left out in a path."""
    listed = [unit.name for unit in dossier.units]
    for entry in dossier.indicators:
        listed += [*entry.lead_units, *entry.cooperating_units]
    aliases = [(alias, unit.name) for unit in dossier.units for alias in unit.aliases]
    for name, unit in [*((name, name) for name in listed), *aliases]:
        if not name.strip():
            continue
        yield name, unit
        if len(_bare(name)) > 2:
            yield _bare(name), unit


def _slot_in_words(slot: Requirement) -> str:
    return f"{slot.title}（载明{'、'.join(slot.numbers)}）" if slot.numbers else slot.title
