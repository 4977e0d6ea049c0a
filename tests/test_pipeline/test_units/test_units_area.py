"""Whose area a document speaks for: the county's own, another's, that above it."""

from datetime import date

import pytest

from pipeline.coverage.ownership import of_own_county
from pipeline.units.area import area_of
from schemas.document import Document
from schemas.dossier import Dossier
from schemas.editions import load_edition
from schemas.fact import Fact
from schemas.locator import PageLocator
from schemas.particulars import Particulars
from schemas.tag import Tag
from schemas.view import ArchiveView, ViewedDocument

COUNTY = Dossier(county="云汀县", edition="2021", years=(2022,))
CITY = Dossier(county="云汀市", edition="2021", years=(2022,))
DISTRICT = Dossier(county="云汀区", edition="2021", years=(2022,))
PLACE = PageLocator(page=1)


def _viewed(title, issuer, quote="", addressee=None, subject=""):
    document = Document(
        sha256="0" * 64, file="a.pdf", status="ok", pages=1, title=title, issuer=issuer, date=date(2023, 2, 1)
    )
    tag = Tag(
        indicator=25, indicator_id="sewage_town", relation="evidence", score=0.9, method="passage", quote=quote,
        locator=PLACE,
    )  # fmt: skip
    fact = Fact(
        indicator=25, indicator_id="sewage_town", name="城镇污水处理率", year=2022, value="96.2", unit="%",
        value_raw="96.2%", role="actual", quote=quote, locator=PLACE, subject=subject,
    )  # fmt: skip
    particulars = Particulars(addressee=addressee)
    return ViewedDocument(document=document, tags=(tag,), facts=(fact,), particulars=particulars)


@pytest.mark.parametrize(
    ("title", "issuer", "quote", "area"),
    [
        ("云汀县2022年城镇污水处理情况报告", "云汀县住房和城乡建设局", "", "own"),
        ("2022年城镇污水处理情况报告", None, "城镇污水处理率96.2%", "own"),
        ("关于2022年城镇污水处理情况的说明", "县住建局", "", "own"),
        ("2022年环境质量报告", "松川市生态环境局云汀分局", "", "own"),
        ("2022年环境质量说明", "江中省松川环境监测中心云汀监测站", "", "own"),
        ("石坪县2022年城镇污水处理情况报告", "石坪县住房和城乡建设局", "", "other"),
        ("石坪县：清水绕城来", None, "该县城镇污水处理率96.2%", "other"),
        ("他山之石｜石坪县治污的几点做法", None, "城镇污水处理率96.2%", "other"),
        ("云汀县：清水绕城来", None, "该县城镇污水处理率96.2%", "own"),
        ("各县区：清水绕城来", None, "城镇污水处理率96.2%", "own"),
        ("石坪县2022年城镇污水处理情况报告", None, "与云汀县相比，城镇污水处理率96.2%", "other"),
        ("2022年城镇污水处理情况报告", "石坪县住房和城乡建设局", "我县城镇污水处理率96.2%", "other"),
        ("2022年环境质量报告", "松川市生态环境局石坪分局", "", "other"),
        ("松川市2022年城镇污水处理情况通报", "松川市住房和城乡建设局", "城镇污水处理率96.2%", "above"),
        ("松川市2022年城镇污水处理情况通报", "松川市住房和城乡建设局", "云汀县 96.2", "own"),
        ("关于2022年考核结果的通报", "松川市人民政府办公室", "全市城镇污水处理率96.2%", "above"),
        # the towns of all its counties are the city's; its notice may be on the county alone
        ("松川市2022年生态环境状况公报", "松川市生态环境局", "全市县城优良天数比例96.2%", "above"),
        ("松川市2022年生态环境状况公报", "松川市生态环境局", "县城优良天数比例96.2%", "own"),
        ("省住房和城乡建设厅关于2022年污水处理的通报", "省住房和城乡建设厅", "平均96.2%", "above"),
        ("县城污水处理厂运行情况", None, "96.2%", "own"),
        ("2022年松川市生态环境状况公报（摘编）", None, "全市城镇污水处理率96.2%", "above"),
        ("2022年度松川市环境状况公报", None, "全县城镇污水处理率96.2%", "own"),
        ("2022年石坪县国土绿化状况公报", None, "城镇污水处理率96.2%", "other"),
        ("2022年一季度云汀县水质状况", None, "96.2%", "own"),
        ("工业园区污水处理情况", "云汀县工业园区管理委员会", "", "own"),
        ("生活垃圾分类示范区建设情况", None, "", "own"),
        ("区域空气质量说明", None, "", "own"),
        ("关于提供县级水源地水质情况的复函", "云汀县水务局", "优良比例100%", "own"),
        ("反映县域水质情况的说明", None, "", "own"),
        ("关于城市生活垃圾处理的说明", None, "", "own"),
        ("石坪县污水治理经验", "云汀县生态文明建设示范区创建办公室", "96.2%", "other"),
        ("关于县复核办所提问题的说明", "松川市云汀生态环境局", "96.2%", "own"),
        ("创建国家生态文明建设示范县工作总结", "松川市云汀生态环境局", "96.2%", "own"),
        ("十七届县人民政府第58次常务会议纪要", "云汀县人民政府办公室", "96.2%", "own"),
        ("我局关于生态县创建工作的汇报", "云汀县水利局", "96.2%", "own"),
    ],
)
def test_whose_area_a_document_speaks_for(title, issuer, quote, area):
    assert area_of(_viewed(title, issuer, quote), COUNTY) == area


