"""The fictional documents of the benchmark: what stands in them, before any program prints them."""

from dataclasses import dataclass, field
from random import Random

_WORDS = [
    word
    for line in (
        "生态环境保护治理监测断面流域湿地森林河湖土壤空气质量优良比例达到同比提高下降完成落实推进实施建设示范",
        "创建规划方案任务目标责任单位部门乡镇街道村庄农村生活污水垃圾处理设施运行维护资金投入项目工程竣工验收",
        "督察整改问题清单台账销号公众满意调查宣传教育培训干部考核评价制度改革创新绿色低碳节能减排能源消费强度",
        "用水效率化肥农药利用畜禽粪污资源秸秆综合面积公顷万元",
    )
    for word in (line[place : place + 2] for place in range(0, len(line), 2))
]
_PLACES = ("青岚", "云坪", "溪口", "石桥", "双河", "柳塘", "竹林", "枫岭", "梅园", "松山", "白鹭", "清源")
_HEADS = (
    "序号",
    "指标",
    "单位",
    "目标",
    "实际",
    "上年",
    "增减",
    "责任",
    "断面",
    "水质",
    "备注",
    "日期",
    "面积",
    "投资",
)

UNRULED = ("three_line", "horizontal", "borderless")
STYLES = ("ruled", "dashed", "double", *UNRULED)


@dataclass
class Paragraph:
    """Running text; `level` 1 is a title."""

    text: str
    level: int = 0


@dataclass
class Table:
    """Rows of cells; `spans` maps (row, column) to (rows, columns), the places covered hold an empty text.

    `align` is left or center, of all cells.
    """

    style: str
    rows: list[list[str]]
    widths_cm: list[float]
    align: str
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


@dataclass
class Document:
    """One file to be: `group` says what it is for."""

    name: str
    group: str
    parts: list[Paragraph | Table]


def sentence(random: Random) -> str:
    clauses = []
    for _ in range(random.randint(2, 4)):
        words = [random.choice(_WORDS) for _ in range(random.randint(3, 7))]
        if random.random() < 0.4:
            words.append(f"{random.uniform(1, 100):.{random.randint(0, 2)}f}%")
        if random.random() < 0.15:
            words.insert(0, f"{random.randint(2017, 2025)}年")
        if random.random() < 0.1:
            words.append(random.choice(("PM2.5", "COD", "GDP", "pH")))
        clauses.append("".join(words))
    return "，".join(clauses) + "。"


def paragraph(random: Random) -> Paragraph:
    return Paragraph("".join(sentence(random) for _ in range(random.randint(2, 5))))


def heading(random: Random, number: int) -> Paragraph:
    return Paragraph(f"{'一二三四五六七八九十'[number % 10]}、{random.choice(_WORDS)}{random.choice(_WORDS)}情况", 2)


def table(random: Random, style: str, rows: int) -> Table:
    columns = random.randint(3, 6)
    numbered = random.random() < 0.6
    heads = ["序号" if numbered else "名称", *random.sample(_HEADS[1:], columns - 1)]
    kinds = [random.choice((0, 0, 1, 2, 3)) for _ in range(1, columns)]
    keys = [str(number + 1) if numbered else _cell(random, random.randint(1, 3)) for number in range(rows)]
    body = [[key, *(_cell(random, kind) for kind in kinds)] for key in keys]
    for row in body:
        if random.random() < 0.15:
            row[random.randint(1, columns - 1)] = random.choice(("", "—", "/"))
    first_cm = 1.4 if numbered else 2.6
    widths = [first_cm, *([(16.0 - first_cm) / (columns - 1)] * (columns - 1))]
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    if style not in UNRULED and rows >= 6 and random.random() < 0.5:
        start = random.randint(2, 4)
        spans[start, 1] = (2, 1)
        body[start][1] = ""
    return Table(style, [heads, *body], widths, random.choice(("left", "center")), spans)


def _cell(random: Random, kind: int) -> str:
    if kind == 0:
        return f"{random.uniform(0, 1000):.{random.randint(0, 2)}f}"
    if kind == 1:
        return random.choice(_PLACES) + random.choice(("镇", "乡", "村", "断面"))
    if kind == 2:
        return "".join(random.choice(_WORDS) for _ in range(random.randint(1, 3)))
    return "".join(random.choice(_WORDS) for _ in range(random.randint(4, 9)))


def mixed(random: Random, name: str, sections: int) -> Document:
    """Prose with a ruled table every few pages, as a bureau's reports are."""
    parts: list[Paragraph | Table] = [Paragraph(f"{random.choice(_PLACES)}县生态文明建设工作报告", 1)]
    for number in range(sections):
        parts.append(heading(random, number))
        parts.extend(paragraph(random) for _ in range(random.randint(6, 10)))
        if number % 3 == 2:
            parts.append(table(random, "ruled", random.randint(5, 16)))
    return Document(name, "mixed", parts)


def tables_only(random: Random, name: str, tables: int) -> Document:
    """Long ruled tables that run over pages, nothing else but a title each."""
    parts: list[Paragraph | Table] = []
    for number in range(tables):
        parts.append(Paragraph(f"附表{number + 1}", 2))
        parts.append(table(random, "ruled", random.randint(40, 70)))
    return Document(name, "tables", parts)


def styled(random: Random, name: str, style: str, tables: int) -> Document:
    """Short tables of one style between paragraphs."""
    parts: list[Paragraph | Table] = []
    for number in range(tables):
        parts.append(paragraph(random))
        parts.append(Paragraph(f"表{number + 1}　{random.choice(_WORDS)}{random.choice(_WORDS)}统计表", 3))
        parts.append(table(random, style, random.randint(4, 10)))
        parts.append(paragraph(random))
    return Document(name, style, parts)


def documents(producer: str, seed: int) -> list[Document]:
    """Return the documents that one producer prints; the same for the same seed."""
    random = Random(f"{producer} {seed}")
    found = [mixed(random, f"{producer}_mixed_{number}", 18) for number in range(5)]
    found += [tables_only(random, f"{producer}_tables_{number}", 4) for number in range(3)]
    found += [styled(random, f"{producer}_{style}", style, 12) for style in STYLES[1:]]
    return found
