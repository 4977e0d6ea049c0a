"""What a page must fulfil to be found.

    phrase                 the page contains it (`archive.search.analyzer` defines what that means)
    field                  the document says so of itself: 单位, 文号, 年份 …; to be replaced by `Among` before a search
    all of, any of, not    as the words say; each group holds something that must be there, beside what must not

`archive.search.query_text` reads it from what a person types.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from archive.search.analyzer import phrase_atoms
from schemas.errors import QueryError


@dataclass(frozen=True)
class Phrase:
    """What must stand in a page as one piece: `text` as typed, `atoms` its normal form (at least one atom)."""

    text: str
    atoms: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """What a document must say of itself: the field's name as in `archive.search.query_words.FIELDS`, the value."""

    name: str
    value: str


@dataclass(frozen=True)
class Among:
    """The page belongs to one of these documents."""

    sha256s: frozenset[str]


@dataclass(frozen=True)
class Without:
    """The page does not fulfil `part`."""

    part: "Node"


@dataclass(frozen=True)
class AllOf:
    """The page fulfils every part; at least one is no `Without`."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class AnyOf:
    """The page fulfils at least one part; none is a `Without`."""

    parts: tuple["Node", ...]


Node = Phrase | Field | Among | Without | AllOf | AnyOf


@dataclass(frozen=True)
class Query:
    """What a page must fulfil, never a bare `Without`."""

    root: Node

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Return the phrases that are looked for, each once, in the order typed; those shut out are not among them."""
        return tuple(dict.fromkeys(_wanted(self.root)))

    def resolved(self, documents: Callable[[Field], frozenset[str]]) -> "Query":
        """Return the query with every field replaced by the documents for which it holds."""
        return replace(self, root=_resolved(self.root, documents))


def exact_query(text: str) -> Query:
    """Return the query for this text as one piece, quotes, blanks, signs taken as text; raises QueryError."""
    return Query(phrase(text.strip()))


def phrase(text: str) -> Phrase:
    """Return the phrase for a text; raises QueryError where it has neither letter nor digit."""
    atoms = phrase_atoms(text)
    if not atoms:
        raise QueryError(f"检索词“{text}”里没有文字或数字，无法查找。", "请输入文字、数字或字母；标点不能单独查找。")
    return Phrase(text, atoms)


def _wanted(node: Node) -> Iterator[Phrase]:
    if isinstance(node, Phrase):
        yield node
    elif isinstance(node, AllOf | AnyOf):
        for part in node.parts:
            yield from _wanted(part)


def _resolved(node: Node, documents: Callable[[Field], frozenset[str]]) -> Node:
    if isinstance(node, Field):
        return Among(documents(node))
    if isinstance(node, Without):
        return Without(_resolved(node.part, documents))
    if isinstance(node, AllOf | AnyOf):
        return replace(node, parts=tuple(_resolved(part, documents) for part in node.parts))
    return node


def unresolved(node: Node) -> TypeError:
    """Return the error for a part that no index can answer: a field, or a `Without` that stands alone."""
    return TypeError(f"not to be looked for in an index: {node}")
