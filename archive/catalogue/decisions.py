"""A person's decisions applied to what the rules proposed: values in, values out."""

from collections.abc import Iterable, Mapping

from schemas.edition import Edition
from schemas.fact import Fact
from schemas.tag import Decision, Given, Tag

# an indicator's canonical id with the number of its sub-indicator
Subject = tuple[str, int | None]
Words = Mapping[Subject, Decision]


def latest(decisions: Iterable[Decision]) -> dict[str, dict[Subject, Decision]]:
    """Return, for each sha256, the last word on each subject; the decisions come oldest first.

    A subject on which the last word was taken back has none. A word that says nothing of slots leaves those given
    before where the tag stays confirmed.
    """
    words: dict[str, dict[Subject, Decision]] = {}
    for decision in decisions:
        of_one, subject = words.setdefault(decision.sha256, {}), (decision.indicator_id, decision.sub)
        if decision.state == "proposed":
            of_one.pop(subject, None)
        else:
            of_one[subject] = _with_slots(decision, of_one.get(subject))
    return words


def given_by(words: Words) -> tuple[Given, ...]:
    """Return the slots for which a document was given by hand, of its last words."""
    return tuple(
        Given(indicator_id=indicator_id, sub=sub, slot=slot)
        for (indicator_id, sub), word in words.items()
        for slot in word.slots or ()
    )


def _with_slots(word: Decision, before: Decision | None) -> Decision:
    if word.slots is not None or word.state != "confirmed" or before is None or before.slots is None:
        return word
    return word.model_copy(update={"slots": before.slots})


def apply_decisions(tags: tuple[Tag, ...], words: Words, edition: Edition) -> tuple[Tag, ...]:
    """Return the tags with a person's state, then those that only a person saw.

    Whoever confirms a tag says that the document proves the indicator, so a confirmed mention becomes evidence.
    A decision on an indicator that the edition lacks is left for the edition that has it.
    """
    judged = [_judged(tag, words.get((tag.indicator_id, tag.sub))) for tag in tags]
    proposed = {(tag.indicator_id, tag.sub) for tag in tags}
    numbers = {indicator.id: indicator.number for indicator in edition.indicators}
    added = [
        _added(word, numbers[word.indicator_id])
        for subject, word in words.items()
        if subject not in proposed and word.state == "confirmed" and word.indicator_id in numbers
    ]
    return (*judged, *added)


def facts_in_force(facts: tuple[Fact, ...], tags: tuple[Tag, ...], words: Words) -> tuple[Fact, ...]:
    """Return the facts without those of a rejected subject.

    Rejecting an indicator as a whole takes its sub-indicators with it, but for a sub whose own tag is in force.
    """
    rejected = {subject for subject, word in words.items() if word.state == "rejected"}
    in_force = {(tag.indicator_id, tag.sub) for tag in tags if tag.state != "rejected"}
    return tuple(
        fact
        for fact in facts
        if (fact.indicator_id, fact.sub) not in rejected
        and ((fact.indicator_id, None) not in rejected or (fact.indicator_id, fact.sub) in in_force)
    )


def _judged(tag: Tag, word: Decision | None) -> Tag:
    if word is None:
        return tag
    relation = "evidence" if word.state == "confirmed" else tag.relation
    return tag.model_copy(update={"state": word.state, "relation": relation})


def _added(word: Decision, number: int) -> Tag:
    return Tag(
        indicator=number,
        indicator_id=word.indicator_id,
        sub=word.sub,
        relation="evidence",
        score=1,
        method="person",
        state="confirmed",
    )
