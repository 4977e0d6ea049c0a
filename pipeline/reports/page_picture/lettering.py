"""Chinese letters in a picture, from a font file on this machine."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

from schemas.errors import MissingPart

Font = ImageFont.FreeTypeFont
SMALLEST, LARGEST = 4, 200
_ADVICE = "请安装中文字体后再试，例如 Linux：apt-get install fonts-noto-cjk；Windows 和 macOS 自带中文字体。"


def font_of(font_file: Path | None, size: float) -> Font:
    """Return the font in a size in pixels; raises MissingPart where there is none."""
    if font_file is None:
        raise MissingPart("画出该文件需要中文字体，但本机没有找到。", _ADVICE)
    return _loaded(font_file, min(max(round(size), SMALLEST), LARGEST))


@cache
def _loaded(font_file: Path, size: int) -> Font:
    try:
        return ImageFont.truetype(str(font_file), size)
    except OSError as error:
        raise MissingPart(f"中文字体无法读取：{font_file.name}", _ADVICE) from error


def wrapped(text: str, font: Font, width: float) -> list[str]:
    """Return the lines into which a text falls in a width in pixels; its own line breaks stay."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, length = "", 0.0
        for character in paragraph:
            advance = _advance(font, character)
            if line and length + advance > width:
                lines.append(line)
                line, length = "", 0.0
            line += character
            length += advance
        lines.append(line)
    return lines


def width_of(line: str, font: Font) -> float:
    """Return the width of a line in pixels."""
    return sum(_advance(font, character) for character in line)


@cache
def _advance(font: Font, character: str) -> float:
    return font.getlength(character)
