"""Facts of a document: the numbers that the edition's indicators and formulas speak of, each with its place."""

from collections.abc import Iterator

from pipeline.numbers.shadow import Shadow, shadow
from pipeline.own_title import below_title
from pipeline.passages import Prose, Table, passages
from pipeline.stages.extraction.going_on import Discourse
from pipeline.stages.extraction.left_out import Notes
from pipeline.stages.extraction.likely.contradicted import without_contradicted
from pipeline.stages.extraction.misnumbered import without_misnumbered
from pipeline.stages.extraction.paper_years import reported_years
from pipeline.stages.extraction.prose import ProseReader
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.scene_reader import SceneReader
from pipeline.stages.extraction.table import TableReader
from pipeline.stages.extraction.targets_by_area import targets_by_area
from pipeline.stages.extraction.unchanged_years import told_of_each, unchanged_years
from pipeline.stages.extraction.unread import unread_in_prose, unread_in_table
from pipeline.values import replace
from schemas.document import Identity
from schemas.edition import Edition
from schemas.fact import Fact
from schemas.left_out import LeftOut
from schemas.locator import Locator
from schemas.parsed import ParsedDocument, TextBlock
from schemas.tag import Tag

VERSION = 20
QUOTE_CHARS = 80
CONFIDENCE_PLACES = 3


def extract(
    parsed: ParsedDocument,
    identity: Identity,
    tags: tuple[Tag, ...],
    edition: Edition,
    *,
    by_rules_alone: bool = False,
) -> tuple[Fact, ...]:
    """Return the facts of a document in reading order; `by_rules_alone` leaves out those that only the model names.

    Only numbers of the edition's measures and formula components are facts. What a document merely mentions
    (no evidence tag) is never an actual value; targets are kept from any document.
    """
    read = _read(parsed, identity, tags, edition, by_rules_alone=by_rules_alone)
    texts = (block.text for block in parsed.blocks if isinstance(block, TextBlock))
    unchanged = unchanged_years(texts, reported_years(identity))
    told = told_of_each((fact for _, _, facts in read for fact in facts), unchanged)
    return without_contradicted(tuple(dict.fromkeys(told)))


def left_out(
    parsed: ParsedDocument, identity: Identity, tags: tuple[Tag, ...], edition: Edition
) -> tuple[LeftOut, ...]:
    """Return the numbers of a document that `extract` makes no facts of, in reading order, each with the reason."""
    found: list[LeftOut] = []
    for passage, scene, _ in _read(parsed, identity, tags, edition, noted=True):
        if scene.notes is not None:
            if isinstance(passage, Prose):
                found.extend(unread_in_prose(passage, scene, scene.notes))
            else:
                found.extend(unread_in_table(passage, scene, scene.notes))
    return tuple(found)


def _read(
    parsed: ParsedDocument,
    identity: Identity,
    tags: tuple[Tag, ...],
    edition: Edition,
    *,
    noted: bool = False,
    by_rules_alone: bool = False,
) -> Iterator[tuple[Prose | Table, Scene, list[Fact]]]:
    """Yield each passage with its scene and its facts; `noted` has the readers say what they leave out."""
    scenes = SceneReader(parsed, identity, tags, edition)
    tables, discourse = TableReader(), Discourse()
    for passage in below_title(passages(parsed), identity.title):
        scene = scenes.at(passage)
        if noted:
            scene = replace(scene, notes=Notes())
        if by_rules_alone:
            scene = replace(scene, by_rules_alone=True)
        if isinstance(passage, Prose):
            tables.interrupt()
            yield passage, scene, list(_of_prose(passage, scene, discourse))
        else:
            yield passage, scene, list(_of_table(passage, scene, tables, discourse))


def _of_table(passage: Table, scene: Scene, tables: TableReader, discourse: Discourse) -> Iterator[Fact]:
    sure = {cell.locator: cell.confidence for cell in passage.block.cells if cell.confidence is not None}
    cells = without_misnumbered(tables.read(passage, scene), passage.block)
    discourse.note_table(scene, [cell.reading for cell in cells])
    for cell in cells:
        if scene.notes is not None:
            scene.notes.taken_cells.add(cell.locator)
        yield fact(cell.reading, cell.quote, cell.locator, sure.get(cell.locator))


def _of_prose(passage: Prose, scene: Scene, discourse: Discourse) -> Iterator[Fact]:
    shade = shadow(passage.text)
    read = list(ProseReader(scene, discourse).read(shade))
    known = {one.start for one in read}
    listed = [one for one in targets_by_area(shade, scene) if one.start not in known]
    for reading in (*read, *listed):
        start, end = shade.span(reading.start, reading.end)
        yield fact(reading, quote(shade, reading), passage.locate(start, end), passage.sureness(start, end))


def fact(reading: Reading, words: str, locator: Locator, confidence: float | None) -> Fact:
    """Make a fact of a reading."""
    return Fact(
        indicator=reading.name.number,
        indicator_id=reading.name.indicator_id,
        sub=reading.name.sub,
        name=reading.name.name,
        subject=reading.subject,
        year=reading.year,
        value=reading.quantity.value,
        unit=reading.quantity.unit,
        value_raw=reading.quantity.raw,
        role=reading.role,
        op=reading.quantity.op,
        approx=reading.quantity.approx,
        inferred=reading.inferred,
        quote=words,
        locator=locator,
        confidence=None if confidence is None else round(confidence, CONFIDENCE_PLACES),
    )


def quote(shade: Shadow, reading: Reading) -> str:
    """Return the original words around a number: its sentence, or as much of it as fits."""
    text = shade.text
    first = max(text.rfind(mark, 0, reading.quote_start) for mark in "。;!?\n") + 1
    last = min((place for mark in "。;!?\n" if (place := text.find(mark, reading.quote_end)) >= 0), default=len(text))
    if last - first > QUOTE_CHARS:
        first = max(first, min(reading.quote_start, reading.start) - 20)
        last = min(last, max(reading.end + 20, first + QUOTE_CHARS))
    return shade.quote(first, last).strip()
