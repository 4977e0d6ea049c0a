"""What a document does: it reports what is, sets what shall be, tells people of it."""

import re
from collections.abc import Iterable, Iterator

from pipeline.numbers.shadow import shadow
from pipeline.passages import Prose, Table
from pipeline.stages.tagging.claims import Stance
from pipeline.stages.tagging.letters import hands_in, is_letter
from pipeline.stages.tagging.pages import reports_figures, teaches_or_asks
from schemas.document import Identity

REPORTING_KINDS = ("monitoring", "bulletin", "statistics", "certificate", "survey", "summary", "assessment", "list")

_LETTERS = ("notice", "approval")
_HANDOUT = re.compile(
    r"讲义|课件|讲稿|学习(?:参考)?[材资]料|培训材料|培训教材|辅导|(?<!汇报)(?<!发言)提纲|知识问答|宣传手册|手册|读本|倡议书|公开信|讲话|致辞|见闻|经验交流|交流材料|交流发言|典型经验|经验做法|典型案例"
    # figures are explained by who reports them: 数据解读, 统计公报解读
    r"|(?<!数据)(?<!公报)(?<!公报》)(?<!年报)(?<!状况)解读(?![^,。]{0,24}(?:公报|年报|数据|状况))"
    # a model text with blanks for its names is nobody's report: XX县…工作总结（范文）
    r"|范文(?!明|化)|(?:写作|总结|报告|方案|材料)模[板版]|[XxＸｘ×]{2,3}(?:自治)?[县市区旗乡镇局]"
    # what others reach, told by who went there; 科学考察 is of nature
    r"|(?:赴|前往|外出)[^,。]{0,14}(?:考察|学习|参观|取经)|学习考察|考察学习|参观(?:学习|考察)|(?:考察|参观)(?:活动)?(?:见闻|体会|心得)"
)
_LAW = re.compile(
    r"^中华人民共和国|条例$|(?<!办)法$|技术规范|技术指南|管理规程|建设指标(?:[(][^()]*[)])?$|(?:国家|行业|地方)标准"
)
# who is to supply something tells of a wish to buy
_TENDER = re.compile(
    r"(?:采购|招标|磋商|谈判|询价|比选|竞价|中标|成交)(?:项目)?(?:结果|候选人|邀请)?的?(?:公告|公示|邀请书?)$"
)
_RESULT_NOTICE = re.compile(
    r"结果|评价情况|完成情况|情况的?(?:通报|函|公示)|名单的?(?:通知|公告|公示)|年报"
    r"|(?:完成|验收|达标|竣工|认定|销号|整改|建成|核查)(?!.*(?:招标|采购|招聘|磋商|中标|成交)).*公示$"
    # what an office makes public or known: 信息公告, 关于公布2022年…情况的通知
    r"|^(?!.*(?:招标|采购|招聘|征集|磋商|中标|成交|竞价|出让)).*(?:信息|状况|情况|数据)的?(?:发布|公开)?(?:公告|公示|公布)$"
    r"|(?:公布|通报|发布)(?!.*(?:实施|施行|批评)).*(?:情况|结果|数据|信息|指标|进展|排名)的?(?:通知|公告|函|通报)$"
    # it answers who asked for figures: 关于核定2022年用水数据的复函
    r"|(?:核[实对定查]|查询|确认|提供|报送|补充).*(?:数据|数值|数量|指标|情况|信息|结果|材料)(?:情况|事宜|事项)?的?(?:复函|回函|函复|回复|答复)$"
    r"|数据的?报告$|(?:验收|认定|核定|鉴定)(?:意见书?|报告|鉴定书?)$|^(?!.*请).*(?:报送|提供|反馈).*(?:数据|情况|材料|说明)的?报告$"
)
# the paper in which an office tells how its own work goes; 培训简报 and 新闻 tell of events
_OFFICE_BRIEF = re.compile(r"工作简报|(?:情况|进展|进度)简报|专报")
_SERIES = re.compile(r"工作(?:简报|专报|动态|信息)")
# a notice of an event is no measure of the office: 河长制知识竞赛
_EVENT = re.compile(
    r"(?:竞赛|比赛|大赛|征文|征集|书画|摄影|演讲|文艺|志愿(?:服务|者)?|宣传(?:周|月|日)?|主题[一-龥]{0,4})(?:系列|展|展示|评选)?(?:活动)?的?(?:通知|公告|启事)$"
    r"|召开[^的]*会议?的?通知$"
)
_TASKS = re.compile(r"(?:任务|目标|责任|职责)(?:分工|分解|清单|书)|分工(?:方案|表)|任务表|规划指标")
# what an office tells the press of its matter, word by word; 在全县…会上的讲话 is a leader's
_BRIEFING = re.compile(
    r"(?:发布会|通气会|吹风会|见面会|记者会)(?:上的?|[·•:-][^,。]{2,16}?)?(?:实录|文字实录|发布词|发布稿|发言|答(?:记者)?问)|发布词$|答记者问"
)
# where those who speak are named line by line the page is the record itself, whatever its title
_OF_PRESS = re.compile(r"(?:新闻|媒体|记者|情况|政策)?(?:发布|通气|吹风|见面|记者)会")
_SPEAKS_TO_PRESS = re.compile(
    r"(?:主持人|发布人|发言人|[一-龥《》\"]{2,14}记者)(?:[\s(][^:,。]{1,12})?:"
    # 县水利局局长　某某：…
    r"|[一-龥]{1,14}(?:局|委|办|中心|委员会|办公室|政府|分局)(?:党[组委]书记|党委委员|[、副总代]|四级调研员|[一二]级(?:主任科员|调研员))*(?:局长|主任|县长|市长|区长|书记|部长|总工程师)[\s、]{0,2}[一-龥]{0,4}:"
)
_SPEECH = re.compile(r"(?:发言|提纲)(?:稿|材料)?$")
_DONE = re.compile(r"完成|进展|落实|执行|结果|总结|自评|评估")


