"""Parts told by 其中 under the name of their whole: 产生108.5万吨，其中规模养殖场产生61.2万吨."""

from pipeline.numbers.units import is_counter
from pipeline.stages.extraction.reading import Reading


def without_inner_parts(text: str, readings: list[Reading]) -> list[Reading]:
    """Return the readings of a paragraph (its shadow) without parts that 其中 takes out of a greater one.

    A part has name, year, subject of its whole. What is counted (县级河长9名) is kept, and so are the parts of what has
    an area of its own (自然保护地, 其中湿地公园).
    """
    return [one for one in readings if not any(_is_part(text, one, whole) for whole in readings)]


def _is_part(text: str, part: Reading, whole: Reading) -> bool:
    if (
        whole.start >= part.start
        or is_counter(part.quantity.unit)
        or part.role != "component"
        or part.quantity.unit == "%"
    ):
        return False
    if (part.name, part.year, part.subject, part.role) != (whole.name, whole.year, whole.subject, whole.role):
        return False
    is_less = part.quantity.unit == whole.quantity.unit and part.quantity.value < whole.quantity.value
    between = text[whole.end : part.start]
    return is_less and "其中" in between and not any(mark in between for mark in ";。")
