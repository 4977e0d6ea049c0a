"""What each page costs by itself: the CPU time of one request in this process, the asking client's share included."""

import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from starlette.testclient import TestClient

from benchmarks.desk_load.people import PASSWORD, name_of
from benchmarks.searching.content import Writer
from desk.web.application import application
from desk.web.office import Office
from desk.workplace import now

TIMES = 70


def ask(file: Path) -> str:
    """Return a table of the first answer, the median, the slowest of a tenth of the requests, in CPU ms."""
    office = Office(file, now)
    lines = ["| page | first | median | 9 of 10 below | kB |", "|---|---|---|---|---|"]
    with TestClient(application(office)) as client:
        client.post("/login", data={"name": name_of(0), "password": PASSWORD})
        for name, place in _places().items():
            times, size_bytes = [], 0
            for number in range(TIMES):
                begun_s = time.process_time()
                answer = client.get(place(number))
                times.append(1000 * (time.process_time() - begun_s))
                size_bytes = max(size_bytes, len(answer.content))
                answer.raise_for_status()
            rest = times[1:]
            figures = (times[0], statistics.median(rest), statistics.quantiles(rest, n=10)[-1], size_bytes / 1000)
            lines.append(f"| {name} | {' | '.join(f'{figure:.0f}' for figure in figures)} |")
    office.close()
    return "\n".join(lines)


def _places() -> dict[str, Callable[[int], str]]:
    writer, chance = Writer(), random.Random(1)

    def search(_: int) -> str:
        text = writer.page(chance.randrange(1000)).replace("\n", "")
        start = chance.randrange(len(text) - 4)
        return "/search?" + urlencode({"q": f'"{text[start : start + chance.randint(2, 4)]}"'})

    return {
        "(account, an empty page)": lambda _: "/account",
        "matrix": lambda _: "/",
        "indicator": lambda number: f"/indicator/{number % 35 + 1}",
        "search": search,
        "findings": lambda _: "/findings?severity=error",
        "inbox": lambda _: "/inbox",
        "record": lambda _: "/record",
        "package": lambda _: "/package",
    }
