"""The analyzer that every engine shares: text to atoms, atoms to tokens.

What "the page contains the phrase" means, exactly
    Text is a row of atoms: a number (digits with single dots inside: 95.2, 2021.12.31), a run of Latin, Greek
    or Cyrillic letters, any other letter (a Chinese character) by itself, `%` `‰` `°` each by itself. What stands
    between two atoms is nothing or one boundary, however long. A page contains a phrase if and only if the
    atoms and boundaries of the phrase stand in the page in the same order with nothing between. The beginning
    and the end of a page are boundaries. A phrase begins or ends with a boundary only where it was typed.

What is one and the same
    - width, case, accents, compatibility forms (NFKC), radicals for characters, ○ for 〇; soft hyphens and
      zero-width characters are not there at all; see `archive.search.folding`.
    - white space (line breaks too) beside a Chinese character, `%`, `‰` or `°`, or between letters and a number:
      nothing. `PM 2.5` = `PM2.5`, `95 %` = `95%`, a word broken over lines = the word.
    - white space between two numbers or two runs of letters: a boundary, since they would read as one.
    - any punctuation and symbols, in any number, with white space or without: one boundary. `〔2017〕48号` =
      `[2017]48号` = `（2017）48号`, `①` = `(1)`; a letter run that a hyphen broke over lines stays broken.
    - thousands commas (ASCII): not there. `1,234.5` = `1234.5`.

Atoms are never cut: `5.09%` is not found in `85.09%`, nor `85` in `85.09`, nor `eco` in `ecology`; `2021` is
found in `2021年` and `年` too. With pure Chinese text this is plain substring search that ignores white space.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from archive.search.folding import BOUNDARY, FOLDED, FOLDED_CODES, SCRIPT_EDGE, SIGN_EDGE, SPACE

ANALYZER_VERSION = 1
"""Raise it whenever any text could give other tokens; an index of another version is refused."""

PAIR_SIGN = "_"
"""Stands between the two atoms of a token; it never stands inside an atom."""

_DIGITS = "[0-9](?:(?:\x01\x01)?[0-9])*"
_LETTERS = "a-z\u00c0-\u058f\u1d00-\u1fff\u2c60-\u2d2f\ua640-\ua7ff"
_ATOMS = re.compile(
    rf"""(?P<number>[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)*
                  |{_DIGITS}(?:(?:\.|\x01\.\x01){_DIGITS})*)
    |(?P<letters>[{_LETTERS}]+)
    |(?P<singles>[^0-9{_LETTERS}{BOUNDARY}\\{SPACE}.,{SCRIPT_EDGE}{SIGN_EDGE}]+)""",
    re.VERBOSE,
)
_BETWEEN_SINGLES = re.compile(rf"([0-9{_LETTERS}{BOUNDARY}\\\\{SPACE}.,{SCRIPT_EDGE}{SIGN_EDGE}]+)")
_PLAIN_NUMBER = re.compile(rf"({BOUNDARY}*)([0-9]+(?:\.[0-9]+)*)?({BOUNDARY}*)")
_INSIDE_NUMBER = str.maketrans("", "", f",{SCRIPT_EDGE}")
_SINGLE = "一"
_SHORT_CHARS = 24
_EDGES = f"{SCRIPT_EDGE}{SIGN_EDGE}"
_BLANKS = f"{SPACE}{_EDGES}"


class Atom(NamedTuple):
    """The smallest thing that search compares: `text` in normal form, from original[start:end].

    A boundary has the text BOUNDARY; one that only marks an end of the text has start == end.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class PlacedAtoms:
    """The atoms of a text with their places: in the folded text, from which `origins` lead back.

    `names` come in runs, each of one atom or of neighbouring single characters: `firsts` is the index of the first
    atom of each, `starts` its place, `ends` where the run ends.
    """

    names: list[str]
    firsts: list[int]
    starts: list[int]
    ends: list[int]
    origins: Sequence[int]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the atoms from index `first` to index `last` stand in the text: text[start:end]."""
        start, _ = self._place(first)
        last_start, end = self._place(last)
        return self.origins[start], self.origins[end] if last_start == end else self.origins[end - 1] + 1

    def _place(self, index: int) -> tuple[int, int]:
        run = bisect_right(self.firsts, index) - 1
        start, end = self.starts[run], self.ends[run]
        is_alone = (self.firsts[run + 1] if run + 1 < len(self.firsts) else len(self.names)) == self.firsts[run] + 1
        if is_alone:
            return start, end
        start += index - self.firsts[run]
        return start, start + 1


def placed_atoms(text: str) -> PlacedAtoms:
    """Return the atoms of a text with a boundary at either end, none where it has neither letter nor digit."""
    folded = text.translate(FOLDED_CODES)
    origins: Sequence[int] = range(len(text) + 1)
    if not FOLDED.of_other_length.isdisjoint(text):  # all characters of the text are met by now
        origins = [index for index, character in enumerate(text) for _ in FOLDED[character]] + [len(text)]
    placed = PlacedAtoms([], [], [], [], origins)
    for kind, found, start, end in _scan(folded):
        placed.firsts.append(len(placed.names))
        placed.starts.append(start)
        placed.ends.append(end)
        if kind == "singles":
            placed.names.extend(found)
        else:
            placed.names.append(found)
    return placed


def atoms(text: str) -> list[Atom]:
    """Return the atoms of a text with a boundary at either end, [] where it has neither letter nor digit."""
    row = placed_atoms(text)
    return [Atom(name, *row.span(index, index)) for index, name in enumerate(row.names)]


def normal(text: str) -> tuple[str, ...]:
    """Return the normal forms of the atoms of a page, boundaries at both ends included."""
    row = [BOUNDARY]
    singles, *others = _BETWEEN_SINGLES.split(text.translate(FOLDED_CODES))
    row.extend(singles)
    for between, following in zip(others[::2], others[1::2], strict=True):
        row.extend(_names_between(between) if len(between) <= _SHORT_CHARS else _names_in_long(between))
        row.extend(following)
    first = 1 if row[1:2] == [BOUNDARY] else 0
    if row[-1] != BOUNDARY:
        row.append(BOUNDARY)
    return tuple(row[first:]) if len(row) - first > 1 else ()


def phrase_atoms(text: str) -> tuple[str, ...]:
    """Return the normal forms of a phrase that was typed: boundaries at its ends only where it has signs there."""
    found = atoms(text)
    return tuple(atom.text for atom in found if atom.start < atom.end)


def tokens(text: str) -> list[str]:
    """Return the tokens of a page in one linear stream, the n-th token standing at position n.

    A token is a pair of neighbouring atoms, so that a phrase of n + 1 atoms is a phrase of n tokens and a
    single atom is a prefix (see `pairs` and `prefix`). [] for a page without letters and digits.
    """
    return pairs(normal(text))


def pairs(names: tuple[str, ...]) -> list[str]:
    """Return the overlapping pairs of a row of atoms; n atoms give n - 1 tokens."""
    return [f"{first}{PAIR_SIGN}{second}" for first, second in pairwise(names)]


def prefix(name: str) -> str:
    """Return what every token begins with whose first atom is this one; each atom of a page begins one token."""
    return f"{name}{PAIR_SIGN}"


@lru_cache(maxsize=4096)
def _names_between(folded: str) -> tuple[str, ...]:
    """Return the normal forms of what stands between two single characters, in folded text; () for mere blanks."""
    plain = _PLAIN_NUMBER.fullmatch(folded)
    if plain is not None:
        before, number, after = plain.groups()
        return tuple(name for name in (before[:1], number, after[:1]) if name) if number else (BOUNDARY,)
    return _names_in_long(folded)


def _names_in_long(folded: str) -> tuple[str, ...]:
    names: list[str] = []
    for kind, found, _, _ in _scan(f"{_SINGLE}{folded}{_SINGLE}"):
        names.extend(found if kind == "singles" else (found,))
    return tuple(names[2:-2])


def _scan(folded: str) -> Iterator[tuple[str, str, int, int]]:
    """Yield (kind, normal form, start, end) of atoms and boundaries; single characters come as runs of "singles"."""
    kind_before = ""
    end_before = 0
    for match in _ATOMS.finditer(folded):
        start, end = match.span()
        kind = match.lastgroup or ""
        if not kind_before:
            yield _gap(folded, 0, start, alike=False) or ("end", BOUNDARY, 0, 0)
        elif end_before < start and (gap := _gap(folded, end_before, start, kind == kind_before != "singles")):
            yield gap
        yield kind, (match[0].translate(_INSIDE_NUMBER) if kind == "number" else match[0]), start, end
        kind_before, end_before = kind, end
    if kind_before:
        yield _gap(folded, end_before, len(folded), alike=False) or ("end", BOUNDARY, len(folded), len(folded))


def _gap(folded: str, start: int, end: int, alike: bool) -> tuple[str, str, int, int] | None:
    """Return the boundary between two atoms, None where they are neighbours.

    `alike` says that both are numbers or both runs of letters: then white space is a boundary too.
    """
    gap = folded[start:end]
    signs = gap.strip(_BLANKS) or (gap.strip(_EDGES) if alike else "")
    if not signs:
        return None
    first = folded.index(signs, start)
    return "gap", BOUNDARY, first, first + len(signs)
