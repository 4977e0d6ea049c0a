"""Names that running text puts in other words: PM2.5 for its concentration, wild animals for species to protect."""

import re

from pipeline.quality_classes import SHARE_OF_GOOD_SECTIONS, none_of_worst, rates_of_all_good, shares_of_classes
from pipeline.stages.extraction.names import Name, NamedSpan, measure_shared, named_spans
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.things_told import is_general, speaks_of_things, things_told
from pipeline.stages.extraction.weights_told import NAME as OF_ASSESSMENT
from pipeline.stages.extraction.weights_told import weights_told

_POLLUTANT = re.compile(
    r"(?:细颗粒物\(PM2\.5\)|PM2\.5\(细颗粒物\)|PM2\.5(?!\()|细颗粒物(?!\())(?=[^一-龥]|年|方面|以|为|较|比|同|平均|均|浓|达|由|从|和|及|与|下|降|升|上升|回升|提高|增|改善|反弹|控制|目标|考核)",
    re.I,
)
_LEVELS = r"(?:一二级|(?:一|I|1)级?[、和及](?:二|II|2)级)"
_SPECIES = re.compile(
    rf"国家(?:{_LEVELS}?重点保护|{_LEVELS}(?:重点)?(?:保护)?)(?:的|陆生|水生)*(?:野生)?(?P<first>动物|动?植物)"
    r"(?:(?P<counted>\d+种?[、,和及])(?:(?:国家)?(?:重点)?保护)?(?P<second>(?:野生)?(?:动物|植物))(?=\d))?"
)
_PER_PRODUCT = re.compile(
    r"万元(?:地区生产总值|国内生产总值|生产总值|GDP)(?:平均)?(?:(?P<energy>(?:能源)?消耗(?:能源)?|耗能|用能)|(?P<water>用水|耗水)|"
    r"(?:所?(?:占用|使用|消耗|占)的?)?(?P<land>建设用地)(?:使用|占用)?(?:面积)?)(?=[约为\d])",
    re.I,
)


