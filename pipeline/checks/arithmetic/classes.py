"""Numbers of sections of one class of water, which stand beside those of the other classes: Ⅱ类5个、Ⅲ类3个."""

import re

from schemas.fact import Fact

_CLASS = r"(?:[ⅠⅡⅢⅣⅤ]|I{1,3}|IV|V)类"
_OF_ONE = re.compile(
    rf"(?<!优于)(?<!好于)(?<!高于)(?<![—~～\-至到])(?:{_CLASS})(?:的|水质|标准)*(?:断面|水体|点位)?(?:有|为|共)?$"
)
_COUNTED = re.compile(rf"({_CLASS})(?:的|水质|标准)*(?:断面|水体|点位)?(?:有|为|共)?\d+[个条]")


def is_of_one_class(fact: Fact) -> bool:
    """Tell whether a number counts what is of one class, where its sentence counts those of another beside it."""
    if fact.unit not in ("个", "条") or "类" not in fact.quote:
        return False
    quote = fact.quote.replace(" ", "")
    before = quote[: max(0, quote.rfind(fact.value_raw))]
    return _OF_ONE.search(before) is not None and len(set(_COUNTED.findall(quote))) > 1
