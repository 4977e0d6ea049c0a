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
