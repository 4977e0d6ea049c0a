"""Compare the reading of scans and photographs with the tools of the field: `python -m benchmarks.recognition`."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from PIL import Image

from benchmarks.recognition.content import LOOKS, SEED, SHORT, Page, pages
from benchmarks.recognition.printing import printed
from benchmarks.recognition.score import Score, scored
from benchmarks.recognition.tools import TOOLS, is_installed
from benchmarks.recognition.wear import worn


def main() -> int:
    arguments = _arguments()
    made = pages(list(SHORT) if arguments.short else arguments.pages)
    with tempfile.TemporaryDirectory() as folder:
        pictures = printed(made, Path(folder), arguments.fonts)
    names = [look.name for look in LOOKS]
    pictures = [
        worn(picture, page.look.wear, page.look.dpi, SEED + names.index(page.look.name))
        for page, picture in zip(made, pictures, strict=True)
    ]
    if arguments.keep:
        _keep(arguments.keep, made, pictures)
    print(f"{len(made)} pages\n\n| tool | pages of | CER % | order not counted % | numbers % | cells % | pages/CPU s |")
    print("|---" * 7 + "|")
    for tool in filter(None, arguments.tools):
        if is_installed(tool):
            _measure(tool, made, pictures, details=arguments.details)
        else:
            print(f"| {tool} | not installed, left out |")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help=f"only {len(SHORT)} pages")
    parser.add_argument("--pages", type=lambda value: value.split(","), default=[], help="only pages of these names")
    parser.add_argument("--tools", type=lambda value: value.split(","), default=list(TOOLS))
    parser.add_argument("--fonts", type=Path, help="a folder with fonts, besides the system's")
    parser.add_argument("--keep", type=Path, help="a folder in which the pictures of the pages are left")
    parser.add_argument("--details", action="store_true", help="a line for every page")
    return parser.parse_args()


def _keep(folder: Path, made: list[Page], pictures: list[Image.Image]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for page, picture in zip(made, pictures, strict=True):
        picture.save(folder / f"{page.look.name}.png", dpi=(page.look.dpi, page.look.dpi))


def _measure(tool: str, made: list[Page], pictures: list[Image.Image], *, details: bool) -> None:
    """Read all pages with a tool and print its rows: by group, without seals, with them."""
    TOOLS[tool](pictures[0].crop((0, 0, 200, 100)), made[0].look.dpi)  # load the models
    scores: dict[str, list[tuple[Score, float]]] = {}
    for page, picture in zip(made, pictures, strict=True):
        start = _cpu_s()
        read = TOOLS[tool](picture, page.look.dpi)
        result = scored(page, read), _cpu_s() - start
        if details:
            _row(tool, page.look.name, [result])
        scores.setdefault(page.look.group, []).append(result)
    for group, results in scores.items():
        _row(tool, group, results)
    _row(tool, "**all without a seal**", [r for group, found in scores.items() if group != "seal" for r in found])
    _row(tool, "**all with a seal**", scores.get("seal", []))


def _row(tool: str, name: str, results: list[tuple[Score, float]]) -> None:
    if not results:
        return
    total = sum((score for score, _ in results), Score())
    seconds = sum(seconds for _, seconds in results)
    shares = [
        f"{100 * total.edits / total.characters:.2f}",
        f"{100 * total.wrong / total.characters:.2f}",
        f"{100 * total.recalled / max(total.numbers, 1):.2f}",
        f"{100 * total.exact / total.cells:.1f}" if total.cells and tool == "zuozheng" else "-",
        f"{len(results) / seconds:.2f}",
    ]
    print(f"| {tool} | {name} | {' | '.join(shares)} |", flush=True)


def _cpu_s() -> float:
    """Return the CPU seconds of this process and its children."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    sys.exit(main())
