"""What a score means: the share of such proposals that were right on documents no rule had seen.

Rules rank their hits by scores of their own; what goes out is calibrated. Seen are the 621 proposals of evidence in six
blind runs (five places of the understanding benchmark, each read by rules that were made before it, and 35 look-alikes;
counted by document and sub-indicator). A kind of proposal with few cases is drawn towards the share of all (575 of
621), as if it had been seen `PRIOR_CASES` times more. So of ten proposals that score 0.9 about nine hold. A mention
keeps the rule's own score, always below 0.5: it is no claim that the document proves anything.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from pipeline.stages.tagging.hits import Hit

Kind = Literal["title", "stated", "implied", "slot", "table", "weak"]

PRIOR_CASES = 4
# no proposal is certain before a person has looked at it
HIGHEST_SCORE = 0.99
# stated: a sentence names the measure with its value; implied: by a component, or under the measure's heading;
# slot: kind, words and issuer of a requirement; weak: such a slot by its text alone, a topic without a measure
SEEN: Mapping[Kind, tuple[int, int]] = MappingProxyType(
    {
        "title": (76, 76),
        "stated": (232, 242),
        "implied": (67, 77),
        "slot": (100, 106),
        "table": (73, 85),
        "weak": (27, 35),
    }
)
_STRONG_PASSAGE = 0.8
_STRONG_SLOT = 0.9


def calibrated(hit: Hit) -> float:
    """Return the score of a hit as it goes out, two places."""
    return hit.score if hit.relation == "mention" else _SHARES[_kind(hit)]


def _kind(hit: Hit) -> Kind:
    if hit.method == "title":
        return "title"
    if hit.method == "passage":
        return "stated" if hit.score >= _STRONG_PASSAGE else "implied"
    if hit.method == "heading":
        return "implied"
    if hit.method in ("table", "caption"):
        return "table"
    return "slot" if hit.method == "requirement" and hit.score >= _STRONG_SLOT else "weak"


def _share(right: int, seen: int) -> float:
    of_all = sum(right for right, _ in SEEN.values()) / sum(seen for _, seen in SEEN.values())
    return min(HIGHEST_SCORE, round((right + PRIOR_CASES * of_all) / (seen + PRIOR_CASES), 2))


_SHARES: Mapping[Kind, float] = MappingProxyType({kind: _share(*counts) for kind, counts in SEEN.items()})
