"""What stands in an index of tantivy.

The atoms of our analyzer, parted by blanks, with their places: a phrase is a row of them. Beside them, without places,
the frequent pairs (see `archive.search.common_pairs`). Both are JSON fields, since such a field keeps no lengths: so
the score of a phrase tells exactly how often it stands in a page, and `archive.search.ranking` can weigh it as on every
other engine. The last page of a document carries the digest of all its pages. A document that is no page tells which
pairs are the archive's own.
"""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import tantivy
from tantivy import Query as Asked

from archive.search.analyzer import PAIR_SIGN
from archive.search.common_pairs import common_pairs
from archive.search.query import Phrase

SHA256, PAGE, LENGTH, PROOF = "sha256", "page", "length", "proof"
ATOMS, PAIRS, KEY = "atoms", "pairs", "t"
OWN, OWN_DIGEST = "own", "own_digest"
_LONGEST_TOKEN_CHARS = 200


def schema() -> tantivy.Schema:
    """Return the fields of a page."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(SHA256, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(PROOF, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(PAGE, fast=True)
    builder.add_unsigned_field(LENGTH, fast=True)
    builder.add_json_field(ATOMS, tokenizer_name="whitespace", index_option="position")
    builder.add_json_field(PAIRS, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(OWN, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(OWN_DIGEST, tokenizer_name="raw", index_option="basic")
    return builder.build()


def joined(tokens: Sequence[str]) -> str:
    """Return tokens as the text of a field."""
    is_usual = not tokens or len(max(tokens, key=len)) <= _LONGEST_TOKEN_CHARS
    return " ".join(tokens if is_usual else map(_kept, tokens))


class Fields(NamedTuple):
    """The schema with the pairs that are the archive's own: what a query needs to know of an index."""

    schema: tantivy.Schema
    own_pairs: frozenset[str]


def scoring(phrase: Phrase, fields: Fields) -> Asked:
    """Return the query for a phrase whose score tells how often it stands in a page."""
    if len(phrase.atoms) == 1:
        return _term(fields, ATOMS, phrase.atoms[0])
    if len(phrase.atoms) == 2 and (pair := common_pairs(phrase.atoms, fields.own_pairs)):
        return _term(fields, PAIRS, pair[0])
    words: list[str | tuple[int, str]] = [(place, _kept(atom)) for place, atom in enumerate(phrase.atoms)]
    return Asked.phrase_query(fields.schema, f"{ATOMS}.{KEY}", words)


def finding(phrase: Phrase, fields: Fields) -> list[Asked]:
    """Return queries that all hold where a phrase stands: `scoring`, and for speed its pairs, which give no score."""
    exact = scoring(phrase, fields)
    if len(phrase.atoms) <= 2:
        return [exact]
    pairs = [_term(fields, PAIRS, pair) for pair in dict.fromkeys(common_pairs(phrase.atoms, fields.own_pairs))]
    return [exact, *(Asked.const_score_query(pair, 0.0) for pair in pairs)]


def _term(fields: Fields, field: str, token: str) -> Asked:
    return Asked.term_query(fields.schema, f"{field}.{KEY}", _kept(token), index_option="freq")


def _kept(token: str) -> str:
    """Return a token as it stands in the index: a very long one, which tantivy would drop, by its hash."""
    if len(token) <= _LONGEST_TOKEN_CHARS:
        return token
    return f"{PAIR_SIGN}{hashlib.sha256(token.encode()).hexdigest()}"
