"""What kind of document it is, by the last word of its title that says so."""

import re
from functools import lru_cache

from pipeline.numbers.shadow import shadow
from pipeline.stages.identification.lines import Line
from pipeline.task_headings import AND_MORE, WORK_DONE
from schemas.document import DocumentKind

# the words that end a title, first match wins; see `schemas.document.DocumentKind`
_ENDINGS: tuple[tuple[DocumentKind, str], ...] = (
    (
        "summary",
        rf"(?:总结|(?:{WORK_DONE}|回顾|小结|述职){AND_MORE})[^总]{{1,16}}(?:计划|打算|要点|思路|安排|谋划)",
    ),
    # who talks of a report, who sets to a scheme: headlines
    ("news", r"(?:热议|点赞|聚焦)[^,。]{0,12}(?:报告|规划|纲要)"),
    (
        "news",
        r"^(?!关于)[^,。:]{2,14}[县市区局委办镇乡](?:扎实|深入|大力|全面|持续|积极|有序|加快|着力|全力|纵深)(?:推进|推动|开展|实施|抓好)[^,。]{2,20}行动",
    ),
    ("bulletin", r"(?:雨水情|水雨情|汛情|水情|雨情|旱情|墒情|气象|气候)[一-龥]{0,4}(?:通报|简报|快报|公报)"),
    ("survey", r"(?:满意度|参与度|知晓率|满意率|支持率)(?:调查|测评|测算|评价|抽样|问卷)+(?:情况|结果|报告|分析)*"),
    # an office that did the survey makes it known: 满意度调查结果公布
    ("survey", r"(?:调查|普查|测评|测算|问卷)(?:情况|结果|数据)的?(?:公布|发布)"),
    ("statistics", r"数据的?(?:通报|公告|公报)"),
    ("survey", r"(?:调查|普查|测评)(?:情况|结果)?的?简报"),
    ("bulletin", r"(?:环境|空气|水)质量(?:状况)?的?简报"),
    ("survey", r"(?:调查|普查)(?:报告)?的?结论"),
    # the figures of an office in brief; 工作简报 and 活动简报 are issues of a newsletter
    ("summary", r"(?:情况|进展|进度|结果|(?:质量|状况|指标|数据)[一-龥]{0,2})的?(?:简报|专报|快报)"),
    # answered point by point: an office reports what it found out
    ("summary", r"逐[条项一点](?:的)?(?:答复|回复|反馈|说明|回应)(?:意见)?"),
    ("survey", r"(?:普查|调查)(?:情况|结果)?的?通报"),
    ("monitoring", r"(?:环境|生态)(?:质量|状况)[一-龥]{0,4}评价结果表"),
    ("monitoring", r"(?:监测|检测)(?:情况|数据|状况|结果)?的?通报"),
    (
        "summary",
        r"(?:(?:进展|进度)(?:情况)?|工作情况)的?通报|(?:提供|反馈|报送)[^的]{2,40}(?:数据|情况|材料|信息)的?复?函",
    ),
    (
        "assessment",
        r"(?:考核|考评|评价|测评)(?:结果|情况|得分|等次)(?:的?(?:反馈)?(?:通报|通知|公告|公示|函|报告|意见))?|通报|(?:评分|得分|考核)表",
    ),
    (
        "approval",
        r"批复|(?:同意|批准|审批|审定|审查|核准|核定|备案)[^的]*的?复函|(?:审查|审核|论证|评审|验收|批准)(?:意见|报告)|(?:核查|复核|复查|查验|勘验|专家|评估)意见|(?:认定|核定|鉴定)意见书?|备案(?:登记)?表?|许可证|批准书",
    ),
    ("resolution", r"决议|决定"),
    ("minutes", r"纪要|会议记录"),
    ("certificate", r"证明(?:材料|函|书)?|证书"),
    ("plan", r"(?:(?:任务|指标)?分解|分工)(?:表|一览表)?|责任书|计划表|规划(?:目标|指标)(?:体系)?(?:一览)?表"),
    ("list", r"(?:名录|清单|名单)(?:以?及|和|与|暨)[一-龥]{2,10}"),
    ("list", r"名录|清单|名单|目录|名册|一览表|(?:名录|清单|名单|签到|课程|座位)表"),
    (
        "bulletin",
        r"公报|质量报告书?|(?:环境|质量)状况(?:报告)?"
        r"|(?<!统计)年鉴(?:[(]?\d{4}年?(?:卷|版)?[)]?)?(?:[·•.—:-]+[一-龥]{1,12}|[一-龥]{1,8}篇)?",
    ),
    # tables of a yearbook or a bulletin: 表12 资源环境主要指标, 历年资源和环境主要指标
    ("statistics", r"(?:^表[\d.-]+[^规划目标]{2,20}|历年[一-龥]{2,14})(?:主要|基本)?(?:指标|情况)"),
    # figures of some years, or side by side; what a plan wants has its word for it
    (
        "statistics",
        r"^(?!.*(?:规划|目标|任务|十[一二三四五六]五))[一-龥]{2,8}[县市区旗][一-龥]{2,}主要指标|(?:情况|数据|指标)一览",
    ),
    ("statistics", r"(?:统计|汇总|计算|登记)表|汇总|统计年鉴(?:[一-龥]{0,8}篇)?"),
    (
        "monitoring",
        r"(?:监测|检测|检验|水质|质量)(?:状况|分析|统计|情况|结果|数据|年度|季度|月度)?(?:报告|年报|季报|月报|结果|数据|情况|表)",
    ),
    ("monitoring", r"(?:监测|检测|检验)(?:结果|数据|情况)?的?(?:综合|统计)?(?:分析|小结)"),
    ("monitoring", r"(?:水质|(?:水|空气|声|土壤)环境(?:质量)?|环境空气质量|空气质量)(?:状况|情况)"),
    ("monitoring", r"(?:水质|环境质量|空气质量)(?:状况)?(?:年度|季度|月度)?(?:综合)?(?:评价|分析)"),
    ("monitoring", r"(?:逐月|逐日|逐季|月度|季度)[一-龥]{0,8}(?:水质|质量|浓度|类别|状况)"),
    (
        "survey",
        r"(?:调查|问卷|普查|调研|测评|测算)(?:[与和及]?(?:分析|统计|抽样|评估|评价|研究))*(?:报告|结果|情况|评价)?",
    ),
    ("statistics", r"表|台账|统计(?:指标)?|(?:主要|基本|基础|有关|指标)数据|统计(?:数据|年报|报告|资料)"),
    # a station's brief on what it measures is no news
    ("bulletin", r"(?:水质|空气|监测)(?:监测|分析|年度|季度|月度)?(?:简报|快报|专报)"),
    ("statistics", r"(?:统计|(?:经济|生产)运行)(?:简报|快报|专报)"),
    # what an office tells before others of its matter, in points; 讲话 is a leader's
    (
        "summary",
        r"(?:汇报|情况|数据|进展|现状)的?(?:发言|提纲|要点)(?:稿|提纲|材料)?|(?:书面|汇报|表态)发言(?:稿|材料|提纲)?",
    ),
    ("news", r"(?:讲话|发言)(?:稿|摘要|提纲|材料)?|致辞"),
    # how marks are given and made up is a rule: 考核评分说明, 考评分值构成
    ("regulation", r"(?:指标|内容|项目)(?:体系)?[及和与、](?:分值|权重|赋分|标准分)"),
    ("regulation", r"(?:评分|计分|赋分|打分|分值|评定)(?:说明|方法|口径|构成|设置|分配|构成表|分配表)"),
    ("regulation", r"办法|(?<!生态)制度|细则|规定|规程|规则|条例|章程|机制|规范|公约|标准|指南|法"),
    ("notice", r"通知书?|公告|通告|公示|布告|函|函复|(?:答复|回复)(?:意见)?|公开信|倡议书|请示"),
    ("plan", r"规划|方案|计划|预案|要点|行动|措施|意见|打算|设想|构想|思路|谋划|(?:规划|目标|行动|发展)纲要"),
    ("news", r"简报|快讯|动态|新闻|报道|快报|专报|侧记|纪实|见闻"),
    (
        "summary",
        r"(?:情况|说明|总结|材料|汇报)汇编|(?:情况|工作|项目)(?:简介|介绍|简述|概述)|总结|小结|自评估?|(?:指标|工作|情况|任务|落实|创建|建设|完成)自查|说明|报告|情况|汇报|综述|年报|成效|成果|(?:工作|特色)亮点"
        r"|(?:情况|汇报|总结|自评|自查|佐证|支撑|补充|工作|经验|交流)材料",
    ),
)
_PATTERNS = tuple((kind, re.compile(rf"(?:{ending})$")) for kind, ending in _ENDINGS)
_BRACKETED = re.compile(r"(?:[(\[][^()\[\]]*[)\]])+$")
_VERSION_AT_END = re.compile(
    r"(?:(?:征求意见|送审|报批|讨论|审议|评审|审查|公示|修改)稿|[初草]稿|草案|摘录|摘编|摘要|节选)$"
)
# a chapter of what the title names before it: 自评估报告 第六章 生态生活领域
_CHAPTER_AT_END = re.compile(
    r"(?<=[一-龥]{4})[\s:·—-]*(?:第[一二三四五六七八九十\d]{1,3}[章节篇编部][分]?)[\s:]*[^,。:;]{0,16}$"
)
_YEAR_AT_END = re.compile(r"(?:(?:19|20)\d{2})年?度?$")
_PRESS = re.compile(
    # not the source of a table's figures: 数据来源：…, 来源：国土变更调查
    r"本报讯|记者|通讯员|(?<!数据)(?<!资料)来源:(?![^。;]{0,16}(?:调查|普查|台账|报表|年鉴|公报|统计(?!局)|测算|核算|数据|清单|资料))|浏览(?:次数|量)|(?<![,;、。])阅读(?:次数|量)|责任编辑|编辑:|点击(?:数|量|率)|网站首页|转载自|[(]图/|小编|点赞\d|在看\d"
)
# the pages on which a county tells the public how each indicator stands
_OF_INDICATOR = re.compile(r"\[?(?:考核)?指标(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:\]|[:、.\-·—\s])")
# its name right behind its number: 指标二十五城镇污水处理率
_OF_INDICATOR_NAMED = re.compile(
    r"\[?(?:考核|建设)?指标(?:\d{1,2}|[一二三四五六七八九十]{1,3})\]?(?![年月日项个类批期季次条级大步层])[一-龥A-Z(][^,。;]{3,40}"
    r"(?:率|比例|占比|比重|幅度|面积|[意与]度|水量|能耗|指数|质量|行动|制|制度|机制|名录|保护|评价|环评)$"
)
_PART_ON_STATE = re.compile(
    r"\[(?:指标|本区|本县|本市)?(?:(?:完成|达标|进展|落实|实施|自查|自评|数据|达成|现状)(?:情况|结果|结论|说明|水平)|现状值?|(?:完成|达到|实际)值)\]"
)
# its parts where they are numbered, not bracketed: 1.指标解释。… 3.完成情况。…
_PART_ON_MEANING = re.compile(
    r"[(]?[\d一二三四五六]{1,2}[).、](?:指标(?:解释|含义|说明|定义|要求)|(?:目标|考核)要求)(?:[。:]|$)"
)
_PART_ON_DONE = re.compile(
    r"[(]?[\d一二三四五六]{1,2}[).、](?:指标)?(?:完成|达标)(?:情况|结果)(?:[。:][^。;]*(?:\d|已)|:?$)"
)
# a page of a plan that has no title: its chapter or table is of what is aimed at
_PLAN_PAGE = re.compile(
    r"(?:规划|阶段|近期|远期|总体|建设)目标(?:[与和及、]指标)?$|(?:规划|目标)指标(?:体系|表)?$|目标[与和及、](?:主要)?指标|指导思想$|规划(?:范围|期限|依据)"
    r"|十[一二三四五六]五[\"'”]?[^,。:]{0,16}(?:主要|规划|目标|约束性)指标$"
)
# what happened lately opens an item of news, where nobody is addressed
_LATELY = re.compile(r"(?:近日|日前|近期|连日来|昨[日天]|今[日天])[,，]")
_MADE_KNOWN = re.compile(r"(?:发布|公布|出炉|揭晓)$")
# a page torn out of a plan: its chapter, then what is to be reached: 第九篇 建设美丽某地 … 到2025年，…达到98%
_CHAPTER = re.compile(
    r"第[一二三四五六七八九十百]{1,4}[篇章编部节](?!.*(?:[总附罚]则|现状|基础|回顾|成[效就绩]|形势|分析|差距|评估|结论|调查))"
)
_ARTICLE = re.compile(r"第(?:[一二三四五六七八九十百]{1,4}|\d{1,3})条")
_REACHED_BY = re.compile(
    r"(?:^|[。;,])(?:[到至]|力争到?)20\d\d年?底?(?:,|[^。;,\d]{2,24}(?:达到?|不[低高]于|提高|控制))"
)
_BOX_OF_PLAN = re.compile(r"专栏\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})")
MAX_HEADING_CHARS = 30
# a note below the text: [1]本公报中部分数据为快报数
_OF_BULLETIN = re.compile(r"(?:\[?\d{1,2}\]?[、.]?|注(?:释)?:?|[(*]{1,2})*本公报")
_CONTINUED = re.compile(r"\(?续表")
_NOTE_OF_TABLE = re.compile(r"(?:备?注|说明|附注|资料来源|数据来源)\d?[:.、]")
_OF_AIMS = re.compile(r"目标|规划|计划|任务")
_ISSUED = re.compile(r"(?:印发|转发|下发|发布|公布)(?P<name>.+?)的(?:通知|公告)")
_HANDOUT = re.compile(
    r"讲义|课件|讲稿|学习材料|培训材料|培训教材|辅导|(?<!汇报)(?<!发言)提纲|知识问答|宣传手册|读本"
    # figures are explained by who reports them: 数据解读, 统计公报解读
    r"|(?<!数据)(?<!公报)(?<!公报》)(?<!年报)(?<!状况)解读(?![^,。]{0,24}(?:公报|年报|数据|状况))"
)


