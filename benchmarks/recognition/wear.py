"""Paper as it comes out of offices: sealed, copied, laid askew on the scanner, photographed by hand."""

import io
import math
from collections.abc import Callable

import cv2
import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont

RED, BLUE = (214, 40, 48), (40, 70, 190)
SEAL_MM = 42.0
_SEAL_FONT = "NotoSerifCJK-Regular.ttc"
_SEAL_WORDS = "某某县生态环境局"


def worn(image: Image.Image, wear: tuple[str, ...], dpi: int, seed: int) -> Image.Image:
    """Return the page after all that happened to it, in order; the same for the same seed."""
    random = np.random.default_rng(seed)
    for step in wear:
        name, *amounts = step.split()
        image = _STEPS[name](image, dpi, random, *(float(amount) for amount in amounts))
    return image


def _seal(image: Image.Image, dpi: int, random: np.random.Generator) -> Image.Image:
    """Press a red round seal over some place in the lower two thirds of the text."""
    side = round(SEAL_MM / 25.4 * dpi)
    centre = image.width * random.uniform(0.3, 0.7), image.height * random.uniform(0.25, 0.6)
    return _pressed(image, _round_seal(side), RED, centre)


def _blue(image: Image.Image, dpi: int, random: np.random.Generator) -> Image.Image:
    """Press an oblong blue stamp with the day of receipt at the upper right."""
    width, height = round(45 / 25.4 * dpi), round(18 / 25.4 * dpi)
    ink = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(ink)
    pen.rectangle((3, 3, width - 4, height - 4), outline=220, width=max(2, dpi // 60))
    return _pressed(image, ink, BLUE, (image.width * 0.7, image.height * random.uniform(0.3, 0.5)))


def _round_seal(side: int) -> Image.Image:
    ink = Image.new("L", (side, side), 0)
    pen, centre = ImageDraw.Draw(ink), side / 2
    pen.ellipse((3, 3, side - 4, side - 4), outline=235, width=max(2, side // 36))
    star = [
        (centre + reach * math.sin(math.pi * k / 5), centre - reach * math.cos(math.pi * k / 5))
        for k in range(10)
        for reach in [side * (0.16 if k % 2 == 0 else 0.065)]
    ]
    pen.polygon(star, fill=235)
    face = ImageFont.truetype(_SEAL_FONT, round(side * 0.12), index=2)
    box = round(side * 0.2)
    for number, character in enumerate(_SEAL_WORDS):
        angle = math.radians(-115 + 230 / (len(_SEAL_WORDS) - 1) * number)
        glyph = Image.new("L", (box, box), 0)
        ImageDraw.Draw(glyph).text((box / 2, box / 2), character, font=face, fill=235, anchor="mm")
        glyph = glyph.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        reach = centre * 0.76
        place = round(centre + reach * math.sin(angle) - box / 2), round(centre - reach * math.cos(angle) - box / 2)
        ink.paste(235, place, glyph)
    return ink


def _pressed(
    image: Image.Image, ink: Image.Image, colour: tuple[int, int, int], centre: tuple[float, float]
) -> Image.Image:
    stamp = Image.composite(Image.new("RGB", ink.size, colour), Image.new("RGB", ink.size, "white"), ink)
    sheet = Image.new("RGB", image.size, "white")
    sheet.paste(stamp, (round(centre[0] - ink.width / 2), round(centre[1] - ink.height / 2)))
    return ImageChops.multiply(image, sheet)


def _blur(image: Image.Image, dpi: int, random: np.random.Generator) -> Image.Image:
    return _of(cv2.GaussianBlur(np.asarray(image), (0, 0), 0.75 * dpi / 200))


def _noise(image: Image.Image, dpi: int, random: np.random.Generator) -> Image.Image:
    """Add grain and some specks of dust; black and white lose a little of their strength."""
    pixels = np.asarray(image).astype(np.float32) * 0.92 + 8
    pixels = pixels + random.normal(0, 9, (*pixels.shape[:2], 1)).astype(np.float32)
    for _ in range(60):
        x, y = random.integers(0, pixels.shape[1]), random.integers(0, pixels.shape[0])
        cv2.circle(pixels, (int(x), int(y)), int(random.integers(1, 1 + dpi // 100)), (70, 70, 70), -1)
    return _of(pixels)


def _jpeg(image: Image.Image, dpi: int, random: np.random.Generator) -> Image.Image:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=65)
    return Image.open(file).convert("RGB")


def _grey(image: Image.Image, dpi: int, random: np.random.Generator) -> Image.Image:
    """Lay the grey of a copier over the page: uneven, darker along one edge."""
    pixels = np.asarray(image.convert("L")).astype(np.float32)
    height, width = pixels.shape
    coarse = random.normal(0, 14, (9, 7)).astype(np.float32)
    shade = 45 + cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    shade = shade + np.linspace(40, 0, width, dtype=np.float32)[None, :] ** 1.1 * 0.6
    return _of(np.repeat((40 + pixels * (215 - shade) / 255)[:, :, None], 3, axis=2))


def _skew(image: Image.Image, dpi: int, random: np.random.Generator, degrees: float) -> Image.Image:
    return image.rotate(-degrees, resample=Image.Resampling.BICUBIC, fillcolor=(250, 250, 250))


def _turn(image: Image.Image, dpi: int, random: np.random.Generator, degrees: float) -> Image.Image:
    return image.rotate(degrees, expand=True)


def _perspective(image: Image.Image, dpi: int, random: np.random.Generator) -> Image.Image:
    """Show the page as a camera held not quite above it does, with some of the table around."""
    width, height = image.size
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    inside = corners * 0.95 + np.array([width, height], dtype=np.float32) * 0.025
    moved = inside + (random.uniform(-0.018, 0.018, (4, 2)) * [width, height]).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    return _of(cv2.warpPerspective(np.asarray(image), matrix, (width, height), flags=cv2.INTER_CUBIC,
                                   borderValue=(96, 84, 72)))  # fmt: skip


def _shadow(image: Image.Image, dpi: int, random: np.random.Generator) -> Image.Image:
    """Darken one side, with the edge of a hand's shadow across the page."""
    width, height = image.size
    x, y = np.meshgrid(np.linspace(0, 1, width, dtype=np.float32), np.linspace(0, 1, height, dtype=np.float32))
    edge = 1 / (1 + np.exp(-(x + 0.5 * y - random.uniform(0.7, 1.0)) / 0.03))
    light = (0.98 - 0.25 * y) * (1 - 0.35 * edge)
    return _of(np.asarray(image) * light[:, :, None])


def _broken(image: Image.Image, dpi: int, random: np.random.Generator) -> Image.Image:
    """Rub out a millimetre or two of the ruled lines here and there."""
    pixels = np.asarray(image.convert("L")).copy()
    ink = (pixels < 160).astype(np.uint8)
    length, gap = dpi // 2, round(1.5 / 25.4 * dpi)
    for size in ((length, 1), (1, length)):
        lines = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(size[::-1], np.uint8))
        places = np.argwhere(lines > 0)
        for y, x in places[random.integers(0, len(places), 25 if len(places) else 0)]:
            box = slice(max(y - 2, 0), y + 3), slice(x, x + gap)
            if size[0] == 1:
                box = slice(y, y + gap), slice(max(x - 2, 0), x + 3)
            pixels[box][cv2.dilate(lines[box], np.ones((3, 3), np.uint8)) > 0] = 255
    return _of(np.repeat(pixels[:, :, None], 3, axis=2))


def _of(pixels: np.ndarray) -> Image.Image:
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


_STEPS: dict[str, Callable[..., Image.Image]] = {
    "seal": _seal, "blue": _blue, "blur": _blur, "noise": _noise, "jpeg": _jpeg, "grey": _grey, "skew": _skew,
    "turn": _turn, "perspective": _perspective, "shadow": _shadow, "broken": _broken,
}  # fmt: skip
