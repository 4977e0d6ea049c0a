"""Ways to damage a file: its bytes, its lengths, what its zip parts or PDF streams hold."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

EXTREMES = (0, 1, -1, 7, 255, 65_535, 65_536, 10**8, 2**31 - 1, 2**31, 2**32 - 1, 2**63)
DEEP_SHARE = 0.75
MOST_UNPACKED_BYTES = 2_000_000
_NUMBER = re.compile(rb"-?\d+")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_TAG = re.compile(rb"<[^<>]{1,400}>")

Mutation = Callable[[bytes, bytes, Random], bytes]


def mutated(content: bytes, other: bytes, chance: Random) -> bytes:
    """Return `content` damaged in one to three ways; `other` is a second file to splice with."""
    deep: tuple[Mutation, ...] = ()
    if content.startswith(b"PK"):
        deep = (_zip_part, _zip_part, _zip_part, _zip_lengths)
    elif b"%PDF" in content[:1024]:
        deep = (_pdf_stream, _pdf_stream, _numbers)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        ways = deep if deep and chance.random() < DEEP_SHARE else BYTES
        content = chance.choice(ways)(content, other, chance)
    return content


def _flip(content: bytes, other: bytes, chance: Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 64)) if damaged else 0):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _overwrite(content: bytes, other: bytes, chance: Random) -> bytes:
    start, end = _span(content, chance)
    filling = chance.choice((bytes(end - start), b"\xff" * (end - start), chance.randbytes(end - start)))
    return content[:start] + filling + content[end:]


def _truncate(content: bytes, other: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _splice(content: bytes, other: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other) + 1) :]


def _repeat(content: bytes, other: bytes, chance: Random) -> bytes:
    start, end = _span(content, chance)
    return content[:end] + content[start:end] * chance.choice((1, 2, 50)) + content[end:]


def _remove(content: bytes, other: bytes, chance: Random) -> bytes:
    start, end = _span(content, chance)
    return content[:start] + content[end:]


def _numbers(content: bytes, other: bytes, chance: Random) -> bytes:
    """Put extreme numbers where numbers stand in text: lengths, offsets, spans, indexes, sizes."""
    places = list(_NUMBER.finditer(content))
    for place in sorted(chance.sample(places, min(len(places), chance.choice((1, 2, 5)))), key=_start, reverse=True):
        number = str(chance.choice(EXTREMES)).encode()
        content = content[: place.start()] + number + content[place.end() :]
    return content


def _tags(content: bytes, other: bytes, chance: Random) -> bytes:
    """Repeat, drop or move a tag of an XML part."""
    places = list(_TAG.finditer(content))
    if not places:
        return content
    tag, target = chance.choice(places), chance.choice(places).start()
    if chance.random() < 0.3:
        content = content[: tag.start()] + content[tag.end() :]
    return content[:target] + tag[0] * chance.choice((1, 3, 500)) + content[target:]


BYTES: tuple[Mutation, ...] = (_flip, _overwrite, _truncate, _splice, _repeat, _remove, _numbers)
TEXT: tuple[Mutation, ...] = (_flip, _repeat, _remove, _numbers, _numbers, _tags, _tags, _tags)


def _zip_part(content: bytes, other: bytes, chance: Random) -> bytes:
    """Damage what one part holds, the package around it staying whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            small = [part for part in package.infolist() if part.file_size < MOST_UNPACKED_BYTES]
            parts = {part.filename: package.read(part) for part in small}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return _flip(content, other, chance)
    if not parts:
        return content
    weights = [20 if "document.xml" in name or "Content" in name or "sheet" in name else 1 for name in parts]
    name = chance.choices(list(parts), weights)[0]
    parts[name] = chance.choice(TEXT)(parts[name], other, chance)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for each, data in parts.items():
            package.writestr(each, data)
    return target.getvalue()


def _zip_lengths(content: bytes, other: bytes, chance: Random) -> bytes:
    """Put extremes into the fixed fields behind one of the PK signatures: sizes, offsets, methods, flags."""
    damaged = bytearray(content)
    heads = [match.start() for match in re.finditer(rb"PK[\x01\x03\x05]", content)]
    if heads:
        place = chance.choice(heads) + chance.randrange(4, 44)
        number = (chance.choice(EXTREMES) & 0xFFFFFFFF).to_bytes(4, "little")
        damaged[place : place + chance.choice((2, 4))] = number[: chance.choice((2, 4))]
    return bytes(damaged)


def _pdf_stream(content: bytes, other: bytes, chance: Random) -> bytes:
    """Damage what one stream holds: operators, fonts, maps of characters, pictures."""
    places = list(_STREAM.finditer(content))
    if not places:
        return _numbers(content, other, chance)
    place = chance.choice(places)
    unpacking = zlib.decompressobj()
    try:
        data, is_packed = unpacking.decompress(place[1], MOST_UNPACKED_BYTES), True
    except zlib.error:
        data, is_packed = place[1], False
    data = chance.choice(TEXT)(data, other, chance)
    packed = zlib.compress(data, 1) if is_packed else data
    return content[: place.start(1)] + packed + content[place.end(1) :]


def _span(content: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(start + chance.choice((1, 4, 64, 1024, 20_000)), len(content))


def _start(place: re.Match[bytes]) -> int:
    return place.start()
