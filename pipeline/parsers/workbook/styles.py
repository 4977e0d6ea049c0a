"""The styles of cells: how a number is displayed, whether the cell has a frame."""

from dataclasses import dataclass

from lxml.etree import _Element

_ACCOUNTING = '_ * {0}_ ;_ * -{0}_ ;_ * "-"_ ;_ @_ '

# the formats that a file names by number only, as Chinese Excel displays them (ECMA-376 part 1, 18.8.30)
BUILTIN_FORMATS: dict[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: "¥#,##0;¥-#,##0",
    6: "¥#,##0;¥-#,##0",
    7: "¥#,##0.00;¥-#,##0.00",
    8: "¥#,##0.00;¥-#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    30: "m-d-yy",
    32: "h时mm分",
    33: "h时mm分ss秒",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: _ACCOUNTING.format("#,##0"),
    42: _ACCOUNTING.format("¥#,##0"),
    43: _ACCOUNTING.format("#,##0.00"),
    44: _ACCOUNTING.format("¥#,##0.00"),
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((27, 36, 50, 52, 57), "yyyy年m月"),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), "m月d日"),
    31: "yyyy年m月d日",
    **dict.fromkeys((34, 55), "上午/下午h时mm分"),
    **dict.fromkeys((35, 56), "上午/下午h时mm分ss秒"),
}


@dataclass(frozen=True)
class Style:
    """How a cell looks: its number format ("General" where none), and whether any side is ruled."""

    number_format: str
    is_framed: bool


PLAIN = Style("General", is_framed=False)


def read_styles(root: _Element) -> list[Style]:
    """Return the styles of xl/styles.xml in their order."""
    custom = {element.get("numFmtId"): element.get("formatCode") for element in root.iterfind("{*}numFmts/{*}numFmt")}
    frames = [_is_ruled(element) for element in root.iterfind("{*}borders/{*}border")]
    styles = []
    for element in root.iterfind("{*}cellXfs/{*}xf"):
        number = str(element.get("numFmtId", "0"))
        builtin = BUILTIN_FORMATS.get(int(number) if number.isdecimal() else 0, "General")
        border = str(element.get("borderId", "0"))
        is_framed = border.isdecimal() and int(border) < len(frames) and frames[int(border)]
        styles.append(Style(str(custom.get(number) or builtin), is_framed))
    return styles


def _is_ruled(border: _Element) -> bool:
    return any(side.get("style") not in (None, "none") for side in border)
