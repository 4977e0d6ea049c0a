"""The sentences with what a careful reader takes of each, and the small papers around them.

`content/*.yaml` holds an entry a sentence: its id (the beginning tells the paper, an odd number the first half), why a
reader might go wrong, the text in the markup of `benchmarks/understanding`, what must be read (`read`), what may be
(`may`). Both are facts between semicolons: `id[.sub] years values unit roles [@whose]`; a unit may have several
readings and so may the measure (`energy_gdp|water_gdp`); roles are letters: l a level of any kind, b the base, t what
is to be reached, h a change.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from benchmarks.understanding.gold import GoldDocument, GoldFact, document_of

FOLDER = Path(__file__).parent
FRAMES = ("summary", "chapter")
_ROLES = {"l": "actual,component,count", "b": "baseline", "t": "target", "h": "change"}
_SUMMARY = """= {office}2023年{topic}总结
2023年，在县委、县政府领导下，我局认真履行职责，现将有关情况总结如下。
一、工作成效
{text}
二、下步打算
继续抓好各项任务落实，巩固已有成果。
> {office}
> 2024年2月18日"""
_CHAPTER = """= 岭泉县2023年度国家生态文明建设示范区建设指标完成情况自评报告
* 岭泉县人民政府
* 2024年2月18日
（一）{indicator}
{text}"""


@dataclass(frozen=True)
class Sentence:
    """A sentence or some rows of a table; each of `true` holds the readings of one fact that must be read."""

    id: str
    why: str
    text: str
    true: tuple[tuple[GoldFact, ...], ...]
    may: tuple[GoldFact, ...]
    office: str
    topic: str
    indicator: str

    @property
    def half(self) -> int:
        """1 for the half that rules were mended for, 2 for the one that was only counted."""
        return 2 - int(self.id.rsplit("-", 1)[1]) % 2

    def body(self, frame: str) -> str:
        """Return the paper in which it stands."""
        paper = _SUMMARY if frame == "summary" else _CHAPTER
        return paper.format(office=self.office, topic=self.topic, indicator=self.indicator, text=self.text)


def sentences(folder: Path = FOLDER / "content") -> list[Sentence]:
    """Return all sentences; raises ValueError at a fact that cannot be read or an id that is there twice."""
    yaml = YAML(typ="safe")
    papers = yaml.load((FOLDER / "papers.yaml").read_text("utf-8"))
    entries = [entry for path in sorted(folder.glob("*.yaml")) for entry in yaml.load(path.read_text("utf-8"))]
    if len({entry["id"] for entry in entries}) != len(entries):
        raise ValueError("an id is there twice")
    return [_sentence(entry, papers[entry["id"].rsplit("-", 1)[0]]) for entry in entries]


def _sentence(entry: dict[str, Any], paper: list[str]) -> Sentence:
    true = (fact for part in _parts(entry.get("read", "")) for fact in _required(part))
    may = (fact for part in _parts(entry.get("may", "")) for fact in _facts(part))
    return Sentence(entry["id"], entry["why"], entry["text"], tuple(true), tuple(may), *paper)


def _parts(line: str) -> list[str]:
    return [part for part in line.split(";") if part.strip()]


def _required(part: str) -> list[tuple[GoldFact, ...]]:
    """Return the facts of a part, each with its readings: one for each measure that it may be a value of."""
    measures, rest = part.split(maxsplit=1)
    return list(zip(*(_facts(f"{measure} {rest}") for measure in measures.split("|")), strict=True))


def _facts(part: str) -> tuple[GoldFact, ...]:
    measure, years, values, unit, roles, *whose = part.split()
    said = ",".join(_ROLES[letter] for letter in roles)
    line = " ".join(("P", measure, years, values, unit, said, "name", *whose))
    return document_of({"file": "read.docx", "body": "", "tags": "", "facts": line}).facts


def paper_of(sentence: Sentence, frame: str) -> GoldDocument:
    """Return the paper as a document of which nothing is expected."""
    file = f"{sentence.id}-{frame}.docx"
    return document_of({"file": file, "body": sentence.body(frame), "tags": "", "facts": ""})
