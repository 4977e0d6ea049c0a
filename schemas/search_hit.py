"""One page that a search found."""

from schemas.model import Model


class SearchHit(Model):
    """A page (1-based; paragraph group in Word) with its score and a snippet, matched places in <em>.

    The snippet shows every matched place of the page, `matches` of them, HTML-escaped apart from <em>.
    `indicators` are the numbers of the document's tags in force.
    """

    sha256: str
    file: str
    page: int
    score: float
    snippet: str
    matches: int = 0
    indicators: tuple[int, ...] = ()
