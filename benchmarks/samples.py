"""Compare what the program makes of the sample documents with what their MANIFEST expects."""

import sys
import time
from decimal import Decimal
from pathlib import Path

from ruamel.yaml import YAML

import sample_docs
from pipeline.understand import Task, understand

IDENTITY = ("title", "issuer", "doc_number", "date", "kind")


def main() -> int:
    manifest = YAML(typ="safe").load(sample_docs.MANIFEST_FILE.read_text(encoding="utf-8"))
    verbose = "--list" in sys.argv
    rows: dict[str, list[tuple[str, object, bool]]] = {}
    seconds = pages = 0.0

    def note(kind: str, file: str, what: object, is_right: bool) -> None:
        rows.setdefault(kind, []).append((file, what, is_right))

    for entry in manifest["files"]:
        file = entry["file"]
        began = time.perf_counter()
        result = understand(
            Task(sha256=file, path=Path(sample_docs.SAMPLE_FOLDER / file), edition_id=manifest["edition"])
        )
        seconds += time.perf_counter() - began
        pages += result.parsed.pages if result.parsed else 0
        note("status", file, (entry["status"], result.status), entry["status"] == result.status)
        if entry["status"] != "ok" or result.identity is None:
            continue
        for name in IDENTITY:
            wanted, got = entry[name], getattr(result.identity, name)
            note(name, file, (wanted, got), plain(wanted) == plain(got))
        compare(note, file, "tag", {tag_key(tag) for tag in entry["tags"]}, {tag_key(dict(t)) for t in result.tags})
        compare(note, file, "fact", {fact_key(f) for f in entry["facts"]}, {fact_key(dict(f)) for f in result.facts})
    for kind, found in rows.items():
        right = sum(is_right for _, _, is_right in found)
        print(f"{kind:16} {right:4} of {len(found):4}  {right / len(found):.3f}")
        for file, what, is_right in found:
            if verbose and not is_right:
                print(f"    {file}: {what}")
    print(f"{pages:.0f} pages in {seconds:.1f} s, one process, parsing included")
    return 0


def compare(note, file, kind, wanted, got):  # type: ignore[no-untyped-def]
    """Note recall over what is wanted, precision over what was got (the manifest's facts are not exhaustive)."""
    for key in sorted(wanted, key=str):
        note(f"{kind} recall", file, key, key in got)
    for key in sorted(got, key=str):
        note(f"{kind} precision", file, key, key in wanted)


def plain(value: object) -> str:
    """Fold what a reader would not call a difference: blanks, dash variants."""
    text = "" if value is None else str(value)
    return "".join(text.split()).replace("―", "—").replace("–", "—").replace("-", "—")


def tag_key(tag: dict[str, object]) -> tuple[object, ...]:
    return (tag["indicator_id"], tag["sub"], tag["relation"])


def fact_key(fact: dict[str, object]) -> tuple[object, ...]:
    value = Decimal(str(fact["value"])).normalize()
    return (fact["indicator_id"], fact["sub"], fact["year"], f"{value:f}", fact["unit"], fact["role"])


if __name__ == "__main__":
    sys.exit(main())
