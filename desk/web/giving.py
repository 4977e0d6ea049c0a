"""Papers given by hand for a slot of evidence, taken out of it again: words on tags."""

from collections.abc import Sequence
from typing import NamedTuple

from archive.catalogue.decisions import latest
from desk.web.office import Office
from schemas.errors import UsageError
from schemas.tag import Decision, TagState

MEASURE_NOTE = "上传到该指标的材料栏"


class Place(NamedTuple):
    """A paper in a slot of a measure, the requirement by its title; "" for the measure as a whole."""

    sha256: str
    indicator_id: str
    sub: int | None
    slot: str


def give(office: Office, place: Place, by: str) -> None:
    """Note that a paper is evidence for a measure, filling this slot of it; said once, it is not said again.

    Raises UsageError, StoreError.
    """
    last = in_force(_words(office, place), place)
    slots = last.slots or () if last is not None and last.state == "confirmed" else ()
    if last is not None and last.state == "confirmed" and (not place.slot or place.slot in slots):
        return
    note = f"放入材料栏“{place.slot}”" if place.slot else MEASURE_NOTE
    given = (*slots, place.slot) if place.slot else None
    _say(office, place, "confirmed", given, by, note)


def take_out(office: Office, place: Place, by: str) -> None:
    """Let a paper fill a slot no more; out of the last, what stood before it was given stands again.

    Raises UsageError where it is not in the slot by hand, StoreError.
    """
    words = _words(office, place)
    last = in_force(words, place)
    if last is None or place.slot not in (last.slots or ()):
        raise UsageError("这一栏里没有人工放入的这份文件", "请刷新页面。")
    left = tuple(slot for slot in last.slots or () if slot != place.slot)
    state: TagState = "confirmed" if left else _before(words, place)
    _say(office, place, state, left, by, f"从材料栏“{place.slot}”取出")


def in_force(words: Sequence[Decision], place: Place) -> Decision | None:
    """Return the word on a paper and a measure that counts, None where none does."""
    return latest(words).get(place.sha256, {}).get((place.indicator_id, place.sub))


def _before(words: Sequence[Decision], place: Place) -> TagState:
    """Return what stood before the paper was given for any slot that it is in now."""
    for end in range(len(words) - 1, 0, -1):
        word = in_force(words[:end], place)
        if word is None or not word.slots:
            return "proposed" if word is None else word.state
    return "proposed"


def _words(office: Office, place: Place) -> list[Decision]:
    said = office.archive.catalogue.decisions(office.workplace.dossier.id, [place.sha256])
    return [word for word in said if (word.indicator_id, word.sub) == (place.indicator_id, place.sub)]


def _say(office: Office, place: Place, state: TagState, slots: tuple[str, ...] | None, by: str, note: str) -> None:
    word = Decision(
        sha256=place.sha256, indicator_id=place.indicator_id, sub=place.sub, state=state,
        by=by, at=office.clock(), note=note, slots=slots,
    )  # fmt: skip
    office.archive.catalogue.decide(office.workplace.dossier.id, word)
