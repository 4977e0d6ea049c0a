"""Pages of invented official documents: what stands on them, in which type, how worn the paper is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

SEED = 20260301
_TOWNS = ("青岚", "云坪", "溪口", "石桥", "双河", "柳塘", "竹林", "枫岭", "梅园", "松山", "白鹭", "清源")
_UNITS = ("县生态环境局", "县水利局", "县林业局", "县农业农村局", "县统计局", "县住房和城乡建设局", "县自然资源局")
_MEASURES = (
    "地表水水质优良比例", "环境空气质量优良天数比例", "林草覆盖率", "农村生活污水治理率", "畜禽粪污综合利用率",
    "危险废物利用处置率", "受污染耕地安全利用率", "城镇污水处理率", "单位地区生产总值能耗", "绿色食品种植面积比重",
    "秸秆综合利用率", "城镇生活垃圾无害化处理率", "河长制落实率", "公众对生态文明建设的满意度",
)  # fmt: skip
_CLAUSES = (
    "{unit}会同{town}镇完成{count}个行政村的生活污水治理，累计投入资金{amount}万元",
    "截至{year}年{month}月底，全县{measure}达到{share}%，比上年提高{points}个百分点",
    "{town}断面水质稳定达到Ⅱ类，化学需氧量年均浓度为{small}毫克/升",
    "细颗粒物（PM2.5）年均浓度为{whole}微克/立方米，同比下降{points}%",
    "按照《{town}县生态文明建设规划（2021—2030年）》要求，{measure}目标值为≥{share}%",
    "共出动执法人员{whole}人次，检查企业{count}家（次），立案查处{month}起，罚款{amount}万元",
    "新增造林面积{area}亩，其中退耕还林{small}万亩，封山育林{amount}公顷",
    "全县共有规模养殖场{whole}家，粪污处理设施装备配套率为{share}%",
    "经核算，{year}年用水总量为{small}亿立方米，万元工业增加值用水量较{before}年下降{points}%",
    "{unit}印发《关于进一步加强饮用水水源地保护的通知》（岚政办发〔{year}〕{whole}号），明确责任分工",
)
_KINDS = ("number", "share", "town", "unit", "year", "long", "class")
_HEADS = {
    "number": ("数量（个）", "投资（万元）", "面积（公顷）", "上年", "实际值", "排放量（吨）"),
    "share": ("完成率（%）", "比例（%）", "目标值（%）", "达标率（%）"),
    "town": ("乡镇", "断面名称", "点位"),
    "unit": ("牵头单位", "责任单位", "填报单位"),
    "year": ("年份", "考核年度"),
    "long": ("主要措施", "备注", "建设内容"),
    "class": ("水质类别", "考核结果"),
}


@dataclass
class Paragraph:
    """Running text; `level` 1 is a title."""

    text: str
    level: int = 0


@dataclass
class Table:
    """Rows of cells with the shares of the width that the columns take, the head first."""

    rows: list[list[str]]
    widths: list[int]


@dataclass(frozen=True)
class Look:
    """How a page is set and worn: type, dots per inch of the scan, columns, rules, and the wear by name.

    `pt` is the size of the running text, that of tables one and a half less.
    """

    name: str
    group: str
    font: str = "Noto Serif CJK SC"
    pt: float = 14.0
    dpi: int = 200
    columns: int = 1
    rules: str = "0.75pt solid black"
    layout: str = "mixed"
    wear: tuple[str, ...] = ()


@dataclass
class Page:
    """One page with its truth."""

    look: Look
    parts: list[Paragraph | Table] = field(default_factory=list)


_SERIF, _SANS, _SONG, _KAI = "Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL SungtiL GB", "AR PL KaitiM GB"
_SCAN = ("blur", "noise", "jpeg")
LOOKS = (
    Look("clean-serif-16", "clean", pt=16),
    Look("clean-sans-12-300", "clean", _SANS, 12, 300),
    Look("clean-song-14", "clean", _SONG),
    Look("clean-kai-16-150", "clean", _KAI, 16, 150),
    Look("clean-columns-10.5", "clean", pt=10.5, columns=2, layout="prose"),
    Look("clean-tables-9", "clean", pt=10.5, layout="tables"),
    Look("scan-serif-14", "scan", wear=(*_SCAN, "skew 1.2")),
    Look("scan-song-12-150", "scan", _SONG, 12, 150, wear=(*_SCAN, "skew -0.7")),
    Look("scan-sans-10.5-300", "scan", _SANS, 10.5, 300, wear=(*_SCAN, "skew 3")),
    Look("scan-kai-14", "scan", _KAI, wear=(*_SCAN, "skew -2.4", "grey")),
    Look("scan-tables-9", "scan", pt=10.5, layout="tables", wear=(*_SCAN, "skew 0.8")),
    Look("scan-noisy-10.5", "scan", pt=10.5, wear=("blur", "noise", "noise", "jpeg", "skew 0.5")),
    Look("scan-columns-12", "scan", _SANS, 12, columns=2, layout="prose", wear=(*_SCAN, "skew -1.5")),
    Look("scan-turned-14", "scan", wear=(*_SCAN, "turn 180")),
    Look("scan-sideways-tables-9", "scan", pt=10.5, layout="tables", wear=(*_SCAN, "turn 90")),
    Look("copy-grey-14", "scan", _SONG, wear=(*_SCAN, "grey", "skew 0.4")),
    Look("photo-serif-14", "photo", wear=("perspective", "shadow", "blur", "jpeg")),
    Look("photo-sans-12-300", "photo", _SANS, 12, 300, wear=("perspective", "shadow", "noise", "jpeg", "skew -1")),
    Look("photo-tables-10.5", "photo", pt=12, layout="tables", wear=("perspective", "shadow", "blur", "jpeg")),
    Look("rules-dashed-12", "rules", pt=12, rules="1pt dashed black", wear=_SCAN),
    Look("rules-dotted-10.5", "rules", pt=12, rules="1pt dotted black", layout="tables", wear=_SCAN),
    Look("rules-double-12", "rules", _SANS, 12, rules="2.5pt double black", wear=(*_SCAN, "skew 0.6")),
    Look("rules-broken-12", "rules", _SONG, 12, rules="0.5pt solid black", wear=("broken", *_SCAN, "skew 0.9")),
    Look("rules-broken-tables-9", "rules", pt=10.5, rules="0.5pt solid black", layout="tables",
         wear=("broken", *_SCAN)),
    Look("seal-serif-16", "seal", pt=16, wear=("seal", *_SCAN, "skew 0.6")),
    Look("seal-song-14", "seal", _SONG, wear=("seal", *_SCAN, "skew -1")),
    Look("seal-sans-12-300", "seal", _SANS, 12, 300, wear=("seal", *_SCAN)),
    Look("seal-tables-10.5", "seal", pt=12, layout="tables", wear=("seal", *_SCAN, "skew 0.5")),
    Look("seal-two-14", "seal", wear=("seal", "seal", *_SCAN, "skew 0.3")),
    Look("seal-two-tables-9", "seal", pt=10.5, layout="tables", wear=("seal", "seal", *_SCAN, "skew -0.6")),
    Look("seal-two-kai-16", "seal", _KAI, 16, wear=("seal", "seal", *_SCAN)),
    Look("seal-blue-14", "seal", wear=("blue", *_SCAN, "skew 0.7")),
)  # fmt: skip
SHORT = ("clean-song-14", "scan-tables-9", "photo-serif-14", "rules-dashed-12", "seal-two-14", "seal-blue-14")


def pages(names: list[str]) -> list[Page]:
    """Return the pages of these names, all where none is given; the same each time."""
    return [_page(look) for look in LOOKS if not names or look.name in names]


def _page(look: Look) -> Page:
    random = Random(f"{SEED} {look.name}")
    lines = int(600 / (look.pt * 1.6))
    page = Page(look, [Paragraph(f"{random.choice(_TOWNS)}县{random.choice(_MEASURES)}情况报告", 1)])
    if look.layout == "tables":
        page.parts += [_table(random, 7, 10), Paragraph(_text(random, 60)), _table(random, 5, 5)]
        return page
    width = int(450 / look.columns / look.pt) * look.columns
    if look.layout == "prose":
        page.parts += [Paragraph(_text(random, width * lines // 6)) for _ in range(4)]
        return page
    page.parts += [Paragraph(_text(random, width * lines // 8)) for _ in range(2)]
    page.parts += [_table(random, 5, max(3, lines // 5)), Paragraph(_text(random, width * lines // 8))]
    return page


def _text(random: Random, characters: int) -> str:
    text = ""
    while len(text) < characters:
        text += f"{_clause(random)}{random.choice(('，', '；', '。'))}"
    return text[:-1] + "。"


def _clause(random: Random) -> str:
    return random.choice(_CLAUSES).format(
        unit=random.choice(_UNITS),
        town=random.choice(_TOWNS),
        measure=random.choice(_MEASURES),
        count=random.randint(2, 60),
        whole=random.randint(10, 999),
        year=(year := random.randint(2018, 2025)),
        before=year - 1,
        month=random.randint(1, 12),
        amount=f"{random.uniform(10, 9000):.{random.randint(0, 2)}f}",
        area=random.randint(1000, 98000),
        share=f"{random.uniform(20, 100):.{random.randint(0, 2)}f}",
        points=f"{random.uniform(0.1, 9.9):.{random.randint(1, 2)}f}",
        small=f"{random.uniform(0.1, 30):.{random.randint(1, 3)}f}",
    )


def _table(random: Random, columns: int, rows: int) -> Table:
    kinds = ["number", "share", *random.choices(_KINDS, k=columns - 3)]
    random.shuffle(kinds)
    body = [[str(row + 1), *(_cell(random, kind) for kind in kinds)] for row in range(rows)]
    widths = [2, *({"long": 8, "unit": 5}.get(kind, 4) for kind in kinds)]
    return Table([["序号", *(random.choice(_HEADS[kind]) for kind in kinds)], *body], widths)


def _cell(random: Random, kind: str) -> str:
    if random.random() < 0.06:
        return random.choice(("", "—", "/"))
    made: dict[str, Callable[[], str]] = {
        "number": lambda: f"{random.uniform(0, 5000):.{random.randint(0, 2)}f}",
        "share": lambda: f"{random.uniform(20, 100):.{random.randint(1, 2)}f}",
        "town": lambda: random.choice(_TOWNS) + random.choice(("镇", "乡", "断面")),
        "unit": lambda: random.choice(_UNITS),
        "year": lambda: str(random.randint(2017, 2025)),
        "long": lambda: _clause(random).split("，")[0][:22],
        "class": lambda: random.choice(("Ⅰ类", "Ⅱ类", "Ⅲ类", "达标", "未达标")),
    }
    return made[kind]()