_LAND_PER_PRODUCT = "单位国内生产总值建设用地使用面积"
_SHARE_IN = re.compile(
    r"(?P<part>[一-龥]{4,12})在(?P<whole>[一-龥]{4,12})中(?:所|的)?占(?:比例|比重|比|的比例|的比重)?(?=[约达为超\d不高低])"
)
_BOTH_DEGREES = re.compile(
    r"(?:^|[,。;:(、]|要求|规定|其中|公众|群众|居民|指标|\d年|本次|调查)(满意度|参与度)[、和与及](参与度|满意度)(?!调查|测评|问卷)"
)
_OF = r"(?:总)?(?:面积|数量|总数|数|量|规模)?"
_PART_OF = re.compile(
    rf"(?P<part>[一-龥]{{4,10}}?){_OF}占(?:全[县区市旗]|全部|全年|同期|城镇)*(?P<whole>[一-龥]{{4,10}}?){_OF}的(?:比例|比重)?(?=[约达为超不高低]*\d)"
)
_WHOLE_WITH = re.compile(r"(?P<whole>[一-龥]{4,10})[中里],?(?P<part>[一-龥]{4,10}?)占(?:比)?(?=[约达为超不高低]*\d)")
_GROUND = re.compile(
    r"[一-龥]{2,8}(?:国家级?|省级|市级|州级|县级)?(?:自然保护区|湿地公园|森林公园|地质公园|风景名胜区|自然公园)(?:批复|规划|总)*(?P<area>面积)(?=[约为是达]*\d)"
)
_OF_LAND = re.compile(
    r"(?:合计|共|总计|约)*占(?:全[县市区旗]|[县市]域|全域|[我本][县市区])?的?(?:国土|土地|陆域|行政区域|辖区|区域)"
    r"(?:总)?面积的?(?:比例|比重)?(?=[约为达是]*\d[\d.]*%)"
)
_NO_OTHER_LAND = r"(?:(?!森林|林地|湿地面|草地|草原|耕地|水域|林草)[^。;])*$"
_LAND_KINDS = {
    "生态保护红线占比": re.compile("红线" + _NO_OTHER_LAND),
    "自然保护地占比": re.compile("保护地" + _NO_OTHER_LAND),
}
_SECTIONS = re.compile(
    r"(?<!其中)(?:(?:国控|省控|市控|县控|区控)(?:、|和|及)){1,3}(?:国控|省控|市控|县控|区控)(?:地表水)?(?:监测)?断面(?=(?:共计?|总数|合计)?(?:有|为|数?[由从])?\d+个)"
    # 3条主要河流共布设省控以上断面5个
    r"|(?:(?<=布设)|(?<=布设了)|(?<=设置)|(?<=设置了)|(?<=设有))(?:[国省市州县区]控)?(?:及?以上)?(?:地表水|河流)?(?:水质)?断面(?=(?:共计?)?\d+个)"
)
# 完成15个行政村生活污水治理任务，治理率达60%以上
_RURAL_SEWAGE = re.compile(
    r"(?<=村)的?(?:农村)?生活污水治理(?:任务|工程|项目|设施建设)?,(?:全县|总体|累计)?治理率(?=[一-龥]{0,4}\d)"
)
# 4个国控断面中，III类1个、IV类3个: the only good class of those told one by one
_ONLY_GOOD_CLASS = re.compile(
    r"(?:(?<=断面中,)|(?<=断面中)|(?<=断面里,)|(?<=断面,)|(?<=断面:)|(?<=其中,)|(?<=其中))III类(?:水质)?的?(?:断面)?(?:有|为)?"
    r"(?=\d+个[^。;\d]{0,8}?[、,和](?:IV|劣?V)类)"
)
_SOURCE_COUNT = re.compile(r"(?:饮用水)?水源地(?=(?:共|各|分别)?(?:有|为)?\d+[个处、])")
_SHARE_OF_POINTS = re.compile(
    r"生态文明建设(?:类|相关)?(?:考核)?(?:指标|内容)?(?=(?:占|为|共|计)?\d+(?:\.\d+)?分(?!别))"
)
_INDEX = re.compile(
    r"(?<![A-Za-zΔ])(?P<index>EI|EQI)(?=为(?!优|良|一类|二类)|得分|评价|结果|均值|上升|下降|提高|降低|最[近新]|达|由|从|较|比|\d|分别|依次"
    # EQI：2021年（回算）56.42
    r"|:?(?:(?:19|20)\d\d年度?(?:\([^()\d]{1,8}\))?)?(?:为|是)?:?\d{1,2}\.\d)"
)