def kind_of(title: str | None, lines: list[Line]) -> DocumentKind | None:
    """Return the kind; None where title and text say nothing, also for handouts, which are none of the kinds.

    A notice that carries the plan or rule it issues (关于印发…方案的通知 with the text annexed) is of that kind.
    """
    by_title = kind_of_title(title) if title else None
    if title and by_title == "notice" and (issued := _ISSUED.search(shadow(title).text)):
        carried = kind_of_title(issued["name"])
        return carried if carried in ("plan", "regulation") and _carries_text(lines) else by_title
    if by_title is None and _answers_for_indicator(title, lines):
        return "summary"
    if by_title is None and _reads_like_press(lines):
        return "news"
    if title and (by_title is None or _MADE_KNOWN.search(shadow(title).text)) and _begins_like_news(lines):
        return "news"
    return by_title or _kind_of_text(lines)


@lru_cache(maxsize=256)  # asked for by several rules, and of what each paper cites
def kind_of_title(title: str) -> DocumentKind | None:
    """Return the kind that a title's last word names: …考核结果的通报 assessment, …方案》的通知 notice."""
    seen = shadow(title).text
    bare = _BRACKETED.sub("", re.sub(r"[\"'“”》>]", "", seen))
    bare = _VERSION_AT_END.sub("", _YEAR_AT_END.sub("", bare))
    if _HANDOUT.search(bare) and not bare.endswith("函"):
        return None
    found = next((kind for kind, pattern in _PATTERNS if pattern.search(bare)), None)
    whole = _CHAPTER_AT_END.sub("", bare) if found is None else bare
    return found if whole == bare else next((kind for kind, pattern in _PATTERNS if pattern.search(whole)), None)


