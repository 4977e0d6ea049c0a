"""Whether the waste that a paragraph speaks of is that of toilets: 吸粪车27台，粪污资源化利用率75%以上."""

import re

_OF_FARMS = re.compile(r"畜|禽|养殖|猪|牛|羊|鸡|种植|秸秆")
_OF_TOILETS = re.compile(r"厕|吸粪|化粪")
OF_FARM_WASTE, OF_MANURE = "agri_waste", 2


def is_of_toilets(text: str) -> bool:
    """Tell whether a paragraph (a shadow) speaks of toilets and of no farm."""
    return _OF_TOILETS.search(text) is not None and _OF_FARMS.search(text) is None
