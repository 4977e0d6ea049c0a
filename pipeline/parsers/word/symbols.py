"""Characters of symbol fonts, which Word stores as places in the font instead of characters."""

import re

# the Symbol font, by its last byte
_SYMBOL = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB0: "°", 0xA5: "∞", 0xB7: "·",
    0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω",
    0x2D: "-", 0x2B: "+", 0x3D: "=", 0x3C: "<", 0x3E: ">", 0x25: "%",
}  # fmt: skip
# Wingdings and Wingdings 2: the boxes and ticks of forms
_WINGDINGS = {
    0xFE: "☑", 0x52: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0xFC: "✓", 0x50: "✓", 0xFB: "✗", 0x4F: "✗", 0x6C: "●",
    0x6E: "■", 0xD8: "➢", 0xE8: "→", 0xA3: "☐",
}  # fmt: skip
_PRIVATE_BASE = 0xF000
_PRIVATE = re.compile("[\uf000-\uf0ff]")


def symbol(font: str, code: int) -> str:
    """Return the character at a place of a symbol font, "" where it is an ornament we do not know."""
    place = code - _PRIVATE_BASE if _PRIVATE_BASE <= code <= _PRIVATE_BASE + 0xFF else code
    if font.lower().startswith("symbol"):
        return _SYMBOL.get(place, "")
    if font.lower().startswith("wingdings"):
        return _WINGDINGS.get(place, "")
    return "" if 0xE000 <= code <= 0xF8FF or not 0x20 <= code <= 0x10FFFF else chr(code)


def has_private(text: str) -> bool:
    """Tell whether places of a symbol font (U+F0xx) stand in ordinary text."""
    return _PRIVATE.search(text) is not None


def without_private(text: str, font: str) -> str:
    """Map the places of a symbol font that stand in ordinary text (U+F0xx) to their characters."""
    name = font or "Symbol"
    return "".join(
        symbol(name, ord(character)) if "\uf000" <= character <= "\uf0ff" else character for character in text
    )
