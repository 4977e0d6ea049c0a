"""The gold of two real county documents that stand beside the checkout, never in it.

`gold_seeds.yaml` holds what a careful reader makes of them: numbers, names of indicators, lines of the text file.
"""

from collections.abc import Sequence
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks.understanding.gold import GoldDocument, document_of

GOLD_FILE = Path(__file__).parent / "gold_seeds.yaml"
SEEDS_FOLDER = Path(__file__).parents[2] / ".." / "shared" / "seeds"


def read_seeds(folder: Path = SEEDS_FOLDER) -> list[GoldDocument]:
    """Return the gold of the real documents, each with the text that stands in `folder` as its body.

    Raises FileNotFoundError where the folder or a text of it is not on this machine.
    """
    entries = YAML(typ="safe").load(GOLD_FILE.read_text("utf-8"))
    return [document_of(entry | {"body": (folder / f"{entry['file']}.txt").read_text("utf-8")}) for entry in entries]


def seed_files(formats: Sequence[str], folder: Path = SEEDS_FOLDER) -> list[tuple[GoldDocument, Path]]:
    """Return each document with each of its files in the given formats."""
    return [(gold, folder / f"{gold.file}.{name}") for gold in read_seeds(folder) for name in formats]
