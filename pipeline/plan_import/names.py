"""The indicator that a printed name means, whatever its number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from pipeline.numbers.shadow import shadow
from pipeline.plan_import.lines import ITEM_MARK, flat
from schemas.edition import Edition, Indicator, Measure

ALIKE = 0.84  # of 1: two names that differ in one word of six still meet it, two different indicators do not
APART = 0.05  # the runner-up must be this much less alike
MIN_FUZZY_CHARS = 5
MAX_FUZZY_CHARS = 50
_BRACKETED = re.compile(r"\([^()]*\)")
_LEADING_NUMBER = re.compile(r"^\s*(?:指标)?\s*[（(]?(\d{1,3})[）)]?\s*[.．、:：)）\s]*(?=\D)")
# words that make two otherwise equal names two indicators
_CONTRASTS = (
    ("城镇", "农村", "村镇"),
    ("城市", "农村", "村镇"),
    ("化肥", "农药"),
    ("满意", "参与", "知晓"),
    ("能耗", "用水", "建设用地"),
    ("森林", "林草", "植被"),
    ("秸秆", "粪污", "农膜"),
    ("危险废物", "一般工业", "医疗废物"),
    ("海岸", "河湖", "自然岸线"),
)


@lru_cache(maxsize=8192)
def normal(name: str) -> str:
    """Return a name for comparing: the shadow's letters and digits, without punctuation and 的."""
    return "".join(character for character in shadow(name).text.lower() if character.isalnum() and character != "的")


def without_brackets(name: str) -> str:
    """Return a name without what it explains in brackets."""
    return _BRACKETED.sub("", shadow(name).text)


def leading_number(name: str) -> tuple[int | None, str]:
    """Return (number, name) of a name that begins with its number (7.环境空气质量), else (None, name)."""
    match = _LEADING_NUMBER.match(name)
    if match is None or (ITEM_MARK.match(name) and name.lstrip()[0] in "（("):
        return None, name
    return int(match[1]), name[match.end() :]


@dataclass(frozen=True)
class Match:
    """What a name means: an indicator, or one of its subs (1-based); `exact` but for punctuation."""

    indicator: Indicator
    sub: int | None
    exact: bool


class Names:
    """All names that an edition knows."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._nearest_found: dict[str, Match | None] = {}

    @cached_property
    def known(self) -> dict[str, tuple[Indicator, int | None]]:
        """Normal form -> (indicator, sub); an indicator's own name goes before a sub's, a name before an alias."""
        found: dict[str, tuple[Indicator, int | None]] = {}
        for rank in range(4):
            for indicator in self.edition.indicators:
                for sub, measure in ((None, indicator), *((each.number, each) for each in indicator.subs)):
                    for form in _forms(measure, rank, sub is not None):
                        found.setdefault(form, (indicator, sub))
        return found

    @cached_property
    def not_meant(self) -> dict[tuple[str, int | None], frozenset[str]]:
        """(indicator id, sub) -> normal forms of the near-names that must not be taken for it."""
        return {
            (indicator.id, sub): frozenset(map(normal, measure.names_not_meant))
            for indicator in self.edition.indicators
            for sub, measure in ((None, indicator), *indicator.measures())
        }

    def sub_forms(self, indicator: Indicator) -> list[tuple[str, int]]:
        """Return the (normal form, number) pairs of an indicator's subs, longest form first."""
        pairs = {(form, sub.number) for sub in indicator.subs for rank in (2, 3) for form in _forms(sub, rank, True)}
        return sorted(pairs, key=lambda pair: (-len(pair[0]), pair))

    def find(self, name: str) -> Match | None:
        """Return what a name means, None where no indicator is near enough to be meant."""
        name = flat(name)
        for form in (normal(name), normal(without_brackets(name))):
            if form in self.known:
                return Match(*self.known[form], exact=True)
        return self._nearest(normal(without_brackets(name)))

    def find_sub(self, name: str, indicator: Indicator) -> int | None:
        """Return the sub-indicator (1-based) of one indicator that a name means."""
        forms = {normal(name), normal(without_brackets(name))}
        for form, number in self.sub_forms(indicator):
            if form in forms:
                return number
        likeness = [(_alike(normal(without_brackets(name)), normal(sub.name)), sub.number) for sub in indicator.subs]
        best = max(likeness, default=(0.0, 0))
        return best[1] if best[0] >= ALIKE else None

    def _nearest(self, form: str) -> Match | None:
        if not MIN_FUZZY_CHARS <= len(form) <= MAX_FUZZY_CHARS:
            return None
        if form not in self._nearest_found:
            self._nearest_found[form] = self._search_nearest(form)
        return self._nearest_found[form]

    def _search_nearest(self, form: str) -> Match | None:
        likeness: dict[tuple[str, int | None], tuple[float, Indicator]] = {}
        for known, (indicator, sub) in self.known.items():
            key = (indicator.id, sub)
            if form in self.not_meant[key]:
                continue
            score = _alike(form, known)
            likeness[key] = max(likeness.get(key, (0.0, indicator)), (score, indicator), key=lambda pair: pair[0])
        ranked = sorted(likeness.items(), key=lambda item: -item[1][0])
        if not ranked or ranked[0][1][0] < ALIKE:
            return None
        if len(ranked) > 1 and ranked[0][1][0] - ranked[1][1][0] < APART:
            return None
        return Match(ranked[0][1][1], ranked[0][0][1], exact=False)


def _forms(measure: Measure, rank: int, is_sub: bool) -> Iterator[str]:
    """Yield the normal forms of one rank: 0 indicator names, 1 their aliases, 2 sub names, 3 their aliases."""
    if is_sub != (rank >= 2):
        return
    for name in (measure.name,) if rank % 2 == 0 else measure.aliases:
        for form in (normal(name), normal(without_brackets(name))):
            if len(form) >= 3:
                yield form


def _alike(first: str, second: str) -> float:
    """Return how alike two normal forms are, 0 to 1; 0 where a contrasting word sets them apart."""
    if not first or not second or 2 * min(len(first), len(second)) < ALIKE * (len(first) + len(second)):
        return 0.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.quick_ratio() < ALIKE or _contrast(first, second):
        return 0.0
    return matcher.ratio()


def _contrast(first: str, second: str) -> bool:
    """Tell whether a contrasting word (城镇, 农村) sets two names apart."""
    for words in _CONTRASTS:
        ours, theirs = {word for word in words if word in first}, {word for word in words if word in second}
        if ours and theirs and ours != theirs:
            return True
    return False
