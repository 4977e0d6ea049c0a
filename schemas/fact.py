"""A fact: one number with unit, year, role and the place it stands."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import PlainSerializer

from schemas.locator import Locator
from schemas.model import Model

Role = Literal["actual", "target", "baseline", "component", "count", "change"]
Operator = Literal["=", ">=", "<=", ">", "<"]

# A decimal string without exponent, trailing zeros kept: they carry the stated precision
DecimalText = Annotated[Decimal, PlainSerializer(lambda value: format(value, "f"), return_type=str, when_used="json")]


class Fact(Model):
    """A number of the edition's world, as one document states it.

    `name` is the indicator, sub-indicator or component as the edition names it; `subject` is whose number it is
    where the text narrows it (a town, a plant), else "". `value` is in `unit` (canonical, 万 and 亿 kept in the
    unit: 万元); `value_raw` is as printed. `year` is None where it is not stated. `approx` marks 约, 近, 余.
    `inferred` marks a number that no words name but those around it make likely
    (`pipeline/stages/extraction/likely`): a person sees it, no check judges by it. `confidence` (0-1) is how sure text
    recognition is of what stands there; None where the file itself holds the text.
    """

    indicator: int
    indicator_id: str
    sub: int | None = None
    name: str
    subject: str = ""
    year: int | None = None
    value: DecimalText
    unit: str
    value_raw: str
    role: Role
    op: Operator = "="
    approx: bool = False
    inferred: bool = False
    quote: str
    locator: Locator
    confidence: float | None = None
