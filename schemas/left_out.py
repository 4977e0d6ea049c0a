"""A number that was seen and is no fact, with the reason."""

from typing import Literal

from schemas.locator import Locator
from schemas.model import Model

# title ... quoted: digits that are no value at all (as `pipeline.numbers.not_values` tells them), year: a year;
# no_measure: no measure or component of the edition is named for it; unit: its unit is not the measure's;
# mention: the document only speaks of the indicator; demand: the text does not say that it was reached (a plan's
# number outside its section on the present state, a task without a bound); part_year: months, a quarter, a half;
# wider: the figure of a larger area; standard: what a measurement is held against; added: the increase of a year;
# origin: what a change starts from, without a year; not_a_number: a column that holds no values (order, remarks);
# subject: whose number it is cannot be told
Reason = Literal[
    "title", "document_number", "standard_number", "name", "date", "contact", "label", "slogan", "quoted", "year",
    "no_measure", "unit", "mention", "demand", "part_year", "wider", "standard", "added", "origin", "not_a_number",
    "subject",
]  # fmt: skip


class LeftOut(Model):
    """A number as printed (`raw`) that became no fact."""

    raw: str
    reason: Reason
    quote: str
    locator: Locator
