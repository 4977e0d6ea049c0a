"""What is to be done until when, by whom."""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.stages.examination.deadline_rows import in_rows
from pipeline.stages.examination.due_dates import DueDate, bare_day, due_dates, labelled_day
from pipeline.stages.examination.duties import is_duty
from pipeline.stages.examination.texts import Text
from pipeline.stages.examination.topics import called_by_title, heading_of, is_bare, topic_of
from pipeline.stages.identification.units import is_unit
from schemas.document import Identity
from schemas.parsed import TableBlock
from schemas.particulars import Deadline

_LEADING_WORDS = re.compile(
    r"(?:请|并|须|应|要求|务必|将|力争|确保|争取|原则上|最迟|至迟|最晚|不得?晚于|不得?迟于|必须|要|需|于|在)$"
)
# what stands between a project and its day: …项目，计划2023年8月底前建成
_ONLY_PLANNED = re.compile(r"(?:计划|预计|拟|力争|确保|争取|将|应|须|需|要求|原则上|于|在)*")
_WORK = re.compile(r"(?:项目|工程|建设|改造|修复|整治|治理)$")
_UNITS = re.compile(
    r"(?:责任|牵头|配合|落实|承办|协办|主办|实施|负责)(?:单位|部门|主体|领导单位)(?:为|是|:)(?P<units>[^。;)\]:]{2,80}?)(?=[。;)\]]|$|,?(?:牵头|配合|责任|协办|完成|整改|时限|参与))"
)
_UNIT_LEADS = re.compile(
    r"(?:^|请|由)(?P<unit>(?:(?![请由])[一-龥、]){1,40}?(?:局|委|办|政府|公司|乡镇|部门|单位|中心|站|街道办事处|街道|法院|检察院))(?=(?:要|应|须|务必|必须|负责|于|在|将|牵头|会同|组织|抓紧|按|把|尽快|对))"
)
# what is done, without what it is done to
_BARE_DEED = re.compile(r"(?:全部|须|应|要|并|完成|整改|治理|清[退理除]|销号|到位|复绿|验收|任务|工作|落实|解决|办结)+")
# 要倒排工期，务必在10月31日前建成通水: what is to be done is told, to what stands in the clause before
_ONLY_DONE = re.compile(
    r"(?:全面|全部|确保|如期|按期|基本|正式|并|必须)*(?:建成|完成|完工|竣工|投入使用|投入运行|投用|投运|通水|通车|通过验收|验收|整改|销号|到位|封场|办结|交付|使用)+"
)
# 汛期前（5月底前）完成…
_ALSO_TOLD = re.compile(r"[^,。;]{0,12}前[(][)]")
# a clause that only names who does it is no task: 由县水利局牵头
_BY_WHOM = re.compile(
    r"(?:并)?由[^,。;]{2,30}?(?:牵头|负责|主办|承办|承担|包保|督办|实施|落实|组织|建设|推进)(?:负责|落实|实施|办理|整改|组织实施|推进)?"
    r"|[^,。;\d由]{1,24}(?:局|委|办|府|乡|镇|街道|中心|公司|部门|单位)(?:牵头|负责|主办|承办|配合)(?:负责|落实)?"
    r"|(?:责任|牵头|承办|主办|督办|配合|整改)(?:单位|部门|领导|人)(?:为|是|:).+"
)
# …错接点42处，由经开区管委会于9月底前全部改正
_BY_A_UNIT = re.compile(
    r"(?:责成|责令|督促|由|请)[^,。;\d]{2,24}?(?:局|委|办|委会|政府|乡|镇|村|街道|办事处|中心|公司|集团|企业|部门|单位|学校|医院|[厂站队])"
)
_NO_UNIT = re.compile(r".{25,}|落实|加强|做好|明确|完成|推进|的")
_TIME_LABEL = re.compile(
    r"(?:(?:完成|整改|办结|销号|办理|落实|推进|实施|截止)(?:时限|时间|期限|时间节点|节点)|时限(?:要求)?|时间(?:要求|节点|进度)|计划完成时间)(?:(?:为|是)?:|(?:为|是)?(?=20\d\d年))(?P<words>[^,。;)\]:]{4,20})"
)
_TIME_HEAD = re.compile(
    r".*(?:时限|(?:完成|完工|竣工|建成|整改|办结|销号|交付|验收)(?:时间|日期)|时间节点|完成节点|时间要求|期限|完成期|时间进度|进度要求)(?:要求)?.*"
)
# 报名回执截止时间为5月18日; 意见征集于9月20日截止
_CLOSES = re.compile(
    r"(?:报名|报送|上报|提交|填报|申报|反馈|受理|征集|征求|回执|投稿|推荐)[^,。;\d]{0,10}?"
    r"(?:截[止至](?:时间|日期|日)?(?:定?为|是|到|至|于|在|:)*(?P<words>(?:20\d\d年)?\d{1,2}月\d{1,2}日)"
    r"|(?:(?:定?[于在]|到|至)?(?P<day>(?:20\d\d年)?\d{1,2}月\d{1,2}日)(?:下班|下午|\d{1,2}(?:时|点|:\d\d))*(?:截止|为止|止)))"
)
_SHORTEST_MATTER = 8
_FEWEST_OWN_CHARS = 4
_LONGEST_HEADING = 30
_COMMA = re.compile(r"[,:]")
_LIMIT_HEAD = re.compile(
    r".*(?:整改|办结|完成|销号|落实|办理)(?:时限|期限|节点)(?:要求)?.*|(?:计划|拟|预计|要求|应)(?:完成|完工|竣工|办结|销号|整改).*|时限(?:要求)?|期限"
)
_OWNERS = re.compile(r"[。;,]?(?:责任|牵头|配合|落实|承办|主办|实施|负责)(?:单位|部门|主体|领导)(?:为|是|:).*")
_LISTS = ("statistics", "list")
_SETTING = ("plan", "notice")
_REPORTS = ("monitoring", "bulletin", "statistics", "certificate", "survey", "news", "list", "assessment")


