"""Pairs of neighbouring characters, by which texts without blanks are compared."""


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a text, none for a single character."""
    return frozenset(text[index : index + 2] for index in range(len(text) - 1))
