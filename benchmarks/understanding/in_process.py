"""What the program understands of a body, written as Word and read in process."""

import hashlib
import tempfile
from pathlib import Path

from benchmarks.understanding.write_docx import write_docx
from pipeline.understand import Task, understand
from schemas.document import Document
from schemas.result import DocumentResult
from schemas.view import ViewedDocument


def understood(file: str, body: str, edition_id: str) -> DocumentResult:
    """Return what is understood of a body (the markup of `layout.py`) under the name of a file."""
    sha256 = hashlib.sha256(f"{file}\n{body}".encode()).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "read.docx"
        write_docx(body, path)
        return understand(Task(sha256=sha256, path=path, edition_id=edition_id))


def viewed(file: str, result: DocumentResult) -> ViewedDocument:
    """Return a result as the checks see it: the document's file with its tags, facts and particulars."""
    document = Document(
        sha256=result.sha256,
        file=file,
        media_type=result.media_type,
        status=result.status,
        **result.identity.model_dump(),
    )
    return ViewedDocument(document=document, tags=result.tags, facts=result.facts, particulars=result.particulars)
