"""Whether two names mean one unit, as a dossier and the general table of names have it."""

import re

from pipeline.numbers.shadow import shadow
from pipeline.units.county import county_names, is_city
from pipeline.units.names import UnitName, is_division, parted, shortens
from pipeline.units.reform import other_names
from schemas.dossier import Dossier

_JOINED = re.compile(r"[和与及、]")


def same_unit(one: str, other: str, dossier: Dossier) -> bool:
    """Tell whether two names mean one unit of the dossier's county.

    A person's word stands first: names that the dossier lists for one unit are one, those of two units are two. Else
    both must be of one place (县水利局, 水利局 are the county's) and of one matter, by the names before and after
    the reform or by shortening; a division (县财政局采购办) answers for its unit.
    """
    if shadow(one).text == shadow(other).text:
        return True
    listed, listed_too = _listed(one, dossier), _listed(other, dossier)
    if listed and listed_too:
        return listed == listed_too
    first, second = unit_name(listed or one, dossier), unit_name(listed_too or other, dossier)
    if (first.level, first.place) != (second.level, second.place):
        return False
    return (
        first.matter == second.matter
        or shortens(first.matter, second.matter)
        or is_division(first.matter, second.matter)
    )


def is_spelt_alike(one: str, other: str, dossier: Dossier) -> bool:
    """Tell whether two names differ in the place before them at most: 林业局, 县林业局."""
    first, second = unit_name(one, dossier), unit_name(other, dossier)
    return (first.level, first.place, first.written) == (second.level, second.place, second.written)


def may_be_one(one: str, other: str, dossier: Dossier) -> bool:
    """Tell whether two units that a dossier keeps apart look like one: 交通局, 交通运输局; 自然资源, 自然资源局.

    Both are of one place, and the matters are one by the names before and after the reform, by shortening, with the
    words in another order, or but for the ending (局, 办公室).
    """
    first, second = unit_name(one, dossier), unit_name(other, dossier)
    if (first.level, first.place) != (second.level, second.place) or not first.matter or not second.matter:
        return False
    if first.matter == second.matter:
        return True
    short, full = sorted((first.written, second.written), key=len)
    letters, letters_too = (sorted(_JOINED.sub("", words)) for words in (short, full))
    return shortens(short, full) or letters == letters_too or full in (short + "局", short + "办公室")


def unit_name(name: str, dossier: Dossier) -> UnitName:
    """Part a unit's name as seen from the dossier's county."""
    return parted(name, dossier.county, dossier.aliases, county_is_city=is_city(dossier))


def usual_aliases(name: str, dossier: Dossier) -> tuple[str, ...]:
    """Return the other names that documents may use for a unit of the county, in the way that its name begins.

    县生态环境局 begins with 县, so its older name is given as 县环境保护局; so is that of a branch
    (某市生态环境局某县分局), whose older name bore no city.
    """
    whole = shadow(name).text
    unit = unit_name(name, dossier)
    others = other_names(unit.matter)
    if unit.level != "own" or not others:
        return ()
    before = whole.removesuffix(unit.written) if whole.endswith(unit.written) else ""
    if before and before not in (*county_names(dossier), "县", "区", "市", "旗"):
        before = ""
    kind = before or ("" if whole == unit.written else dossier.county[-1])
    names = (kind + one for one in (unit.matter, *others) if not one.endswith("分局"))
    return tuple(one for one in names if one != whole)


def _listed(name: str, dossier: Dossier) -> str:
    """Return the unit of the dossier that has exactly this name or alias, "" where none has."""
    seen = shadow(name).text
    for unit in dossier.units:
        if any(shadow(one).text == seen for one in (unit.name, *unit.aliases)):
            return unit.name
    return ""
