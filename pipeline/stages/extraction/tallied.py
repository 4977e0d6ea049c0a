"""What is counted for indicators that are judged in words: the table of its words."""

import re
from dataclasses import dataclass

_SAYS = (
    r"(?:\([^()\d]{1,10}\)|总数|增加到|增至|扩大到|仍|目前|总共|人数|数量?|共计?|合计|累计|分别|各|有|为|达到?|[:(])*"
)
_MUST = r"(?:应|须|需)(?:当|该|依法|予以|主动|按要求|开展|纳入|强制|要)*"
_COVERED = r"(?<!森林)(?<!林草)(?<!绿化)(?<!植被)覆盖率"
_TELLING = (
    r"(?:特有性?|指示性)(?:[、或和及](?:特有性?|指示性))?(?:水生|水体)?"
    r"(?:动植物|生物物种|生物|物种|鱼类|底栖动物)(?!保持)"
)
_PUBLIC = r"(?:公开|披露|公布)"
_MADE_PUBLIC = rf"(?<!未)(?:已|实际|按期|如期|按时)(?:经|主动|全部|依法|按要求)*{_PUBLIC}[^,。;\d]{{0,8}}"
_PERSONS = ("人", "名", "位")
_THINGS = ("个", "项", "件", "条")


@dataclass(frozen=True)
class Lead:
    """Words before a number: `at_once` with all up to it, `stem` where it may follow behind words of no thing."""

    at_once: re.Pattern[str]
    stem: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Tally:
    """A component by its name with the words before or after its number (of shadows), and its counters.

    `within` is a word that the sentence must hold, `around` one that its paragraph must; `only_sub` the sub-indicator
    that alone the document must prove.
    """

    indicator_id: str
    component: str
    units: tuple[str, ...]
    before: Lead | None = None
    after: re.Pattern[str] | None = None
    within: str = ""
    only_sub: int = 0
    around: str = ""


def _before(words: str) -> Lead:
    return Lead(re.compile(f"(?:{words}){_SAYS}$"), re.compile(f"(?:{words}){_SAYS}"))


def _right_before(words: str) -> Lead:
    return Lead(re.compile(f"(?:{words})$"))


# 完成健康河流评价3条, 创建美丽河流2条: rivers that something was done to, not all there are
_NOT_SOME = "(?<!健康)(?<!幸福)(?<!美丽)(?<!示范)(?<!达标)(?<!黑臭)(?<!治理)(?<!整治)(?<!清淤)"
_NOT_DONE = (
    r"(?![^,。;\d]{0,6}(?:评价|评估|治理|整治|修复|清淤|疏浚|划界|划定|创建|打造|建设|改造|验收|编制|监测|排查|清理))"
)

