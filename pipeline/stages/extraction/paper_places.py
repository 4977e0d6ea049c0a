"""Whose figures a paper tells: a county's own, a town's, a firm's, a wider area's."""

import re

from pipeline.districts import NO_DISTRICT
from schemas.document import Identity

_TOWN = re.compile(
    r"(?:中共)?(?:[一-龥]{2,8}?(?:自治县|[县市区旗]))?(?P<town>[一-龥]{2,6}?(?:镇|乡|街道))"
    r"(?=人民政府|办事处|政府|党委|委员会|党政|(?:19|20)\d\d年)"
)
_PARK = (
    r"(?:(?:19|20)\d\d年)?(?P<park>[一-龥]{2,8}?"
    r"(?:(?:经济|技术|高新|产业)+(?:开发)?区|高新区|(?:工业|产业|化工|循环经济)园区?|工业集中区|产业集聚区))"
)
_OF_PARK = re.compile(rf"{_PARK}(?:党工委|管理委员会|管委会)")
_PARK_FIRST = re.compile(rf"{_PARK}(?=(?:19|20)\d\d年)(?!.*规划)")
# 某某市场调查公司 is in no city of that name
_COUNTY = re.compile(r"[一-龥]{2,5}?(?:自治县|[县区旗]|市(?!场|民|容|值))(?![一-龥]{0,1}级)")
# 中共甲市委, 关于对甲市…的答复: what comes before the name; 市城市管理局, 示范市, 我市 name nobody
_LEADS_PLACE = re.compile(r"^(?:中共|关于|.*局(?:关于)?对|.*[局委办]关于|对)")
_NO_PLACE = re.compile(r".?[县区旗市]|.*(?:[我本全该届]|示范|城|文明|先进|关于|提供)[县区旗市]")
# 单位地区生产总值, 岸线功能区, 建成区, 先行区: kinds of areas
_NO_DISTRICT = re.compile(rf".*(?:[{NO_DISTRICT}]|先行|集中)区")
COUNTIES_BELOW = re.compile(
    r"个设区市中|(?:各|[一-龥\d]个)县(?:[、，]|[(（]|[市区]|生态|环境|政府|人民)"
    # 村收集、镇转运、县（市）处理 is a way of doing it
    r"|县[(（](?:[市区]、?)+[)）](?!处[理置])|县[(（][市区](?![市区、）)])|县[、，]?区均"
)
_FIRM = re.compile(r"[一-龥()（）]{3,24}?(?:有限公司|股份公司|有限责任公司|集团|合作社|(?<!污水处理)厂)")
_OF_FIRM = re.compile(r"信息(?:依法)?披露|自行监测|执行报告|清洁生产|企业环境(?:报告|信息)|环境责任")
_OF_STATE = re.compile(
    r"^(?:(?:19|20)\d\d年?度?)?(?:全国|中国(?!共产党)|国家统计局$|(?:生态环境|水利|自然资源|农业农村|住房和城乡建设)部)"
)
# 与全国同步, 全国文明城市, 居全国前列: the country is but named
_STATE_AS_CIRCLE = re.compile(
    r"(?<![与同获被于过比较])全国(?!同步|一[道起]|第|前|排|人大|政协|文明|先进|示范|百|千|重点|优秀|卫生城|[一-龥]{0,12}(?:称号|荣誉|试点|标杆|样板|典型))"
)
_OF_PROVINCE = re.compile(r"^(?:(?:19|20)\d\d年?度?)?(?:全省|[一-龥]{2,4}省|[一-龥]{2,6}(?<!族)自治区)")
# 甲州生态环境局, 甲州2023年工作要点; 甲州乙生态环境局 is that of 乙县
_OF_PREFECTURE = re.compile(
    r"^(?:中共)?[一-龥]{2,8}?(?:自治州|(?P<kind>州|盟)(?!市))"
    r"(?=委|人民政府|政府|(?:生态)?环境|环保|农业|农牧|农业农村|林业|林草|水利|水务|发展|统计|自然资源|国土|住房|住建|工业|经济|卫生|市场|交通|应急|河长|乡村|(?:19|20)\d\d)"
)
_OF_ALL = re.compile(r"全[国省市州盟](?!.{0,6}(?:排名|第|平均|下达))|各[市州](?!县)")
_ON_COUNTY = re.compile(
    r"(?:^|[，。；：（(“]|受|对|年度?|委托|核定|同意)"
    r"(?P<county>(?![各全我本你该两受对由为在])(?:[一-龥]{2,3}[县旗]|[一-龥]{2,8}?自治[县旗]))"
    r"(?![一-龥]?级)"
)
# 甲市生态环境局乙分局, 甲市乙生态环境分局: an office of a city in a place below it
_OFFICE = r"(?:生态环境|环境保护|环保|自然资源和规划|自然资源|国土资源|规划)"
_BRANCH = re.compile(
    rf"(?<=境局|源局|保局|划局)(?P<own>[一-龥]{{2,6}})分局|(?<=[一-龥]{{2}}市)(?P<place>(?:(?!局)[一-龥]){{2,5}}?){_OFFICE}分局"
)
_CITY_ABOVE = re.compile(
    rf"(?P<city>[一-龥]{{2,3}}市)(?=[一-龥]{{2,14}}局[一-龥]{{2,6}}分局|[一-龥]{{2,5}}?{_OFFICE}分局|(?![各全所下城])[一-龥]{{2,3}}(?:自治县|[县旗区])(?!域))"
)
# a branch reports to the congress of the place it is in
_SAYS_CITY = re.compile(r"[我本]市|(?<![一-龥]{2})(?:[对向]?市(?:人大常委会|政协)|受市(?:人民)?政府委托)")
_SAYS_OTHER = re.compile(r"[我本全][县区旗]")
# 在某市7个县(市、区)中列第3位: the place of one among the counties of a city; it has none below it
_RANKED_AMONG = re.compile(
    r"(?:[一-龥]{2,3}市(?:全市)?|全省|全自治区|全地区|全州|全盟|(?<=[在居列])(?=各|[\d一二三四五六七八九十]))(?:所辖|下辖|所属|的|全部|各)*"
    r"[\d一二三四五六七八九十]*个?(?:县[(（](?:市、?)?区?[)）]|县、?市、?区|县、?区|区、?县|市县)"
    r"(?:中|里|内|当中|排名)?[^，,。；;]{0,12}?(?:第|前列|首位|前茅|上游|榜首|靠前|靠后|垫底|末位|倒数|居首|最[高低好差])"
)
# 甲县在某市7个县（市、区）中列第3位
_NAMED_ONE = re.compile(r"(?<![一-龥])(?:其中)?(?![各全我本该])[一-龥]{2,3}(?:自治县|[县旗区])[^，,。；;\n]{0,24}$")
# 应某县人民政府请求，现对该县…: whom a paper of somebody beyond it is written for
_ASKED = re.compile(
    r"(?:^|[,，。；：])(?:应|根据|按照?)(?P<county>(?![各全我本你该两有])[一-龥]{2,8}?(?:自治[县旗]|[县区旗市]))"
    r"(?:人民政府|政府|[一-龥]{2,12}(?:局|办公室|办|指挥部|领导小组))?的?(?:请求|要求|申请|来函|来文|函请|商请|需要)"
)
# 穗城市全年有效监测365天, 石梁县境内3个断面: a place whose figures are told
_TOLD_OF = re.compile(
    r"(?:^|[。；：\n])(?P<county>(?![各全我本你该两受对由为在其])[一-龥]{2,3}(?<![城县省地区])[县市区旗])"
    r"(?P<within>境内|辖区|辖)?(?:市区|城区)?(?:内|共|全年|累计)*(?:[一-龥]{0,6}\d|优良|PM|空气|(?:有效)?监测|断面|万元)"
)
_NOTE = re.compile(r"\s*[(（【\[]?(?:编者按|编者|编辑|按语|按)[:：】\]]")
_OWN_WORDS = re.compile(r"[我本全你贵]县")
_COUNTY_FIRST = re.compile(
    r"(?:^|[，。；：、！“(（]|近年来|在)(?P<county>(?![各全我本你该两多等邻外])[一-龥]{2,3}(?:自治县|县))(?![一-龥]?[级委域城长])"
)
_ADDRESSED = re.compile(
    r"(?!各)(?:[一-龥]{2,6}(?:自治县|[县旗])(?:人民政府|[一-龥]{2,10}局|[一-龥]{2,24}办(?:公室)?)?|县[一-龥]{2,24}(?:办|办公室|局))[：:]"
)


