"""One pattern of many words."""

import re

from pipeline.word_tree import tree_of, tree_pattern

WORDS = ("吨", "吨标煤", "平方米", "平方公里", "km", "km2", "a.b")


def test_matches_every_word_from_end_to_end():
    pattern = re.compile(tree_pattern(tree_of(WORDS)))
    assert all(pattern.fullmatch(word) for word in WORDS)
    assert not any(pattern.fullmatch(word) for word in ("吨标", "平方", "k", "axb", "吨吨", ""))


def test_takes_the_longest_word():
    found = re.findall(tree_pattern(tree_of(WORDS)), "3吨标煤、2吨、1km2")
    assert found == ["吨标煤", "吨", "km2"]


def test_goes_back_to_a_shorter_word():
    assert re.fullmatch(tree_pattern(tree_of(WORDS)) + "标煤", "吨标煤") is not None
