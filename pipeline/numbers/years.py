"""Year expressions: which years a text names, and how (2017-2019年, 2016、2017年, 近三年, 截至2021年底)."""

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.numbers.five_year_plans import last_year_of_plan
from pipeline.numbers.numerals import DIGIT_CLASS, read_numeral
from pipeline.numbers.shadow import Shadow, shadow
from pipeline.numbers.year_span import YearContext, YearKind, YearSpan
from pipeline.numbers.years_compared import BASE_AFTER, set_apart
from pipeline.numbers.years_short import short_years
from pipeline.numbers.years_told import resolved

MIN_YEAR, MAX_YEAR = 1980, 2060

_Y = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_CHINESE_YEAR = rf"(?<![{DIGIT_CLASS}])二[〇零○][{DIGIT_CLASS}]{{2}}"
_ONE = rf"(?:{_Y}|{_CHINESE_YEAR})"
_NIAN = r"(?:年度?|财年)"
_COUNTED_YEARS = (
    r"(?:间|期间|以来|来)|"
    r"(?:[,、]?(?:这|连续)?[二两三四五六2345]个?(?:年度?|年)(?:间|期间|以来|来)?(?!计划|行动|规划|滚动))"
)
_SEP = r"(?:、|,|/|和|与|及|以及|[,、]?(?:和|及|以及))"
_RANGE = rf"{_ONE}{_NIAN}?(?:-|至|到|~){_ONE}"
_DAY = r"年(?:1[0-2]|0?[1-9])月(?:[0-3]?\d日)?"
_DAYS = rf"{_ONE}{_DAY}(?:-|至|到|~){_ONE}{_DAY}"
_LIST = rf"{_ONE}{_NIAN}?(?:{_SEP}{_ONE}{_NIAN}?)+"
_BARE_ONE = re.compile(_ONE)
_ANY_ONE = re.compile(rf"{_ONE}{_NIAN}?")
_JOINED = re.compile(rf"{_ONE}{_NIAN}?(?:-|至|到|~){_ONE}")
_SEVERAL = re.compile(rf"(?:{_RANGE}|{_LIST})(?={_NIAN})")
_FIVE = r"[“\"']?十(?P<plan>[一二三四五六])五[”\"']?"
_RELATIVE = (
    r"上一?年度?(?!结转|遗留|留存)|去年|(?<!提)前一年|(?<![提目])前年|本年度?(?!度)|今年|(?<![占各])当年(?!价)|(?:本|此|这)次(?=(?:共|全面|野外|现场|实地|系统)?(?:调查|普查|监测|采集|采到|采获|捕获|调研))|(?<![比与较])同年(?!同期|龄|级)|该年度?|"
    r"(?<=[较比由从])年初(?=[的(]?\d)|(?:其后|此后|随后|之后|后续|接下来)的?([两二三四])年|次年|翌年|(?<![说阐表声证指注载标])明年(?!均)|(?:(?<![一-龥])|(?<=[在的]))新的?一年(?!级|期|轮|度的?(?:考核|评))|(?:(?<![一-龥])|(?<=[在到至]))(?:来年|下一年度?)(?!均|级)|(?<![的施设行])第[二三四]年(?!度)|近([二两三四五2345])年(?:来|间|以来)?|"
    r"(?:最近|过去|这|上述|以上|前述)([二两三四五2345])个?年(?:[度份])?(?:来|间)?|连续([二两三四五2345])(?:个)?年度?|"
    r"(?<![\d第每分用前后])([二两三四五])年(?:来|间|以来)|(?:(?<=[率量值数度例积,。;:、.)])|^)([二两三四五])年(?=(?:数据|数值|指标值|监测值|实际)?(?:分别|依次|均|都))|"
    r"(?:(?<=[,。;:])|^)([二两三四五])年(?!行动|计划|规划|滚动|级|期)(?=[^,。;:\d]{2,24}(?:分别|依次|均(?!值|浓度)|都)|[^,。;:、\d]{2,12}\d[\d.]*[^,。;:、\d]{1,6}、\d)|"
    r"(?:前|此前|之前|上)([两二三四])年(?=(?:该|这一|此项?|其)?(?:数据|数值|指标|比[例率]|率|实际|数字)?[也亦]?(?:同样)?(?:分别|依次|均|都|为)|[^,。;:\d]{2,16}(?:分别|依次))|"
    r"(?<![\d第近十])([两二三四五])年以?前(?=的?(?:这一?个?|该|此项?|其|同一)?(?:数字|数据|数值|指标|比[例率]|率|还)[^,。;\d]{0,6}\d)|"
    r"[后这]([两二三四])年(?=(?:同?比|较|分别|依次|均|都|逐年|为))|(?<=[,。;])([二两三四五])个年度(?=[,均都数的])|"
    # 三年的处理量与清运量一致，处理率均为100%
    r"(?<=[,。;])([二两三四五])年(?:的|间|来|内)(?=[^,。;:\d]{2,24},[^,。;:\d]{2,16}(?:均(?!值|浓度)|都))|报告期内?"
)
# 8月14日至20日全县优良天数6天: what the air was like on some days
_OF_AIR = r"(?=[^。;]{0,24}?(?:优良|空气|PM|浓度|水质|AQI|污染天))"
_SOME_DAYS = (
    r"(?:(?!1月1日(?:-|至|到|~)12月)\d{1,2}月\d{1,2}日?(?:-|至|到|~)(?:\d{1,2}月)?\d{1,2}日|"
    rf"\d{{1,2}}月(?:份?当月|单月|[上中下]旬)){_OF_AIR}"
)
_ABSOLUTE = re.compile(
    rf"(?=[12二])(?:(?P<days>{_DAYS})|(?P<range>{_RANGE})(?:{_NIAN}(?:{_COUNTED_YEARS})?|[二两三四五2345]个?年度?(?:间|期间|来|以来)?)|"
    rf"(?P<list>{_LIST})(?:(?<=[年度])(?:{_COUNTED_YEARS})?|[二两三四五2345]个?年度?(?:间|来|以来)?)|"
    rf"(?P<one>{_ONE})(?:{_NIAN}|(?=全年)))"
)
# what an expression can begin with, so that most characters are passed over at once
_OTHER = re.compile(
    r"(?=[上下去前以本今明来当同该其此随之后接次翌新第近最过这连一二两三四五报截目现至到年“\"'十基]|\d{1,2}[月季至-])"
    rf"(?:(?P<relative>{_RELATIVE})|(?P<now>(?:截至)?(?:目前|当前)(?!正|尚|仍|还|的(?!\d)|阶段|情况|形势|看)|现阶段|至此(?=[,\d]|[^,。;\d]{{0,12}}(?:全部|均已?|都已?|已全))|截[至止]到?(?:填表|填报|制表|统计|发文|报告)(?:之?日|时))|(?P<day>(?:截[至止]到?|(?<=[,。;])[到至](?=\d{{1,2}}月(?:\d{{1,2}}日|[底末])[^,。;\d]{{0,6}}已))(?P<month>\d{{1,2}})月(?:\d{{1,2}}日|[底末]))|(?P<five>{_FIVE})(?P<end>期?末|(?:规划)?(?:收官|收尾|结束)(?:之年|之时|之际|时|年)|(?!期间|时期|以来|前|中期|开局|头|[^,。;]{{0,40}}(?:进度|序时|年度))(?=[^,。;\d]{{0,24}}(?:累计[下降提升]|[累总]计目标)))?(?P<span>期间|时期)?(?:[前头](?P<years>[两二三四])年)?|(?P<base>基准年)|"
    r"(?P<part>(?<![每\-至到])(?:(?<!\d月)[当该]月(?!起|底|末|初|内?[印下发通完])|第?[一二三四1-4]季度|[上下]半年|前三季度|(?<!\d)(?!1月?[-至]12月)\d{1,2}月?(?:-|至)\d{1,2}月|(?<!\d)\d{1,2}月份|(?P<end_of>(?<![\d年截至止到自从])(?:[1-9]|1[01])月[底末](?!前|之前|以前))|"
    rf"(?<!\d){_SOME_DAYS})))"
)
_MAY_NAME = re.compile(r"年|月|五|截[至止]|季度|报告期|目前|当前|现阶段|至此")
_TITLES = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|[(\[](?:19|20)\d\d[)\]]\s?第?\d+号")
# 依据HJ 192-2015，2020年指数为80.6: the year of a standard is none of those listed
_STANDARD = re.compile(r"(?<![A-Za-z])[A-Z]{2,3}(?:/[A-Z])?\s?\d+(?:\.\d+)*-(?:19|20)\d\d(?![年\d])")
_TAIL_PART = re.compile(
    rf"年?{_SOME_DAYS}|"
    r"\(?(?!(?:第?[一1][-至到]第?[四4]季度|(?:1|一)月?[-至到](?:12|十二)月))(?:第?[一二三四1-4]季度|[上下]半年|前[一二三四五六七八九十\d]+个?(?:季度|月)|"
    r"[一二三四五六七八九十\d]{1,2}月?(?:份)?(?:-|至|到)[一二三四五六七八九十\d]{1,2}月份?)"
)
# 2022年1-12月 is the year
_TAIL_DATE = re.compile(
    r"年?0?1月?(?:份)?(?:-|至|到|~)12月(?:份|底|末)?|年?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?)?(?:[初中末底](?!央|期|心|部|国))?(?:前(?!后)|以前|之前)?(?:全年(?!度)|(?<=[年度])内(?![部容外涝地]))?"
)
# what the two tails begin with
_TAIL_BEGINS = frozenset("年(第上下前以之初中末底全0123456789一二三四五六七八九十")
_TAIL_OF_RELATIVE = re.compile(r"(?:\d{1,2}月)?(?:年?[末底](?!央|期)|(?<=[去上今]年)(?:全年(?!度)|一年(?!级|期)))?")
_AS_OF = re.compile(r"(?:截至|截止到?|截止至)$")
_DEADLINE = re.compile(
    r"(?:(?:^|[,。;:、(])(?:并|且|计划|规划|力争|争取|确保|预计)?[到至]|力争|争取|规划到|计划到|预计到|确保|确保到|力争到|截至目前到)$"
)
# 规划期为2022—2035年 dates no figure
_TERM = re.compile(
    r"(?:规划|实施|有效|服务|建设|合同|履约|公示|执行|评估|创建|治理|监测|调查|编制)(?:期限?|年限|时段|时限|周期|水平年)(?:为|是|:|从|自|\()*$"
)
_EVENT = re.compile(
    r"[^,。;:]{0,12}?(?:印发|出台|颁布|发布|下发|成立|批准|批复|修订|制定|编制|修正|实施以来|通过了|签订)"
    # 2021年新调整公布的国家重点保护名录
    r"|[^,。;:\d]{0,8}?公布的[^,。;:\d]{0,12}?(?:名录|目录)"
    # 自2021年启动创建以来
    r"|[^,。;:\d]{2,14}?以来"
    # 2018年排查出的3条黑臭水体: when they were found
    r"|(?:排查|摸排|普查|调查|核查)(?:发现|确定|认定|出)的"
)
# 2021年执行2018年划定方案: the year of what was in use
_IN_USE = re.compile(r"(?:执行|沿用|采用|使用)$")
_OF_SCHEME = re.compile(r"(?:年?度)?的?[^,。;:\d]{0,8}?(?:方案|成果|办法|标准|版本?)")
# 2023年修订考核办法，…占24%: what weighs what in the assessment of that year
_OF_WEIGHTS = re.compile(
    r"(?:起)?(?:修订|调整|印发|出台|制定)(?:了|《)*[^,。;:]{0,24}?(?:考核|考评)(?:实施)?(?:办法|细则|方案|指标)"
)
# 于2018年至2021年陆续完成截污: works that lasted some years tell of the last
OF_WORKS = re.compile(
    r"(?:间|期间)?,?[^,。;:\d]{0,10}?(?:陆续|先后|相继|分期|分批|分步|逐步|集中)[^,。;:\d]{0,8}?"
    r"(?:完成|实施|开展|推进|投入|建成|建设|整治|治理|改造|清理|清退|拆除|搬迁|关停)"
)
# 4月至10月开展调查: a survey of some months tells of the year
_OF_SURVEY = re.compile(r"[^。;]{0,30}?(?:调查|普查|测评|抽样|问卷|采样点|样线|样地)")
# what `_TERM`, `_AS_OF`, `_DEADLINE`, `_BASELINE_OUT` end with
_LEADS = frozenset("期限段年为是:从自(到至止争取保数")
_WHOLE = re.compile(r".{4,5}年0?1月.{0,3}(?:-|至|到|~).{4}年12月.{0,3}")
# 按2020年可比价计算: a year of prices dates no figure
_OF_PRICES = re.compile(r"的?(?:可比|不变|现行|固定)?价(?!值)")
_SINCE = re.compile(r"以来|起|至今|来(?=[,，])")
MAX_YEARS_SINCE = 8
_BASELINE_IN = re.compile(r"\(?(?:为|作为|是)?(?:基准年?|基数年?|基期)\)?")
_BASELINE_OUT = re.compile(r"(?:基准年|基数年|基期)[为是(:]?$")


