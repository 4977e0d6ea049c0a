"""What a page is as pixels."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Pixels: TypeAlias = npt.NDArray[np.uint8]  # grey: height x width; in colours: height x width x 3 (red, green, blue)
Quad: TypeAlias = npt.NDArray[np.float32]  # 4 x 2: corners x, y from the top left, clockwise
Warp: TypeAlias = npt.NDArray[np.float64]  # 3 x 3: where (x, y, 1) of a page is put, up to its last coordinate

DOTS_PER_INCH = 200  # every page is read at this resolution; higher ones gain nothing that was measurable
DOTS_PER_POINT = DOTS_PER_INCH / 72


def dots(points: float) -> int:
    """Return a length in points as whole pixels, at least one."""
    return max(1, round(points * DOTS_PER_POINT))
