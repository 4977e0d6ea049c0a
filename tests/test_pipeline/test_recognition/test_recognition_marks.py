"""Small marks are told by their ink: dashes, slashes, points, dust."""

from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("ocr")
WIDTH, HEIGHT = 120, 40


def _ink(*strokes: tuple[int, int, int, int], width: int = 3) -> Any:
    """Return a picture with strokes from (x0, y0) to (x1, y1), 255 is ink."""
    import cv2
    import numpy as np

    picture = np.zeros((HEIGHT, WIDTH), np.uint8)
    for x0, y0, x1, y1 in strokes:
        cv2.line(picture, (x0, y0), (x1, y1), 255, width)
    return picture


def _weighed(text: str, ink: Any) -> str:
    from pipeline.parsers.recognition.engine import Reading
    from pipeline.parsers.recognition.marks import weighed

    places = tuple((number + 0.5) / len(text) for number in range(len(text)))
    return weighed(Reading(text, places, (0.9,) * len(text), frozenset()), ink, 30.0).text


@pytest.mark.parametrize(
    ("stroke", "meant"),
    [
        ((20, 20, 50, 20), "—"),
        ((20, 20, 30, 20), "-"),
        ((40, 5, 28, 35), "/"),
        ((30, 5, 30, 35), None),
        ((28, 5, 40, 35), None),
    ],
)
def test_a_lone_stroke_is_what_its_shape_says(stroke: tuple[int, int, int, int], meant: str | None) -> None:
    from pipeline.parsers.recognition.marks import lone_mark

    found = lone_mark(_ink(stroke, width=1))
    assert (found.text if found else None) == meant


def test_two_strokes_are_no_lone_mark() -> None:
    from pipeline.parsers.recognition.marks import lone_mark

    assert lone_mark(_ink((40, 5, 28, 35), (60, 5, 48, 35))) is None
    assert lone_mark(_ink()) is None


@pytest.mark.parametrize(("end", "meant"), [(78, "1—2"), (66, "1-2")])
def test_a_dash_between_digits_is_as_long_as_its_bar(end: int, meant: str) -> None:
    assert _weighed("1一2", _ink((20, 5, 20, 35), (52, 20, end, 20), (100, 5, 100, 35), width=2)) == meant


def test_the_character_for_one_behind_a_digit_stays() -> None:
    assert _weighed("表1一般", _ink((60, 20, 88, 20), width=2)) == "表1一般"


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        (".72.09", "72.09"),
        ("2373.18.", "2373.18"),
        ("4940.", "4940"),
        ("1185..15", "1185.15"),
        ("县统计局.", "县统计局"),
        ("按照.生态", "按照生态"),
        ("比例·（%）", "比例（%）"),
        ("买买提·吐尔逊", "买买提·吐尔逊"),
        ("3.5", "3.5"),
        ("PM2.5", "PM2.5"),
    ],
)
def test_a_point_where_none_can_be_is_dust(seen: str, meant: str) -> None:
    assert _weighed(seen, _ink()) == meant


@pytest.mark.parametrize(("height", "meant"), [(34, "1."), (18, "1")])
def test_the_point_of_a_list_stands_on_the_line(height: int, meant: str) -> None:
    assert _weighed("1.", _ink((70, 6, 70, 34), (78, height, 78, height), width=3)) == meant
