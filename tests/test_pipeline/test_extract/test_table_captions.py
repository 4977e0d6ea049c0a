"""The lines above a table: the day of signing dates no figure, the day up to which they reach does."""

import pytest

from pipeline.stages.extraction.table_captions import without_signing


@pytest.mark.parametrize(
    ("caption", "left"),
    [
        ("填报时间：2022年12月20日", ""),
        ("2022年12月20日", ""),
        ("统计时间：2023年1月5日", ""),
        ("截止时间：2022年12月20日", "截止时间：2022年12月20日"),
        ("统计截止日期：2022年12月31日", "统计截止日期：2022年12月31日"),
        ("截至2022年12月30日", "截至2022年12月30日"),
        ("数据所属期：2022年", "数据所属期：2022年"),
    ],
)
def test_only_the_day_of_signing_is_left_out(caption: str, left: str) -> None:
    assert without_signing(caption) == left
