"""Whether a document that names an indicator may count as its evidence at all."""

from schemas.view import ViewedDocument


def is_draft(viewed: ViewedDocument) -> bool:
    """Tell whether a document bears the mark of a draft (征求意见稿, 送审稿)."""
    return viewed.particulars is not None and viewed.particulars.draft_mark is not None