def years(shade: Shadow, context: YearContext | None = None) -> list[YearSpan]:
    """Return the year expressions of a shadow in order; what cannot be resolved has no years but is kept."""
    context = context or YearContext()
    text = shade.text
    if _MAY_NAME.search(text) is None:
        return []
    masked = bytearray(len(text))
    for match in _TITLES.finditer(text) if "《" in text or "号" in text else ():
        masked[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    held = _STANDARD.sub(lambda code: code[0][:-4] + "\1" * 4, text) if "-" in text else text
    found = [
        _absolute(shade, match, start, end, context)
        for match in (_ABSOLUTE.finditer(held) if "年" in text else ())
        if not masked[match.start()]
        for start, end in _parts(match, text)
    ]
    if "年" in text:
        found += [span for span in short_years(text, context) if not masked[span.start]]
    taken = bytearray(masked)
    for span in found:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    for match in _OTHER.finditer(text):
        if not taken[match.start()] and (named := _relative(shade, match, context)) is not None:
            found.append(named)
    return resolved(sorted(set_apart(found, text), key=lambda span: span.start), context, text)


def baseline_year(texts: Iterable[str]) -> int | None:
    """Return the one year that texts call the baseline year, None where none or several are called so."""
    named = {
        span.years[0]
        for text in texts
        for span in years(shadow(text))
        if len(span.years) == 1 and (span.kind == "baseline" or (span.kind == "comparison" and "基准" in span.words))
    }
    return named.pop() if len(named) == 1 else None


def usual_range(texts: Iterable[str]) -> tuple[int, ...]:
    """Return the range or list of years (two to five of them) that texts name most often, () where there is none."""
    counts: Counter[tuple[int, ...]] = Counter()
    for text in texts:
        for match in _SEVERAL.finditer(text):
            named = _named(match[0])
            if 2 <= len(named) <= 5:
                counts[named] += 1
    return max(counts, key=lambda named: (counts[named], len(named), named)) if counts else ()


def _parts(match: re.Match[str], text: str) -> list[tuple[int, int]]:
    """Return the spans of an expression: two where the second year is only compared with (2022年与2021年相比)."""
    start, end = match.span()
    if (
        match["list"]
        and BASE_AFTER.match(text, end)
        and text[max(0, start - 1) : start] not in ("与", "和", "同", "跟")
    ):
        single = list(_ANY_ONE.finditer(match[0]))
        if len(single) == 2:
            return [(start + one.start(), start + one.end()) for one in single]
    return [(start, end)]


def _absolute(shade: Shadow, match: re.Match[str], start: int, end: int, context: YearContext) -> YearSpan:
    text = shade.text
    named = _named(text[start:end])
    if match["days"]:
        return _of_days(shade, start, end, named)
    part = tail = None
    if text[end : end + 1] in _TAIL_BEGINS or text[end : end + 1].isdigit():
        part = _TAIL_PART.match(text, end) if match["one"] else None
        tail = part or _TAIL_DATE.match(text, end)
        end = tail.end() if tail else end
    kind: YearKind = "part" if part and not ("月" in part[0] and _OF_SURVEY.match(text, end)) else "point"
    before = text[max(0, start - 8) : start]
    may_be_led = before[-1:] in _LEADS
    if may_be_led and _TERM.search(text, max(0, start - 8), start):
        kind = "event"
    elif may_be_led and (as_of := _AS_OF.search(before)):
        start -= as_of.end() - as_of.start()
    elif (may_be_led and _DEADLINE.search(before)) or text[end - 1] == "前":
        kind = "deadline"
    elif (
        (_EVENT.match(text, end) and not _OF_WEIGHTS.match(text, end))
        or _OF_PRICES.match(text, end)
        or (_IN_USE.search(before) and _OF_SCHEME.match(text, end))
    ):
        kind = "event"
    if match["range"] and kind == "point" and OF_WORKS.match(text, end):
        named = named[-1:]
    if base := _BASELINE_IN.match(text, end):
        kind, end = "baseline", base.end()
    elif may_be_led and (base := _BASELINE_OUT.search(text, max(0, start - 8), start)):
        kind, start = "baseline", base.start()
        end += text[end : end + 1] == ")"
    opened = before.endswith(("自", "从"))
    if since := _SINCE.match(text, end) if (opened or text.startswith("以来", end)) and kind == "point" else None:
        start -= opened
        usual = max(context.usual, default=None) if text.startswith("以来", end) else None
        last = context.reported or (context.dated - 1 if context.dated else usual)
        named = tuple(range(named[0], last + 1)) if last and 0 <= last - named[0] < MAX_YEARS_SINCE else ()
        return YearSpan(start, since.end(), named, kind, shade.quote(start, since.end()))
    # 从2021年到2023年，…: figures of each year, no rise
    is_range = match["range"] is not None and text[end : end + 1] in (",", "、")
    return YearSpan(start, end, named, kind, shade.quote(start, end), before.endswith(("由", "从")) and not is_range)


def _of_days(shade: Shadow, start: int, end: int, named: tuple[int, ...]) -> YearSpan:
    """Return the years of 2021年1月1日至2023年12月31日; some months of one year are a part of it."""
    text = shade.text
    is_survey = _OF_SURVEY.match(text, end) is not None
    is_part = named[0] == named[-1] and not (is_survey or _WHOLE.fullmatch(text, start, end))
    first = named[-1] if is_survey or OF_WORKS.match(text, end) else named[0]
    years_named = tuple(range(first, named[-1] + 1))
    return YearSpan(start, end, years_named, "part" if is_part else "point", shade.quote(start, end))


def _relative(shade: Shadow, match: re.Match[str], context: YearContext) -> YearSpan | None:
    start, end = match.span()
    words = shade.text[start:end]
    before = shade.text[max(0, start - 8) : start]
    if match["five"]:
        return _of_five_year_plan(match, words)
    if match["day"]:
        return YearSpan(start, end, context.of_month(int(match["month"])), "point", words, relative=True)
    if match["end_of"] and not context.is_over():
        return None
    plain: dict[str, YearKind] = {"now": "now", "part": "part", "base": "baseline"}
    for name, meant in plain.items():
        if match[name]:
            return YearSpan(start, end, context.now() if name == "now" else (), meant, words, relative=True)
    if part := _TAIL_PART.match(shade.text, end):
        return YearSpan(start, part.end(), context.resolve(words), "part", words, relative=True)
    if (tail := _TAIL_OF_RELATIVE.match(shade.text, end)) is not None:
        end = tail.end()
    return YearSpan(start, end, context.resolve(words), "point", words, before.endswith(("由", "从")), relative=True)


def _of_five_year_plan(match: re.Match[str], words: str) -> YearSpan | None:
    """Return what a five-year plan dates: its end (十四五末), its first years (十四五前三年), its time; else None."""
    if match["end"] is None and not match["span"] and not match["years"]:
        return None
    last = last_year_of_plan(match["plan"])
    if match["years"]:
        first_years = tuple(range(last - 4, last - 4 + int(read_numeral(match["years"]) or 0)))
        return YearSpan(*match.span(), first_years, "point", words, relative=True)
    if match["span"]:
        return YearSpan(*match.span(), (last,), "part", words, relative=True)
    is_over = match["end"] is not None and match["end"].removeprefix("规划").startswith(("收", "结"))
    return YearSpan(*match.span(), (last,), "point" if is_over else "deadline", words, relative=True)


def _named(text: str) -> tuple[int, ...]:
    found = [int(read_numeral(word) or 0) if not word.isdigit() else int(word) for word in _BARE_ONE.findall(text)]
    if len(found) == 2 and found[0] < found[1] and _JOINED.search(text):
        return tuple(range(found[0], found[1] + 1))
    return tuple(found)
