"""One pattern of many words, which looks at each character once."""

import re
from collections.abc import Iterable
from typing import Any

Node = dict[str, Any]


def tree_of(words: Iterable[str]) -> Node:
    """Return the words as a tree of their characters; "" stands where a word ends."""
    root: Node = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return root


def tree_pattern(node: Node) -> str:
    """Return a pattern that matches the words of a tree, the longest first; most words begin with what comes first."""
    branches = []
    for character, child in sorted(node.items(), key=lambda one: (-_words_below(one[1]), one[0])):
        if character:
            branches.append(re.escape(character) + tree_pattern(child))
    if "" not in node:
        return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{'|'.join([*branches, ''])})" if branches else ""


def _words_below(node: Node) -> int:
    return sum(_words_below(child) for child in node.values()) + ("" in node)