# the difference of an index from the year before
_DIFFERENCE = re.compile(r"[Δ△](?P<index>EI|EQI)(?=[值)为是达=:\d-]|分别|依次)")
# what the plants of towns treat is not the county town's plant's
_TOWN_PLANTS = re.compile(
    r"(?:各?乡镇|镇级|各镇|集镇|建制镇)(?:集镇)?(?:生活)?污水处理(?:站|设施|厂?\(站\)|厂)(?:共|累计|全年)?"
    r"(?:达标)?(?:处理|排放)(?:后达标排放)?(?:污水)?(?=的?量?(?:共|约|为)*\d)"
    r"|(?:乡镇|镇级|集镇|建制镇)(?:生活)?污水处理厂处理达标排放(?:污水)?(?=\d)"
)
# 其中县城污水处理厂868万吨，镇级处理站147万吨
_TREATED = r"(?=\d+(?:\.\d+)?(?:万吨|万立方米|吨)(?![/每日]))"
_PLANT = re.compile(rf"(?:(?<=其中)|(?<=\())(?:县城|城区|县|市|区|城市)?(?:生活)?污水处理厂{_TREATED}")
_STATIONS = re.compile(rf"(?:各?乡镇|镇级|各镇|集镇|建制镇)(?:(?:生活)?(?:污水)?处理(?:站|设施|厂)|站){_TREATED}")
# 县城污水处理厂设计规模2.5万吨/日，全年处理达标排放污水742.6万吨
_PLANT_THEN = re.compile(
    r"(?<!镇级)(?<!乡镇)(?<![座个])污水处理厂[^。;厂站]{0,30}?,(?:全年|当年|年内|累计|共|已|实际)*"
    rf"(?P<deed>处理并?达标排放(?:生活)?(?:污水|水量)?|达标处理(?:生活)?污水|(?:收集)?处理(?:生活)?污水)(?:共|约|为)*{_TREATED}"
)
# 县城污水处理厂、镇级污水处理厂分别承担754.3万吨和146.6万吨
_PLANTS_LISTED = re.compile(
    r"(?P<first>(?:县城|城区|县|市|区|城市)?(?:生活)?污水处理厂)[、和与及]"
    r"(?P<second>(?:各?乡镇|镇级|各镇|集镇|建制镇)(?:(?:集镇)?(?:生活)?(?:污水)?处理(?:站|设施|厂)|站)(?:分别|各自?)"
    r"(?:全年|共|累计)?(?:承担|收集|处理|达标|排放|完成|了|生活|污水|水量|为|约)*)(?=\d)"
)
# 编制的7个专项规划均依法开展环评，执行率100%
_PLANS_ASSESSED = re.compile(
    r"(?<=[个项])(?P<plans>(?:专项|区域|各类|综合)?规划(?:均|全部|都)已?(?:依法|按要求|按规定)?(?:开展|完成|编制|进行)了?(?:规划)?环(?:评|境影响评价))"
    r"(?:,(?P<rate>(?:开展|执行)率)(?=[均达到为]{0,2}\d))?"
)
_SHEETS = re.compile(r"有效(?:回收|收回)的?(?:调查)?问卷(?=(?:共|为|计)*\d)")
# 莲江岸线162.8公里，两区121.4公里
_OWN_BANK = re.compile(r"(?<=[江河溪湖库渠流段])岸线(?:总长度?|长度?|全长)?(?:共|约|合计|为)*(?=\d)")
_BOTH_ZONES = re.compile(
    r"(?:保护区和保留区|保护区[、与及]保留区|(?:这|上述|以上)?两(?:类|个)?(?:功能)?区)(?:岸线|岸段|合计|长度|总长|共|约|为)*(?=\d)"
)
# 纳入实绩考核，100分中占24分
_POINTS_OF_ALL = re.compile(r"(?<=分中)(?:生态文明(?:建设)?)?占(?=\d+(?:\.\d+)?分)")
# a word that must stand there, the words themselves, what they name
_CALLED_OTHERWISE = (
    ("污水处理", _TOWN_PLANTS, "其他污水处理设施达标排放量"),
    ("污水处理厂", _PLANT, "污水处理厂达标排放量"),
    ("镇", _STATIONS, "其他污水处理设施达标排放量"),
    ("问卷", _SHEETS, "样本量"),
    ("断面", _SECTIONS, "监测断面数"),
    ("III类", _ONLY_GOOD_CLASS, "达到或优于III类断面"),
    ("水源地", _SOURCE_COUNT, "水源地总数"),
    ("污水治理", _RURAL_SEWAGE, "农村生活污水治理率"),
    ("生态文明建设", _SHARE_OF_POINTS, "生态文明相关考核得分"),
    ("分中", _POINTS_OF_ALL, "生态文明相关考核得分"),
)


def with_other_words(names: tuple[NamedSpan, ...], text: str, scene: Scene) -> tuple[NamedSpan, ...]:
    """Return the names of a text with those that it puts in other words, in order."""
    others = [*_pollutants(text, scene), *_species(text, scene), *_per_product(text, scene)]
    others += [*_indexes(text, scene), *_named_grounds(text, scene)]
    others += [span for place in weights_told(text) if (span := _called(OF_ASSESSMENT, *place, scene))]
    if "占" in text:
        others += [*_shares_in(text, scene), *_parts_of_wholes(text, scene), *_shares_of_land(text, scene)]
    shares = (*((start, end) for _, start, end in rates_of_all_good(text)), *shares_of_classes(text))
    good = (_called(SHARE_OF_GOOD_SECTIONS, *place, scene) for place in shares)
    others += [span for span in good if span is not None]
    for word, pattern, name in _CALLED_OTHERWISE:
        if word in text:
            others += [span for match in pattern.finditer(text) if (span := _called(name, *match.span(), scene))]
    others += [span for place in none_of_worst(text) if (span := _called("劣V类断面数", *place, scene))]
    if "污水处理厂" in text:
        others += _plants(text, scene)
    if "规划" in text:
        others += _plans_assessed(text, scene)
    if "满意度" in text and all(one in scene.proved for one in (("satisfaction", None), ("participation", None))):
        others += _both_degrees(text, scene)
    if "岸线" in text:
        others += _banks(text, scene)
    kept = [one for one in others if not any(span.start < one.end and one.start < span.end for span in names)]
    found = tuple(sorted((*names, *kept), key=lambda span: span.start)) if kept else names
    over = scene.headings[-1] if scene.headings else ""
    return tuple(_of_the_thing(span, text, scene) for span in found) if speaks_of_things(over + text) else found


