"""A drawing made for the width of the terminal it goes to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

# columns where the output is no terminal
PIPED_WIDTH = 120


@dataclass(frozen=True)
class Fitted:
    """Calls `draw` with the width of the terminal in columns, or `PIPED_WIDTH` where there is none."""

    draw: Callable[[int], Iterable[RenderableType]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width if console.is_terminal else max(PIPED_WIDTH, options.max_width)
        yield from self.draw(width)
