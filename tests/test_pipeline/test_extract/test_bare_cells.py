"""Cells that hold no more than a number."""

from decimal import Decimal

import pytest

from pipeline.stages.extraction.layout import cell_value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("95.30", "95.30", ""), (" 41.2% ", "41.2", "%"), ("12", "12", ""), ("0", "0", ""), ("2021", "2021", "")],
)
def test_reads_a_bare_number_as_printed(text: str, value: str, unit: str) -> None:
    found = cell_value(text)
    assert found is not None
    assert (found.value, str(found.value), found.unit) == (Decimal(value), value, unit)
    assert (found.start, found.end, found.raw, found.op) == (0, len(text.strip()), text.strip(), "=")


@pytest.mark.parametrize("text", ["2023-12", "2023.12.5", "13900001234", "", "—", "第3", "3号"])
def test_takes_no_day_no_telephone_no_label_for_one(text: str) -> None:
    assert cell_value(text) is None


def test_reads_a_number_of_another_width_alike() -> None:
    wide, plain = cell_value("９５．３％"), cell_value("95.3%")
    assert wide is not None
    assert plain is not None
    assert (wide.value, wide.unit) == (plain.value, plain.unit)


@pytest.mark.parametrize(
    ("text", "value", "op", "approx"),
    [("75左右", "75", "=", True), ("98以上", "98", ">=", False), ("35.5及以下", "35.5", "<=", False)],
)
def test_takes_the_bound_behind_a_number_whose_unit_the_head_tells(
    text: str, value: str, op: str, *, approx: bool
) -> None:
    found = cell_value(text)
    assert found is not None
    assert (str(found.value), found.unit, found.op, found.approx) == (value, "", op, approx)


@pytest.mark.parametrize("text", ["2020年以上", "以上", "镇级以上"])
def test_takes_no_words_for_a_bound(text: str) -> None:
    assert cell_value(text) is None
