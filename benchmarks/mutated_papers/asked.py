"""What is asked of the checker: each operator's wordings on papers of the batches, with its innocent look-alikes."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.checking.dossier_files import read_yaml
from benchmarks.mutated_papers.papers import Host

OPERATORS = {path.stem: path for path in sorted((Path(__file__).parent / "operators").glob("*.yaml"))}


@dataclass(frozen=True)
class Operator:
    """A way to go wrong: which papers it befalls, in which words, which check has to tell it."""

    name: str
    checks: tuple[str, ...]
    wordings: tuple[str, ...]
    missed: tuple[str, ...]
    innocent: tuple[str, ...]
    years: tuple[int, ...]
    hosts: dict[str, Any]
    before: str
    told: tuple[dict[str, Any], ...]

    def takes(self, host: Host) -> bool:
        """Tell whether a document is one that the operator may befall."""
        wanted = self.hosts
        return (
            ("kinds" not in wanted or bool(set(wanted["kinds"].split()) & set(host.kinds)))
            and ("titled" not in wanted or re.search(wanted["titled"], host.title) is not None)
            and ("without" not in wanted or re.search(wanted["without"], host.body) is None)
            and ("measures" not in wanted or len(host.measures) == wanted["measures"])
        )

    def moves(self, words: str) -> str:
        """Return the moves of a wording, with those before them."""
        return f"{self.before} // {words}" if self.before else words


def operator_of(name: str) -> Operator:
    """Return an operator by the name of its file; `check`, `years`, `hosts`, `before` as the README says."""
    stated = read_yaml(OPERATORS[name])
    return Operator(
        name=name,
        checks=tuple(stated["check"].split()),
        wordings=tuple(stated["wordings"]),
        missed=tuple(stated.get("missed", ())),
        innocent=tuple(stated["innocent"]),
        years=tuple(stated.get("years", (-3, -2, -1))),
        hosts=stated.get("hosts", {}),
        before=stated.get("before", ""),
        told=tuple(stated.get("told", ({},))),
    )


def asked(operator: Operator, hosts: list[Host], limit: int) -> Iterator[tuple[Host, str, dict[str, str], bool]]:
    """Yield (a paper, the moves, words to put in, whether innocent), the same `limit` papers for a wording."""
    taken = [host for host in hosts if operator.takes(host)]
    wordings = [(words, False) for words in (*operator.wordings, *operator.missed)]
    for words, innocent in [*wordings, *((words, True) for words in operator.innocent)]:
        drawn = sorted(taken, key=lambda host: _drawn_by(host, words))
        for host in drawn[:limit]:
            yield host, operator.moves(words), operator.told[_drawn_by(host, words) % len(operator.told)], innocent


def _drawn_by(host: Host, words: str) -> int:
    return zlib.crc32(f"{host.batch}/{host.file}{words}".encode())
