"""Plain characters: what office software writes for a character, mapped to the character itself.

Fonts of Word and macOS print whole characters with the code points of radicals (U+2E80-2FDF); compatibility
ideographs (U+F900-FAFF) are the same characters again, Latin ligatures (ﬁ) two or three. Full-width letters and
brackets stay as they are: NFKC on the whole text would change what people see (see `pipeline.numbers.shadow`).
"""

import re
import unicodedata
from itertools import chain

# the radicals supplement, which NFKC leaves alone (Unicode EquivalentUnifiedIdeograph.txt)
_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺"
    "⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳㓁⺴㓁⺵网⺶羊⺷羊⺸羋⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀"
    "⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞飠⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼"
    "⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_BLANKS = chain((0xA0, 0x202F, 0x205F), range(0x2000, 0x200B))
_INVISIBLE = chain(
    (0xAD, 0xFEFF, 0x7F),
    range(0x200B, 0x2010),
    range(0x202A, 0x202F),
    range(0x2060, 0x2070),
    (code for code in range(0x20) if code not in (0x09, 0x0A)),
    range(0x80, 0xA0),
)


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    for code in chain(range(0x2F00, 0x2FD6), range(0xF900, 0xFADA), range(0xFB00, 0xFB07)):
        table[code] = unicodedata.normalize("NFKC", chr(code))
    table.update(zip(map(ord, _SUPPLEMENT[::2]), _SUPPLEMENT[1::2], strict=True))
    table.update(dict.fromkeys(_BLANKS, " "))
    table.update(dict.fromkeys(_INVISIBLE))
    table.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))
    return table


_TABLE = _table()
_MAPPED = re.compile("[" + re.escape("".join(map(chr, _TABLE))) + "]")


def plain(text: str) -> str:
    """Return the text with radicals mapped, odd blanks as " ", invisible and control characters dropped.

    Tabs, line breaks and U+3000 stay. A lone surrogate becomes U+FFFD, so the result always encodes as UTF-8.
    """
    return text.translate(_TABLE) if _MAPPED.search(text) else text


def is_latin(character: str) -> bool:
    """Tell whether a character is of a script that separates words by blanks."""
    return character < "\u2e80" and not "\u2010" <= character <= "\u2bff"


def is_garbage(character: str) -> bool:
    """Tell whether a character stands for one that the file does not name: private use or U+FFFD."""
    return character == "\ufffd" or unicodedata.category(character) == "Co"