def deadlines_of(texts: list[Text], identity: Identity) -> tuple[Deadline, ...]:
    """Return the deadlines in order: of sentences, of 完成时限：…, of table rows with such a column.

    Kinds that only report set none, but for a list with a column of time limits (台账). A month without a year is
    taken in the year of the document's date.
    """
    if identity.kind in _REPORTS and identity.kind not in _LISTS:
        return ()
    is_list = identity.kind in _LISTS
    sets_after = identity.date if identity.kind in _SETTING else None
    year = identity.date.year if identity.date else None
    found: list[Deadline] = []
    tables: dict[int, TableBlock] = {}
    above = ""
    for text in texts:
        if text.table is not None:
            tables.setdefault(text.table.index, text.table)
            continue
        if (heading := heading_of(text)) is not None:
            above = heading
        if not is_list:
            found.extend(_in_prose(text, year, above, sets_after))
    called = called_by_title(identity.title or "")
    if called and not any(one.topic for one in found):
        found = [one.model_copy(update={"topic": called}) if is_bare(one.matter) else one for one in found]
    for table in tables.values():
        rows = list(in_rows(table, _LIMIT_HEAD if is_list else _TIME_HEAD, identity.date))
        if is_list and not rows and identity.date is not None:
            # a list's 完成时间 is a limit where all of it was still to come
            told = list(in_rows(table, _TIME_HEAD, identity.date))
            rows = told if all(one.date > identity.date for one in told) else []
        found.extend(rows)
    return tuple(found)


def _in_prose(text: Text, year: int | None, above: str, sets_after: date | None) -> Iterator[Deadline]:
    if not any(letter in text.seen for letter in "前底内末限时完止"):
        return
    yield from _closing(text, year, above)
    labels = list(_TIME_LABEL.finditer(text.seen)) if "时" in text.seen or "期限" in text.seen else []
    for match in labels:
        day = labelled_day(match["words"], year)
        if day is not None:
            before = text.seen[: match.start()]
            matter = _OWNERS.sub("", re.split(r"[(\[]", before)[0]).strip(",。;:") or before
            yield _deadline(text, DueDate(*match.span("words"), day), (0, len(text.seen)), matter, above)
    for due in due_dates(text.seen, year):
        if any(match.start() <= due.start < match.end() for match in labels):
            continue
        sentence = next((s for s in text.sentences() if s[0] <= due.start < s[1]), (0, len(text.seen)))
        is_ahead = sets_after is not None and due.day > sets_after
        if is_duty(text.seen, due, sentence, is_ahead=is_ahead):
            matter = _with_heading(text.seen, sentence, _matter(text.seen, due, sentence, year), year)
            yield _deadline(text, due, sentence, matter, above)


