"""Values that are made by the thousand, and what is worked out of them once."""

from pipeline.once import kept_property
from pipeline.values import frozen, replace


@frozen
class _Place:
    start: int
    end: int = 9

    @kept_property
    def spans(self) -> list[int]:
        """The places it covers."""
        return list(range(self.start, self.end))


@frozen
class _Named:
    name: str
    words: tuple[str, ...]

    def __hash__(self) -> int:
        return hash(self.name)


def test_is_equal_and_hashed_by_content():
    assert _Place(1) == _Place(1, 9) != _Place(2)
    assert len({_Place(1), _Place(1), _Place(2)}) == 2
    assert replace(_Place(1), end=3) == _Place(1, 3)


def test_keeps_a_hash_of_its_own():
    assert hash(_Named("a", ("b",))) == hash("a")


def test_works_a_property_out_once():
    place = _Place(1, 3)
    assert place.spans == [1, 2]
    assert place.spans is place.spans
    assert place == _Place(1, 3)
    assert isinstance(_Place.spans, kept_property)


def test_takes_over_nothing_that_was_worked_out():
    place = _Place(1, 3)
    assert place.spans == [1, 2]
    assert replace(place, end=4).spans == [1, 2, 3]
    assert place.spans == [1, 2]