def stance_of(identity: Identity, texts: Iterable[str] = ()) -> Stance:
    """Tell what the document does: report what is, set what shall be, tell people of it.

    News, handouts, speeches, the texts of laws and standards tell; a notice of results reports, so does a letter that
    hands in what its office knows (`texts` are the shadows of what the document says); a list of tasks sets.
    """
    title = identity.title or ""
    told = list(texts)
    if is_letter(identity) and identity.kind not in ("approval", "news"):
        return "reports" if hands_in(identity, told) else "sets"
    if identity.kind == "news":
        return "reports" if _tells_of_office(identity, title, told) else "tells"
    is_of_event = identity.kind == "notice" and _EVENT.search(title)
    if is_of_event or any(one.search(title) for one in (_HANDOUT, _LAW, _TENDER)):
        return "tells"
    return "reports" if _reports(identity, title, told) else "sets"


def is_brief(title: str) -> bool:
    """Tell whether a title is that of an office's brief: 河湖长制工作简报 names the series, not all that it tells."""
    return _SERIES.search(title) is not None


def _reports(identity: Identity, title: str, told: list[str]) -> bool:
    """Tell whether a document that is no letter and tells no people anything reports, by its kind, else by its text."""
    if _TASKS.search(title) and not _DONE.search(title):
        return False
    if identity.kind is None:
        return identity.issuer is not None or (reports_figures(identity, told) and not teaches_or_asks(told))
    return identity.kind in REPORTING_KINDS or (identity.kind in _LETTERS and _RESULT_NOTICE.search(title) is not None)


def _tells_of_office(identity: Identity, title: str, told: list[str]) -> bool:
    """Tell whether what looks like news is what an office tells of its own work: a brief, a talk with its figures."""
    if _OFFICE_BRIEF.search(title):
        return identity.issuer is not None or reports_figures(identity, told)
    is_record = _OF_PRESS.search(title) is not None and sum(map(bool, map(_SPEAKS_TO_PRESS.match, told))) > 1
    is_talk = is_record or _BRIEFING.search(title) is not None or _SPEECH.search(title) is not None
    return is_talk and reports_figures(identity, told)


def texts_of(parts: Iterable[Prose | Table]) -> Iterator[str]:
    """Yield the shadows of the paragraphs and cells of a document's passages, in order."""
    for part in parts:
        if isinstance(part, Prose):
            yield shadow(part.text).text
        else:
            yield from (shadow(cell.text).text for cell in part.block.cells)
