"""Whether something is to be done until a day that words name."""

import re

from pipeline.stages.examination.due_dates import DueDate

_DUTY = re.compile(
    r"完成|报送|上报|提交|报[县市省局至到]|送[达至交]|建成|落实|达到|整改|印发|制定|编制|实现|出台|公布|公开|验收|上传|反馈|开展|启动|交[至到付]|销号|建立|组织|形成"
    r"|完工|竣工|封场|通车|投产|达标|解决|取缔|办结|移交|关停|恢复|搭建|配备|安装|接入|投入|投用|运行|汇总|清理|拆除|修订|审核|备案|发布|退出|淘汰|关闭|搬迁|改造|覆盖|更新|填报|录入|补充|回复|函复|签订|划定|治理|消除"
)
_IS_PAST = re.compile(
    r"^[^,。;]{0,8}(?:已|了|均已|共完成|累计)|^(?:完成|建成|取得|印发|出生|参加|投产|审批)[^,。;]{0,8}(?:的|了)"
)
_PAST_BEFORE = re.compile(r"(?:截至|截止|截止到|截至到|早在|自|从|已经?(?:提前)?[于在])$")
# …6月底前全部改正, 3月底前一律上墙: however short
_WHOLLY = re.compile(
    r"(?:务必|须|应|要|均|都)*(?:全部|全面|全数|逐一|逐个|逐户|一律|统一|基本|如期|按期|彻底|一次性)[一-龥]{2,6}(?=[,。;!)、]|$)"
)
_DEED = re.compile(r"(?:将|把|对|由|须|应|要|全部|全面)?[一-龥]{2}[^,。;]{4,}")
# （2023年9月底前）behind a task
_PHASE = re.compile(r"阶段|步骤|环节|时期")
_COMMA = re.compile(r"[,:]")


def is_duty(seen: str, due: DueDate, sentence: tuple[int, int], *, is_ahead: bool = False) -> bool:
    """Tell whether something is to be done until a day; whatever follows a day ahead in a plan is."""
    after, before = seen[due.end : sentence[1]], seen[sentence[0] : due.start]
    if _IS_PAST.search(after) or _PAST_BEFORE.search(before) or after.startswith(("的", "后")):
        return False
    if is_ahead and (_DEED.match(after) or _WHOLLY.match(after)):
        return True
    if is_ahead and before.endswith("(") and after.startswith(")"):
        return _PHASE.search(before) is None
    return _DUTY.search(after[:60]) is not None or _DUTY.search(_COMMA.split(before)[-1]) is not None
