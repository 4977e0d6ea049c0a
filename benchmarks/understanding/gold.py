"""The gold of the understanding benchmark: documents with what a careful reader makes of them.

`content/*.yaml` holds for each document its text in a light markup and the expectations in short lines:

    tags:   air.1 evidence    -air.1 mention    ?air.1 either way    ?-air.1 a mention that may be left out
    facts:  [?]P|T  id[.sub][,id..]  years  values  unit  roles  name  [@subject] [~] [>=] [L741]

P is prose, T a table. Years are one (2022), a range (2020-2022), a list, or - for none; `-|2022` accepts either.
One value stands for all years. A fact behind `?` may be there or not. `a | b` accepts either; `none` is None.
`@?` accepts a fact with or without a subject; L741 is the line of a text that stands elsewhere, where the name and
the operator are judged too.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

CONTENT_FOLDER = Path(__file__).parent / "content"
# The batches by the name that --gold takes; figures of one are never mixed with those of another
GOLD_FOLDERS = {
    "yunxiu": CONTENT_FOLDER,
    "lanxi": Path(__file__).parent / "content_lanxi",
    "jichuan": Path(__file__).parent / "content_jichuan",
    "weiyuan": Path(__file__).parent / "content_weiyuan",
    "yanchuan": Path(__file__).parent / "content_yanchuan",
    "yuan": Path(__file__).parent / "content_yuan",
    "dipu": Path(__file__).parent / "content_dipu",
    "langcen": Path(__file__).parent / "content_langcen",
    "yuanping": Path(__file__).parent / "content_yuanping",
    "zhewan": Path(__file__).parent / "content_zhewan",
    "tongtan": Path(__file__).parent / "content_tongtan",
    "fengdu": Path(__file__).parent / "content_fengdu",
    "kuisha": Path(__file__).parent / "content_kuisha",
    "qishan": Path(__file__).parent / "content_qishan",
    "songbu": Path(__file__).parent / "content_songbu",
    "muyuan": Path(__file__).parent / "content_muyuan",
    "suiyuan": Path(__file__).parent / "content_suiyuan",
    "landong": Path(__file__).parent / "content_landong",
    "suoping": Path(__file__).parent / "content_suoping",
    "mianze": Path(__file__).parent / "content_mianze",
    "yanping": Path(__file__).parent / "content_yanping",
    "lichuan": Path(__file__).parent / "content_lichuan",
    "huaihe": Path(__file__).parent / "content_huaihe",
    "jianyuan": Path(__file__).parent / "content_jianyuan",
    "guning": Path(__file__).parent / "content_guning",
    "eduo": Path(__file__).parent / "content_eduo",
    "sangyu": Path(__file__).parent / "content_sangyu",
    "qipu": Path(__file__).parent / "content_qipu",
    "zhangze": Path(__file__).parent / "content_zhangze",
    "jitang": Path(__file__).parent / "content_jitang",
    "mianchuan": Path(__file__).parent / "content_mianchuan",
    "changzhu": Path(__file__).parent / "content_changzhu",
    "shaling": Path(__file__).parent / "content_shaling",
    "huchuan": Path(__file__).parent / "content_huchuan",
    "zheyin": Path(__file__).parent / "content_zheyin",
    "tangcha": Path(__file__).parent / "content_tangcha",
    "dixi": Path(__file__).parent / "content_dixi",
    "luxi": Path(__file__).parent / "content_luxi",
    "fengzhu": Path(__file__).parent / "content_fengzhu",
    "xunpu": Path(__file__).parent / "content_xunpu",
    "qinlu": Path(__file__).parent / "content_qinlu",
    "mingan": Path(__file__).parent / "content_mingan",
    "queyan": Path(__file__).parent / "content_queyan",
    "jingchuan": Path(__file__).parent / "content_jingchuan",
    "weiyu": Path(__file__).parent / "content_weiyu",
    "xigu": Path(__file__).parent / "content_xigu",
    "songling": Path(__file__).parent / "content_songling",
    "zhaihe": Path(__file__).parent / "content_zhaihe",
    "liandong": Path(__file__).parent / "content_liandong",
    "chengtan": Path(__file__).parent / "content_chengtan",
    "fenghua": Path(__file__).parent / "content_fenghua",
    "qingxiu": Path(__file__).parent / "content_qingxiu",
    "zhangping": Path(__file__).parent / "content_zhangping",
    "zhepu": Path(__file__).parent / "content_zhepu",
    "boyan": Path(__file__).parent / "content_boyan",
    "wenyi": Path(__file__).parent / "content_wenyi",
    "luzhouxi": Path(__file__).parent / "content_luzhouxi",
    "liping": Path(__file__).parent / "content_liping",
    "huaiyin": Path(__file__).parent / "content_huaiyin",
    "fengting": Path(__file__).parent / "content_fengting",
    "chunpi": Path(__file__).parent / "content_chunpi",
}
# whose dossier the documents of a batch are read for
COUNTIES = {
    "yunxiu": "云岫县",
    "lanxi": "澜溪县",
    "jichuan": "霁川市",
    "weiyuan": "苇原县",
    "yanchuan": "砚川县",
    "yuan": "屿安区",
    "dipu": "荻浦县",
    "langcen": "朗岑苗族侗族自治县",
    "yuanping": "沅屏县",
    "zhewan": "柘湾县",
    "tongtan": "桐潭县",
    "fengdu": "枫渡县",
    "kuisha": "葵沙县",
    "qishan": "畦山县",
    "songbu": "松埠县",
    "muyuan": "苜塬县",
    "suiyuan": "穗垣市",
    "landong": "榄垌县",
    "suoping": "桫坪县",
    "mianze": "沔泽县",
    "yanping": "雁坪区",
    "lichuan": "枥川县",
    "huaihe": "洄鹤县",
    "jianyuan": "枧源县",
    "guning": "沽宁区",
    "eduo": "峨朵藏族羌族自治县",
    "sangyu": "桑峪县",
    "qipu": "栖浦县",
    "zhangze": "樟泽市",
    "jitang": "蓟塘县",
    "mianchuan": "沔川县",
    "changzhu": "菖渚县",
    "shaling": "砂岭县",
    "huchuan": "槲川县",
    "zheyin": "柘荫县",
    "tangcha": "棠岔县",
    "dixi": "荻溪县",
    "luxi": "栌溪县",
    "fengzhu": "枫渚县",
    "xunpu": "浔浦县",
    "qinlu": "芩麓县",
    "mingan": "洺岸县",
    "queyan": "鹊岩县",
    "jingchuan": "堇川县",
    "weiyu": "薇屿县",
    "xigu": "溪谷县",
    "songling": "松翎县",
    "zhaihe": "砦河县",
    "liandong": "莲峒县",
    "chengtan": "澄潭县",
    "fenghua": "枫桦县",
    "qingxiu": "青岫县",
    "zhangping": "漳坪县",
    "zhepu": "柘浦县",
    "boyan": "泊雁县",
    "wenyi": "汶漪县",
    "luzhouxi": "鹿洲溪县",
    "liping": "栗坪县",
    "huaiyin": "槐荫溪县",
    "fengting": "枫汀县",
    "chunpi": "椿陂县",
}
OPERATORS = (">=", "<=", ">", "<")
IDENTITY_FIELDS = ("title", "issuer", "doc_number", "date", "kind", "period")


@dataclass(frozen=True)
class GoldFact:
    """One number that the document states; `years` and `roles` are all that a reader would accept.

    `unit` and `name` may hold several readings joined by "|"; `operators` is empty and `line` None where not judged.
    """

    indicator_id: str
    sub: int | None
    years: frozenset[int | None]
    value: Decimal
    unit: str
    roles: frozenset[str]
    name: str
    subject: str
    is_in_table: bool
    is_required: bool
    operators: frozenset[str] = frozenset()
    line: int | None = None


@dataclass(frozen=True)
class GoldDocument:
    """A document and what is to be understood of it; `identity` maps a field to the accepted readings."""

    file: str
    edition: str
    body: str
    identity: dict[str, tuple[str | None, ...]]
    evidence: frozenset[tuple[str, int | None]]
    mentions: frozenset[tuple[str, int | None]]
    tolerated: frozenset[tuple[str, int | None]]
    facts: tuple[GoldFact, ...] = field(default=())


def read_gold(folder: Path = CONTENT_FOLDER) -> list[GoldDocument]:
    """Return the documents of all content files, in order; raises ValueError at a line that cannot be read."""
    yaml = YAML(typ="safe")
    entries = [entry for path in sorted(folder.glob("*.yaml")) for entry in yaml.load(path.read_text("utf-8"))]
    return [document_of(entry) for entry in entries]


def document_of(entry: dict[str, Any]) -> GoldDocument:
    """Return the document of one entry of a content file; raises ValueError at a line that cannot be read."""
    groups: dict[str, set[tuple[str, int | None]]] = {"": set(), "-": set(), "?": set(), "?-": set()}
    for word in entry["tags"].split():
        bare = word.lstrip("?-")
        groups[word[: len(word) - len(bare)]].add(_target(bare))
    return GoldDocument(
        file=entry["file"],
        edition=entry.get("edition", "2021"),
        body=entry["body"],
        identity={name: _accepted(name, entry) for name in IDENTITY_FIELDS if _accepted(name, entry)},
        evidence=frozenset(groups[""]),
        mentions=frozenset(groups["-"]),
        tolerated=frozenset(groups["?"]),
        facts=tuple(fact for line in entry["facts"].splitlines() if line.strip() for fact in _facts(line)),
    )


def _accepted(name: str, entry: dict[str, Any]) -> tuple[str | None, ...]:
    """Return the accepted readings of a field; empty where the field is not judged."""
    if name == "period":
        return (str(entry["period"]),) if "period" in entry else ()
    text = "" if entry.get(name) is None else str(entry[name])
    if text.endswith("?"):
        return ()
    if name == "kind":
        return tuple(text.split())
    readings = [part.strip() for part in text.split("|")] + str(entry.get(f"{name}_alternatives", "")).split("|")
    return tuple(dict.fromkeys(None if part in ("", "none") else part for part in readings if part or not text))


def _target(text: str) -> tuple[str, int | None]:
    name, _, sub = text.partition(".")
    return name, int(sub) if sub else None


def _facts(line: str) -> list[GoldFact]:
    words = line.split()
    is_required = not words[0].startswith("?")
    place, targets, years, values, unit, roles, name, *marks = words
    subject = next((mark[1:] for mark in marks if mark.startswith("@")), "")
    line_number = next((int(mark[1:]) for mark in marks if re.fullmatch(r"L\d+", mark)), None)
    numbers = [Decimal(value) for value in values.split(",")]
    spans = _years(years)
    spans = spans * len(numbers) if len(spans) == 1 else spans
    numbers = numbers * len(spans) if len(numbers) == 1 else numbers
    if len(spans) != len(numbers):
        raise ValueError(f"years and values differ in number: {line}")
    return [
        GoldFact(
            *_target(target),
            years=span,
            value=number,
            unit="|".join("" if name == "-" else name for name in unit.split("|")),
            roles=frozenset(roles.split(",")),
            name=name,
            subject=subject,
            is_in_table=place.endswith("T"),
            is_required=is_required,
            operators=frozenset(mark for mark in marks if mark in OPERATORS),
            line=line_number,
        )
        for target in targets.split(",")
        for span, number in zip(spans, numbers, strict=True)
    ]


def _years(text: str) -> list[frozenset[int | None]]:
    if "|" in text or text == "-":
        return [frozenset(None if part == "-" else int(part) for part in text.split("|"))]
    if "-" in text:
        first, last = (int(part) for part in text.split("-"))
        return [frozenset({year}) for year in range(first, last + 1)]
    return [frozenset({int(part)}) for part in text.split(",")]
