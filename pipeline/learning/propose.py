"""The tags that the model proposes beside those of the rules."""

from collections.abc import Iterator

from archive.catalogue import Catalogue
from pipeline.learning.examples import Examples, Subject, examples_of
from pipeline.learning.model import Calibration, Model, margins_across
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.learning import Proposals
from schemas.locator import Locator
from schemas.parsed import TextBlock
from schemas.tag import Passage, Tag

METHOD = "learned"
# below this a proposal is more often wrong than right
MIN_SCORE = 0.5
QUOTE_CHARS = 120


def learn(catalogue: Catalogue, dossier: Dossier, edition: Edition, before: Proposals | None = None) -> Proposals:
    """Fit the model to all decisions of a dossier, return what it proposes; `before` itself where nothing changed.

    A proposal is a mention until a person confirms it, so it never fills a gap of the evidence. It is made only where
    neither a rule nor a person has said anything of the subject. Raises MissingPart without scikit-learn.
    """
    examples = examples_of(catalogue, dossier, edition)
    if before is not None and before.digest == examples.digest:
        return before
    if not examples.said:
        return Proposals(digest=examples.digest, edition=edition.id)
    model = Model(examples, sorted(examples.said))
    calibration = Calibration(examples, margins_across(examples))
    found: dict[str, list[Tag]] = {}
    sha256s = sorted(examples.texts)
    for subject, margins in model.margins([examples.texts[sha256] for sha256 in sha256s]).items():
        for sha256, margin in zip(sha256s, margins, strict=True):
            score = calibration.score(margin)
            if score >= MIN_SCORE and _is_open(examples, sha256, subject):
                found.setdefault(sha256, []).append(_tag(catalogue, model, sha256, subject, score, edition))
    tags = {sha256: tuple(sorted(of, key=lambda tag: (tag.indicator, tag.sub or 0))) for sha256, of in found.items()}
    return Proposals(digest=examples.digest, edition=edition.id, tags=tags)


def _is_open(examples: Examples, sha256: str, subject: Subject) -> bool:
    """Tell whether neither rule nor person has spoken of the subject, as a whole or of this part."""
    spoken = {*examples.tagged.get(sha256, ()), *examples.said.get(sha256, {})}
    return not any(
        one == subject[0] and (sub == subject[1] or sub is None or subject[1] is None) for one, sub in spoken
    )


def _tag(catalogue: Catalogue, model: Model, sha256: str, subject: Subject, score: float, edition: Edition) -> Tag:
    quote, locator = _best_passage(catalogue, model, sha256, subject)
    rounded = round(score, 2)
    return Tag(
        indicator=edition.by_id(subject[0]).number,
        indicator_id=subject[0],
        sub=subject[1],
        relation="mention",
        score=rounded,
        method=METHOD,
        quote=quote,
        locator=locator,
        passages=(Passage(relation="mention", score=rounded, quote=quote, locator=locator),) if locator else (),
    )


def _best_passage(catalogue: Catalogue, model: Model, sha256: str, subject: Subject) -> tuple[str, Locator | None]:
    """Return the paragraph or cell that speaks most for the subject: the words that decided."""
    places = list(_passages(catalogue, sha256))
    if not places:
        return "", None
    margins = model.margins([text for text, _ in places])[subject]
    text, locator = places[max(range(len(places)), key=margins.__getitem__)]
    return " ".join(text.split())[:QUOTE_CHARS], locator


def _passages(catalogue: Catalogue, sha256: str) -> Iterator[tuple[str, Locator]]:
    parsed = catalogue.parsed(sha256)
    for block in parsed.blocks if parsed else ():
        if isinstance(block, TextBlock):
            if block.text.strip():
                yield block.text, block.locator
        else:
            yield from ((cell.text, cell.locator) for cell in block.cells if cell.text.strip())
