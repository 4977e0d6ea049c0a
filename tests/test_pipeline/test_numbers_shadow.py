"""The shadow of a text: patterns see one width, and every place leads back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers.shadow import shadow


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("９５．２％", "95.2%"),
        ("〔２０１７〕４８ 号", "(2017)48号"),
        ("㎡ 和 m³", "m2和m3"),
        ("2019 年 8 月", "2019年8月"),
        ("PM 2.5", "PM 2.5"),
        ("9 3 . 4 %", "93.4%"),
        ("98.1①", "98.1①"),
    ],
)
def test_what_patterns_see(text: str, seen: str) -> None:
    assert shadow(text).text == seen


@given(st.text(alphabet="12 .,%年 aｂ㎡³（〔―\u3000\n水℃①㎞", max_size=30))
def test_every_place_leads_back(text: str) -> None:
    shade = shadow(text)
    assert len(shade.text) == len(shade.origins)
    assert list(shade.origins) == sorted(shade.origins)
    for index in range(len(shade.text)):
        assert shade.quote(index, index + 1) in text
