"""What the pipeline understood of one original, as it is handed to the catalogue."""

from pydantic import Field

from schemas.document import Identity, Status
from schemas.fact import Fact
from schemas.model import Model
from schemas.parsed import ParsedDocument, Problem
from schemas.particulars import Particulars
from schemas.tag import Tag

# stage name, version of its code, edition id ("" where the stage does not depend on the edition)
StageKey = tuple[str, int, str]


class StageRun(Model):
    """One stage that ran over one original; `edition` is "" where the stage does not depend on it."""

    stage: str
    version: int
    edition: str = ""
    elapsed_s: float = Field(default=0.0, ge=0)

    @property
    def key(self) -> StageKey:
        """What makes the run count as done."""
        return (self.stage, self.version, self.edition)


class DocumentResult(Model):
    """Everything that one run learnt about one original; None means: not run, leave what is known as it is.

    `problems` are all that stand against the document now, so a run of `parse` always gives them (() where
    there are none). `tags` and `facts` are those of `edition` and replace its earlier ones. `stages` names
    what ran to its end, with those that a lasting refusal makes needless (else the document stays pending for
    ever); a failure that is to be tried again names none.
    """

    sha256: str
    media_type: str | None = None
    status: Status | None = None
    identity: Identity | None = None
    parsed: ParsedDocument | None = None
    particulars: Particulars | None = None
    problems: tuple[Problem, ...] | None = None
    edition: str = ""
    tags: tuple[Tag, ...] | None = None
    facts: tuple[Fact, ...] | None = None
    stages: tuple[StageRun, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Tell whether the document was refused for good: whatever an earlier run read no longer holds."""
        cannot_be_read = self.status in ("unreadable", "encrypted", "unsupported")
        return cannot_be_read and self.parsed is None and bool(self.stages)
