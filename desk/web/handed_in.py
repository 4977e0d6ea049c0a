"""What became of a file that was handed in, in the words of the page."""

from collections.abc import Mapping

from desk.web.moments import moment
from pipeline.reports.visible import plain
from pipeline.reports.words import indicator_words
from schemas.edition import Edition
from schemas.inbox import HandedIn, InboxState, InboxStep, TakenPaper, Trouble
from schemas.model import Model

STATE_WORDS: Mapping[InboxState, str] = {
    "waiting": "等待处理", "working": "正在处理", "done": "✔ 已收入", "failed": "✘ 失败"
}  # fmt: skip
STEP_WORDS: Mapping[InboxStep, str] = {"": "正在收存", "stored": "已收存，正在识读", "understood": "已识读，正在归档"}
# the share of the way, for a bar
_SHARES: Mapping[InboxStep, int] = {"": 1, "stored": 2, "understood": 3}
WHOLE_WAY = 4
_SIGNS: Mapping[InboxState, str] = {"waiting": "waived", "working": "info", "done": "complete", "failed": "missing"}
WATCHED = "监视文件夹"


class Line(Model):
    """One thing that became of a file: words safe to show, the paper they speak of ("" for none)."""

    words: str
    sha256: str = ""


class Row(Model):
    """One file as the page shows it; `sign` is how its state is coloured, `share` of WHOLE_WAY is done."""

    id: int
    file: str
    size: str
    by: str
    at: str
    subject: str
    state: InboxState
    sign: str
    share: int
    words: str
    lines: tuple[Line, ...]


def row_of(item: HandedIn, edition: Edition, *, is_own: bool) -> Row:
    """Return a row; `is_own`: for the unit itself, which is not told the names of other units' files."""
    words = STEP_WORDS[item.step] if item.state == "working" else STATE_WORDS[item.state]
    lines = [Line(words=_words(paper, item, is_own=is_own), sha256=_shown(paper)) for paper in item.papers]
    if item.trouble.code:
        lines.append(Line(words=_trouble_words(item.trouble)))
    return Row(
        id=item.id,
        file=plain(item.file, 200),
        size=size_words(item.size_bytes),
        by=plain(item.person or WATCHED),
        at=moment(item.at),
        subject=_subject_words(item, edition),
        state=item.state,
        sign=_SIGNS[item.state],
        share=_SHARES[item.step] if item.state == "working" else 0 if item.state == "waiting" else WHOLE_WAY,
        words=words,
        lines=tuple(lines),
    )


def size_words(size_bytes: int) -> str:
    """Return a size as people read it."""
    if size_bytes < 1024:
        return f"{size_bytes} B"
    kilobytes = size_bytes / 1024
    return f"{kilobytes:.0f} KB" if kilobytes < 1024 else f"{kilobytes / 1024:.1f} MB"


def _subject_words(item: HandedIn, edition: Edition) -> str:
    if not item.indicator_id:
        return ""
    try:
        words = f"指标{indicator_words(edition.by_id(item.indicator_id).number, item.sub)}"
        return f"{words}：{plain(item.slot, 60)}" if item.slot else words
    except KeyError:
        return ""


def _words(paper: TakenPaper, item: HandedIn, *, is_own: bool) -> str:
    name = "" if paper.file == item.file else f"{plain(paper.file.removeprefix(f'{item.file}/'), 120)}："
    same = "档案中已有的文件" if is_own or not paper.same_as else f"《{plain(paper.same_as, 120)}》"
    told = {
        "new": "新收",
        "replaces": "新收，取代同一位置的旧文件",
        "known": f"已有：与{same}相同，没有重复收入",
        "duplicate": f"重复于{same}",
        "removed": "此前已从本档案移除，没有收入",
        "failed": "未能读取",
    }[paper.outcome]
    if paper.is_partial:
        told += "（部分可读）"
    trouble = f"：{_trouble_words(paper.trouble)}" if paper.trouble.code else ""
    return f"{name}{told}{trouble}"


def _trouble_words(trouble: Trouble) -> str:
    return f"{plain(trouble.message.removesuffix('。'), 300)}。{plain(trouble.advice, 300)}（{trouble.code}）"


def _shown(paper: TakenPaper) -> str:
    return "" if paper.outcome == "removed" else paper.sha256
