"""Finds drafts handed in as evidence."""

from collections.abc import Iterator

from pipeline.checks import about_document, conclude, proven_by
from pipeline.checks.meeting.keys import Keys, key_of_text
from pipeline.coverage.case import Case
from pipeline.coverage.eligibility import is_draft
from pipeline.coverage.succession import essence
from pipeline.draft_words import draft_word_in_file_name
from schemas.finding import CheckResult, Finding
from schemas.view import ViewedDocument

CHECK = "draft"
TITLE = "未定稿"
SCOPE = "meeting"


def run(case: Case) -> CheckResult:
    """Look at every document: handed in, a draft is meant as evidence even where nothing in it names a measure.

    One whose final text is in the archive is only told.
    """
    documents = case.readable
    final = {
        essence(viewed.document.title): viewed
        for viewed in case.readable
        if viewed.document.title and not is_draft(viewed)
    }
    findings = [
        _finding(case, viewed, final.get(essence(viewed.document.title or "")))
        for viewed in documents
        if is_draft(viewed)
    ]
    findings += [_named_so(case, viewed) for viewed in documents if _is_named_so(viewed)]
    return conclude(CHECK, TITLE, len(documents), findings, "没有可读的材料。")


def keys_of(case: Case) -> Iterator[tuple[ViewedDocument, Keys]]:
    """Yield the names of drafts, which ask for final texts, those of final texts."""
    for viewed in case.readable:
        key = (key_of_text(CHECK, essence(viewed.document.title or "")),)
        yield viewed, Keys(asks=key) if is_draft(viewed) else Keys(gives=key)


def counted(case: Case) -> int:
    """Return how many documents are looked at: all that are readable."""
    return len(case.readable)


def _is_named_so(viewed: ViewedDocument) -> bool:
    """Tell whether the file's name alone calls a paper a draft: it may be the final text under its old name."""
    return not is_draft(viewed) and draft_word_in_file_name(viewed.document.file) is not None


def _named_so(case: Case, viewed: ViewedDocument) -> Finding:
    file, word = viewed.document.file, draft_word_in_file_name(viewed.document.file) or ""
    return Finding(
        check=CHECK,
        severity="info",
        files=(file,),
        expected="正式印发的文本",
        found=word,
        message=f"{file} 的文件名或文件夹名写有“{word}”，正文没有这样的标记",
        advice="请核对是否为正式文本；确是正式文本的，改正文件名。",
        **about_document(case, viewed),
    )


def _finding(case: Case, viewed: ViewedDocument, final: ViewedDocument | None) -> Finding:
    mark = viewed.particulars.draft_mark if viewed.particulars else None
    word = mark.text if mark else ""
    file = viewed.document.file
    known = f"，正式文本 {final.document.file} 已在档案中" if final else "，不能作为证明"
    return Finding(
        check=CHECK,
        severity="info" if final else "error" if proven_by(viewed) else "warning",
        files=(file, final.document.file) if final else (file,),
        expected="正式印发的文本",
        found=word,
        message=f"{file} 是未定稿（{word}）{known}",
        advice="上报时请使用正式文本。" if final else "请提供正式印发的文本（有文号、成文日期）。",
        locators=(mark.locator,) if mark else (),
        **about_document(case, viewed),
    )
