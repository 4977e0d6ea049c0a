"""What the documents of an archive are called: titles, files, numbers."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

from pipeline.coverage.case import Case
from pipeline.coverage.succession import essence
from pipeline.numbers.doc_numbers import standard_number
from pipeline.units.area import area_of
from schemas.dossier import Dossier
from schemas.view import ViewedDocument

_NUMBER = re.compile(r"\D+〔(?:19|20)\d\d〕.*\d+号?")  # in standard form
_FEWEST_CHARS = 8  # a name of this length that stands in another one is the same text's


class Called(NamedTuple):
    """What one readable document is called: the essence of its title, of its file's name, its number ("": none).

    `letter` is how its number begins where the county, or the area above it, issued it.
    """

    title: str
    file: str
    number: str
    letter: str


def called(viewed: ViewedDocument, dossier: Dossier) -> Called:
    """Return what a document is called."""
    document = viewed.document
    file = document.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    number = _standard(document.doc_number or "")
    is_own = document.issuer and _NUMBER.fullmatch(number) and area_of(viewed, dossier) != "other"
    return Called(essence(document.title or ""), essence(file), number, number[0] if is_own else "")


class Names:
    """The names of many documents; the lines of each text are those of one kind."""

    def __init__(self, titles: str, files: str, numbers: str, letters: str) -> None:
        self._titles, self._files, self._numbers = titles, files, numbers
        self.letters = frozenset(letters)
        """How the numbers begin that the county and the area above it give."""
        self._known: dict[str, bool] = {}

    def has(self, want: str) -> bool:
        """Tell whether any document is called so (`number`, `title`, `title_or_file`, `letter` below)."""
        known = self._known.get(want)
        if known is None:
            known = self._known[want] = _KINDS[want[0]](self, want[1:])
        return known

    def has_beside(self, want: str, own: Called) -> bool:
        """Tell whether a document other than one called `own` is called so (`title_or_file`)."""
        name = want[1:]
        times = sum(text.count(name) for text in (self._titles, self._files))
        return times > sum(text.count(name) for text in (own.title, own.file))

    @cached_property
    def _all_titles(self) -> frozenset[str]:
        return frozenset(self._titles.split("\n")) - {""}

    @cached_property
    def _all_numbers(self) -> frozenset[str]:
        return frozenset(self._numbers.split("\n")) - {""}

    def _has_number(self, number: str) -> bool:
        return number in self._all_numbers

    def _has_title(self, title: str) -> bool:
        return title in self._all_titles or (len(title) >= _FEWEST_CHARS and title in self._titles)

    def _has_title_or_file(self, title: str) -> bool:
        return title in self._titles or title in self._files

    def _has_letter(self, letter: str) -> bool:
        return letter in self.letters


_KINDS: dict[str, Callable[[Names, str], bool]] = {
    "n": Names._has_number,
    "t": Names._has_title,
    "f": Names._has_title_or_file,
    "l": Names._has_letter,
}


def number(words: str) -> str:
    """Return the want of a document with a number."""
    return f"n{_standard(words)}"


def _standard(words: str) -> str:
    """Return a document number in its standard form, on one line."""
    return " ".join(standard_number(words).split())


def title(words: str) -> str:
    """Return the want of a document with a title, or with one that holds it where it is long."""
    return f"t{essence(words)}"


def title_or_file(words: str) -> str:
    """Return the want of a document whose title or file's name holds a title."""
    return f"f{essence(words)}"


def letter(words: str) -> str:
    """Return the want of a number of the county or the area above it that begins as one does."""
    return f"l{words[:1]}"


def names_among(documents: Iterable[Called]) -> Names:
    """Return the names of documents."""
    each = list(documents)
    titles, files, numbers = ("\n".join(one[index] for one in each if one[index]) for index in range(3))
    return Names(titles, files, numbers, "".join({one.letter for one in each}))


_OF_CASES: WeakKeyDictionary[Case, Names] = WeakKeyDictionary()


def names_of(case: Case) -> Names:
    """Return the names of a case's readable documents, or of the archive that it is a part of."""
    if case not in _OF_CASES:
        _OF_CASES[case] = names_among(called(viewed, case.dossier) for viewed in case.readable)
    return _OF_CASES[case]


def know_names(case: Case, names: Names) -> None:
    """Let the checks of a case use the names of a whole archive."""
    _OF_CASES[case] = names


def concerned(wants: Iterable[str], documents: Iterable[Called]) -> set[str]:
    """Return the wants that any of these documents may fulfil, or may have fulfilled."""
    each = list(documents)
    numbers, letters = {one.number for one in each}, {one.letter for one in each}
    texts = "\n".join({name for one in each for name in (one.title, one.file)})
    return {want for want in wants if want[1:] in (numbers if want[0] == "n" else letters if want[0] == "l" else texts)}
