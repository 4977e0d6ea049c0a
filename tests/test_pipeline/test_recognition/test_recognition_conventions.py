"""Characters that look alike."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytestmark = pytest.mark.usefixtures("ocr")


@pytest.fixture
def typed(ocr: None) -> Callable[[str], str]:
    from pipeline.parsers.recognition.conventions import settled
    from pipeline.parsers.recognition.engine import Reading

    def text(seen: str) -> str:
        count = len(seen)
        places = tuple((number + 0.5) / count for number in range(count))
        result = settled(Reading(seen, places, (0.9,) * count, frozenset()), is_bar=False)
        assert len(result.text) == len(result.places) == len(result.confidences)
        assert list(result.places) == sorted(result.places)
        return result.text

    return text


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("城镇污水处理率（%)", "城镇污水处理率（%）"),
        ("建设用地面积(亩)", "建设用地面积（亩）"),
        ("(一)基本情况", "（一）基本情况"),
        ("(%)", "（%）"),
        ("(2)PM2.5浓度下降幅度", "（2）PM2.5浓度下降幅度"),
        ("(2)", "(2)"),
        ("PM2.5 (ug/m3)", "PM2.5 (ug/m3)"),
        ("处理率为97.42%,较上年", "处理率为97.42%，较上年"),
        ("联系人:张三", "联系人：张三"),
        ("8:30", "8:30"),
        ("1,234.5", "1,234.5"),
        ("-12-", "—12—"),
        ("-12", "-12"),
        ("2020一2022年", "2020—2022年"),
        ("2020年一2022年", "2020年—2022年"),
        ("十一五", "十一五"),
        ("第一中学", "第一中学"),
        ("某政发[2022]15号", "某政发〔2022〕15号"),
        ("某政发〔2022]15号", "某政发〔2022〕15号"),
        ("ⅢⅢ类", "Ⅲ类"),
        ("IⅣV类", "Ⅳ类"),
        ("劣V类", "劣Ⅴ类"),
        ("GB 3838-2002", "GB 3838-2002"),
        ("水质类別", "水质类别"),
        ("２０２２年Ａ级", "2022年A级"),
    ],
)
def test_what_is_seen_becomes_what_is_meant(typed: Callable[[str], str], seen: str, meant: str) -> None:
    assert typed(seen) == meant


def test_a_bar_alone_is_a_dash_only_where_its_ink_is_one(ocr: None) -> None:
    from pipeline.parsers.recognition.conventions import settled
    from pipeline.parsers.recognition.engine import Reading

    reading = Reading("一", (0.5,), (0.9,), frozenset())
    assert settled(reading, is_bar=True).text == "—"
    assert settled(reading, is_bar=False).text == "一"


@given(seen=st.text(alphabet="一二ⅢⅣIVX类级(（)）[〔]〕,:;0129年%—- Ａ２号第", min_size=1, max_size=24))
def test_no_digit_is_lost_or_made(seen: str) -> None:
    from pipeline.parsers.recognition.conventions import settled
    from pipeline.parsers.recognition.engine import Reading

    places = tuple((number + 0.5) / len(seen) for number in range(len(seen)))
    result = settled(Reading(seen, places, (0.9,) * len(seen), frozenset({0})), is_bar=False)
    digits = [character for character in seen.replace("２", "2") if character.isdecimal()]
    assert [character for character in result.text if character.isdecimal()] == digits
    assert len(result.text) == len(result.places) == len(result.confidences)
