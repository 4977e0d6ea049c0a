"""Which indicators a document proves, which it only speaks of."""

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.lexicon import Mention, squeeze
from pipeline.numbers.shadow import shadow
from pipeline.own_title import below_title
from pipeline.passages import Prose, Table, heading_level, passages
from pipeline.stages.tagging.by_facts import fact_hits
from pipeline.stages.tagging.calibration import calibrated
from pipeline.stages.tagging.claims import (
    Stance,
    answers_point_by_point,
    is_soft_heading,
    opens_on_aims,
    place_of,
    recalls_a_year,
)
from pipeline.stages.tagging.context import Context
from pipeline.stages.tagging.hits import Hit
from pipeline.stages.tagging.letters import is_letter, proposal_answered
from pipeline.stages.tagging.meetings import is_of_leaders
from pipeline.stages.tagging.on_environment import speaks_of_environment
from pipeline.stages.tagging.pages import News, is_page_of_wider_area, of_whole_years
from pipeline.stages.tagging.prose import ANCHOR, prose_hits
from pipeline.stages.tagging.reach import is_of_firm, is_of_wider_area, within_reach
from pipeline.stages.tagging.requirements import SHORT_TITLE_CHARS, Whole, named_in, requirement_hits, title_hits
from pipeline.stages.tagging.stance import is_brief, stance_of, texts_of
from pipeline.stages.tagging.tables import matters_of, named_in_cell, table_hits
from pipeline.stages.tagging.topics import Topics, topics_of
from pipeline.task_headings import part_on_next_year
from pipeline.values import replace
from schemas.document import Identity
from schemas.edition import Edition
from schemas.locator import Locator, ParagraphLocator
from schemas.parsed import ParsedDocument, TextBlock
from schemas.tag import Passage, Tag

VERSION = 18
MAX_PASSAGES = 40
# 亿元地区生产总值生产安全事故死亡人数 tells nothing of 地区生产总值
_PER = re.compile(r"(?:[万亿]元|单位|人均|每)$")
# 注：地区生产总值按现价计算: how figures are worked out
_NOTE = re.compile(r"\s*[(\[]?(?:注释?|备注|附注)\d?[:.、]")
SCORE_OF_NEWS, SCORE_OF_MENTIONS = 0.55, 0.45
# a heading without a number (指标现状情况) holds until a section of this level or higher begins
SECTION_LEVEL = 2


def tag(parsed: ParsedDocument, identity: Identity, edition: Edition) -> tuple[Tag, ...]:
    """Return one tag for each (indicator, sub) of the document, in the edition's order.

    The best passage comes first. A tag is evidence where any of its passages is.
    """
    topics = topics_of(edition)
    parts = below_title(passages(parsed), identity.title)
    whole = _whole(parsed, parts, identity, topics)
    found = [*title_hits(whole, topics), *requirement_hits(whole, topics), *_passage_hits(parts, whole, topics)]
    titled = frozenset(one for _, one in named_in(shadow(identity.title or "").text, topics))
    hits = within_reach(found, identity, edition, whole.texts, titled)
    tags = _tags(hits, edition)
    if any(one.relation == "evidence" for one in tags):
        return tags
    read = list(fact_hits(parsed, whole, topics, tags))
    return _tags([*hits, *read], edition) if read else tags


def _tags(hits: list[Hit], edition: Edition) -> tuple[Tag, ...]:
    tags = [_gathered(found, edition.by_id(key[0]).number) for key, found in _by_measure(hits, edition).items()]
    return tuple(sorted(tags, key=lambda found: (found.indicator, found.sub or 0)))


