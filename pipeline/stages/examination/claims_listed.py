"""Totals whose parts follow a bare comma: 办结196份，市内97份、跨省25份; 反馈23个，已整改17个，正在推进5个."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.units import read_unit
from pipeline.stages.examination.claims_added import are_near, fit, summed
from pipeline.stages.examination.claims_kinds import OF_THE_DONE, OPEN, is_exhaustive
from pipeline.stages.examination.claims_sentence import Sentence, addable, is_exact
from schemas.claims import Sum

_TO_FIRST = re.compile(r"[^\d,。;:、()%]{0,10},(?P<label>[^\d,。;:、()%]{1,16})")
_TO_NEXT = re.compile(r"[^\d,。;:、()%]{0,8}[、,](?P<label>[^\d,。;:、()%]{1,16})")
# what is told of the whole, not of a part of it
_OF_THE_WHOLE = re.compile(
    r"较|比|同比|占|累计|合计|共计|总计|平均|折合|约合|增加|减少|增长|下降|投资|新增|目标|任务|计划(?!外)|应|覆盖|涉及|惠及|服务"
)
_BY_YEAR = re.compile(r"年$|年度|[一二三四上下]半?季?度|[1-4一二三四]季度|月")
_DONE = re.compile(
    r"(?:目前|现|均|其中|截[至止][^,]{0,8})?(?:已|完成|(?:整改|整治|治理)(?:完成|到位)|销号|办结|按期|如期)"
)
# among what is counted so, each is in one state
_COUNTED = re.compile(r"(?:反馈|交办|移交|排查|发现|指出|涉及|共|梳理|收到|受理|下达)[^,。;\d]{0,16}$")
_FEW = 2


@dataclass(frozen=True)
class _Listed:
    """A total with the numbers that follow it, what each is called."""

    sentence: Sentence
    total: Quantity
    parts: tuple[Quantity, ...]
    labels: tuple[str, ...]
    start: int


def listed_sums(sentences: Sequence[Sentence]) -> Iterator[Sum]:
    """Yield the totals whose parts follow without a word that says so, where these are surely all of it.

    That is where their names leave no other, where each tells a state of the thing counted, or where parts called
    alike make up another total of the document to the last digit (2021年办结171份，…；2022年办结196份，…).
    """
    found = [one for sentence in sentences for one in _listed(sentence)]
    proved = {one.labels for one in found if fit(one.parts, one.total)}
    for one in found:
        if one.labels in proved or _are_states(one) or _are_all_kinds(one):
            yield summed(one.sentence, one.total, one.parts, is_whole=True)


def _listed(sentence: Sentence) -> Iterator[_Listed]:
    for index, total in enumerate(sentence.quantities[:-_FEW]):
        if not is_exact(total) or total.approx:
            continue
        parts: list[Quantity] = []
        labels: list[str] = []
        since, start = total.outer_end, 0
        for one in sentence.quantities[index + 1 :]:
            words = (_TO_NEXT if parts else _TO_FIRST).fullmatch(sentence.seen, since, one.outer_start)
            if words is None or not _can_add(one, total) or not is_exact(one) or one.approx:
                break
            label = words["label"]
            if _OF_THE_WHOLE.search(label) or _BY_YEAR.search(label):
                break
            start = start or words.start("label")
            parts.append(one)
            labels.append(label)
            since = one.outer_end
        if len(parts) >= _FEW:
            yield _Listed(sentence, total, tuple(parts), tuple(labels), start)


def _can_add(one: Quantity, total: Quantity) -> bool:
    return read_unit(one.unit) is not None and addable(one.unit, total.unit)


def _are_states(one: _Listed) -> bool:
    """Tell whether parts are those done and those left in several states: 已整改17个，正在推进5个，长期坚持2个."""
    done = [label for label in one.labels if _DONE.match(label)]
    left = [label for label in one.labels if OPEN.match(label) and not OF_THE_DONE.search(label)]
    if len(done) != 1 or len(done) + len(left) != len(one.labels) or not left:
        return False
    is_counted = _COUNTED.search(one.sentence.seen, one.sentence.start, one.total.outer_start) is not None
    # of two states a third may be left out, but both together are no more than all
    return len(left) > 1 or (is_counted and sum(part.value for part in one.parts) > one.total.value)


def _are_all_kinds(one: _Listed) -> bool:
    return is_exhaustive(one.sentence, one.start, one.parts) and are_near(one.parts, one.total)
