"""Generated pages of official Chinese: the same for the same seed, made one by one, so that memory stays small."""

import hashlib
import random
from collections.abc import Iterator
from itertools import accumulate

SEED = 20260401
PAGES_A_DOCUMENT = 5
PAGE_CHARS = 800
WORDS = 30_000
INDICATORS = 35
YEARS = (2020, 2021, 2022)
_SIGNS = "，，，。。、；（）"


class Writer:
    """Writes page after page; words are drawn as in real text, the n-th in frequency as 1/n."""

    def __init__(self, seed: int = SEED) -> None:
        chance = random.Random(seed)
        # the 3,755 common characters of GB 2312, the frequent ones first
        common = [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFA)]
        chance.shuffle(common)
        weights = list(accumulate(1 / (rank + 20) for rank in range(len(common))))
        lengths = chance.choices((1, 2, 3, 4), (10, 65, 12, 13), k=WORDS)
        self._words = ["".join(chance.choices(common, cum_weights=weights, k=length)) for length in lengths]
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(WORDS)))
        self._seed = seed

    def page(self, number: int) -> str:
        """Return the text of a page (0-based number)."""
        chance = random.Random(self._seed * 10_000_000 + number)
        parts: list[str] = []
        length = 0
        while length < PAGE_CHARS:
            part = "".join(chance.choices(self._words, cum_weights=self._weights, k=chance.randint(3, 8)))
            kind = chance.random()
            if kind < 0.12:
                part += f"{chance.randint(1, 99999) / 100:.2f}{chance.choice(('%', '公顷', '万吨', '亿元'))}"
            elif kind < 0.16:
                part += f"{chance.choice(YEARS)}年{chance.randint(1, 12)}月"
            elif kind < 0.18:
                part += f"青政发〔{chance.choice(YEARS)}〕{chance.randint(1, 400)}号"
            parts += [part, chance.choice(_SIGNS)]
            length += len(part) + 1
        return "".join(parts)


def sha256_of(document: int) -> str:
    """Return the name of a document (0-based number)."""
    return hashlib.sha256(str(document).encode()).hexdigest()


def documents(writer: Writer, pages: int) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Yield (sha256, pages) until there are so many pages."""
    for first in range(0, pages, PAGES_A_DOCUMENT):
        numbers = range(first, min(first + PAGES_A_DOCUMENT, pages))
        yield sha256_of(first // PAGES_A_DOCUMENT), [(n - first + 1, writer.page(n)) for n in numbers]


def of_indicator_and_year(pages: int) -> frozenset[str]:
    """Return the documents that a filter by one indicator and one year leaves."""
    count = (pages + PAGES_A_DOCUMENT - 1) // PAGES_A_DOCUMENT
    return frozenset(sha256_of(n) for n in range(count) if n % INDICATORS == 11 and n // INDICATORS % len(YEARS) == 1)