def _carries_text(lines: list[Line]) -> bool:
    """Tell whether more than the notice itself is there: several parts with headings."""
    return sum(line.kind == "numbered" for line in lines) >= 2 and sum(line.kind == "body" for line in lines) >= 3


def _answers_for_indicator(title: str | None, lines: list[Line]) -> bool:
    """Tell whether a page tells how one indicator stands: 指标二十五——城镇污水处理率, with a part 【完成情况】."""
    seen = shadow(title or "").text
    is_named = _OF_INDICATOR.match(seen) is not None or _OF_INDICATOR_NAMED.match(seen) is not None
    if is_named or any(_PART_ON_STATE.match(line.seen) for line in lines):
        return True
    return all(any(part.match(line.seen) for line in lines) for part in (_PART_ON_MEANING, _PART_ON_DONE))


def _reads_like_press(lines: list[Line]) -> bool:
    return any(_PRESS.search(line.seen) for line in (*lines[:8], *lines[-4:]))


def _begins_like_news(lines: list[Line]) -> bool:
    """Tell whether the first line of running text tells what happened lately, in a page without an addressee."""
    first = next((line.seen for line in lines if line.kind == "body"), "")
    return _LATELY.match(first) is not None and not any(line.kind in ("addressee", "number") for line in lines)


