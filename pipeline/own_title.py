"""A document's own title, which a parser may know by its size for a heading of all that stands below it."""

from collections.abc import Iterable

from pipeline.lexicon import squeeze
from pipeline.passages import Prose, Table
from pipeline.values import replace

# a line of a title is at least this long; 总体要求 heads a part
MIN_TITLE_CHARS = 10


def below_title(parts: Iterable[Prose | Table], title: str | None) -> list[Prose | Table]:
    """Return passages without their document's title among their headings.

    答复 on a 建议, 2023年总结和2024年思路 say what the paper is, not that all of it is still to come.
    """
    own = squeeze(title or "")
    return [_below(part, own) if part.headings else part for part in parts]


def _below(part: Prose | Table, own: str) -> Prose | Table:
    first = squeeze(part.headings[0])
    is_title = len(first) >= MIN_TITLE_CHARS and (own.startswith(first) or own.endswith(first))
    return replace(part, headings=part.headings[1:]) if is_title else part
