"""What a document claims about its own numbers."""

from dataclasses import dataclass

from pipeline.stages.examination.claims_across import sums_across
from pipeline.stages.examination.claims_changes import changes_in, wrong_ways_in
from pipeline.stages.examination.claims_classes import sums_of_classes
from pipeline.stages.examination.claims_counts import counts_apart
from pipeline.stages.examination.claims_grid import grids_of
from pipeline.stages.examination.claims_items import items_in
from pipeline.stages.examination.claims_land import shares_of_land
from pipeline.stages.examination.claims_listed import listed_sums
from pipeline.stages.examination.claims_names import named_sums_in
from pipeline.stages.examination.claims_ratios import ratios_in
from pipeline.stages.examination.claims_sentence import sentences_of
from pipeline.stages.examination.claims_sums import joint_sums, sums_in
from pipeline.stages.examination.claims_table_changes import table_changes
from pipeline.stages.examination.claims_table_ratios import table_ratios
from pipeline.stages.examination.claims_tables import table_sums
from pipeline.stages.examination.claims_years import sums_over_years
from pipeline.stages.examination.slips import slips_in
from pipeline.stages.examination.texts import Text
from schemas.claims import Change, Ratio, Slip, Sum
from schemas.parsed import ParsedDocument


@dataclass(frozen=True)
class Claims:
    """The sums, changes, ratios of a document, those of running text before those of tables; its slips."""

    sums: tuple[Sum, ...]
    changes: tuple[Change, ...]
    ratios: tuple[Ratio, ...]
    slips: tuple[Slip, ...]


def claims_of(document: ParsedDocument, texts: list[Text]) -> Claims:
    """Read the claims of a document; only those whose parts are beyond doubt are kept."""
    sums: list[Sum] = []
    changes: list[Change] = []
    ratios: list[Ratio] = []
    slips: list[Slip] = []
    sentences = list(sentences_of(texts))
    for index, sentence in enumerate(sentences):
        sums.extend(sums_in(sentence))
        sums.extend(joint_sums(sentence))
        sums.extend(sums_across(sentence))
        sums.extend(named_sums_in(sentence))
        sums.extend(sums_over_years(sentence))
        sums.extend(sums_of_classes(sentence))
        changes.extend(changes_in(sentence))
        slips.extend(wrong_ways_in(sentence))
        ratios.extend(ratios_in(sentence, sentences[:index] if "占" in sentence.seen else ()))
    for grid in grids_of(document):
        sums.extend(table_sums(grid))
        ratios.extend(table_ratios(grid))
        changes.extend(table_changes(grid))
    sums.extend(listed_sums(sentences))
    sums.extend(counts_apart(texts))
    sums.extend(items_in(texts))
    ratios.extend(shares_of_land(texts))
    return Claims(
        tuple(dict.fromkeys(sums)),
        tuple(dict.fromkeys(changes)),
        tuple(dict.fromkeys(ratios)),
        tuple(dict.fromkeys((*slips, *slips_in(texts)))),
    )
