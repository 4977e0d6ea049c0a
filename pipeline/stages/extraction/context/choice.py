"""The one thing of a matter that words and unit mean, by what they cover of each other."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from pipeline.stages.extraction.context.pieces import pieces, struck, without
from pipeline.stages.extraction.context.things import Matter, Thing
from pipeline.stages.extraction.context.wording import (
    OF_EACH,
    SAMPLED,
    deeds_in,
    implied_by,
    is_neutral,
    plain,
    without_deeds,
)
from pipeline.stages.extraction.names import Name
from pipeline.values import frozen

Told = Literal["by topic", "by proof", "by words"]
MIN_LEAD = 2
_RATE = "率"
_BARE_RATE = re.compile(
    r"(?:比例|占比|比率|比重|百分比|(?:该|此|这一|这个)(?:项)?(?:指标|数字|数据|数值|比例|率))[为是]?$"
)
_TOTAL = re.compile(r"总|共|合计|全部")
# 四期共培训, 三批累计轮训
_COURSES = re.compile(r"[两二三四五六七八九十\d]+[期批轮场](?=[共总合累均])")
_OF_TASKS = re.compile(r"完成|任务|计划|目标|进度|预算")
# 参加培训 is training, 参训 and 培训 are the same
_TAKES_PART = frozenset({"参加", "参与"})
# 面积 alone is of anything
_EXTENTS = "面积长度总量数"


@frozen
class _Said:
    """The plain words at a number, those around it, its unit; whether they only say that it is a share.

    `is_on_matter` tells that the matter need not stand in the words, `is_total` that they say 总 or 共.
    """

    words: str
    around: str
    unit: str
    is_share: bool
    is_on_matter: bool
    is_total: bool


def named_by_context(
    words: str, around: str, unit: str, matters: Iterable[Matter], told: Told = "by topic"
) -> Name | None:
    """Return the one measure or component that a number's words mean within the matters in force, None for none.

    `words` are those at the number, `around` those of its sentence or row, `unit` that of the number (canonical).
    Every word must belong to the name or say nothing, every part of the name must be told by the words, by the
    matter, by the unit; and what tells it from the other things in that unit must stand in the words. `told` is how
    the matter is known: by a name or a heading, so that 比例 alone is its rate; by what the document proves alone; by
    these words themselves, which then must say all of it.
    """
    if ("/" not in unit and OF_EACH.search(words)) or SAMPLED.search(around):
        return None
    is_share = told == "by topic" and unit == "%" and _is_bare_rate(words)
    is_total = _TOTAL.search(words) is not None
    said = _Said(plain(words), plain(around), unit, is_share, told != "by words", is_total)
    fits = [fit for matter in matters for fit in _fits(said, matter)]
    fits.sort(key=lambda fit: -fit[0])
    if not fits or (len(fits) > 1 and fits[0][0] < fits[1][0] + MIN_LEAD):
        return None
    return fits[0][1]


def done_in_all(words: str, unit: str, matters: Iterable[Matter]) -> Name | None:
    """Return the one thing in a unit of which words tell the deed and nothing else: 共培训, 合计处置; None for none."""
    said = plain(_COURSES.sub("", words))
    deeds = deeds_in(said)
    if len(deeds) != 1 or not is_neutral(without_deeds(said).replace("|", "")) or SAMPLED.search(words):
        return None
    found = {
        thing.name
        for matter in matters
        for thing in matter.alike(unit)
        if any(_is_deed_alone(one, deeds) for one in thing.spellings)
    }
    return found.pop() if len(found) == 1 and unit != "%" else None


def _is_deed_alone(spelling: str, deeds: frozenset[str]) -> bool:
    told = deeds_in(spelling)
    return told == deeds or (deeds < told and told - deeds <= _TAKES_PART)


def _fits(said: _Said, matter: Matter) -> Iterator[tuple[int, Name]]:
    """Yield the things that the words may mean, each with how many characters of them are its own."""
    alike = matter.alike(said.unit)
    for thing in alike:
        covered = _covered(said, thing, [other for other in alike if other is not thing], matter)
        if covered:
            yield covered, thing.name


def _covered(said: _Said, thing: Thing, others: list[Thing], matter: Matter) -> int:
    """Return how many characters of the words are the thing's own, 0 where the words do not mean it."""
    own = list(pieces(said.words, thing.text))
    rest = without(said.words, own)
    if not own:
        return 1 if said.is_share and not others else 0
    if not any(piece.strip(_EXTENTS) for piece in own) or any(
        _is_near(near, said.words, own) for near in matter.not_meant
    ):
        return 0
    foreign = (left for part in rest for left in without(part, list(pieces(part, matter.about_text))))
    if not all(is_neutral(left) for left in foreign):
        return 0
    if all(_untold(spelling, own, said, matter.about if said.is_on_matter else ()) for spelling in thing.spellings):
        return 0
    return sum(map(len, own)) if all(_is_told_apart(said, own, thing, other) for other in others) else 0


def _is_bare_rate(words: str) -> bool:
    """Tell whether words say no more than that a number is a share: 比例, 占比, 这一比例."""
    told = _BARE_RATE.search(words)
    return told is not None and not _OF_TASKS.search(words) and is_neutral(words[: told.start()])


def _is_near(near: str, words: str, own: list[str]) -> bool:
    """Tell whether words hold a near-name that is no part of a longer piece of the name itself."""
    return near in words and not any(near in piece and near != piece for piece in own)


def _untold(spelling: str, own: list[str], said: _Said, about: tuple[str, ...]) -> str:
    """Return what of a name neither the words tell nor what is around them nor the unit."""
    if not deeds_in(spelling) <= deeds_in(said.words):
        return spelling
    left = spelling
    for piece in own:
        left = left.replace(piece, "|")
    if said.unit == "%" and _RATE in left:
        return left
    around = said.around if said.is_on_matter else said.words
    return struck(left, (*about, around)).replace("|", "").strip(implied_by(said.unit) + "年")


def _is_told_apart(said: _Said, own: list[str], thing: Thing, other: Thing) -> bool:
    """Tell whether the words mean one thing rather than another in the same unit.

    They do where they hold a piece that only its name has, or lack the other's deed; the whole (农户总数) has none, so
    nothing told before it may belong to the other alone, nor may it be told a second time (8个断面…，1个断面为Ⅳ类).
    """
    if not any(deeds_in(one) <= deeds_in(said.words) for one in other.spellings):
        return True
    if any(piece not in other.text and piece.strip(implied_by(said.unit)) for piece in own):
        return True
    wholes = (one for one in thing.spellings if one in other.text)
    if all(_untold(one, own, said, ()) for one in wholes):
        return False
    if not said.is_total and any(said.around.count(piece) > said.words.count(piece) for piece in own):
        return False
    return all(piece in thing.text for piece in pieces(said.around, other.text))
