"""What a document says beyond its identity: whom it addresses, what it cites, until when it holds, what it claims."""

import datetime
from typing import Literal

from pydantic import Field

from schemas.claims import Change, Ratio, Slip, Sum
from schemas.locator import Locator
from schemas.model import Model

SecurityLevel = Literal["绝密", "机密", "秘密", "内部"]


class Mark(Model):
    """Words that stand on a document: a security mark (密级), a draft mark (征求意见稿); `text` as printed."""

    word: str
    text: str
    locator: Locator


class SecurityMark(Mark):
    """A mark that forbids an outside platform; 绝密, 机密, 秘密 are the law's levels, 内部 is an office's own."""

    word: SecurityLevel


class Citation(Model):
    """Another document that is named: `title` without 《》 ("" where only the number stands), `doc_number` standard."""

    title: str
    doc_number: str | None
    quote: str
    locator: Locator


class Annex(Model):
    """An annex: `is_present` tells whether the file holds it, `is_announced` whether the text lists it (附件：1. …)."""

    ordinal: int
    title: str
    is_present: bool
    locator: Locator
    is_announced: bool = True


class Validity(Model):
    """How long a document holds, in its own words (`text`); an open end is None."""

    start: datetime.date | None
    end: datetime.date | None
    text: str
    locator: Locator


class Deadline(Model):
    """A day by which something is to be done: `matter` is the task in the text's words, `date` the last day.

    `topic` is what the task is called, where a heading above it or another column of its row calls it; else "".
    """

    matter: str
    topic: str = ""
    units: tuple[str, ...]
    date: datetime.date
    text: str
    quote: str
    locator: Locator


class NumberingGap(Model):
    """A break in numbered headings or items: `expected` should stand where `found` does."""

    expected: str
    found: str
    quote: str
    locator: Locator


class NumberedName(Model):
    """An indicator that the document calls by number and name, as it stands: 指标13 危险废物利用处置率.

    `number` is None where a list of indicators has none. `is_sure` tells that the words mark it as an indicator's name
    by themselves (指标24“…”), without a list of others around it.
    """

    number: int | None
    name: str
    locator: Locator
    is_sure: bool = False


class Particulars(Model):
    """All that one document says beyond its identity; what is not stated is None or ().

    `number_as_printed` is the 发文字号 where it is not printed by the rule (GB/T 9704-2012, 7.2.5: 〔〕, no 第).
    `confidence` says for each field of the identity that is known how sure it is (0-1). `numbered` counts the
    headings and items whose order was followed. `fingerprint` is a MinHash of the text for near-duplicates,
    () where there is too little text, `figures` a CRC-32 of its figures in their order, None where they are few.
    """

    addressee: str | None = None
    copy_to: tuple[str, ...] = ()
    security_mark: SecurityMark | None = None
    draft_mark: Mark | None = None
    validity: Validity | None = None
    number_as_printed: Mark | None = None
    annexes: tuple[Annex, ...] = ()
    cites: tuple[Citation, ...] = ()
    repeals: tuple[Citation, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    numbered: int = 0
    numbering_gaps: tuple[NumberingGap, ...] = ()
    numbered_names: tuple[NumberedName, ...] = ()
    sums: tuple[Sum, ...] = ()
    changes: tuple[Change, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    slips: tuple[Slip, ...] = ()
    confidence: dict[str, float] = Field(default_factory=dict)
    fingerprint: tuple[int, ...] = ()
    figures: int | None = None
