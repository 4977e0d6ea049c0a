"""A document as the archive knows it: what it is, whose, and whether it could be read."""

import datetime
from typing import Literal

from schemas.model import Model
from schemas.parsed import Problem, TextSource

Status = Literal["ok", "partial", "unreadable", "encrypted", "unsupported"]

# plan 规划/方案/计划; notice 通知/公告; approval 批复/备案; resolution 决议/决定; monitoring 监测报告; bulletin 公报;
# statistics 统计表/台账; certificate 证明/证书; minutes 纪要; survey 调查报告; summary 总结/自评/说明;
# assessment 考核结果/通报; regulation 办法/制度/细则; list 名录/清单; news 新闻/简报
DocumentKind = Literal[
    "plan",
    "notice",
    "approval",
    "resolution",
    "monitoring",
    "bulletin",
    "statistics",
    "certificate",
    "minutes",
    "survey",
    "summary",
    "assessment",
    "regulation",
    "list",
    "news",
]


class Period(Model):
    """A span of days, both ends included."""

    start: datetime.date
    end: datetime.date

    def covers_year(self, year: int) -> bool:
        """Tell whether any day of the year lies in the period."""
        return self.start.year <= year <= self.end.year


class Identity(Model):
    """Who says what when: the elements of an official document (GB/T 9704-2012). Unknown is None, never a guess.

    `issuer` joins several issuing units with "、". `date` is the date of signing (成文日期). `period` is the
    time the document reports on, or (a plan) is in force.
    """

    title: str | None = None
    issuer: str | None = None
    doc_number: str | None = None
    date: datetime.date | None = None
    period: Period | None = None
    kind: DocumentKind | None = None


class Document(Identity):
    """One received file, as outsiders read it (`zuozheng documents --json`).

    `file` is the path relative to the folder that was ingested, as received, "/" between parts. The same
    original received twice is two documents, the later with `duplicate_of` naming the earlier file.
    """

    sha256: str
    file: str
    media_type: str | None = None
    pages: int = 0
    status: Status
    text_source: TextSource = "text"
    duplicate_of: str | None = None
    errors: tuple[Problem, ...] = ()