def town(identity: Identity) -> str:
    """Return the town whose own report a document is: its figures are not the county's; "" for the county's."""
    for words in (identity.issuer, identity.title):
        match = _TOWN.match(words) if words and "、" not in words else None
        if match is not None and not match["town"].endswith(("乡镇", "城镇", "村镇", "城乡")):
            return match["town"]
    return ""


def park(identity: Identity) -> str:
    """Return the industrial park whose own report a document is: its figures are not the county's; "" for others."""
    issuer, title = identity.issuer or "", identity.title or ""
    match = _OF_PARK.fullmatch(issuer) or (None if issuer else _PARK_FIRST.match(title))
    return match["park"] if match is not None else ""


def firm(identity: Identity) -> str:
    """Return the enterprise whose own disclosure a document is, "" for those that measure or ask for the county."""
    firm = _FIRM.match(identity.issuer or "") or _FIRM.match(identity.title or "")
    return firm[0] if firm is not None and _OF_FIRM.search(identity.title or "") else ""


def wider(identity: Identity, own_places: tuple[str, ...], *, has_counties: bool) -> str:
    """Return 全省, 全国, 全州, 全市 for a document of a province, the state, a prefecture, a city of counties, else "".

    Its head must name no county.
    """
    words = (identity.issuer or "", identity.title or "")
    is_above = all("各" in place for place in own_places)  # 各县 names none
    if is_above and (found := next(filter(None, map(_OF_PREFECTURE.match, words)), None)) is not None:
        return f"全{found['kind'] or '州'}"
    if own_places:
        is_city = all(place.endswith("市") for place in own_places) and not is_below_city(identity, own_places)
        return "全市" if is_city and has_counties else ""
    if any(_OF_STATE.search(word) for word in words):
        return "全国"
    return "全省" if any(_OF_PROVINCE.search(word) for word in words) else ""


