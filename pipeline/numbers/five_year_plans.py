"""When a five-year plan ends: the tenth (十五) in 2005, the thirteenth (十三五) in 2020, the fourteenth in 2025."""

from pipeline.numbers.numerals import read_numeral

YEARS_OF_PLAN = 5
_LAST_OF_TENTH = 2005


def last_year_of_plan(term: str) -> int:
    """Return the last year of a plan by the numeral behind its ten: 四 of 十四五."""
    return _LAST_OF_TENTH + YEARS_OF_PLAN * int(read_numeral(term) or 0)


def last_year_of_running_plan(year: int) -> int:
    """Return the last year of the plan in whose five years a year lies."""
    return -(-year // YEARS_OF_PLAN) * YEARS_OF_PLAN
