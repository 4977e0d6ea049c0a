"""Compares what the program makes of a gold document with what a careful reader makes of it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarks.understanding.gold import COUNTIES, GoldDocument, GoldFact
from schemas.fact import Fact
from schemas.result import DocumentResult

# Numbers that name something and measure nothing
NON_VALUES = re.compile(
    r"[〔\[（(【]\s*20\d\d\s*[〕\]）)】]\s*\d+\s*号|(?:GB|HJ|DB)[/T\s]*\d+(?:\.\d+)?\s*[-—－]\s*\d{4}|令第?\s*\d+\s*号"
    r"|20\d\d年\d+月(?:\d+日)?|\d{3,4}[-－]\d{7,8}|PM\d+(?:\.\d+)?|O3|SO2|第\s*\d+\s*[号次期]|12369|\w+-20\d\d-\d+|20\d\d[.]\d+[.]\d+"
)

# A row of the county itself in a table of counties: its facts may or may not name it; "?" says so of any
EITHER_SUBJECT = (*COUNTIES.values(), "全市", "?")


@dataclass
class Score:
    """Counts of what is right, by measure, with a list of what is not; proposals of evidence by (score, is right)."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[str, str, str]] = field(default_factory=list)
    proposals: Counter[tuple[float, bool]] = field(default_factory=Counter)

    def note(self, measure: str, is_right: bool, cause: str, file: str, what: str) -> None:
        self.total[measure] += 1
        self.right[measure] += is_right
        if not is_right:
            self.errors.append((f"{measure}: {cause}" if cause else measure, file, what))

    def share(self, measure: str) -> float:
        return self.right[measure] / self.total[measure] if self.total[measure] else 1.0

    def f1(self, measure: str) -> float:
        precision, recall = self.share(f"{measure} precision"), self.share(f"{measure} recall")
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score_document(score: Score, gold: GoldDocument, file: str, result: DocumentResult) -> None:
    """Note every field, tag and fact of one document."""
    _score_identity(score, gold, file, result)
    _score_tags(score, gold, file, result)
    _score_facts(score, gold, file, result)


def _plain(value: object) -> str | None:
    """Fold what a reader would not call a difference: blanks, kinds of dashes and of brackets."""
    if value is None:
        return None
    text = re.sub(r"[―–—～－-]+", "-", "".join(str(value).split()))
    return text.translate(str.maketrans("[]【】（）()", "〔〕〔〕〔〕〔〕"))


def _score_identity(score: Score, gold: GoldDocument, file: str, result: DocumentResult) -> None:
    for name, accepted in gold.identity.items():
        got: object = getattr(result.identity, name, None)
        if name == "period" and got is not None and result.identity.period:
            got = f"{result.identity.period.start} {result.identity.period.end}"
        is_right = _plain(got) in {_plain(reading) for reading in accepted}
        cause = "missing" if got is None else ("invented" if accepted == (None,) else "other")
        score.note(name, is_right, cause, file, f"wanted {' / '.join(map(str, accepted))}; got {got}")


def _score_tags(score: Score, gold: GoldDocument, file: str, result: DocumentResult) -> None:
    got = {(tag.indicator_id, tag.sub) for tag in result.tags if tag.relation == "evidence"}
    mentions = {(tag.indicator_id, tag.sub) for tag in result.tags if tag.relation == "mention"}
    for depth, cut in (("tag", 1), ("tag+sub", 2)):
        wanted, found, free = ({target[:cut] for target in group} for group in (gold.evidence, got, gold.tolerated))
        for target in sorted(wanted, key=str):
            score.note(f"{depth} recall", target in found, "", file, f"not proved: {target}")
        for target in sorted(found - (free - wanted), key=str):
            score.note(f"{depth} precision", target in wanted, "", file, f"taken for evidence: {target}")
    for tag in result.tags:
        target = (tag.indicator_id, tag.sub)
        if tag.relation == "evidence" and (target in gold.evidence or target not in gold.tolerated):
            score.proposals[tag.score, target in gold.evidence] += 1
    for target in sorted(gold.mentions, key=str):
        score.note("mention recall", target in mentions | {(t[0], None) for t in mentions}, "", file, f"{target}")