def tells_of_state(text: str) -> bool:
    """Tell whether a text speaks of the whole country as of a place with figures of its own."""
    return "全国" in text and _STATE_AS_CIRCLE.search(text) is not None


def is_below_city(identity: Identity, own_places: tuple[str, ...]) -> bool:
    """Tell whether issuer or title belong to a county or a city's branch in one: there 全市 is more than the own."""
    branch = _branch(identity.issuer or identity.title or "")
    # the branch in a city of the county's level speaks of that city
    is_branch = bool(branch) and not any(place.endswith(branch.removesuffix("市") + "市") for place in own_places)
    is_district = any(place.endswith("区") and not place.endswith("自治区") for place in own_places)
    return is_branch or is_district or any(place.endswith(("县", "旗")) for place in own_places)


def branch_city(identity: Identity, texts: list[str]) -> tuple[str, ...]:
    """Return the city that a branch office stands in where the text calls it so: …局甲川分局 in 甲川市.

    A page of nobody has the branch from which it has its figures. Who says 我市 there, never 我县, is of a city.
    """
    own = {_branch(identity.issuer or identity.title or "")} - {""}
    if not (own or identity.issuer or any(map(has_counties_below, texts))):
        own = {_branch(text) for text in texts} - {""}
    city = own.pop().removesuffix("市") + "市" if len(own) == 1 else ""
    if not city or city.endswith(("县市", "区市", "旗市")):
        return ()
    says = any(map(_SAYS_CITY.search, texts)) and not any(map(_SAYS_OTHER.search, texts))
    return (city,) if says or any(city in text for text in (identity.title or "", *texts)) else ()


def _branch(words: str) -> str:
    """Return the place that the branch office of a city is for, "" where words name none."""
    branch = _BRANCH.search(words)
    return (branch["own"] or branch["place"]) if branch is not None else ""


