"""Build the gold documents as Word and as PDF, read them, print how well they are understood."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from archive.collection import collected_seldom
from benchmarks.understanding.gold import COUNTIES, GOLD_FOLDERS, GoldDocument, read_gold
from benchmarks.understanding.ownership import as_seen_by
from benchmarks.understanding.scoring import Score, score_document
from benchmarks.understanding.seeds import SEEDS_FOLDER, seed_files
from benchmarks.understanding.write_docx import write_docx
from benchmarks.understanding.write_pdf import write_pdf
from pipeline.parsers import parse
from pipeline.stages import detect, extract, identify, tag
from pipeline.understand import Task, understand
from schemas.edition import Edition
from schemas.editions import load_edition
from schemas.parsed import ParsedDocument

WRITERS: dict[str, Callable[[str, Path], None]] = {"docx": write_docx, "pdf": write_pdf}
BARS = (
    ("title", 0.95),
    ("issuer", 0.95),
    ("doc_number", 0.95),
    ("date", 0.95),
    ("kind", None),
    ("period", None),
    ("mention recall", None),
    ("fact recall prose", 0.95),
    ("fact recall table", 0.95),
    ("fact precision", 0.97),
    ("role", 0.95),
    ("name", None),
    ("operator", None),
)
F1_BARS = (("tag", 0.95), ("tag+sub", 0.92))


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks.understanding", description=__doc__)
    options.add_argument("--gold", choices=[*GOLD_FOLDERS, "seeds"], default="yunxiu", help="which county's documents")
    options.add_argument("--errors", action="store_true", help="list every error, grouped by cause")
    options.add_argument("--format", choices=["docx", "pdf", "both"], default="both")
    options.add_argument("--keep", type=Path, help="a folder to build the documents in, kept afterwards")
    chosen = options.parse_args()
    formats = list(WRITERS) if chosen.format == "both" else [chosen.format]
    if chosen.gold == "seeds" and not SEEDS_FOLDER.is_dir():
        print("the real county documents (../shared/seeds) are not on this machine: nothing was read")
        return 0
    score = Score()
    understanding_s = parsing_s = pages = 0.0
    with tempfile.TemporaryDirectory() as temporary:
        _warm_up("lanxi" if chosen.gold == "yunxiu" else "yunxiu", Path(temporary) / "before")
        for gold, path in _files(chosen.gold, formats, chosen.keep or Path(temporary)):
            seconds_of, page_count = _timed(path, gold.edition)
            parsing_s, understanding_s = parsing_s + seconds_of[0], understanding_s + seconds_of[1]
            pages += page_count
            result = understand(Task(sha256=gold.file, path=path, edition_id=gold.edition))
            if chosen.gold in COUNTIES:
                result = as_seen_by(COUNTIES[chosen.gold], gold.edition, result)
            score_document(score, gold, f"{gold.file} ({path.suffix[1:]})", result)
    _print(score)
    print(f"{'pages/s, one core':26} {pages / understanding_s:.0f}   bar 200   (identify + tag + extract)")
    print(f"{'the same pages parsed':26} {pages / parsing_s:.0f}   pages/s   (pdfplumber, python-docx)")
    _print_reliability(score)
    if chosen.errors:
        _print_errors(score)
    return 0


def _files(gold_name: str, formats: list[str], folder: Path) -> list[tuple[GoldDocument, Path]]:
    if gold_name == "seeds":
        return seed_files(formats)
    return [(gold, _build(folder, gold, name)) for gold in read_gold(GOLD_FOLDERS[gold_name]) for name in formats]


def _build(folder: Path, gold: GoldDocument, name: str) -> Path:
    path = (folder / gold.file).with_suffix(f".{name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    WRITERS[name](gold.body, path)
    return path


def _warm_up(gold_name: str, folder: Path) -> None:
    """Read another county's documents, as in the midst of an ingest: what is made once for all is made then."""
    for gold, path in _files(gold_name, ["docx"], folder):
        _timed(path, gold.edition)


def _timed(path: Path, edition_id: str) -> tuple[tuple[float, float], int]:
    """Return the processor seconds of parsing and of identify + tag + extract, with the number of pages.

    Asked before anything else has read the document: words that were met before are remembered, which is quicker. As
    in `understand` the garbage collector seldom looks.
    """
    edition = load_edition(edition_id)
    with collected_seldom():
        began = time.process_time()
        parsed = parse(path, detect.detect(path))
        parsed_at = time.process_time()
        _understood(parsed, edition)
        return (parsed_at - began, time.process_time() - parsed_at), parsed.pages


def _understood(parsed: ParsedDocument, edition: Edition) -> None:
    identity = identify.identify(parsed)
    tags = tag.tag(parsed, identity, edition)
    extract.extract(parsed, identity, tags, edition)


def _print(score: Score) -> None:
    for measure, bar in F1_BARS:
        wrong = (
            f"{score.total[f'{measure} {side}'] - score.right[f'{measure} {side}']}" for side in ("recall", "precision")
        )
        print(
            f"{measure + ' F1':26} {score.f1(measure):.3f}   bar {bar}   missed {next(wrong)}, too many {next(wrong)}"
        )
    for measure, bar in BARS:
        if bar is None and not score.total[measure]:
            continue
        note = f"   bar {bar}" if bar else ""
        print(f"{measure:26} {score.share(measure):.3f}   {score.right[measure]} of {score.total[measure]}{note}")
    for measure in ("non-values taken", "actuals of non-evidence"):
        print(f"{measure:26} {score.total[measure]}   bar 0")


def _print_reliability(score: Score) -> None:
    """Print how many of the proposals with a score were right: what a score of 0.9 means here."""
    print("\nscore of a proposal   n     right   share")
    for value in sorted({value for value, _ in score.proposals}, reverse=True):
        right, wrong = score.proposals[value, True], score.proposals[value, False]
        print(f"{value:<20.2f}  {right + wrong:<4}  {right:<6}  {right / (right + wrong):.2f}")


def _print_errors(score: Score) -> None:
    ordered = sorted(score.errors)
    for cause, errors in groupby(ordered, key=lambda error: error[0]):
        listed = list(errors)
        print(f"\n{cause}: {len(listed)}")
        for _, file, what in listed:
            print(f"    {file}: {what}")


if __name__ == "__main__":
    sys.exit(main())