def _kind_of_text(lines: list[Line]) -> DocumentKind | None:
    if any(_OF_BULLETIN.match(line.seen) for line in lines[-8:]):
        return "bulletin"
    if any("特此证明" in line.seen for line in lines[-8:]):
        return "certificate"
    mastheads = [line.seen for line in lines[:5] if line.kind in ("red_head", "text", "unit")]
    if any(seen.endswith("纪要") for seen in mastheads):
        return "minutes"
    if any(seen.endswith(("简报", "快讯", "专报", "快报")) for seen in mastheads):
        return "news"
    heads_plan = not any(line.kind == "addressee" for line in lines) and any(_heads_plan(line.seen) for line in lines)
    if heads_plan or _is_chapter_of_plan(lines):
        return "plan"
    return "statistics" if _is_continued_table(lines) else None


def _is_continued_table(lines: list[Line]) -> bool:
    """Tell whether a sheet is but the rest of a table of figures: 续表　计量单位：万吨, with no word of aims."""
    free = [line.seen for line in lines if not line.in_table]
    told = [seen for seen in free if not _NOTE_OF_TABLE.match(seen)]
    if not any(map(_CONTINUED.match, told)) or not any("单位" in seen for seen in told):
        return False
    return all(len(seen) <= MAX_HEADING_CHARS for seen in told) and not any(
        _OF_AIMS.search(line.seen) for line in lines
    )


def _is_chapter_of_plan(lines: list[Line]) -> bool:
    """Tell whether a page begins as a chapter, no rule's, and says what is to be reached by some year."""
    begun = next((line.seen for line in lines if line.kind != "note"), "")
    if len(begun) > MAX_HEADING_CHARS or _CHAPTER.match(begun) is None:
        return False
    seen = [line.seen for line in lines]
    if any(map(_ARTICLE.match, seen)) or any(line.kind == "addressee" for line in lines):
        return False
    return any(map(_REACHED_BY.search, seen)) or any(map(_BOX_OF_PLAN.match, seen))


def _heads_plan(seen: str) -> bool:
    return len(seen) <= MAX_HEADING_CHARS and _PLAN_PAGE.search(seen) is not None
