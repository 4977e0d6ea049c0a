"""The facts of one document as the catalogue keeps them, read each time they are looked at."""

import re
from collections.abc import Iterator, Sequence
from sys import intern
from typing import overload

from pydantic import TypeAdapter

from archive.catalogue.bulk import slim_facts
from schemas.errors import StoreDamaged
from schemas.fact import Fact

_FACTS: TypeAdapter[tuple[Fact, ...]] = TypeAdapter(tuple[Fact, ...])
# quotation marks inside a text are escaped in JSON, so that this is no part of one
_INDICATOR = re.compile(rb'"indicator_id":"([^"]*)"')


class StoredFacts(Sequence[Fact]):
    """A million facts as JSON take a third of the memory that as many models do.

    Reading raises StoreDamaged where the JSON holds no facts.
    """

    __slots__ = ("_count", "_payload", "indicator_ids")

    def __init__(self, payload: bytes, count: int) -> None:
        """Take a JSON array of so many facts."""
        self._payload = payload
        self._count = count
        found = dict.fromkeys(_INDICATOR.findall(self._payload))
        self.indicator_ids = tuple(intern(one.decode("utf-8", "replace")) for one in found)

    def read(self) -> tuple[Fact, ...]:
        """Return the facts as models."""
        try:
            facts = _FACTS.validate_json(self._payload)
        except ValueError as error:
            raise StoreDamaged("目录数据库中的内容无法读取", "请从备份恢复档案库，或重新导入有关文件。") from error
        slim_facts(facts)
        return facts

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    def __iter__(self) -> Iterator[Fact]:
        """Yield them in their order."""
        return iter(self.read())

    @overload
    def __getitem__(self, index: int) -> Fact: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Fact, ...]: ...
    def __getitem__(self, index: int | slice) -> Fact | tuple[Fact, ...]:
        """Return one, or some."""
        return self.read()[index]

    def __eq__(self, other: object) -> bool:
        """Tell whether another sequence holds the same facts."""
        return isinstance(other, Sequence) and self.read() == tuple(other)

    def __hash__(self) -> int:
        """Hash as the tuple of the facts does."""
        return hash(self.read())
