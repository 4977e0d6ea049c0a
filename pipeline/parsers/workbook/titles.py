"""What a sheet is headed by: the title above its table, or the name on its tab."""

import re

_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|表)\s*[\d（）()]*", re.IGNORECASE)
_LABEL = re.compile(r"附[件表录图]?[\d一二三四五六七八九十—-]*")
MIN_TITLE_CHARS, MAX_TITLE_CHARS = 4, 80
_YEAR = re.compile(r"(?:19|20)\d\d")


def title_of(lines: list[str]) -> str:
    """Return the title among the lines above a table: the longest that may be one; "" where none may."""
    return max(filter(_may_be_title, lines), key=len, default="")


def _may_be_title(line: str) -> bool:
    """Tell whether a line is of the length of a title, and neither of a form (填报单位：) nor a sentence."""
    fits = MIN_TITLE_CHARS <= len(line) <= MAX_TITLE_CHARS and not set(line) & set("：:。；")
    return fits and not _LABEL.fullmatch(line.strip())


def is_heading(name: str, title: str, *, is_first: bool) -> bool:
    """Tell whether the name on the tab says something that heads the sheet.

    Without a title every name does, for the headings of the sheet before must end (on the first sheet only a name
    that a person gave). Beside a title it does where it alone tells the year.
    """
    if title:
        return _YEAR.search(name) is not None and _YEAR.search(title) is None
    return not (is_first and _DEFAULT_NAME.fullmatch(name.strip()))
