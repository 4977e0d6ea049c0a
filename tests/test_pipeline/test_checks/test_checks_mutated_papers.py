"""Each wording of the mutated papers' operators on one innocent paper: found; each look-alike beside it: not told."""

from datetime import date
from pathlib import Path

import pytest

from benchmarks.mutated_papers.archive import Archive
from benchmarks.mutated_papers.asked import OPERATORS, operator_of
from benchmarks.mutated_papers.papers import Host
from benchmarks.mutated_papers.telling import told_of

LETTER = """
= 澄溪县林业局关于做好古树名木管护工作的通知
@ 各乡镇人民政府：
近期，县林业局对全县古树名木开展了巡查，现就管护工作通知如下。
一、落实责任。各乡镇要明确管护人员，签订责任书。
二、加强巡查。发现树势衰弱、病虫危害的，要尽快联系技术人员到场处理。
> 澄溪县林业局
> 2023年6月5日
"""
CERTIFICATE = """
= 林草覆盖率证明
2022年，澄溪县林草覆盖率为62.3%。
特此证明。
> 澄溪县林业局
> 2023年6月5日
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder: Path = tmp_path_factory.mktemp("mutated")
    return Archive(folder)


def _host(operator: str) -> Host:
    body = CERTIFICATE if operator == "no_signature" else LETTER
    lines = tuple(line for line in body.splitlines() if line)
    title = next(line[2:] for line in lines if line.startswith("= "))
    return Host("", "林业局/材料.docx", "澄溪县", lines, title, "澄溪县林业局", date(2023, 6, 5), (), ())


@pytest.mark.parametrize("name", OPERATORS)
def test_an_operator(name: str, archive: Archive) -> None:
    operator, host = operator_of(name), _host(name)
    given = [(words, False) for words in operator.wordings] + [(words, True) for words in operator.innocent]
    wrong = []
    for index, (words, innocent) in enumerate(given):
        more = operator.told[index % len(operator.told)]
        told = told_of(archive, operator, host, operator.moves(words), more)
        if bool(told) == innocent:
            wrong.append((words, more.get("X") or more.get("N"), told[:1]))
    assert wrong == []