def _score_facts(score: Score, gold: GoldDocument, file: str, result: DocumentResult) -> None:
    left = list(gold.facts)
    wrong: list[Fact] = []
    for fact in result.facts:
        matches = [wanted for wanted in left if is_same(wanted, fact)]
        matches.sort(key=lambda wanted: (fact.role not in wanted.roles, not wanted.is_required))
        if not matches:
            is_repeat = any(is_same(wanted, fact) for wanted in gold.facts)
            wrong += [] if is_repeat else [fact]
            continue
        best = matches[0]
        left.remove(best)
        score.note("fact precision", True, "", file, "")
        is_right = fact.role in best.roles
        score.note("role", is_right, f"{'/'.join(sorted(best.roles))} read as {fact.role}", file, _shown(fact))
        if best.line is not None:
            _score_wording(score, best, file, fact)
    for wanted in gold.facts:
        if wanted.is_required:
            measure = "fact recall table" if wanted.is_in_table else "fact recall prose"
            cause = _why_missing(wanted, result.facts) if wanted in left else ""
            score.note(measure, wanted not in left, cause, file, _asked(wanted))
    for fact in wrong:
        score.note("fact precision", False, _why_wrong(gold, fact), file, _shown(fact))
        if not gold.evidence and fact.role in ("actual", "component", "count"):
            score.note("actuals of non-evidence", False, "", file, _shown(fact))
        if _is_non_value(gold.body, fact):
            score.note("non-values taken", False, "", file, _shown(fact))


def _score_wording(score: Score, wanted: GoldFact, file: str, fact: Fact) -> None:
    score.note("name", fact.name in wanted.name.split("|"), f"{wanted.name} read as {fact.name}", file, _shown(fact))
    if wanted.operators:
        score.note("operator", fact.op in wanted.operators, f"read as {fact.op}", file, _shown(fact))


def is_same(wanted: GoldFact, fact: Fact, but: str = "") -> bool:
    """Tell whether the fact is the one wanted; a change is the same whichever sign it is written with."""
    value, number = (abs(fact.value), abs(wanted.value)) if "change" in wanted.roles else (fact.value, wanted.value)
    pairs = {
        "indicator": fact.indicator_id == wanted.indicator_id,
        "sub": fact.sub == wanted.sub,
        "year": fact.year in wanted.years,
        "value": value == number,
        "unit": fact.unit in wanted.unit.split("|"),
        "subject": bool(fact.subject) == bool(wanted.subject) or wanted.subject in EITHER_SUBJECT,
    }
    return all(holds for name, holds in pairs.items() if name != but)


def _why_missing(wanted: GoldFact, facts: tuple[Fact, ...]) -> str:
    for part in ("year", "unit", "subject", "sub", "value"):
        if any(is_same(wanted, fact, but=part) for fact in facts):
            return f"other {part}"
    return "not read"


def _why_wrong(gold: GoldDocument, fact: Fact) -> str:
    for part in ("year", "unit", "subject", "sub", "indicator"):
        if any(is_same(wanted, fact, but=part) for wanted in gold.facts):
            return f"other {part}"
    return "no such fact"


def _is_non_value(body: str, fact: Fact) -> bool:
    numbers = {number for span in NON_VALUES.findall(body) for number in re.findall(r"\d+(?:\.\d+)?", span)}
    rest = re.findall(r"\d+(?:\.\d+)?", NON_VALUES.sub(" ", body))
    return any(Decimal(number) == fact.value for number in numbers) and fact.value not in map(Decimal, rest)


def _asked(wanted: GoldFact) -> str:
    years = "|".join(map(str, wanted.years))
    sub = f".{wanted.sub}" if wanted.sub else ""
    subject = f" @{wanted.subject}" if wanted.subject else ""
    place = f" line {wanted.line}" if wanted.line else ""
    return f"{wanted.indicator_id}{sub} {wanted.name} {years} = {wanted.value} {wanted.unit}{subject}{place}"


def _shown(fact: Fact) -> str:
    sub = f".{fact.sub}" if fact.sub else ""
    subject = f" @{fact.subject}" if fact.subject else ""
    quote = fact.quote.replace("\n", " ")[:70]
    return f"{fact.indicator_id}{sub} {fact.name} {fact.year} = {fact.value} {fact.unit} {fact.role}{subject} «{quote}»"
