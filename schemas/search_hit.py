"""One page that a search found."""

from schemas.model import Model


class SearchHit(Model):
    """A page (1-based; paragraph group in Word) with its score and a snippet, matched places in <em>.

    The snippet is HTML-escaped apart from <em>. `indicators` are the numbers of the document's tags in force.
    """

    sha256: str
    file: str
    page: int
    score: float
    snippet: str
    indicators: tuple[int, ...] = ()
