"""The acts of the audit chain in words."""

from collections.abc import Mapping
from typing import Any

from pipeline.reports.visible import plain
from pipeline.reports.words import STATE_WORDS, STATUS_WORDS
from schemas.audit import Act

_SHOWN_CHARS = 60


def subject_words(act: Act, files: Mapping[str, str]) -> str:
    """Return what an act is about: the file where `files` (SHA-256 -> file) knows it."""
    return files.get(act.subject, act.subject[:16] if len(act.subject) == 64 else act.subject)


def change_words(act: Act) -> str:
    """Say what changed: only the fields that differ, old → new; what was and is empty is passed over."""
    before, after = act.before or {}, act.after or {}
    said = []
    for name, words in _FIELD_WORDS.items():
        old, new = _short(before.get(name)), _short(after.get(name))
        if old != new:
            said.append(f"{words} {old}→{new or '无'}" if old else f"{words} {new}")
    return "；".join(said)


# what means something to a reader and stands in no other column
_FIELD_WORDS = {
    "title": "标题", "doc_number": "文号", "issuer": "发文机关", "date": "日期", "status": "状态", "pages": "页数",
    "tags": "标注", "facts": "数据", "indicator_id": "指标", "sub": "子指标", "state": "判断", "note": "理由",
    "basis": "依据", "query": "检索词", "changes": "改动",
    "reason": "理由", "files": "件数", "size_bytes": "字节", "is_draft": "草稿",
    "receipt": "收件", "decision": "判断", "waiver": "豁免", "package": "上报包",
}  # fmt: skip
_WORDS = {"None": "", "0": "", "True": "是", "False": "否"} | {
    str(value): word for words in (STATE_WORDS, STATUS_WORDS) for value, word in words.items()
}


def _short(value: Any) -> str:
    return plain(_WORDS.get(str(value), str(value)), _SHOWN_CHARS)
