"""What surrounds a passage that is tagged."""

import re

from pipeline.lexicon import Mention
from pipeline.stages.tagging.claims import Place, Stance
from pipeline.values import frozen

SENTENCE = re.compile(r"[^。;!?]+[。;!?]?")
"""A sentence of a paragraph (a shadow), with the mark that ends it."""


@frozen
class Context:
    """What surrounds a passage: the document's stance, the kind of section, the indicators its headings name.

    `titled` are the words of the names in the document's title, `issuer` its first unit or units; `is_of_meeting` tells
    of minutes and resolutions, `is_of_leaders` of what the county's leaders met on, `asks` of letters that prove
    nothing, of minutes, `is_anchored` of a title on 生态文明, `over` is what stands over a paragraph that no heading
    does: the proposal that a letter answers, the title of news. `is_on_environment` tells whether title or issuer
    speak of it.
    """

    stance: Stance
    place: Place
    headed: tuple[Mention, ...] = ()
    titled: tuple[str, ...] = ()
    is_of_meeting: bool = False
    is_of_leaders: bool = False
    asks: bool = False
    is_anchored: bool = False
    over: str = ""
    issuer: str | None = None
    is_on_environment: bool = True

    @property
    def may_prove(self) -> bool:
        """Tell whether what a passage states may be evidence: not in what only tells, or lies ahead, or explains."""
        if self.stance == "tells" or self.place in ("future", "meaning"):
            return False
        return self.stance == "reports" or self.place == "status"