def indexes_told(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Return (name, its place) of what a text (a shadow) tells of an index by its letters: EI由72.1升至72.6."""
    told = [(match["index"], match.span()) for match in (_INDEX.finditer(text) if "I" in text else ())]
    told += [(match["index"], match.span()) for match in (_DIFFERENCE.finditer(text) if "I" in text else ())]
    return [(index + "值", place) for index, place in told]


def _plants(text: str, scene: Scene) -> list[NamedSpan]:
    """Return what the county town's plant treats, and those of towns: …、镇级污水处理厂分别承担754万吨和146万吨."""
    own, other = "污水处理厂达标排放量", "其他污水处理设施达标排放量"
    spans = [_called(own, *match.span("deed"), scene) for match in _PLANT_THEN.finditer(text)]
    for match in _PLANTS_LISTED.finditer(text):
        spans += [_called(own, *match.span("first"), scene), _called(other, *match.span("second"), scene)]
    return [span for span in spans if span is not None]


def _plans_assessed(text: str, scene: Scene) -> list[NamedSpan]:
    """Return the plans counted as assessed, and the rate told of them: 7个专项规划均依法开展环评，执行率100%."""
    spans = []
    for match in _PLANS_ASSESSED.finditer(text):
        spans.append(_called("已开展环评规划数", *match.span("plans"), scene))
        if match["rate"]:
            spans.append(_called("规划环评执行率", *match.span("rate"), scene))
    return [span for span in spans if span is not None]


def _both_degrees(text: str, scene: Scene) -> list[NamedSpan]:
    """Return the two degrees of a survey told together by their last words: 满意度、参与度均超过80%的标准."""
    spans = []
    for match in _BOTH_DEGREES.finditer(text):
        spans += [_called(f"公众对生态文明建设的{match[one]}", *match.span(one), scene) for one in (1, 2)]
    return [span for span in spans if span is not None]


def _banks(text: str, scene: Scene) -> list[NamedSpan]:
    """Return the banks of one river, and the two zones that count: 莲江岸线162.8公里，两区121.4公里."""
    spans = [_called("河湖岸线总长度", *match.span(), scene) for match in _OWN_BANK.finditer(text)]
    if "保留区" in text:
        spans += [_called("岸线保护区和保留区长度", *match.span(), scene) for match in _BOTH_ZONES.finditer(text)]
    return [span for span in spans if span is not None]


def _pollutants(text: str, scene: Scene) -> list[NamedSpan]:
    """Return what stands for its own concentration: PM2.5为22微克/立方米."""
    found = _POLLUTANT.finditer(text) if "2.5" in text or "细颗粒物" in text else ()
    return [span for match in found if (span := _called("PM2.5浓度", *match.span(), scene)) is not None]


def _indexes(text: str, scene: Scene) -> list[NamedSpan]:
    """Return what stands for the value of an index, or for its difference: EI为72.1, ΔEQI为0.23."""
    return [span for name, place in indexes_told(text) if (span := _called(name, *place, scene)) is not None]


def _species(text: str, scene: Scene) -> list[NamedSpan]:
    """Return the animals and plants under the state's protection: 国家重点保护野生动物31种、植物15种."""
    spans = []
    for match in _SPECIES.finditer(text) if "国家" in text else ():
        spans.append(_called("国家重点保护物种", match.start(), match.end("first"), scene))
        if match["second"]:
            spans.append(_called("国家重点保护物种", *match.span("second"), scene))
    return [span for span in spans if span is not None]


def _per_product(text: str, scene: Scene) -> list[NamedSpan]:
    """Return what each 万元 of product uses up: 每万元地区生产总值消耗0.42吨标准煤."""
    spans = [
        _called(
            "万元GDP能耗" if match["energy"] else "万元GDP用水量" if match["water"] else _LAND_PER_PRODUCT,
            *match.span(),
            scene,
        )
        for match in (_PER_PRODUCT.finditer(text) if "万元" in text else ())
    ]
    return [span for span in spans if span is not None]


def _shares_in(text: str, scene: Scene) -> list[NamedSpan]:
    """Return the shares told part first: 绿色建筑在新建建筑中占比98%."""
    spans = []
    for match in _SHARE_IN.finditer(text):
        for begin in range(match.start("part"), match.end("part") - 3):
            name = f"{text[begin : match.end('part')]}占{match['whole']}的比例"
            if (span := _called(name, begin, match.end(), scene)) is not None:
                spans.append(span)
                break
    return spans


def _parts_of_wholes(text: str, scene: Scene) -> list[NamedSpan]:
    """Return the rates told by their two parts: 绿色建筑占新建建筑的96.9%, 新建建筑中绿色建筑占93.7%."""
    spans = []
    for match in (*_PART_OF.finditer(text), *_WHOLE_WITH.finditer(text)):
        above, below = _components(match["part"], scene), _components(match["whole"], scene)
        rates = measure_shared([name for name in above if name.component], below) if above and below else ()
        if len(rates) == 1:
            spans.append(NamedSpan(match.start(), match.end(), rates))
    return spans


def _components(words: str, scene: Scene) -> tuple[Name, ...]:
    """Return the components that words name once the ending of an amount is put to them: 绿色建筑 for its 面积."""
    for begin in range(len(words) - 3):
        for end in ("", "面积", "数", "量", "规模", "人数"):
            if mentions := scene.lexicon.called(words[begin:] + end):
                return tuple(name for span in named_spans(mentions, scene.edition) for name in span.names)
    return ()


def _shares_of_land(text: str, scene: Scene) -> list[NamedSpan]:
    """Return the share of the county's land that the one kind of land proved takes up: 合计占全县土地面积的1.81%."""
    kinds = [name for sub, name in ((1, "生态保护红线占比"), (2, "自然保护地占比")) if scene.proves("eco_space", sub)]
    found = _OF_LAND.finditer(text) if len(kinds) == 1 else ()
    told = [match for match in found if _LAND_KINDS[kinds[0]].search(text, 0, match.start())]
    return [span for match in told if (span := _called(kinds[0], *match.span(), scene)) is not None]


def _named_grounds(text: str, scene: Scene) -> list[NamedSpan]:
    """Return the areas of protected grounds told by their own names: 天子界自然保护区面积82.4平方公里."""
    found = _GROUND.finditer(text) if "面积" in text and scene.proves("eco_space", 2) else ()
    return [span for match in found if (span := _called("自然保护地面积", *match.span("area"), scene)) is not None]


def _called(name: str, start: int, end: int, scene: Scene) -> NamedSpan | None:
    called = named_spans(scene.lexicon.called(name), scene.edition)
    return NamedSpan(start, end, called[0].names) if called else None


def _of_the_thing(span: NamedSpan, text: str, scene: Scene) -> NamedSpan:
    """Return a rate as that of the thing its sentence speaks of: 水源地3个，水质优良比例100% is not of sections."""
    if len(span.names) != 1 or span.names[0].unit != "%":
        return span
    if not is_general(text[span.start : span.end]):
        return span
    return of_the_thing(text[span.start : span.end], text, span.start, scene) or span


def of_the_thing(words: str, text: str, start: int, scene: Scene) -> NamedSpan | None:
    """Return the rate that words at a place name with the sections or sources told last before them."""
    if not words.endswith(("率", "比例", "比重", "占比")):
        return None
    for before in things_told(text, start, scene.headings):
        if found := _called(before + words, start, start + len(words), scene):
            return found
    return None