def _whole(parsed: ParsedDocument, parts: list[Prose | Table], identity: Identity, topics: Topics) -> Whole:
    texts = list(texts_of(parts))
    topic = shadow(identity.title or "").text
    if len(topic) <= SHORT_TITLE_CHARS:
        topic = "|".join([topic, *texts[:4]])[:240]
    mentions = tuple(mention for part in parts for mention in _named(part, topics))
    prose = [shadow(part.text).text for part in parts if isinstance(part, Prose)]
    cells = (shadow(cell.text).text.strip() for part in parts if isinstance(part, Table) for cell in part.block.cells)
    is_of_others = (
        is_of_firm(identity) or is_of_wider_area(identity, prose, cells) or is_page_of_wider_area(identity, texts)
    )
    stance: Stance = "tells" if is_of_others else stance_of(identity, texts)
    return Whole(identity, stance, topic, mentions, tuple(texts), _title_place(parsed, identity))


def _named(part: Prose | Table, topics: Topics) -> Iterator[Mention]:
    if isinstance(part, Prose):
        text = shadow(part.text).text
        is_note = _NOTE.match(text) is not None
        yield from (
            one
            for one in topics.find(text)
            if one.component is None or not (is_note or _PER.search(text, 0, one.start))
        )
        return
    spoken_of = matters_of(part, topics)
    for cell in part.block.cells:
        yield from named_in_cell(shadow(cell.text).text, spoken_of, topics)


def _title_place(parsed: ParsedDocument, identity: Identity) -> Locator:
    """Return where the title stands: the first block that holds its beginning, else the first block."""
    title = squeeze(identity.title or "")
    texts = [block for block in parsed.blocks if isinstance(block, TextBlock) and block.text.strip()]
    for block in texts[:40]:
        seen = squeeze(block.text)
        if title and seen and (title.startswith(seen) or seen.startswith(title)):
            return block.locator
    if texts:
        return texts[0].locator
    cells = [cell for block in parsed.blocks if not isinstance(block, TextBlock) for cell in block.cells]
    return cells[0].locator if cells else ParagraphLocator(index=0)


def _passage_hits(parts: list[Prose | Table], whole: Whole, topics: Topics) -> Iterator[Hit]:
    soft_heading = ""
    title = shadow(whole.identity.title or "").text
    named = topics.find(title) if not is_brief(title) else ()
    titled = tuple(dict.fromkeys(title[mention.start : mention.end] for mention in named))
    # 国家重点保护野生动植物保护情况 is on 国家重点保护野生动植物保护率, for which a sentence below it may say 保护率
    over = "、".join(stem for stem, _, _ in topics.stems_in(squeeze(title)) if topics.is_name_stem(stem))
    of_leaders, kind = is_of_leaders(whole.identity), whole.identity.kind
    answered = proposal_answered(whole.identity, whole.texts)
    answers = answers_point_by_point(title)
    asks = whole.stance == "sets" and (is_letter(whole.identity) or kind == "minutes")
    news = News(whole.identity, whole.texts) if kind == "news" and whole.stance == "tells" else None
    on_environment = speaks_of_environment(title, whole.identity.issuer or "")
    plan_from = part_on_next_year([part.headings[0] if part.headings else "" for part in parts], title)
    for index, part in enumerate(parts):
        if isinstance(part, Prose):
            seen = shadow(part.text).text
            if news is not None and news.tells_of_county(seen):
                yield from _news_hits(part, whole, topics, title)
                continue
            level = heading_level(part.pieces[0].block)
            if level is not None and level <= SECTION_LEVEL:
                soft_heading = ""
            elif level is None and is_soft_heading(seen):
                soft_heading = seen
                continue
        place = place_of(part.headings, soft_heading, whole.stance, is_before_plan=index < plan_from, answers=answers)
        if isinstance(part, Prose) and whole.stance == "reports" and opens_on_aims(shadow(part.text).text):
            place = "future"
        if kind == "minutes" and isinstance(part, Prose) and _recalls(part, whole.identity):
            place = "status"
        context = Context(
            stance=whole.stance,
            place=place,
            headed=_headed(part.headings, topics),
            titled=titled,
            is_of_meeting=kind in ("minutes", "resolution"),
            is_of_leaders=of_leaders,
            asks=asks,
            is_anchored=ANCHOR in title,
            over=answered or over,
            issuer=whole.identity.issuer,
            is_on_environment=on_environment,
        )
        yield from prose_hits(part, context, topics) if isinstance(part, Prose) else table_hits(part, context, topics)


