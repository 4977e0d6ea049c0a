"""A number understood, before it becomes a fact."""

from pipeline.numbers.quantities import Quantity
from pipeline.stages.extraction.names import Name
from pipeline.values import frozen
from schemas.fact import Role


@frozen
class Reading:
    """A number with name, role, year; text[start:end] of the shadow is the number.

    text[quote_start:quote_end] are the words that decided: from the name to the number.
    `inferred` tells that only the model names it.
    """

    name: Name
    quantity: Quantity
    role: Role
    year: int | None
    subject: str
    start: int
    end: int
    quote_start: int
    quote_end: int
    inferred: bool = False
