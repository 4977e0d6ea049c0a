"""Names of files and folders that every system and most platforms accept."""

import re
import unicodedata

# what Windows forbids, what shells and web forms stumble over
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*%#&{}$!'`@+=\u200b-\u200f\u202a-\u202e\ufeff]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?=\.|$)", re.IGNORECASE)


def safe_name(text: str, longest_chars: int, suffix: str = "", forbidden: str = "") -> str:
    """Return a name of at most so many characters, the suffix (".pdf") counted: no forbidden character, no dot or
    blank at its end, no reserved word; the middle of a long one is left out, its end tells files apart.

    `forbidden` are characters that stand in no name beside those that no system takes.
    """
    plain = unicodedata.normalize("NFC", text)
    plain = _FORBIDDEN.sub("_", "".join(character for character in plain if character.isprintable()))
    plain = re.sub(r"\s+", " ", plain).strip(" ._") or "未命名"
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    room = longest_chars - len(suffix)
    if len(plain) > room:
        tail = room // 3
        plain = f"{plain[: room - tail - 1]}…{plain[-tail:]}"
    return f"{without(plain, forbidden)}{suffix}"


def without(name: str, forbidden: str) -> str:
    """Return a name with "_" in the place of each character that a platform forbids."""
    return name.translate(dict.fromkeys(map(ord, forbidden), "_"))