def _news_hits(part: Prose, whole: Whole, topics: Topics, title: str) -> Iterator[Hit]:
    """Yield what a paragraph of news hands on of the county's figures: weak evidence, as news are."""
    context = Context(stance="reports", place="plain", over=title, issuer=whole.identity.issuer)
    seen = shadow(part.text).text
    told = of_whole_years(seen)
    # what only a sentence on some months names is not handed on: 今年1—10月处理率100%；回收率由2022年的33.5%提高到41.2%
    named = None if len(told) == len(seen) else {one.indicator_id for one in topics.find(told)}
    for hit in prose_hits(part, context, topics):
        measure = topics.edition.by_id(hit.indicator_id).measure(hit.sub)
        # what is judged in words may have a rate that speaks for it: 垃圾分类覆盖全部小区的95.6%
        has_rate = "%" in hit.quote and any(part.unit == "%" for part in measure.components)
        if named is not None and hit.indicator_id not in named:
            yield replace(hit, relation="mention", score=min(hit.score, SCORE_OF_MENTIONS))
        elif measure.is_quantitative or has_rate:
            yield replace(hit, score=min(hit.score, SCORE_OF_NEWS))


def _recalls(prose: Prose, identity: Identity) -> bool:
    dated = identity.date.year if identity.date is not None else None
    return recalls_a_year(shadow(prose.text).text, dated)


def _headed(headings: tuple[str, ...], topics: Topics) -> tuple[Mention, ...]:
    """Return the measures that the nearest heading with any names."""
    for heading in reversed(headings):
        named = topics.find(shadow(heading).text)
        found = tuple(one for one in named if one.component is None or topics.is_of_matter(one))
        if found:
            return found
    return ()


def _by_measure(hits: list[Hit], edition: Edition) -> dict[tuple[str, int | None], list[Hit]]:
    """Group hits by (indicator, sub); where both the whole and subs are spoken of, keep the one that is meant."""
    groups: dict[tuple[str, int | None], list[Hit]] = defaultdict(list)
    for hit in hits:
        groups[hit.indicator_id, hit.sub].append(hit)
    for indicator_id in [spoken_of for spoken_of, sub in groups if sub is None]:
        subs = [sub.number for sub in edition.by_id(indicator_id).subs if (indicator_id, sub.number) in groups]
        if not subs:
            continue
        own = groups[indicator_id, None]
        found = [hit for sub in subs for hit in groups[indicator_id, sub]]
        if _proves_the_whole(own, found):
            for sub in subs:
                own.extend(groups.pop((indicator_id, sub)))
        else:
            del groups[indicator_id, None]
    return groups


def _proves_the_whole(own: list[Hit], found: list[Hit]) -> bool:
    """Tell whether a document proves an indicator as a whole but none of its subs."""
    return _is_evidence(own) and not _is_evidence(found)


def _is_evidence(hits: list[Hit]) -> bool:
    return any(hit.relation == "evidence" for hit in hits)


def _gathered(hits: list[Hit], number: int) -> Tag:
    ranked = sorted(hits, key=lambda hit: (hit.relation != "evidence", -calibrated(hit), -hit.score))
    best = ranked[0]
    return Tag(
        indicator=number,
        indicator_id=best.indicator_id,
        sub=best.sub,
        relation=best.relation,
        score=calibrated(best),
        method=best.method,
        quote=best.quote,
        locator=best.locator,
        passages=tuple(_passage(hit) for hit in ranked[:MAX_PASSAGES]),
    )


def _passage(hit: Hit) -> Passage:
    return Passage(relation=hit.relation, score=calibrated(hit), quote=hit.quote, locator=hit.locator)
