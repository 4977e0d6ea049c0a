"""The year by which a list of aims is to be reached: the line that leads it tells the year, its points tell none."""

import re

from pipeline.passages import Prose
from pipeline.stages.extraction.scene import Scene
from pipeline.values import replace

# 到2025年，各项指标全面达标。: what the paragraphs below set in order is to be reached by then
_AIMED_BY = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])?(?:[一-龥]{0,6}目标[是为：:，,]?)?(?:力争|争取)?到(?P<year>20\d\d)年(?:底|末)?[，,：:]"
)
_GOES_ON_IN_ORDER = re.compile(
    r"\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）、.．]|——|[●○■◆·※★▲]|[一二三四五六七八九十]是|[①-⑩])(?!\d)"
)
# 今后五年，要坚持…: nobody has told when that will be over
_NEXT_YEARS = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])?(?:今后|未来)(?:[三五]年|一个时期|几年)[，,]?(?:的?(?:工作|奋斗|总体)?(?:目标|任务|思路)(?:是|为|[:：]))?"
)


class AimsLed:
    """Follows the paragraphs of a document to those that set aims."""

    def __init__(self) -> None:
        """Begin a document."""
        self._headings: tuple[str, ...] = ()
        self._year: int | None = None

    def scene(self, scene: Scene, passage: Prose) -> Scene:
        """Return the scene of a paragraph: a point of a list is to be reached by the year of the line that leads it.

        What the next five years shall bring has no year that the paper tells.
        """
        if _NEXT_YEARS.match(passage.text) is not None:
            self._year = None
            return replace(scene, section="task", default_years=())
        if (led := _AIMED_BY.match(passage.text)) is not None:
            self._headings, self._year = passage.headings, int(led["year"])
            return scene
        if self._year is None or scene.default_years:
            return scene
        if self._headings != passage.headings or _GOES_ON_IN_ORDER.match(passage.text) is None:
            self._year = None
            return scene
        return replace(scene, default_years=(self._year,))
