"""What was written into an archive, by whom: one row of the audit chain."""

from typing import Any, Literal

from schemas.model import Model

Action = Literal[
    "begun",
    "received",
    "replaced",
    "understood",
    "decided",
    "waived",
    "waiver_withdrawn",
    "check_kept",
    "package_kept",
    "removed",
    "restored",
    "purged",
    "superseded",
    "version_decided",
    "plan_imported",
    "search_kept",
    "learned",
]


class Act(Model):
    """One write: `number` counts from 1, `at` is ISO 8601, `by` a person's login ("" the program itself).

    `subject` names what was written (a SHA-256, a finding's key, a folder); `before` and `after` are JSON objects.
    `digest` is the SHA-256 over all of it with `previous`, the digest of the act before ("" at the first).
    """

    number: int
    at: str
    by: str
    action: Action
    dossier: str
    subject: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    previous: str
    digest: str


class Removal(Model):
    """A person's word that a file goes out of a dossier, comes back, or is given up for good; `at` is ISO 8601."""

    by: str
    at: str
    reason: str = ""


class RemovedFile(Model):
    """A file that stands removed: who took it out when and why; `is_purged`: its bytes are given up too."""

    file: str
    sha256: str
    by: str
    at: str
    reason: str
    is_purged: bool
