"""An import shows what it changes, keeps what the plan does not speak of."""

from datetime import date
from decimal import Decimal

from pipeline.plan_import import PlanReading, apply, changes
from schemas.dossier import Dossier, IndicatorEntry, SubEntry, Target, Unit

TARGET = Target(text="≥60%", op=">=", value=Decimal(60), unit="%", year=2023)
GRASS = IndicatorEntry(
    id="forest_grass",
    number=10,
    name="林草覆盖率",
    target=TARGET,
    lead_units=("县林业局",),
    deadline=date(2023, 12, 31),
    deadline_text="2023年12月",
)
OWN = IndicatorEntry(id="ei", number=9, name="生态环境状况指数", lead_units=("县统计局",))
DOSSIER = Dossier(
    county="云溪县",
    edition="2021",
    years=(2022,),
    units=(Unit(name="县林业和草原局", aliases=("县林业局",)),),
    indicators=(OWN, GRASS),
)


def reading(*entries: IndicatorEntry) -> PlanReading:
    return PlanReading(edition="2021", entries=entries)


def test_a_new_indicator_is_one_change() -> None:
    river = IndicatorEntry(
        id="river_chief", number=4, name="河长制", lead_units=("县水利局",), target=Target(text="全面推行")
    )
    found = changes(DOSSIER, reading(river))
    assert [(change.number, change.field) for change in found] == [(4, "新增指标"), (None, "单位名录")]
    assert "全面推行" in found[0].after
    assert "县水利局" in found[1].after
    after = apply(DOSSIER, reading(river))
    assert [entry.number for entry in after.indicators] == [4, 9, 10]
    assert after.entry("ei") == OWN


def test_each_changed_field_is_shown_with_before_and_after() -> None:
    newer = GRASS.model_copy(update={"target": Target(text="≥65%"), "deadline": date(2024, 12, 31)})
    found = {change.field: (change.before, change.after) for change in changes(DOSSIER, reading(newer))}
    assert found == {"目标": ("≥60%（2023年）", "≥65%"), "完成时限": ("2023-12-31", "2024-12-31")}


def test_a_plan_without_a_column_keeps_what_the_dossier_has() -> None:
    silent = IndicatorEntry(id="forest_grass", number=10, name="林草覆盖率", cooperating_units=("县财政局",))
    after = apply(DOSSIER, reading(silent)).entry("forest_grass")
    assert after is not None
    assert (after.target, after.lead_units, after.deadline) == (TARGET, ("县林业局",), date(2023, 12, 31))
    assert after.cooperating_units == ("县财政局",)


def test_targets_of_subs_stay_where_the_plan_names_none() -> None:
    subs = (SubEntry(number=1, name="化肥利用率", target=TARGET), SubEntry(number=2, name="农药利用率"))
    before = IndicatorEntry(id="fert_pest", number=20, name="三大粮食作物化肥农药利用率", subs=subs)
    bare = before.model_copy(update={"subs": tuple(sub.model_copy(update={"target": None}) for sub in subs)})
    dossier = DOSSIER.model_copy(update={"indicators": (before,)})
    assert apply(dossier, reading(bare)) == dossier
    assert changes(dossier, reading(bare)) == ()


def test_not_applicable_takes_target_and_units_away() -> None:
    gone = IndicatorEntry(id="forest_grass", number=10, name="林草覆盖率", applicable=False, reason="任务分解表标注“/”")
    after = apply(DOSSIER, reading(gone)).entry("forest_grass")
    assert after == gone
    shown = {change.field: change.after for change in changes(DOSSIER, reading(gone))}
    assert shown["是否适用"] == "不适用"
    assert shown["牵头单位"] == ""


def test_a_unit_known_by_an_alias_is_not_added() -> None:
    after = apply(DOSSIER, reading(GRASS))
    assert after.units == DOSSIER.units
    assert changes(DOSSIER, reading(GRASS)) == ()


def test_one_unit_that_the_plan_spells_twice_is_listed_once() -> None:
    units = ("公安局", "云溪县公安局", "县科工局", "宁州市云溪生态环境局")
    river = IndicatorEntry(id="river_chief", number=4, name="河长制", lead_units=units)
    added = apply(DOSSIER, reading(river)).units[1:]
    assert [(unit.name, unit.aliases) for unit in added] == [
        ("云溪县公安局", ("公安局",)),
        ("县科工局", ()),
        ("宁州市云溪生态环境局", ("县生态环境局", "县环境保护局", "县环保局")),
    ]
