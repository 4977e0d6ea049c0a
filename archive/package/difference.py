"""What changed from one package to another."""

from dataclasses import dataclass
from pathlib import Path

from archive.package.bag import payload


@dataclass(frozen=True)
class Difference:
    """Paths by what became of them; `moved` pairs the old with the new path of unchanged content."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]
    unchanged: int

    @property
    def is_none(self) -> bool:
        """Tell whether both packages hold the same files at the same places."""
        return not (self.added or self.removed or self.changed or self.moved)


def parts_at(place: Path) -> list[Path]:
    """Return the package at a place; where it was written in parts (…-1, …-2), those in their order."""
    parts: list[Path] = []
    while not place.exists() and (part := place.with_name(f"{place.name}-{len(parts) + 1}")).exists():
        parts.append(part)
    return parts or [place]


def difference(before: Path, after: Path) -> Difference:
    """Compare two packages, whole or in parts, by their manifests; raises PackageError where one is no bag."""
    old, new = _payload(before), _payload(after)
    changed = sorted(path for path in old.keys() & new.keys() if old[path] != new[path])
    gone, come = sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys())
    moved: list[tuple[str, str]] = []
    places: dict[str, list[str]] = {}
    for path in come:
        places.setdefault(new[path], []).append(path)
    for path in gone:
        there = places.get(old[path])
        if there:
            moved.append((path, there.pop(0)))
    taken = {path for pair in moved for path in pair}
    return Difference(
        added=tuple(path for path in come if path not in taken),
        removed=tuple(path for path in gone if path not in taken),
        changed=tuple(changed),
        moved=tuple(moved),
        unchanged=len(old.keys() & new.keys()) - len(changed),
    )


def _payload(place: Path) -> dict[str, str]:
    """Return the SHA-256 of each file by its path; papers that stand in several parts have the part's number."""
    found: dict[str, str] = {}
    for number, part in enumerate(parts_at(place), start=1):
        for path, digest in payload(part).items():
            found[path if path not in found else f"{path}（分包 {number}）"] = digest
    return found
