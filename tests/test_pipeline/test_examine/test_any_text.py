"""Whatever a document says, it is examined without a fault."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.particulars import Particulars

WORDS = [
    "霞川县水利局", "2022年", "3月31日", "2月29日", "十二月", "自", "起施行", "有效期", "三年", "至", "〔", "〕",
    "（", "）",
    "号", "第五条", "一、", "（二）", "3.", "附件", "附件1：", "《", "》", "办法", "同时废止", "抄送：", "。", "，",
    "：", "；", "底前", "完成", "于", "年底", "责任单位：", "完成时限：", "征求意见稿", "秘密★", "GB", "3838-2002",
    "国务院令", "|",
    "序号", "关于", "的通知", "县长", "令", "印发", "目录", "十四五", "1", "9", "99",
]  # fmt: skip
LINES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map("".join), min_size=1, max_size=9)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_any_text_is_examined(examined: Callable[[str], Particulars], lines: list[str]) -> None:
    found = examined("\n".join(lines))
    assert all(0 < value <= 1 for value in found.confidence.values())
    assert found.validity is None or found.validity.text
    for deadline in found.deadlines:
        assert deadline.text in deadline.quote or deadline.text
