"""The names by which documents call the dossier's county."""

import re
from collections.abc import Iterable
from functools import lru_cache

from schemas.dossier import Dossier

_NATIONS = (
    "蒙古族|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|高山族"
    "|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|阿昌族|普米族|塔吉克族?"
    "|怒族|乌孜别克族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|京族|塔塔尔族|独龙族|鄂伦春族?|赫哲族|门巴族|珞巴族|基诺族|各族|蒙古"
)
_KIND = re.compile(rf"(?:(?:{_NATIONS})*自治[县旗]|[县市区旗]|林区|特区)$")
_HIGHER = re.compile(r"^.*?(?:省|自治区|自治州|地区|盟|(?<=[一-龥]{2})市)(?=[一-龥]{2,})")


@lru_cache(maxsize=64)
def names_of(county: str, aliases: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return all names of a county, the longest first: as given, without what stands above it, its short name.

    衡川市青岚壮族瑶族自治县 is also 青岚壮族瑶族自治县, 青岚县, 青岚. A short name of one character is none, a blank
    one neither.
    """
    found: dict[str, None] = {}
    for name in filter(None, map(str.strip, (county, *aliases))):
        own = _HIGHER.sub("", name) or name
        stem = _KIND.sub("", own)
        found[name] = found[own] = None
        if len(stem) > 1:
            found[stem] = None
            if "自治" in own:
                found[stem + own[-1]] = None
    return tuple(sorted(found, key=len, reverse=True))


def county_names(dossier: Dossier) -> tuple[str, ...]:
    """Return all names of the dossier's county, the longest first."""
    return names_of(dossier.county, dossier.aliases)


def is_city(dossier: Dossier) -> bool:
    """Tell whether the county is itself a city (县级市): 全市 and 市水利局 are then its own."""
    return (_HIGHER.sub("", dossier.county) or dossier.county).endswith("市")


def is_named(words: str, names: Iterable[str]) -> bool:
    """Tell whether words name the county; its short name counts only where no other place begins with it."""
    return any(name in words for name in names if _KIND.search(name)) or any(
        re.search(re.escape(name) + r"(?![一-龥]?[市县旗区])", words) for name in names
    )
