"""Groups of bands that grow keep what is known of them, and it stays true."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.parsers.layout.aligned_tables import aligned_tables
from pipeline.parsers.layout.bands import MAX_BANDS, Band, Cover, Piece, spans

_PIECES = st.tuples(st.floats(0, 500), st.floats(0, 80)).map(lambda at: Piece("字", at[0], 0, at[0] + at[1], 10, 10))
_BANDS = st.lists(_PIECES, min_size=1, max_size=6).map(lambda pieces: Band(pieces, 0, 10, 10))


@given(st.lists(st.tuples(_BANDS, st.sampled_from((0.0, 3.5, 9.0))), min_size=2, max_size=12))
def test_a_growing_group_covers_what_its_bands_cover(steps: list[tuple[Band, float]]) -> None:
    """Whatever gaps are asked for in between."""
    cover = Cover(steps[0][0])
    for band, gap in steps[1:]:
        assert cover.spans_with(band, gap) == spans([*cover.bands, band], gap)
        cover.add(band)
        assert cover.spans(gap) == spans(cover.bands, gap)


def test_a_group_grows_before_anything_was_asked_of_it() -> None:
    """The stretches are those of all its bands."""
    first, second = (Band([Piece("字", x, 0, x + 10, 10, 10)], 0, 10, 10) for x in (0.0, 50.0))
    cover = Cover(first)
    cover.add(second)
    assert cover.spans(3.0) == [(0.0, 10.0), (50.0, 60.0)]


def _figures(rows: int) -> list[Band]:
    return [
        Band([Piece(str(row), x, 12.0 * row, x + 20, 12.0 * row + 10, 10) for x in (0.0, 100.0, 200.0)],
             12.0 * row, 12.0 * row + 10, 10)
        for row in range(rows)
    ]  # fmt: skip


def test_pages_with_very_many_rows_are_not_searched() -> None:
    """To ask whether a table begins at each of them takes a time that grows as their square."""
    assert len(aligned_tables(_figures(MAX_BANDS), [], 1)) == 1
    assert aligned_tables(_figures(MAX_BANDS + 1), [], 1) == []
