"""What a text says of itself where it is not final yet: 以上为报送会议审议的文本, 尚未定稿，请勿外传."""

import re

from schemas.document import Identity

_ITSELF = (
    r"(?:以上|上述|本|此)"
    r"(?:(?:内容|文件|方案|预案|规划|计划|办法|制度|文本|版本|报告|细则|意见|件|文)"
    r"(?!的|所|配套|涉及|中|附|未尽)){0,2}(?:均|仅|只|暂)?"
)
_ASKED = r"(?:审议|审定|审核|审查|审阅|讨论|研究|会商|征求意见|修改|论证|评审)"
_TEXT = r"(?:文本|版本|稿本?|材料|件|文稿|方案|内容)"
_NOT_YET = r"(?:尚未|暂未|还未|未经|未|待|有待|尚待)"
_FINAL = r"(?:定稿|审定|审议|印发|签发|行文|下发|发布|通过|批准|研究)"
# 以上为报送…审议的文本, 本文为第三次修改后的版本, 以上为初步考虑
_IS_PROPOSED = re.compile(
    rf"(?:^|(?<=[。;:(])){_ITSELF}(?:为|系|是|属)(?:用于|拟|提供给)?(?:"
    rf"(?:报送?|提交|提请|呈报?|送|供|为)[^。;]{{0,20}}?{_ASKED}(?:的|用|所用|使用){{0,2}}(?:{_TEXT})"
    rf"|(?:第?[一二三四五六\d]+次?|再次|过程)?(?:修改|讨论|征求意见|修订)(?:过程)?(?:之?[后中])?(?:的|用)(?:{_TEXT})"
    r"|初步(?:的)?(?:考虑|方案|设想|意见|打算|文本|框架))"
)
# 尚未定稿，请勿外传; 仅供内部讨论，不作为执行依据
_NOT_TO_BE_USED = re.compile(
    rf"(?:{_NOT_YET}(?:最终|正式|经)?[^。;]{{0,14}}?{_FINAL}|(?:仅|只)?(?:供|用于)[^。;]{{0,12}}?{_ASKED})[^。;]{{0,16}}?[,;]"
    r"[^。;]{0,8}?(?:请勿|切勿|不得|不可|不能|不宜|不|勿)(?:作为?|对外|予以|据此){0,2}(?:正式|执行|考核|申报)?(?:引用|外传|扩散|传播|公开|依据|执行|使用|转发)"
)
# 本方案…，最终以正式印发的文件为准
_SUPERSEDED_BY_FINAL = re.compile(
    r"(?:^|(?<=[。;:(]))(?:以上|上述|本|此)(?:文件|方案|预案|规划|计划|办法|制度|文本|稿|版本|细则|意见|件)[^。;]{0,40}?以(?:最终|最后)?正式(?:印发|发布|下发|出台|行文)的?[^。;]{0,8}?为准"
)
_OF_A_PLAN = (
    # 现向各部门征求意见，修改后再提请审定
    re.compile(
        r"(?:^|(?<=[。;:,(]))(?:现|正在?)(?:面?向[^。;,]{2,20}?)?(?:公开)?征求意见[^。;]{0,24}?(?:再|另行|一并|后)[^。;]{0,6}?(?:提请|报|印发|审定|修改|审议)"
    ),
    # 以上方案妥否，请审议
    re.compile(
        r"(?:^|(?<=[。;:(]))(?:以上|上述)[一-龥]{0,6}?,?(?:当否|妥否|可否|是否妥当),?(?:敬?请|呈)[^。;,]{0,10}?(?:审议|审定|审批|审示|批示|批准|研究)"
    ),
)
_PLANS = frozenset({"plan", "regulation"})
# the annex, a plan of the year to come is another paper
_OF_OTHERS = re.compile(r"附件|附表|另行制定|年度(?:计划|方案)")


def says_it_is_no_final_text(identity: Identity, seen: str) -> bool:
    """Tell whether a line (a shadow) says that the paper it stands in is proposed, not in force."""
    if not any(word in seen for word in ("意见", "审", "论", "研究", "定稿", "印发", "正式", "文本", "版本", "初步")):
        return False
    if _OF_OTHERS.search(seen):
        return False
    own = _OF_A_PLAN if identity.kind in _PLANS else ()
    patterns = (_IS_PROPOSED, _NOT_TO_BE_USED, _SUPERSEDED_BY_FINAL, *own)
    return any(pattern.search(seen) for pattern in patterns)
