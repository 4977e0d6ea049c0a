"""Which names mean one unit: renamed, shortened, with and without the place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.units.county import names_of
from pipeline.units.reform import UNITS, other_names, todays_name
from pipeline.units.same import may_be_one, same_unit, usual_aliases
from schemas.dossier import Dossier, Unit

COUNTY = Dossier(county="松川市云汀县", edition="2021", years=(2022,))
CITY = Dossier(county="云汀市", edition="2021", years=(2022,))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("县环保局", "云汀县生态环境局"),
        ("松川市生态环境局云汀分局", "县环境保护局"),
        ("松川市云汀生态环境局", "云汀县生态环境局"),
        ("生态环境局云汀分局", "松川市生态环境局云汀县分局"),
        ("县国土资源局", "云汀县自然资源局"),
        ("云汀县自然资源和规划局", "县自然资源局"),
        ("县农业局", "县农业农村局"),
        ("县住建局", "云汀县住房和城乡建设局"),
        ("县卫计局", "云汀县卫生健康局"),
        ("县委办", "中共云汀县委办公室"),
        ("县政府办", "云汀县人民政府办公室"),
        ("县委组织部", "中共云汀县委组织部"),
        ("县水利局", "水利局"),
        ("县发改委", "云汀县发展和改革局"),
        ("县城管执法局", "云汀县城市管理局"),
        ("县民族宗教事务局", "县民宗局"),
        ("县市场监管局", "云汀县市场监督管理局"),
        ("云汀县林业局（盖章）", "县林业和草原局"),
        ("云汀县国土资源分局", "松川市自然资源局云汀分局"),
        ("中共云汀县委员会办公室", "县委办"),
        ("云汀县财政局政府采购管理股", "县财政局"),
        ("财政局采购办", "云汀县财政局"),
        ("云汀县卫生健康局", "县健康和卫生局"),
        ("云汀经济开发区管理委员会", "云汀经开区管委"),
    ],
)
def test_one_unit_under_two_names(one, other):
    assert same_unit(one, other, COUNTY)
    assert same_unit(other, one, COUNTY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("松川市水利局", "县水利局"),
        ("松川市生态环境局", "松川市生态环境局云汀分局"),
        ("石坪县水利局", "云汀县水利局"),
        ("松川市生态环境局石坪分局", "松川市生态环境局云汀分局"),
        ("省生态环境厅", "县生态环境局"),
        ("县财政局", "县统计局"),
        ("县林业局", "县农业农村局"),
        ("县委办公室", "县政府办公室"),
        ("县人大常委会", "县人民政府"),
        ("市生态环境局", "县生态环境局"),
    ],
)
def test_two_units(one, other):
    assert not same_unit(one, other, COUNTY)


@pytest.mark.parametrize("city", ["松州市", "川州市", "云盟市"])
def test_a_city_whose_name_ends_as_a_prefecture_is_one(city):
    """柳州市, 杭州市: the 州 belongs to the name."""
    county = Dossier(county="云汀县", edition="2021", years=(2022,))
    own = f"{city}云汀生态环境局"
    assert same_unit(own, f"{city}生态环境局云汀分局", county)
    assert same_unit(own, "云汀县环境保护局", county)
    assert not same_unit(own, f"{city}生态环境局", county)
    assert "县环保局" in usual_aliases(own, county)


def test_in_a_county_level_city_the_city_is_the_county():
    assert same_unit("市水利局", "云汀市水务局", CITY)
    assert same_unit("市城市管理局", "云汀市城管局", CITY)
    assert not same_unit("松川市水利局", "市水利局", CITY)


def test_what_a_person_wrote_stands_above_the_table():
    units = (Unit(name="县自然资源局"), Unit(name="县规划局"), Unit(name="县农业农村和水利局", aliases=("县水利局",)))
    dossier = COUNTY.model_copy(update={"units": units})
    assert not same_unit("县规划局", "县自然资源局", dossier)
    assert same_unit("县水利局", "云汀县农业农村和水利局", dossier)


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("县交通局", "县交通运输局", True),
        ("县自然资源", "县自然资源局", True),
        ("县健康和卫生局", "县卫生健康局", True),
        ("县文广旅局", "云汀县文化广电和旅游局", True),
        ("县水利局", "松川市水利局", False),
        ("县委办公室", "县政府办公室", False),
        ("县林业局", "县农业农村局", False),
    ],
)
def test_two_units_of_a_plan_that_look_like_one(one, other, is_one):
    dossier = COUNTY.model_copy(update={"units": (Unit(name=one), Unit(name=other))})
    assert may_be_one(one, other, dossier) == may_be_one(other, one, dossier) == is_one


def test_the_table_gives_no_name_to_two_units():
    names = [name for today, others in UNITS.items() for name in (today, *others)]
    assert len(names) == len(set(names))


def test_usual_aliases_begin_as_the_name_does():
    assert usual_aliases("县生态环境局", COUNTY)[:2] == ("县环境保护局", "县环保局")
    assert "云汀县国土资源局" in usual_aliases("云汀县自然资源和规划局", COUNTY)
    assert usual_aliases("各乡镇人民政府", COUNTY) == ()
    assert usual_aliases("松川市水利局", COUNTY) == ()


def test_names_of_an_autonomous_county():
    assert names_of("松川市云汀壮族瑶族自治县") == (
        "松川市云汀壮族瑶族自治县", "云汀壮族瑶族自治县", "云汀县", "云汀",
    )  # fmt: skip
    assert names_of("云汀县", ("云汀示范县",)) == ("云汀示范县", "云汀示范", "云汀县", "云汀")


@given(st.sampled_from([name for today, others in UNITS.items() for name in (today, *others)]))
def test_every_name_of_the_table_is_its_unit_s(name):
    assert same_unit(f"县{name}", f"云汀县{todays_name(name)}", COUNTY)
    assert all(todays_name(other) == todays_name(name) for other in other_names(name))
