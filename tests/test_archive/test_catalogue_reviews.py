"""Waivers, and the check runs that are kept."""

from archive.catalogue import Catalogue
from schemas.finding import CheckSummary, Finding, Waiver

AT = "2024-05-06T08:00:00+08:00"


def word(key: str, reason: str) -> Waiver:
    return Waiver(key=key, reason=reason, by="张", at=AT)


def test_the_last_word_on_a_finding_counts(catalogue: Catalogue) -> None:
    catalogue.waive("d1", word("a", "上级已认可"))
    catalogue.waive("d1", word("b", "口径不同"))
    catalogue.waive("d1", word("a", "统计局已更正"))
    catalogue.withdraw_waiver("d1", "b", "李", AT)
    assert [(each.key, each.reason) for each in catalogue.waivers("d1")] == [("a", "统计局已更正")]


def test_a_waiver_belongs_to_one_dossier(catalogue: Catalogue) -> None:
    catalogue.waive("d1", word("a", "上级已认可"))
    assert catalogue.waivers("d2") == ()
    catalogue.withdraw_waiver("d2", "a", "李", AT)
    assert len(catalogue.waivers("d1")) == 1


def test_check_runs_are_kept_in_order(catalogue: Catalogue) -> None:
    for number in range(4):
        finding = Finding(check="missing-year", severity="error", message=f"第{number}次", key=str(number))
        catalogue.keep_check("d1", CheckSummary(at=AT, findings=(finding,)))
    kept = catalogue.check_runs("d1", 3)
    assert [run.findings[0].message for run in kept] == ["第1次", "第2次", "第3次"]
    assert catalogue.check_runs("d2") == ()
