"""Papers that say that nothing changed over their years."""

import pytest

from pipeline.stages.extraction.unchanged_years import unchanged_years

REPORTED = (2021, 2022, 2023)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021年、2022年、2023年名录无变化。", REPORTED),
        ("三年间分区未作调整。", REPORTED),
        ("合计326.3公里。三年来边界没有变化，均有界桩。", REPORTED),
        ("各年度数量均一致。", REPORTED),
        ("两年间分区未作调整。", ()),
        ("2022年名录无变化。", ()),
        ("三年间分区作了调整。", ()),
        ("分区与2020年一致。", ()),
    ],
)
def test_years_without_change(text: str, years: tuple[int, ...]) -> None:
    assert unchanged_years(["保护区和保留区两类。", text], REPORTED) == years
