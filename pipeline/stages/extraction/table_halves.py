"""Cells that hold a part with its whole, as their head says: 72/176 below 已治理村数/行政村总数（个）."""

import re

_NUMBER = r"\d{1,9}(?:\.\d+)?"
_HALVES = re.compile(rf"({_NUMBER})\s*[/／]\s*({_NUMBER})")
_YEAR = re.compile(r"(?:19|20)\d\d[/／]")
_HEAD = re.compile(
    r"(?P<before>(?:19|20)\d\d年?度?(?:[底末])?)?(?P<first>[^/／()（）\d]{2,20})[/／](?P<second>[^/／()（）\d]{2,20})"
    r"(?P<behind>[(（][^()（）]{1,8}[)）])?"
)


def values_halved(text: str) -> tuple[str, str] | None:
    """Return the two numbers of a cell that a stroke divides, None where it holds anything else, as 2023/12 does."""
    match = _HALVES.fullmatch(text.strip())
    return (match[1], match[2]) if match is not None and not _YEAR.match(text.strip()) else None


def heads_halved(text: str) -> tuple[str, str] | None:
    """Return the two heads that a stroke divides, each with year and unit, None where there is no stroke."""
    match = _HEAD.fullmatch("".join(text.split()))
    if match is None:
        return None
    before, behind = match["before"] or "", match["behind"] or ""
    return f"{before}{match['first']}{behind}", f"{before}{match['second']}{behind}"
