"""Folding of single characters to the one form in which search compares them.

Every character is folded by itself, so that folded text can be mapped back to the original. The result holds:
lower-case letters without accents, ASCII digits, `.` and `,` (candidates for a number's own signs), `%` `‰` `°`,
SPACE for every white space, BOUNDARY for everything else, and two zero-width signs.
"""

import unicodedata

BOUNDARY = "¶"
SPACE = " "
# Zero-width signs: they part atoms without standing for a boundary.
SCRIPT_EDGE = "\x01"  # around a superscript or subscript digit: 10³ is not 103, yet ₁₂ is 12
SIGN_EDGE = "\x02"  # around what one sign stands for: ⅠⅡ is not Ⅲ, the 2 of ㎡ never joins the digits behind it

# What NFKC leaves apart, or takes to a form that is not the one in use: radicals that fonts and office software put
# in the place of the character (Unicode, EquivalentUnifiedIdeograph.txt), the circle in years (二○二一年).
_EQUIVALENT = dict(
    zip(
        "⺁⺇⺈⺊⺌⺒⺓⺜⺝⺠⺧⺩⺪⺫⺬⺮⺶⺷⺻⺼⺽⻁⻄⻅⻆⻉⻊⻋⻑"
        "⻓⻔⻕⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱⼾⾭○◯",
        "厂几刀卜小巳幺日月民牛王疋目示竹羊羊聿月臼虎西见角贝足车長"
        "长门阜雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龜户青〇〇",
        strict=True,
    )
)
_SINGLE_SIGNS = "%‰°"


class Folding(dict[str, str]):
    """The folded form of every character, worked out when first met."""

    def __init__(self) -> None:
        self.of_other_length: set[str] = set()
        """Those met whose folded form is not one character."""

    def __missing__(self, character: str) -> str:
        folded = _fold(character)
        if len(folded) != 1:
            self.of_other_length.add(character)
        self[character] = folded
        return folded


FOLDED = Folding()


class FoldingOfCodes(dict[int, str]):
    """The same for `str.translate`, which asks for the code of a character."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = FOLDED[chr(code)]
        return folded


FOLDED_CODES = FoldingOfCodes()


def _fold(character: str) -> str:
    """Fold one character; what leaves no trace (soft hyphen, variation selector, accent) becomes ""."""
    if character == ",":
        return character
    tag = unicodedata.decomposition(character).partition(" ")[0]
    plain = _EQUIVALENT.get(character) or _without_accents(character)
    folded = "".join(_fold_plain(part) for part in plain)
    if tag in ("<circle>", "<fraction>") or (unicodedata.category(character) == "No" and not tag):
        return f"{BOUNDARY}{folded}{BOUNDARY}"
    if tag in ("<super>", "<sub>") and folded.isdigit():
        return f"{SCRIPT_EDGE}{folded}{SCRIPT_EDGE}"
    if _stands_for_itself(character, tag) or (len(folded) > 1 and any(part in "0123456789." for part in folded)):
        return f"{SIGN_EDGE}{folded}{SIGN_EDGE}"
    return folded


def _stands_for_itself(character: str, tag: str) -> bool:
    """Tell whether the letters of a sign must not join those beside it: Ⅲ, ℃, ㎎ (but the ligature ﬁ must)."""
    return tag == "<square>" or (tag == "<compat>" and 0x2100 <= ord(character) <= 0x218F)


def _without_accents(character: str) -> str:
    """Take a character to its compatibility form, lower case, without combining marks."""
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", character).lower())
    return unicodedata.normalize("NFC", "".join(part for part in parts if unicodedata.category(part) != "Mn"))


def _fold_plain(character: str) -> str:
    """Fold a character of a compatibility form to itself, an ASCII digit, SPACE, BOUNDARY or ""."""
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "No":
        return format(unicodedata.numeric(character), "g")
    if category[0] == "L" or category in ("Nl", "Mc") or 0x20000 <= ord(character) <= 0x3FFFF:
        return character
    if character == "." or character in _SINGLE_SIGNS:
        return character
    if character.isspace() or category == "Cc":
        return SPACE
    return "" if category in ("Cf", "Mn", "Me") else BOUNDARY