def has_counties_below(text: str) -> bool:
    """Tell whether a text speaks of the counties of a city, not only of one's place among them."""
    found = COUNTIES_BELOW.search(text)
    return found is not None and COUNTIES_BELOW.search(without_ranks(text)) is not None


def without_ranks(text: str) -> str:
    """Return a text without what it tells of one's place among the counties of a city, but that of one by its name."""
    return _RANKED_AMONG.sub(lambda rank: rank[0] if _NAMED_ONE.search(text, 0, rank.start()) else "", text)


def to_one_county(text: str) -> bool:
    """Tell whether a line addresses one county's government or office: what a province writes there is of it."""
    line = text.strip()
    return line.endswith((":", "：")) and _ADDRESSED.fullmatch(line) is not None


def only_county(texts: list[str]) -> str:
    """Return the one county that a paper of somebody beyond it is on: 受某县农业农村局委托, 2023年度某县考核等级为良好.

    "" where it names several, or speaks of a city, a province as a whole.
    """
    if any(_OF_ALL.search(text) for text in texts):
        return ""
    named = {match["county"] for text in texts for match in _ON_COUNTY.finditer(text)}
    county = named.pop() if len(named) == 1 else ""
    # a bulletin that goes through a city's counties is on none of them alone
    others = places_told_of(texts) - {county}
    return county if not any(one.endswith("市") for one in others) else ""


def places_told_of(texts: list[str]) -> set[str]:
    """Return the counties, cities, districts with which clauses begin that tell figures of them."""
    return {match["county"] for text in texts for match in _TOLD_OF.finditer(text)}


def goes_through_places(texts: list[str], own: tuple[str, ...]) -> bool:
    """Tell whether a paper of somebody beyond them tells what lies in several places: 甲市辖区断面5个；乙县境内3个."""
    told = {match["county"] for text in texts for match in _TOLD_OF.finditer(text) if match["within"]}
    return len(told) > 1 and not any(place.endswith(one) for place in own for one in told)


def county_asking(texts: list[str], own: tuple[str, ...]) -> str:
    """Return the one county that asked for a paper which speaks of it: 应某县人民政府请求，现对该县…; else "".

    `own` are the places that issuer and title name: of those nobody else asks for them.
    """
    named = {match["county"] for text in texts for match in _ASKED.finditer(text)}
    county = named.pop() if len(named) == 1 else ""
    is_of_it = any(re.search(r"该[县市区旗]|" + re.escape(county) + r"[^府局办]", text) for text in texts)
    return county if county and is_of_it and not any(place.endswith(county) for place in own) else ""


def county_told_of(texts: list[str]) -> str:
    """Return the one county that a paper of nobody speaks of as 该县, "" where it speaks of its own or of several.

    A note of who hands it on (编者按) is no word of the paper.
    """
    own = [text for text in texts if not _NOTE.match(text)]
    if not any("该县" in text for text in own) or any(_OWN_WORDS.search(text) for text in own):
        return ""
    named = {match["county"] for text in own for match in _COUNTY_FIRST.finditer(text)}
    return named.pop() if len(named) == 1 else ""


def own_places(identity: Identity) -> tuple[str, ...]:
    """Return the counties (自治县, 县, 区, 旗, 市) that issuer and title name.

    A city before the name of one in it (甲市乙县), or whose branch in one writes, is none of them.
    """
    words = " ".join(part for part in (identity.issuer, identity.title) if part)
    above = cities_above(identity)
    named = tuple(dict.fromkeys(filter(None, (_bare(match[0]) for match in _COUNTY.finditer(words)))))
    return tuple(one for one in named if one not in above) or named


def cities_above(identity: Identity) -> set[str]:
    """Return the cities that issuer and title name as those above a county, a district, a branch office."""
    words = " ".join(part for part in (identity.issuer, identity.title) if part)
    return {match["city"] for match in _CITY_ABOVE.finditer(words)}


def _bare(name: str) -> str:
    """Return a place without the words that lead it, "" for what is no place: 对甲市, 关于市, 城市, 示范市."""
    bare = _LEADS_PLACE.sub("", name)
    return "" if _NO_PLACE.fullmatch(bare) or _NO_DISTRICT.fullmatch(bare) else bare
