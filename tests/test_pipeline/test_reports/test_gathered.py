from pipeline.reports.gathered import NOBODY, gather, single_units
from pipeline.reports.sources import Source, Sources, by_file
from schemas.dossier import Unit
from schemas.finding import Waiver
from schemas.locator import PageLocator


def test_a_finding_quotes_both_sides_with_their_places(told):
    (conflict,) = [issue for issue in told.open if issue.finding.check == "value-conflict"]
    assert [source.words for source in conflict.sources] == [
        "《甲/年报.pdf》第2页：“处理率为97.42%”",
        "《乙/总结.docx》第7段：“处理率达到96.00%”",
    ]


def test_the_places_of_one_file_stand_together():
    places = (Source("甲", "第2页", "一"), Source("乙"), Source("甲", "第3页", "二"))
    assert by_file(places) == ("《甲》第2页：“一”；第3页：“二”", "《乙》")


def test_a_file_of_which_no_place_is_known_is_named(told):
    (unreadable,) = [issue for issue in told.open if issue.finding.check == "unreadable"]
    assert [source.words for source in unreadable.sources] == ["《乙/坏.pdf》"]


def test_a_place_that_two_files_share_is_not_given_to_a_third(view, make_finding):
    one = make_finding(files=("乙/总结.docx",), locators=(PageLocator(page=2),))
    assert [source.quote for source in Sources(view.documents).of(one)] == [""]


def test_of_several_numbers_at_one_place_the_finding_quotes_its_own(view, make_finding):
    (viewed, *others) = view.documents
    (first,) = viewed.facts
    others_year = first.model_copy(update={"year": 2021, "value_raw": "93.00", "quote": "上年为93.00%"})
    both = viewed.model_copy(update={"facts": (others_year, first)})
    one = make_finding(indicator_id="sewage_town", year=2022, files=("甲/年报.pdf",), locators=(PageLocator(page=2),))
    changed = view.model_copy(update={"documents": (both, *others)})
    assert [source.quote for source in Sources(changed.documents).of(one)] == ["处理率为97.42%"]
    of_no_year = one.model_copy(update={"year": None})
    assert [source.quote for source in Sources(changed.documents).of(of_no_year)] == ["上年为93.00% … 处理率为97.42%"]


def test_units_with_most_errors_come_first_those_of_nobody_last(told):
    assert [unit for unit, _ in told.by_group] == ["县住建局、县水利局", "县水利局", "县住建局", NOBODY]
    assert [issue.number for issue in told.issues] == list(range(1, len(told.issues) + 1))


def test_a_joint_finding_stands_at_both_units(told):
    at = {unit: {issue.finding.check for issue in issues} for unit, issues in told.by_unit.items()}
    assert "value-conflict" in at["县住建局"] & at["县水利局"]
    assert at[NOBODY] == {"unreadable"}


def test_waived_findings_are_counted_apart(told):
    assert [issue.finding.check for issue in told.waived] == ["draft"]
    assert dict(told.counts) == {"error": 3, "warning": 1, "info": 1}
    assert told.waived[0].sign.words == "已豁免"


def test_a_waiver_says_who_let_it_stand_and_when(told, view, day):
    (waived,) = told.waived
    word = Waiver(key=waived.finding.key, reason="正式稿已随后报送", by="李工", at="2023-05-02T01:00:00+00:00")
    again = gather(told.report, view.model_copy(update={"waivers": (word,)}), day)
    assert waived.excuse == "正式稿已随后报送"
    assert again.waived[0].excuse == "正式稿已随后报送（李工，2023-05-02）"


def test_an_alias_stands_for_the_unit_that_the_dossier_names(view, make_finding, make_report, day):
    units = (Unit(name="县住房和城乡建设局", aliases=("县住建局",)),)
    named = view.model_copy(update={"dossier": view.dossier.model_copy(update={"units": units})})
    found = [make_finding(unit="县住建局", found="甲"), make_finding(unit="县住房和城乡建设局、县水利局")]
    told = gather(make_report(found), named, day)
    assert {unit: len(issues) for unit, issues in told.by_unit.items()} == {"县住房和城乡建设局": 2, "县水利局": 1}


def test_words_for_no_unit_name_no_unit():
    assert single_units("") == single_units("未指定牵头单位") == ()
    assert single_units("甲局、乙局、甲局") == ("甲局", "乙局")


def test_an_indicator_of_no_edition_is_named_by_its_id(view, make_finding, make_report, day):
    told = gather(make_report([make_finding(indicator=99, indicator_id="nosuch")]), view, day)
    assert told.issues[0].subject == "nosuch"
