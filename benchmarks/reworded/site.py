"""Where a fact stands in a document's markup: its number, its clause, the name and the verb before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from benchmarks.understanding.gold import GoldDocument, GoldFact
from schemas.edition import Edition
from schemas.fact import Fact

_QUANTITY = re.compile(r"(\d+(?:\.\d+)?)(.*)", re.DOTALL)
_CLAUSE_ENDS = "。；，：;,:\n（(）)“”"
_SENTENCE_ENDS = "。；;\n"
_MARKUP = re.compile(r"[|!]|---|[#=*>@Nn] ")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
# words that tell of other years, or of which year a reader must think
OTHER_YEARS = re.compile(
    r"(?:19|20)\d\d|同比|上年|去年|今年|本年|当年|前年|基准|以来|期间|十[一二三四]五|比(?![例重率])|较|季度|月|半年|期"
)


@dataclass(frozen=True)
class Site:
    """A fact that is told once in running text and read right; places are those of the body."""

    gold: GoldDocument
    wanted: GoldFact
    fact: Fact
    start: int
    number_end: int
    end: int
    aliases: tuple[str, ...]

    @property
    def body(self) -> str:
        """The document's markup."""
        return self.gold.body

    @property
    def number(self) -> str:
        """The number as printed."""
        return self.body[self.start : self.number_end]

    @property
    def unit(self) -> str:
        """The unit as printed."""
        return self.body[self.number_end : self.end]

    @property
    def quantity(self) -> str:
        """Number and unit as printed."""
        return self.body[self.start : self.end]

    def _since(self, marks: str) -> int:
        return max(self.body.rfind(mark, 0, self.start) for mark in marks) + 1

    def _until(self, marks: str) -> int:
        found = (place for mark in marks if (place := self.body.find(mark, self.end)) >= 0)
        return min(found, default=len(self.body))

    @cached_property
    def clause(self) -> tuple[int, int]:
        """Where the clause begins and ends."""
        return self._since(_CLAUSE_ENDS), self._until(_CLAUSE_ENDS)

    @cached_property
    def sentence(self) -> tuple[int, int]:
        """Where the sentence begins and ends, its mark left out."""
        return self._since(_SENTENCE_ENDS), self._until(_SENTENCE_ENDS)

    @cached_property
    def line(self) -> tuple[int, int]:
        """Where the paragraph begins and ends."""
        return self._since("\n"), self._until("\n")

    @cached_property
    def head(self) -> str:
        """The clause up to the number."""
        return self.body[self.clause[0] : self.start]

    @cached_property
    def tail(self) -> str:
        """The clause behind the unit."""
        return self.body[self.end : self.clause[1]]

    @cached_property
    def name(self) -> tuple[int, int] | None:
        """Where the last name of the fact's measure stands in the clause before the number; None where none does."""
        found = [(self.head.rfind(alias) + len(alias), len(alias)) for alias in self.aliases if alias in self.head]
        if not found:
            return None
        end, length = max(found)
        return self.clause[0] + end - length, self.clause[0] + end

    @cached_property
    def verb(self) -> str | None:
        """What stands between name and number; None without a name."""
        return None if self.name is None else self.body[self.name[1] : self.start]

    @property
    def named(self) -> str:
        """The name as printed, "" where there is none."""
        return self.body[slice(*self.name)] if self.name else ""

    @cached_property
    def year(self) -> tuple[int, int] | None:
        """Where the fact's year (2023年) stands in its sentence; None where it does not, or another one does too."""
        start, end = self.sentence
        found = list(_YEAR.finditer(self.body, start, end))
        if len(found) != 1 or int(found[0][1]) != self.fact.year or found[0].start() > self.start:
            return None
        rest = self.body[start : found[0].start()] + self.body[found[0].end() : end]
        return None if OTHER_YEARS.search(rest) else found[0].span()

    @property
    def is_alone(self) -> bool:
        """Tell whether the number is the only one of its clause and no member of a list."""
        head = self.head if self.year is None else self.head.replace(self.body[slice(*self.year)], "")
        is_listed = re.search(r"分别|依次|均|都|各|、$|[和与及至到—～~-]$", head) or re.match(
            r"[、和与及至到—～~-]", self.tail
        )
        return not is_listed and not re.search(r"\d|[一二三四五六七八九]个", head + self.tail)

    @property
    def is_level(self) -> bool:
        """Tell whether the fact is what was reached or counted: no target, no change."""
        return self.fact.role in ("actual", "component", "count") and self.fact.op == "=" and not self.fact.approx


def sites(gold: GoldDocument, edition: Edition, right: list[tuple[GoldFact, Fact]]) -> Iterator[Site]:
    """Yield where the facts that were read right stand, those that are printed once and in running text."""
    for wanted, fact in right:
        places = [match.start() for match in re.finditer(re.escape(fact.value_raw), gold.body)]
        printed = _QUANTITY.fullmatch(fact.value_raw)
        if len(places) != 1 or printed is None or wanted.is_in_table:
            continue
        start = places[0]
        line = gold.body[gold.body.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
        if _MARKUP.match(line.lstrip()) or gold.body[start - 1 : start] in tuple("0123456789.,-－"):
            continue
        end = start + len(fact.value_raw)
        yield Site(gold, wanted, fact, start, start + len(printed[1]), end, _aliases(fact, edition))


def _aliases(fact: Fact, edition: Edition) -> tuple[str, ...]:
    """Return all that the edition calls the fact's measure, or the component that it is."""
    measure = edition.by_id(fact.indicator_id).measure(fact.sub)
    if measure.name == fact.name:
        return (measure.name, *measure.aliases)
    return next(((one.name, *one.aliases) for one in measure.components if one.name == fact.name), (fact.name,))