def _closing(text: Text, year: int | None, above: str) -> Iterator[Deadline]:
    """Yield the days on which it closes to hand something in."""
    for match in _CLOSES.finditer(text.seen) if "止" in text.seen else ():
        name = "words" if match["words"] else "day"
        day = labelled_day(match[name], year) or (bare_day(match[name], year) if year else None)
        if day is not None:
            sentence = next((s for s in text.sentences() if s[0] <= match.start() < s[1]), (0, len(text.seen)))
            clause = max(sentence[0], *(text.seen.rfind(mark, 0, match.start()) + 1 for mark in ",;"))
            matter = text.seen[clause : match.start(name)] + text.seen[match.end(name) : match.end()]
            yield _deadline(text, DueDate(*match.span(name), day), sentence, matter, above)


def _matter(seen: str, due: DueDate, sentence: tuple[int, int], year: int | None) -> str:
    """Return the task: its clause without the day, up to the next day; with the clause before where it is short."""
    others = [other.start for other in due_dates(seen, year) if due.end <= other.start < sentence[1]]
    stop = min(others, default=sentence[1])
    # 甲问题应于3月底前、乙问题应于12月底前完成整改: each has the words between
    earlier = [other.end for other in due_dates(seen, year) if sentence[0] <= other.start < due.start]
    told = max(earlier, default=0)
    since = told if seen[told : told + 1] == "、" else sentence[0]
    clauses = _COMMA.split(seen[since : due.start])
    own = _LEADING_WORDS.sub("", _LEADING_WORDS.sub("", clauses[-1]))
    own = "" if len(clauses) > 1 and _BY_A_UNIT.fullmatch(own) else own
    after = seen[due.end : stop]
    if others:
        after = "" if after.startswith("、") else after.rsplit(",", 1)[0]
    matter = _ALSO_TOLD.sub("", (own + after).strip(",、。;:!"))
    context = [
        clause for clause in clauses[:-1] if not list(due_dates(clause, year)) and not _BY_WHOM.fullmatch(clause)
    ]
    is_of_work = bool(context) and _WORK.search(context[-1]) and _ONLY_PLANNED.fullmatch(clauses[-1])
    is_only_done = not own and _ONLY_DONE.fullmatch(_COMMA.split(matter)[0]) is not None
    if context and (is_of_work or is_only_done or len(matter) < _SHORTEST_MATTER):
        matter = f"{context[-1]},{matter}"
    return matter


def _with_heading(seen: str, sentence: tuple[int, int], matter: str, year: int | None) -> str:
    """Return a task that says little by itself with the sentence before it: 收集证明材料。各单位于3月底前报送。"""
    heads = re.findall(r"[^。;!?\n]+", seen[: sentence[0]])
    bare = re.sub(r"^各?[一-龥]{0,4}?(?:单位|部门|乡镇|县直)", "", matter)
    if len(list(due_dates(seen[slice(*sentence)], year))) == 1:  # else each stage has its own
        bare = _BARE_DEED.sub("", bare)
    if len(bare) >= _FEWEST_OWN_CHARS or not heads or len(heads[-1]) > _LONGEST_HEADING:
        return matter
    return f"{heads[-1].strip()},{matter}"


def _deadline(text: Text, due: DueDate, sentence: tuple[int, int], matter: str, above: str) -> Deadline:
    clause = text.seen.rfind(",", sentence[0], due.start) + 1 or sentence[0]
    return Deadline(
        matter=re.sub(r"^[(]?[\d一二三四五六七八九十]{1,3}[)、.]+", "", matter).strip("() "),
        topic=topic_of(text, sentence, above),
        units=_named_units(text.seen) or _leading_unit(text.seen[clause : sentence[1]]),
        date=due.day,
        text=text.quote(due.start, due.end),
        quote=text.quote(*sentence),
        locator=text.locate(due.start, due.end),
    )


def _named_units(seen: str) -> tuple[str, ...]:
    """Return the units behind 责任单位：, 牵头单位：, in order."""
    named = (part for match in _UNITS.finditer(seen) for part in re.split(r"[、,;\s]+", match["units"]))
    return tuple(dict.fromkeys(part for part in named if part and not _NO_UNIT.search(part)))


def _leading_unit(clause: str) -> tuple[str, ...]:
    match = _UNIT_LEADS.search(clause)
    units = match["unit"].split("、") if match else []
    return tuple(unit for unit in units if is_unit(unit) or unit.startswith(("各", "县直", "乡镇")))
