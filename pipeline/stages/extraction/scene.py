"""The scene of a passage: which edition, which section of the document, which years it speaks of."""

from typing import Literal

from pipeline.lexicon import Lexicon, Mention
from pipeline.numbers.year_span import YearContext
from pipeline.once import kept_property
from pipeline.stages.extraction.left_out import Notes
from pipeline.values import frozen
from schemas.edition import Edition

# state: 现状, 完成情况; task: 工作任务, 下一步; definition: 指标解释; plain: nothing said
# target: a column of targets
Section = Literal["state", "task", "definition", "target", "plain"]


@frozen
class Scene:
    """What is known of a passage before it is read.

    `default_years` hold where a sentence names no year: those of the nearest heading, else the one year that the
    document reports on. `near_ids` are the indicators that the headings name, the nearest last. `proved` are the
    (indicator_id, sub) pairs for which the document is evidence.
    `heading` are the mentions of the one thing that the heading names, `listed` those of several that it lists.
    `running_year` is the year in which 年底 and 全年 of a document without period lie, None where that is not certain.
    `is_early` tells that the year in which the document is dated was far from over, `is_district` that 全区 is its own.
    `headings` are those above the passage, as shadows, the nearest last.
    `own_subject` is the town whose report it is, "" where it is the county's. `notes` are where the readers say why
    they leave a number out, None where nobody asks. `hands_down` tells that the paper's title sets targets or limits.
    `is_over_years` tells that the paper looks back on a term of several years: a rise began before its last year.
    `tells_what_is` tells that a paper without date or period is of a kind that tells what was found (a survey).
    `begins` is the first of the five years of a plan's page without a date, None where it is dated or not told.
    `is_aimed` tells that the heading sets the aims of a year on a page that neither tells its day nor reports on one.
    `by_rules_alone` leaves unnamed what only the model would name, which is trained on what the rules leave.
    """

    edition: Edition
    lexicon: Lexicon
    context: YearContext
    default_years: tuple[int, ...]
    near_ids: tuple[str, ...]
    section: Section
    is_plan: bool
    sets_targets: bool
    is_part_year: bool
    speaks_of_county: bool
    is_early: bool
    is_district: bool
    own_subject: str
    own_places: tuple[str, ...]
    running_year: int | None
    heading: tuple[Mention, ...]
    listed: tuple[Mention, ...]
    proved: frozenset[tuple[str, int | None]]
    headings: tuple[str, ...] = ()
    hands_down: bool = False
    is_over_years: bool = False
    tells_what_is: bool = False
    begins: int | None = None
    is_aimed: bool = False
    notes: Notes | None = None
    by_rules_alone: bool = False

    def proves(self, indicator_id: str, sub: int | None) -> bool:
        """Tell whether the document is evidence for the (sub-)indicator; a tag without sub counts for each."""
        if (indicator_id, None) in self.proved or (indicator_id, sub) in self.proved:
            return True
        return sub is None and indicator_id in self.proved_ids

    @kept_property
    def proved_ids(self) -> frozenset[str]:
        """The indicators that the document is evidence for, in whole or in part."""
        return frozenset(indicator_id for indicator_id, _ in self.proved)
