"""The column of targets that counts, where a plan has several."""

from dataclasses import dataclass

from pipeline.plan_import.columns import Columns


@dataclass(frozen=True)
class TargetColumn:
    """The chosen column (0-based) and the year that its head names."""

    index: int
    year: int | None


def choose_target_column(columns: Columns, years: tuple[int, ...], remarks: list[str]) -> TargetColumn | None:
    """Return the column of the county's own targets, None where there is none.

    Of several years the last that the review `years` reach, else the first after them; without review years the
    earliest. National standards count only where the plan states no target of its own. Says so in `remarks`.
    """
    candidates = columns.of("target")
    if not candidates:
        standards = columns.of("standard")
        if not standards:
            return None
        remarks.append(f"表中没有本县目标值栏，采用“{columns.heads[standards[0]]}”一栏作为目标。")
        return TargetColumn(standards[0], columns.target_years.get(standards[0]))
    dated = sorted((columns.target_years[index], index) for index in candidates if index in columns.target_years)
    if not dated:
        index = min(candidates, key=lambda each: ("目标" not in columns.heads[each], each))
        if len(candidates) > 1:
            heads = "、".join(sorted(f"“{columns.heads[each]}”" for each in candidates))
            remarks.append(f"表中有多列目标值（{heads}），采用“{columns.heads[index]}”一列，请核对。")
        return TargetColumn(index, None)
    reached = [pair for pair in dated if years and pair[0] <= max(years)]
    year, index = reached[-1] if reached else dated[0]
    if len(dated) > 1:
        listed = "、".join(f"{each}年" for each, _ in dated)
        remarks.append(f"表中有{listed}的目标值，采用{year}年一列；如需其他年份，请在 dossier.yaml 中修改。")
    return TargetColumn(index, year)
