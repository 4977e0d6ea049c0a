"""What results depend on beside the documents: the dossier, the edition, what was learned, the program itself."""

import hashlib
import sys
from functools import lru_cache
from pathlib import Path

from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.learning import Proposals

_PACKAGES = ("schemas", "archive", "pipeline")
_RULES = frozenset({".py", ".yaml"})


def setting_of(dossier: Dossier, edition: Edition, proposals: Proposals | None) -> str:
    """Return the digest of all of it."""
    digest = hashlib.sha256(_program().encode())
    for model in (dossier, edition, proposals):
        digest.update((model.model_dump_json() if model is not None else "").encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    """Return the digest of the program's own files, so that a new rule lets nothing old stand."""
    digest = hashlib.sha256(sys.version.encode())
    root = Path(__file__).parents[2]
    for package in _PACKAGES:
        for file in sorted((root / package).rglob("*")):
            if file.suffix in _RULES:
                digest.update(file.relative_to(root).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()
