"""The year of the points of a list, of a paragraph after another: told once, by the first of them or the line above."""

import re

from pipeline.passages import Prose
from pipeline.stages.extraction.scene import Scene
from pipeline.values import replace

_SIGN = re.compile(r"\s*(?P<sign>[●○◆◇■□▲△★☆►▶➤•·※✓✔])\s*")
# 2023年全市用水…, 2023年，我们…; 2023年10月, 2023年以来, 到2023年 are no year that is over
_OPENS = re.compile(
    r"\s*(?P<year>(?:19|20)\d\d)\s?年(?:度|全年)?(?!\s?\d|[前起底末终]前|以来|起|[-—~～至到、和及与]|计划|目标)"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=\s?[年—-])|[去今明前]年|[本上当]年|年[底末初]|近[两三五]年|十[一二三四五六]五")


class PointsLed:
    """Follows the paragraphs of a document to those whose year was told by one before."""

    def __init__(self) -> None:
        """Begin a document."""
        self._headings: tuple[str, ...] = ()
        self._sign = ""
        self._year: int | None = None

    def scene(self, scene: Scene, passage: Prose) -> Scene:
        """Return the scene of a paragraph: a point that tells no year is of that of the points before.

        So is a paragraph without any after one that opens on a year and names no other. Where the document has one
        year, that holds.
        """
        signed = _SIGN.match(passage.text)
        sign, text = (signed["sign"], passage.text[signed.end() :]) if signed is not None else ("", passage.text)
        goes_on = passage.headings == self._headings and (sign == self._sign or (bool(sign) and not self._sign))
        self._headings, self._sign = passage.headings, sign
        opened = _OPENS.match(text)
        if opened is not None:
            rest = set(_YEAR.findall(text[opened.end() :])) - {opened["year"]}
            self._year = int(opened["year"]) if sign or not rest else None
            return scene
        if not goes_on or (not sign and _YEAR.search(text)):
            self._year = None
        if self._year is None or len(scene.default_years) == 1 or scene.section == "task":
            return scene
        return replace(scene, default_years=(self._year,))
