"""What is kept of some documents in one piece, of which any can be read without the others."""

from collections.abc import Collection, Mapping
from typing import Any

from pydantic_core import from_json, to_json


def framed(of_places: Mapping[int, Any]) -> bytes:
    """Return what is said of each place: how long that is in JSON, then each."""
    texts = {place: to_json(of_one) for place, of_one in of_places.items()}
    lengths = to_json([(place, len(text)) for place, text in texts.items()])
    return b"\n".join((lengths, b",".join(texts.values())))


def unframed(payload: bytes, places: Collection[int] | None = None) -> list[tuple[int, Any]]:
    """Return (place, what is said of it) of these places, of all where none are named; raises ValueError."""
    end = payload.index(b"\n")
    start, chosen, texts = end + 1, [], []
    for place, length in from_json(payload[:end]):
        if places is None or place in places:
            chosen.append(place)
            texts.append(payload[start : start + length])
        start += length + 1
    said = from_json(b"[%b]" % b",".join(texts), cache_strings="all")
    return list(zip(chosen, said, strict=True))
