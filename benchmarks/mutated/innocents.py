"""Innocent words put beside a number that holds: no error and no warning may come of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, takewhile
from pathlib import Path
from typing import Any
from zlib import crc32

from benchmarks.checking.dossier_files import read_yaml
from benchmarks.edits import Edit
from benchmarks.mutated.batches import NUMBER_CHECKS, Batch
from benchmarks.mutated.mutation import Mutation
from benchmarks.mutated.places import Place, place_of
from benchmarks.mutated.relations import finest, is_level
from benchmarks.understanding.gold import GoldDocument, GoldFact
from pipeline.checker import run_checks
from schemas.dossier import Dossier, IndicatorEntry, Target
from schemas.edition import Measure
from schemas.finding import Finding
from schemas.view import ArchiveView

GROUPS: Mapping[str, Mapping[str, Any]] = read_yaml(Path(__file__).with_name("innocents.yaml"))
_YEAR = re.compile(r"\{Y([+-]\d+)?\}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_GOES_ON = re.compile(r"[。；;]\s*(?:其中|分别|其余|其他|同期|占)")
_NAMES = re.compile(r"\{M\}|率|满意|访问|问卷")
_NO_PLAIN_ROW = re.compile(r"(?:19|20)\d\d|[\^<]")
_RATES = ("率", "比例", "占比", "%", "％", "度")
_HUNDRED = Decimal(100)
_MOST_ROOM = Decimal(9)
_SHARE_OF_PART = Decimal("0.37")


@dataclass(frozen=True)
class Host:
    """A number of a document that innocent words may be put beside; `beside` is another paper that tells it as well."""

    gold: GoldDocument
    fact: GoldFact
    place: Place
    beside: tuple[GoldDocument, ...]


@dataclass(frozen=True)
class Told:
    """Innocent words in a document, and what was told of them that was not told before."""

    mutation: Mutation
    findings: tuple[Finding, ...]


def hosts_of(batch: Batch) -> list[Host]:
    """Return the numbers of measures, told exactly of one year and the whole county, that the program reads."""
    found = []
    for gold in batch.golds:
        for fact in gold.facts:
            place = place_of(gold, fact) if _is_host(batch, gold, fact) else None
            if place is not None and _is_read(batch, gold, fact):
                found.append(Host(gold, fact, place, _others(batch, gold, fact)))
    return found


def _is_host(batch: Batch, gold: GoldDocument, fact: GoldFact) -> bool:
    proves = {(fact.indicator_id, fact.sub), (fact.indicator_id, None)} & gold.evidence
    is_of_a_year = len(fact.years) == 1 and None not in fact.years
    return bool(proves) and fact.is_required and is_of_a_year and is_level(fact) and not fact.subject and fact.value > 0


def _is_read(batch: Batch, gold: GoldDocument, fact: GoldFact) -> bool:
    key = fact.indicator_id, fact.sub, fact.value
    (year,) = fact.years
    return any(
        (one.indicator_id, one.sub, one.value) == key and one.year in (year, None) for one in batch.read(gold).facts
    )


def _others(batch: Batch, but: GoldDocument, fact: GoldFact) -> tuple[GoldDocument, ...]:
    key = fact.indicator_id, fact.sub, fact.years, fact.value, fact.unit
    for gold in batch.golds:
        if gold is not but and any((*_named(one), one.value, one.unit) == key for one in gold.facts):
            return (gold,)
    return ()


def _named(fact: GoldFact) -> tuple[str, int | None, frozenset[int | None]]:
    return fact.indicator_id, fact.sub, fact.years


def asked(
    batch: Batch, group: str, limit: int, hosts: Sequence[Host], wordings: Sequence[str] = ()
) -> Iterator[Mutation]:
    """Yield the documents of a batch with innocent words of a group (or `wordings`), each in `limit` of them."""
    stated = GROUPS[group]
    for words in wordings or stated["words"]:
        fitting = [host for host in hosts if _takes(batch, host, stated, words)]
        drawn = sorted(fitting, key=lambda host: crc32(f"{host.gold.file}{host.fact.value}{words}".encode()))
        found = (one for host in drawn if (one := _put_in(batch, host, words)) is not None)
        yield from islice(found, limit)


def _takes(batch: Batch, host: Host, stated: Mapping[str, Any], words: str) -> bool:
    fact = host.fact
    measure = _measure(batch, fact)
    named = f"{fact.indicator_id}.{fact.sub}" if fact.sub else fact.indicator_id
    if "of" in stated and not {named, fact.indicator_id} & set(stated["of"].split()):
        return False
    if fact.is_in_table != words.startswith("|"):
        return False
    is_share = fact.unit == "%" and fact.roles == {"actual"} and measure.unit == "%"
    unit = stated.get("unit", "share")
    is_level_of_all = is_share and fact.name in ("-", measure.name) and "幅度" not in measure.name
    return is_level_of_all if unit == "share" else unit == "any" or fact.unit not in ("%", "", "百分点", "年")


def _measure(batch: Batch, fact: GoldFact) -> Measure:
    return batch.edition.by_id(fact.indicator_id).measure(fact.sub)


def _put_in(batch: Batch, host: Host, words: str) -> Mutation | None:
    body = host.gold.body
    told = _numbers(batch, host)
    if "{more}" in words and Decimal(told["more"]) <= host.fact.value:
        return None
    edit = _row(host, words, told) if words.startswith("|") else _passage(host, words, _filled(words, host, told))
    if edit is None or body[edit.start : edit.end] == edit.now:
        return None
    return Mutation("innocent", host.gold, (edit,), (), NUMBER_CHECKS, ((host.gold, host.fact),), host.beside)


def _numbers(batch: Batch, host: Host) -> dict[str, str]:
    """Return the numbers that go with the one of a host, printed as finely; their arithmetic holds."""
    value, step = host.fact.value, finest(host.fact.value)
    key = crc32(f"{host.gold.file}{value}".encode())
    is_share = host.fact.unit == "%"
    room = min(_MOST_ROOM, value / 4) if is_share else value / 5
    gap = max(step, (room * (40 + key % 50) / _HUNDRED).quantize(step))
    more = min(value + gap, _HUNDRED.quantize(step)) if is_share else value + gap
    part = max(step, (value * _SHARE_OF_PART).quantize(step))
    less = value - gap
    rise = (value / less - 1) * _HUNDRED if less else _HUNDRED
    numbers = {"v": value, "less": less, "more": more, "gap": gap, "part": part, "rest": value - part}
    told = {name: f"{number:f}" for name, number in numbers.items()}
    told |= {"most": f"{3 * value - gap:f}", "rise": f"{rise:.1f}", "share": f"{part / value * _HUNDRED:.1f}"}
    return told | {"M": _measure(batch, host.fact).name, "C": batch.county, "u": host.place.unit or host.fact.unit}


def _filled(words: str, host: Host, told: Mapping[str, str]) -> str:
    (year,) = host.fact.years
    last = max(one for fact in host.gold.facts for one in fact.years if one is not None)
    dated = _YEAR.sub(
        lambda match: str((last if (match[1] or "")[:1] == "+" else year or 0) + int(match[1] or 0)), words
    )
    return re.sub(r"\{(\w+)\}", lambda match: told.get(match[1], match[0]), dated)


def _passage(host: Host, wording: str, words: str) -> Edit | None:
    """Return the edit that puts words at the place that their first sign tells."""
    body, sign, rest = host.gold.body, words[0], words[1:].strip()
    end_of_line = body.find("\n", host.place.end)
    end_of_line = len(body) if end_of_line < 0 else end_of_line
    if sign == "=":
        return Edit(end_of_line, end_of_line, f"\n{rest}")
    if sign == "注":
        signed = body.find("\n>")
        return Edit(signed, signed, f"\n{words}") if signed >= 0 else Edit(len(body), len(body), f"\n{words}")
    if sign == "（":
        unit = re.match(rf"\s*(?:%|％|{re.escape(host.place.unit or '%')})", body[host.place.end : end_of_line])
        at = host.place.end + (unit.end() if unit else 0)
        return Edit(at, at, words)
    return _behind(host, wording, sign, rest.removesuffix("。"))


def _behind(host: Host, wording: str, sign: str, words: str) -> Edit | None:
    """Return the edit that puts words behind the sentence or clause of a number; None where that breaks the text.

    What follows may be said of the sentence before, what names nothing is said of the last number.
    """
    body = host.gold.body
    stop = re.compile(r"[。\n]" if sign == "。" else r"[。；;\n]").search(body, host.place.end)
    at = stop.start() if stop else len(body)
    is_last = not _NUMBER.search(body[host.place.end : at])
    if _GOES_ON.match(body, at) or not (is_last or _NAMES.search(wording)):
        return None
    return Edit(at, at, sign + words)


def _row(host: Host, words: str, told: Mapping[str, str]) -> Edit | None:
    """Return the edit that puts another row under the one of a number: its numbers moved as that number is."""
    body = host.gold.body
    start, end = body.rfind("\n", 0, host.place.start) + 1, body.find("\n", host.place.end)
    end = len(body) if end < 0 else end
    cells = [cell.strip() for cell in body[start:end].strip().strip("|").split("|")]
    _, label, name = (part.strip() for part in words.split("|"))
    words_at = [at for at, cell in enumerate(cells) if cell and not _NUMBER.search(cell)]
    if len(cells) < 3 or not words_at or _NO_PLAIN_ROW.search(" ".join(cells)):
        return None
    called = cells[words_at[0]]
    factor = Decimal(told[name.strip("{}")]) / host.fact.value
    numbers = [at for at, cell in enumerate(cells) if at > words_at[0] and _NUMBER.fullmatch(cell.strip("%％"))]
    is_of_rates = [any(word in head for word in _RATES) for head in _heads(body, start, len(cells))]
    # rates beside amounts do not move with them; a row that others hang on is left whole
    if any(is_of_rates[at] for at in numbers) or "^" in body[end : body.find("\n", end + 1)]:
        return None
    moved = [_moved(cell, factor) if at in numbers else cell for at, cell in enumerate(cells)]
    if host.fact.unit == "%" and factor > 1:
        return None
    moved[words_at[0]] = _filled(label.replace("{L}", called), host, told)
    return Edit(end, end, "\n| " + " | ".join(moved) + " |")


def _heads(body: str, start: int, count: int) -> list[str]:
    """Return what stands above the cells of a row: the words of each column in the rows before the first number."""
    lines = body[:start].rstrip("\n").split("\n")
    rows = list(takewhile(lambda line: line.lstrip().startswith("|"), reversed(lines)))[::-1]
    heads = [""] * count
    for row in rows[:2]:
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        if row is rows[0] or not any(_NUMBER.fullmatch(cell) for cell in cells):
            heads = [head + cell for head, cell in zip(heads, [*cells, *[""] * count], strict=False)]
    return heads


def _moved(cell: str, factor: Decimal) -> str:
    def move(match: re.Match[str]) -> str:
        value = Decimal(match[0])
        return f"{(value * factor).quantize(finest(value)):f}"

    return _NUMBER.sub(move, cell.strip())


def judged(batch: Batch, mutation: Mutation) -> Told:
    """Check a document with innocent words, and the paper beside it, for a dossier whose target is just reached."""
    fact = mutation.needs[0][1]
    dossier = _with_target(batch, fact)
    beside = [batch.read(gold) for gold in mutation.beside]
    key = mutation.gold.file, fact, tuple(gold.file for gold in mutation.beside)
    if key not in batch.told_before:
        found = _findings(batch, dossier, [batch.read(mutation.gold), *beside])
        batch.told_before[key] = frozenset((one.check, one.message) for one in found)
    before = batch.told_before[key]
    after = _findings(batch, dossier, [batch.read(mutation.gold, mutation.body), *beside])
    return Told(mutation, tuple(one for one in after if (one.check, one.message) not in before))


def _findings(batch: Batch, dossier: Dossier, documents: Sequence[Any]) -> list[Finding]:
    view = ArchiveView(dossier=dossier, edition=batch.edition, documents=tuple(documents))
    found = run_checks(view).findings
    return [one for one in found if one.check in NUMBER_CHECKS and one.severity != "info"]


def _with_target(batch: Batch, fact: GoldFact) -> Dossier:
    """Return a dossier of the county whose target for a share is a little less than what was reached."""
    measure = _measure(batch, fact)
    if fact.unit != "%" or measure.direction != "at_least":
        return batch.dossier
    indicator = batch.edition.by_id(fact.indicator_id)
    value = (fact.value - Decimal("1.2")).quantize(Decimal("0.1"))
    target = Target(text=f"≥{value}%", op=">=", value=value, unit="%")
    entry = IndicatorEntry(id=indicator.id, number=indicator.number, name=indicator.name, target=target)
    return batch.dossier.model_copy(update={"indicators": (entry,)})
