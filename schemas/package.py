"""The package that is uploaded: its rules, its items, what can be wrong with it."""

import datetime

from pydantic import Field

from schemas.model import Model


class PackageRules(Model):
    """What the platform accepts, as far as the county knows: an empty `formats` accepts all, no limit is None.

    `formats` are suffixes without the dot. Names and paths are counted in characters, files in MB (10^6 bytes); a part
    of the package with all its lists stays below `largest_part_mb`. `forbidden_characters` stand in no name, beside
    those that no system takes.
    """

    formats: tuple[str, ...] = ()
    forbidden_characters: str = ""
    longest_name_chars: int = Field(default=80, ge=20)
    longest_path_chars: int = Field(default=200, ge=60)
    largest_file_mb: int | None = Field(default=None, ge=1)
    largest_part_mb: int | None = Field(default=None, ge=1)


class PackageItem(Model):
    """One file of the package: `path` inside it ("/" between parts), `archive_number` its 档号.

    `indicator` is the number in the edition; the same original may be several items, one for each measure it proves.
    """

    path: str
    archive_number: str
    sha256: str
    size_bytes: int
    indicator: int
    indicator_id: str
    sub: int | None
    years: tuple[int, ...]
    title: str
    doc_number: str
    issuer: str
    date: datetime.date | None
    pages: int
    source: str


class LeftOutFile(Model):
    """An original that proves something and yet is not in the package, and why."""

    file: str
    reason: str


class KeptPackage(Model):
    """What the catalogue keeps of a package: where it was written, the SHA-256 of its tag manifest."""

    at: str
    place: str
    tag_manifest_sha256: str
    files: int
    size_bytes: int
    is_draft: bool