TALLIES = (
    Tally("river_chief", "河流数", ("条",), _before(rf"{_NOT_SOME}(?:河流|河道|河渠|溪流|水系){_NOT_DONE}")),
    Tally(
        "river_chief",
        "河流数",
        ("条",),
        after=re.compile(
            r"(?:主要|大小|骨干|中小|重点|境内)*的?(?:河流|河道|河渠|河湖|干渠|溪流|河(?=[,、;。(]))(?!的?(?:水域)?(?:岸线|健康|管理范围))"
        ),
    ),
    Tally("river_chief", "河长人数", _PERSONS, _before("(?<!民间)(?<!企业)(?<!巾帼)(?<!红领巾)河(?:湖|库)?长")),
    Tally(
        "river_chief",
        "河长人数",
        _PERSONS,
        after=re.compile(r"(?:[省市县区镇乡村]级?(?:\(街道\))?|[、和及]|[两三四]级)*(?:总)?河(?:湖|库)?长(?!制|办)"),
    ),
    Tally("river_chief", "巡河次数", ("次", "人次"), _before("(?:巡(?:河|湖|查|护)(?:[河湖库]|巡查)?|巡察)")),
    Tally("river_chief", "巡河次数", ("次", "人次"), after=re.compile(r"的?巡河")),
    Tally(
        "plan_eia",
        "应开展环评规划数",
        _THINGS,
        _before(_MUST + r"[^,。;]{0,4}(?:环境影响评价|环评)的?(?:专项)?规划"),
    ),
    Tally(
        "plan_eia",
        "应开展环评规划数",
        _THINGS,
        _right_before(_MUST + r"[^,。;]{0,4}(?:环境影响评价|环评)的"),
        re.compile(r"(?:专项)?规划"),
    ),
    Tally(
        "plan_eia",
        "已开展环评规划数",
        _THINGS,
        _before(
            r"(?:已|均|全部|依法|实际)+(?:开展|完成|编制)(?:了)?(?:规划)?(?:环境影响评价|环评)?(?:报告书?|篇章)?的?(?:规划)?"
        ),
        within="环",
    ),
    Tally(
        "plan_eia",
        "应开展环评规划数",
        _THINGS,
        _before(_MUST + r"[^,。;\d]{0,4}(?:环境影响评价|环评)的"),
    ),
    Tally(
        "plan_eia",
        "已开展环评规划数",
        _THINGS,
        after=re.compile(
            r"(?:规划)?的?(?:环境影响评价|环评)?(?:均|都|已|全部)+(?:依法|按要求)?(?:完成|开展|编制|通过)[^,。;\d]{0,12}"
        ),
        within="环",
    ),
    Tally(
        "emergency", "应急预案备案企业数", ("家",), _before(r"(?<!新)(?<!修订)(?<!变更)(?<!重新)备案的?(?:企业|单位)?")
    ),
    Tally(
        "emergency",
        "应急预案备案企业数",
        ("家",),
        after=re.compile(r"(?:重点)?(?:企业|单位)[^,。;]{0,8}(?:完成|办理|进行|实现)[^,。;]{0,14}备案"),
    ),
    Tally(
        "emergency",
        "应急预案备案企业数",
        ("家",),
        after=re.compile(r"(?:重点)?(?:企业|单位)的?(?:突发|环境|事件|应急|综合)*预案(?:均|都|已|全部)*备案(?!率)"),
    ),
    Tally("emergency", "应急预案备案企业数", ("家",), _before(r"(?<!新)应急预案(?:备案)?的(?:企业|单位)")),
    Tally(
        "emergency",
        "应急演练次数",
        ("次", "场"),
        _before(r"(?<!自行开展)(?<!自行组织)(?<!自行)(?:应急|综合|实战|桌面|拉练)*演练(?:活动)?"),
        within="演练",
    ),
    Tally("emergency", "突发环境事件数", ("起", "次", "件"), _before(r"(?:突发(?:生态)?|次生)环境(?:污染)?事件")),
    Tally(
        "soil_list",
        "名录地块数",
        ("个", "块", "宗"),
        after=re.compile(r"(?:建设用地|污染|疑似)*地块(?:\([^()]*\))?(?:被|已)?(?:列入|纳入)[^,。;]{0,12}名录"),
    ),
    Tally(
        "soil_list",
        "调查地块数",
        ("个", "块", "宗"),
        _before("地块"),
        re.compile(r",(?:均|全部|都|已)[^,。;\d]{0,8}(?:开展|完成|进行)[^,。;\d]{0,14}调查"),
    ),
    Tally(
        "soil_list",
        "调查地块数",
        ("个", "块", "宗"),
        _before(r"(?:核验|核查|审核|查验|核实|评审)[^,。;\d]{0,8}"),
        re.compile(r"的?[^,。;\d]{0,6}地块"),
    ),
    Tally(
        "soil_list",
        "调查地块数",
        ("个", "块", "宗"),
        _before(r"(?:核验|核查|审核|查验|核实|评审)[^,。;\d]{0,8}(?:建设用地|地块)|调查报告\d+份,涉及地块"),
    ),
    Tally(
        "soil_list",
        "调查地块数",
        ("个", "块", "宗"),
        after=re.compile(r"的?地块[^,。;]{0,4}(?:进行|开展|组织)了?[^,。;\d]{0,12}(?:核查|核验|审核)"),
    ),
    Tally("soil_list", "调查企业数", ("家",), _right_before(r"调查[^。;]{0,14}、(?:重点行业)?企业(?:用地)?")),
    Tally("soil_list", "名录地块数", ("个", "块", "宗"), _before(r"名录(?:内|中)?的?(?:管控|在册|建设用地|污染)*地块")),
    Tally(
        "soil_list",
        "调查地块数",
        ("个", "块", "宗"),
        _before(r"地块(?:的)?(?:土壤)?(?:污染)?(?:状况)?(?:初步)?调查(?:报告)?"),
    ),
    Tally(
        "soil_list",
        "调查地块数",
        ("个", "块", "宗"),
        after=re.compile(r"[^,。;]{0,24}?地块[^,。;]{0,6}(?:完成|开展|进行)了?[^,。;]{0,20}调查"),
    ),
    Tally(
        "soil_list",
        "调查地块数",
        ("块", "宗", "个"),
        _before(r"土壤(?:污染)?(?:状况)?(?:初步)?调查(?:工作)?"),
        within="地块",
    ),
    Tally(
        "soil_list",
        "调查企业数",
        ("家",),
        after=re.compile(
            r"(?:土壤(?:污染)?)?重点(?:行业|监管)?(?:行业)?企业用地(?:土壤)?(?:污染)?(?:状况)?(?:初步|详细)?调查"
        ),
    ),
    Tally(
        "soil_list", "调查企业数", ("家",), _before(r"企业用地(?:土壤)?(?:污染)?(?:状况)?调查[^,。;\d]{0,6}(?:企业)?")
    ),
    Tally(
        "deploy",
        "研究生态环境保护议题次数",
        ("次",),
        _before(r"(?:研究|听取|审议|部署|学习)[^,。;\d]{0,12}(?:生态环境|生态文明|环境保护|污染防治)[^,。;\d]{0,10}"),
    ),
    Tally(
        "deploy",
        "研究生态环境保护议题次数",
        ("次",),
        _before(r"(?:常委会|常务会|党组会|党委会)(?:议|会议)?[^,。;\d]{0,4}(?:研究|听取|审议|部署|学习)"),
        within="生态",
    ),
    Tally(
        "deploy",
        "研究生态环境保护议题次数",
        ("次",),
        after=re.compile(
            r"(?:[、和及][^,。;\d]{2,14}\d+[次场])*(?:专题|集中|专门|先后)*(?:研究|听取|审议|部署|学习)[^,。;\d]{0,10}(?:生态|环境|环保|污染|督察|督查)"
        ),
    ),
    Tally(
        "deploy",
        "研究生态环境保护议题次数",
        ("次",),
        _before(r"(?:常委会|常务会|党组会|党委会)(?:议|会议)?"),
        re.compile(r"(?![,、](?:其中)?[^,。;\d]{0,6}(?:研究|议题))"),
        within="研究生态",
    ),
    Tally(
        "deploy",
        "督察问题总数",
        _THINGS,
        _before(r"(?:督察|督查)(?:组)?(?:反馈|交办|移交|通报|涉及|指出)[^,。;\d]{0,10}(?:问题|任务)"),
    ),
    Tally(
        "deploy",
        "督察问题总数",
        _THINGS,
        _before(r"(?:督察|督查)(?:组)?(?:反馈|交办|移交|通报|指出)(?:意见)?(?:涉及|给)?(?:[我本全][县市区旗])?的?"),
        re.compile(r"(?:突出|具体|生态环境|整改)*(?:问题|任务)"),
    ),
    Tally(
        "deploy",
        "督察问题总数",
        _THINGS,
        _right_before(r"(?:督察|督查)[^。;\d]{0,12}整改,"),
        re.compile(r"(?:突出|具体)?问题"),
    ),
    Tally(
        "deploy",
        "已整改督察问题数",
        _THINGS,
        _before(
            r"(?:已经?|全部|均)?完成(?:整改|销号)|整改(?:完成|到位)?(?:并|且)?(?:验收)?销号|已?整改销号|问题(?:中)?(?:已|均|全部)*完成|已(?:整改|销号)(?:完成|到位)?"
        ),
        around="督",
    ),
    Tally(
        "deploy",
        "督察问题总数",
        _THINGS,
        _right_before(r"(?:反馈|交办|移交|指出|涉及)(?:[我本全][县市区旗])?的?"),
        re.compile(r"(?:突出|具体|生态环境|整改)*(?:问题|任务)"),
        around="督",
    ),
    Tally(
        "soil_list",
        "调查地块数",
        ("块", "宗"),
        _before(r"(?:完成|开展|组织)了?(?:初步|详细|状况)*调查"),
        around="地块",
    ),
    Tally("disclosure", "应公开信息数", _THINGS, _before(_MUST + r"公开的?[^,。;\d]{0,10}(?:信息|事项|内容|项目)?")),
    Tally("disclosure", "已公开信息数", _THINGS, _before(_MADE_PUBLIC)),
    Tally(
        "disclosure",
        "应公开信息数",
        _THINGS,
        _right_before(r"(?:依法|应当?|须|需|要求)(?:主动|予以)*公开的"),
        re.compile(r"(?:政府|环境|生态)*(?:信息|事项|内容)"),
    ),
    Tally(
        "disclosure",
        "应公开企业数",
        ("家",),
        _before(r"(?:排污单位|监管|披露)[^,。;\d]{0,6}(?:名录|名单)[^,。;\d]{0,12}?(?:企业|单位)"),
    ),
    Tally(
        "disclosure",
        "应公开企业数",
        ("家",),
        _before("重点排污单位"),
        re.compile(rf",(?:均|全部|都|已)[^,。;\d]{{0,20}}{_PUBLIC}"),
    ),
    # 督促21家重点排污单位公开自行监测信息，实际公开21家
    Tally(
        "disclosure",
        "应公开企业数",
        ("家",),
        _right_before(r"(?:督促|要求|指导|监督|推动)(?:辖区|全[县市区旗])?(?:内)?(?:的)?"),
        re.compile(
            rf"(?:重点)?(?:排污单位|企业|单位)(?:依法|主动|及时|全面)*{_PUBLIC}[^。;,\d]{{0,24}},(?:实际|已)(?:经|全部)*{_PUBLIC}"
        ),
    ),
    Tally(
        "disclosure",
        "已公开企业数",
        ("家",),
        after=re.compile(
            rf"(?:重点)?(?:排污单位|企业|单位)?(?:(?:已|均|全部|都|依法|按[^,。;\d]{{1,3}})[^,。;\d]{{0,26}})?{_PUBLIC}了?"
        ),
    ),
    Tally(
        "disclosure",
        "应公开企业数",
        ("家",),
        _before("(?:重点排污|重点监管|应披露的?)(?:单位|企业)"),
        re.compile(rf",(?:其中)?(?:已|实际|依法|主动)*{_PUBLIC}了?\d"),
    ),
    Tally(
        "disclosure",
        "应公开企业数",
        ("家",),
        _right_before(r"(?:列入|纳入|进入)[^,。;\d]{2,20}(?:名录|名单)的"),
        re.compile(r"(?:重点)?(?:排污|监管)?(?:单位|企业)"),
    ),
    Tally(
        "disclosure",
        "已公开企业数",
        ("家",),
        _right_before(
            rf"[,、;]{_PUBLIC}了?(?:自行|监测|环境|有关|年度|报告)*(?:信息|数据|报告)(?:的(?:有|单位|企业)?)?"
        ),
    ),
    Tally("disclosure", "已公开企业数", ("家",), _right_before(rf"[家,、中]{_PUBLIC}(?:了|的有|的)?")),
    Tally("disclosure", "应公开企业数", ("家",), _before(_MUST + rf"[^。;,\d]{{0,12}}{_PUBLIC}[^。;,\d]{{0,24}}")),
    Tally("disclosure", "已公开企业数", ("家",), _before(_MADE_PUBLIC)),
    Tally(
        "training",
        "党政领导干部总人数",
        _PERSONS,
        _before(r"副科级以上[^。;\d]{0,10}干部,?(?:全[县市区旗])?"),
    ),
    Tally("sorting", "农村生活垃圾收集储运覆盖率", ("%",), _before(_COVERED), within="收集储运"),
    Tally("sorting", "农村生活垃圾收集储运覆盖率", ("%",), _before(_COVERED), within="收运"),
    Tally("sorting", "生活垃圾分类覆盖率", ("%",), _before(rf"(?:(?:生活)?垃圾)?(?:分类)?{_COVERED}"), within="分类"),
    Tally(
        "biodiversity",
        "特有性或指示性水生物种数",
        ("种",),
        _before(rf"{_TELLING}(?:历史(?:上)?)?(?:记录|记载|资料)?"),
    ),
    Tally("biodiversity", "特有性或指示性水生物种数", ("种",), after=re.compile(rf"为?的?{_TELLING}")),
    Tally(
        "biodiversity",
        "特有性或指示性水生物种数",
        ("种",),
        _before(r"(?:采集|记录|监测|调查|发现|采获|捕获|分布|采|捕)(?:到|有)?"),
        within="指示性",
    ),
    Tally(
        "biodiversity",
        "特有性或指示性水生物种数",
        ("种",),
        after=re.compile(r"(?:均|都|全部)(?:有|能|被|已)?(?:发现|采获|采集到|记录|监测到|分布)"),
        within="指示性",
    ),
    Tally(
        "biodiversity",
        "特有性或指示性水生物种数",
        ("种",),
        _right_before(r"历史(?:记录|调查|资料|记载)?的?"),
        within="指示性",
    ),
    Tally(
        "biodiversity",
        "特有性或指示性水生物种数",
        ("种",),
        _before(
            r"(?:采集|采获|采|捕获|捕|记录|监测|调查|发现|鉴定)(?:到|获|出|有|了)*(?:[^,。;\d]{0,8}(?:鱼类|生物|物种|鱼|底栖动物))?|"
            r"历史(?:上)?(?:\([^()]*\))?(?:资料|文献)?(?:记录|记载|调查|分布)?(?:到|有|的)*"
        ),
        only_sub=3,
    ),
    Tally(
        "biodiversity",
        "特有性或指示性水生物种数",
        ("种",),
        _before(r"与(?:19|20)\d\d年[^,。;\d]{0,8}的"),
        re.compile("一致|相同|持平"),
        within="性水生",
    ),
)
