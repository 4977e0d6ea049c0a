"""What one person clicks, for locust: the matrix, indicators, searches, some seconds between."""

import itertools
import os
import random

from locust import HttpUser, between, task

from benchmarks.desk_load.people import PASSWORD, name_of
from benchmarks.searching.content import Writer

_numbers = itertools.count()
_writer = Writer()
_PEOPLE = int(os.environ["DESK_LOAD_PEOPLE"])


class Person(HttpUser):
    """Who compiles a dossier."""

    wait_time = between(1, 3)

    def on_start(self) -> None:
        self.chance = random.Random(next(_numbers))
        name = name_of(self.chance.randrange(_PEOPLE))
        self.client.post("/login", data={"name": name, "password": PASSWORD}, name="login")

    @task(3)
    def matrix(self) -> None:
        self.client.get("/", name="matrix")

    @task(3)
    def indicator(self) -> None:
        self.client.get(f"/indicator/{self.chance.randint(1, 35)}", name="indicator")

    @task(3)
    def search(self) -> None:
        text = _writer.page(self.chance.randrange(1000)).replace("\n", "")
        start = self.chance.randrange(len(text) - 4)
        self.client.get("/search", params={"q": f'"{text[start : start + self.chance.randint(2, 4)]}"'}, name="search")

    @task(1)
    def findings(self) -> None:
        self.client.get("/findings?severity=error", name="findings")