def test_a_notice_to_the_county_is_the_county_s():
    assert (
        area_of(_viewed("关于2022年考核结果的通知", "松川市生态环境局", addressee="云汀县人民政府："), COUNTY) == "own"
    )


def test_in_a_county_level_city_the_whole_city_is_its_own():
    assert area_of(_viewed("云汀市2022年污水处理情况报告", "云汀市水务局"), CITY) == "own"
    assert area_of(_viewed("2022年污水处理情况报告", "市水务局", "全市城镇污水处理率96.2%"), CITY) == "own"
    assert area_of(_viewed("石坪区2022年污水处理情况报告", "石坪区水务局"), CITY) == "other"


@pytest.mark.parametrize(
    ("title", "quote", "dossier", "area"),
    [
        ("我市用水效率再提升", "全市万元GDP用水量89.3立方米", COUNTY, "above"),
        ("我市用水效率再提升", "全市万元GDP用水量89.3立方米", CITY, "own"),
        ("我市用水效率再提升", "云汀县万元GDP用水量89.3立方米", COUNTY, "own"),
        ("用水效率再提升", "万元GDP用水量89.3立方米", COUNTY, "own"),
        ("云汀我市场监管再发力", "万元GDP用水量89.3立方米", COUNTY, "own"),
    ],
)
def test_news_that_say_our_city_are_of_one(title, quote, dossier, area):
    viewed = _viewed(title, None, quote)
    news = viewed.model_copy(update={"document": viewed.document.model_copy(update={"kind": "news"})})
    assert area_of(news, dossier) == area


def test_a_district_is_not_its_city():
    assert area_of(_viewed("云汀区2022年污水处理情况报告", "区水务局"), DISTRICT) == "own"
    assert area_of(_viewed("松川市2022年污水处理情况报告", "松川市水务局", "全市96.2%"), DISTRICT) == "above"


def test_another_county_s_document_proves_nothing_here():
    foreign = _viewed("石坪县2022年城镇污水处理情况报告", "石坪县住房和城乡建设局")
    own = _viewed("2022年城镇污水处理情况报告", "县住建局")
    view = ArchiveView(dossier=COUNTY, edition=load_edition("2021"), documents=(foreign, own))
    first, second = of_own_county(view).documents
    assert not first.proves("sewage_town", None)
    assert first.facts == ()
    assert second == own


def test_what_a_person_confirmed_stays():
    foreign = _viewed("石坪县2022年城镇污水处理情况报告", "石坪县住房和城乡建设局")
    confirmed = foreign.model_copy(update={"tags": (foreign.tags[0].model_copy(update={"state": "confirmed"}),)})
    view = ArchiveView(dossier=COUNTY, edition=load_edition("2021"), documents=(confirmed,))
    assert of_own_county(view).documents == (confirmed,)
