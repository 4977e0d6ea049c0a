"""The years that are the columns, the rows of a table, those that a sentence lists."""

import re

from pipeline.numbers.dates import FoundPeriod, find_periods
from pipeline.stages.identification.congress_reports import whole_years
from pipeline.stages.identification.lines import Line
from schemas.document import Period
from schemas.parsed import Cell

_BARE_YEAR = re.compile(r"(?:19|20)\d{2}")
_LONGEST = 12
_YEARS_LISTED = re.compile(r"(?<![比较与和同跟])(?:(?:19|20)\d{2}年?[、,和及与])+(?:19|20)\d{2}年")
# the head of a column that tells when each thing came to be
_CAME_TO_BE = re.compile(
    r"(?:批建|批准|批复|设立|建立|成立|始建|建成|建设|竣工|投运|投产|投用|命名|授牌|认定|划定|创建|公布|获评|获批|发布|颁布|印发|出台)"
    r"[一-龥]{0,4}(?:年份?|年度|时间|日期)"
)


def in_year_cells(lines: list[Line]) -> list[FoundPeriod]:
    """Return what the cells that are nothing but a year name.

    Not those of a column that tells when each thing came to be: 批建年份, 设立时间.
    """
    cells = [(line, line.source) for line in lines if isinstance(line.source, Cell) and line.in_table]
    begun = {(line.block, cell.column) for line, cell in cells if _CAME_TO_BE.fullmatch(line.seen)}
    return [found for line, cell in cells if (line.block, cell.column) not in begun for found in _whole(line.seen)]


def _whole(seen: str) -> list[FoundPeriod]:
    if len(seen) > _LONGEST:
        return []
    bare = f"{seen}年" if _BARE_YEAR.fullmatch(seen) else seen
    return [one for one in find_periods(bare) if one.start == 0 and one.end >= len(bare) - 1]


def years_listed(seen: str) -> Period | None:
    """Return the years that words list, from the first to the last: 2021年、2022年和2023年."""
    match = _YEARS_LISTED.search(seen)
    years = [int(year) for year in re.findall(r"(?:19|20)\d{2}", match[0])] if match else []
    return whole_years(min(years), max(years)) if years else None
