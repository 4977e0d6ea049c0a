"""What an index keeps of the texts it was made from, so that it can be compared with the catalogue."""

import hashlib
from collections.abc import Iterable

DIGEST_BYTES = 8
_VALUES = 1 << 8 * DIGEST_BYTES


def text_digest(pages: Iterable[tuple[int, str]]) -> int:
    """Return the digest of a document from its (page, text), in any order; 0 for none."""
    return folded(page_digest(page, text) for page, text in pages)


def page_digest(page: int, text: str) -> int:
    """Return a number below 2**64 that another text, or the same on another page, is most unlikely to have."""
    content = f"{page}\n{text}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(content, digest_size=DIGEST_BYTES).digest())


def folded(digests: Iterable[int]) -> int:
    """Return the digest of a document from those of its pages."""
    return sum(digests) % _VALUES
