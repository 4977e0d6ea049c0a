"""Pages as pictures, drawn in a process of their own: a hostile file can end that one, never the server."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from desk.fonts import chinese_font
from desk.worker_process import Limits
from desk.workers import LimitedWorkers
from pipeline.reports.page_picture.paper import paper_of
from schemas.errors import UnsupportedFormat

# so many colours show a stamp and keep a page of text small
COLOURS = 64
LIMITS = Limits(document_s=15.0, memory_bytes=768 * 1024 * 1024)
MOST_BYTES = 48 * 1024 * 1024


@dataclass(frozen=True)
class PageImage:
    """A page as a PNG file with its size in points."""

    png: bytes
    width_pt: float
    height_pt: float


def draw_png(path: Path, media_type: str, page: int, font_file: Path | None) -> PageImage:
    """Draw a page; raises BrokenFile where that cannot be, MissingPart where a Chinese font is needed."""
    paper = paper_of(path, media_type, page, font_file)
    if paper is None:
        raise UnsupportedFormat("这种文件没有可以画出的页面")
    packed = BytesIO()
    image = paper.image
    image.quantize(COLOURS).save(packed, "PNG")
    return PageImage(packed.getvalue(), image.width / paper.dots_per_point, image.height / paper.dots_per_point)


class PageImages:
    """Draws pages when they are asked for and keeps the last ones, up to `MOST_BYTES` of them."""

    def __init__(self) -> None:
        """Start no process before the first page."""
        self._door = threading.Lock()
        self._workers: LimitedWorkers | None = None
        self._kept: OrderedDict[tuple[str, int], PageImage] = OrderedDict()
        self._kept_bytes = 0

    def get(self, sha256: str, page: int, media_type: str, path: Callable[[str], Path]) -> PageImage:
        """Return a page of an original, which `path` finds.

        Raises StoreDamaged, a DocumentError where the file cannot be drawn within limits, MissingPart.
        """
        with self._door:
            kept = self._kept.get((sha256, page))
            if kept is not None:
                self._kept.move_to_end((sha256, page))
                return kept
            workers = self._workers = self._workers or LimitedWorkers(1, LIMITS)
        image = workers.submit(draw_png, path(sha256), media_type, page, _font()).result()
        self._keep((sha256, page), image)
        return image

    def close(self) -> None:
        """End the process."""
        if self._workers is not None:
            self._workers.shutdown(cancel_futures=True)

    def _keep(self, key: tuple[str, int], image: PageImage) -> None:
        with self._door:
            if key not in self._kept:
                self._kept[key] = image
                self._kept_bytes += len(image.png)
            while self._kept_bytes > MOST_BYTES and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                self._kept_bytes -= len(oldest.png)


@cache
def _font() -> Path | None:
    return chinese_font()
