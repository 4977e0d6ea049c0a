"""Pictures of any mode as grey or red, green, blue."""

from PIL import Image

_BITS_16 = 65535


def plain(image: Image.Image) -> Image.Image:
    """Return an image of mode L or RGB that looks as the given one; what is transparent is paper."""
    if image.mode in ("L", "RGB"):
        return image if "transparency" not in image.info else _on_paper(image)
    if image.mode == "1":
        return image.convert("L")
    if image.mode[0] in "IF":
        return _stretched(image)
    if image.mode == "LAB":
        return image.getchannel(0)
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        return _on_paper(image)
    return image.convert("RGB")


def _on_paper(image: Image.Image) -> Image.Image:
    with_alpha = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), with_alpha).convert("RGB")


def _stretched(image: Image.Image) -> Image.Image:
    """Return a picture of more than 8 bits in grey: 16 bits as they are, others between their least and most."""
    wide = image.convert("F")
    darkest, brightest = (float(value) for value in wide.getextrema())  # type: ignore[arg-type]
    if image.mode.startswith("I") and brightest <= _BITS_16:
        darkest, brightest = min(darkest, 0.0), float(_BITS_16 if brightest > 255 else 255)
    span = max(brightest - darkest, 1e-6)
    return wide.point(lambda value: value * (255 / span) - darkest * 255 / span).convert("L")
