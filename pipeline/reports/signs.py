"""Signs, words, colours of the states that reports show.

Every state has a sign beside its colour, so that a print or a pipe without colours says the same. The signs are of
one width everywhere: what Unicode calls ambiguous (◐ ■ ▲ —) is two columns wide in Chinese fonts, which bends a
table.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.finding import CellState, Outcome, Severity


@dataclass(frozen=True)
class Sign:
    """How one state is shown: `style` on a terminal, `ink` (text) with `ground` (behind it) as RRGGBB on paper."""

    mark: str
    words: str
    style: str
    ink: str
    ground: str

    @property
    def full(self) -> str:
        """The mark with its words."""
        return f"{self.mark} {self.words}".strip()


STATES: Mapping[CellState, Sign] = {
    "complete": Sign("✔", "齐全", "green", "1B5E20", "DDF0DD"),
    "partial": Sign("~", "部分", "yellow", "7A4F00", "FFF0C8"),
    "missing": Sign("✘", "缺失", "bold red", "9C1B1B", "FBDADA"),
    "not_applicable": Sign("-", "不适用", "dim", "5F6368", "ECECEC"),
}
SEVERITIES: Mapping[Severity, Sign] = {
    "error": Sign("✘", "错误", "bold red", "9C1B1B", "FBDADA"),
    "warning": Sign("!", "提醒", "yellow", "7A4F00", "FFF0C8"),
    "info": Sign("i", "提示", "cyan", "0B4F79", "DCEBF5"),
}
WAIVED = Sign("○", "已豁免", "dim", "5F6368", "ECECEC")
OUTCOMES: Mapping[Outcome, Sign] = {
    "passed": Sign("✔", "没有问题", "green", "1B5E20", "DDF0DD"),
    "failed": Sign("✘", "发现问题", "", "9C1B1B", "FBDADA"),
    "not_applicable": Sign("-", "没有检查", "dim", "5F6368", "ECECEC"),
    "could_not_run": Sign("✘", "未能运行", "bold red", "9C1B1B", "FBDADA"),
}
ORDER: Mapping[Severity, int] = {severity: rank for rank, severity in enumerate(SEVERITIES)}
