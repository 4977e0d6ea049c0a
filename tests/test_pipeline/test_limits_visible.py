import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reports.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("县林业局/林草覆盖率（2021）.pdf", "县林业局/林草覆盖率（2021）.pdf"),
        ("报\n告.docx", r"报\n告.docx"),
        ("\x1b[31m红", r"\x1b[31m红"),
        ("甲\u202e乙\ufeff", r"甲\u202e乙\ufeff"),
        ("全角　空格", "全角　空格"),
    ],
)
def test_what_does_not_print_is_written_out(text, shown):
    assert visible(text) == shown


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text):
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cf", "Zl", "Zp", "Cs"}


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Zl", "Zp", "Cs"])))
def test_all_else_stays_as_it_is(text):
    assert visible(text) == text
