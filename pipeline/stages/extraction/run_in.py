"""Headings that open a paragraph: 四、2023年打算。秸秆综合利用率保持在91%以上."""

import re

_RUN_IN = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|\d{1,2}[.．、]|指标\s?\d{1,2}[.．、：:]?)"
    r"\s*(?P<head>(?!根据|按照?|依据|结合)[^。：:，,；;]{2,24})[。：:]"
)
# without a number: 明年工作打算：…; 下一步，…
_UNNUMBERED = re.compile(
    r"\s*(?!.{0,4}(?:根据|按照?|依据|结合))"
    # 2023年工作安排。主要预期目标是：…
    r"(?P<head>(?:20\d\d|[今明来])年度?[^。：:，,；;\d]{0,10}(?:打算|计划|安排|思路|谋划)(?=。)"
    r"|[^。：:，,；;]{0,12}(?:打算|计划|安排|思路|主要目标|预期目标|工作目标)(?=[：:是为])|(?:下一?步|下一?阶段|今后|接下来)(?=[，,]))"
)
_MAY_BE_UNNUMBERED = re.compile(r"打算|计划|安排|思路|目标|下一|今后|接下来")


def run_in_heading(text: str) -> str:
    """Return the heading that a paragraph opens with, without its number; "" where it opens with a sentence."""
    match = _RUN_IN.match(text)
    if match is None and _MAY_BE_UNNUMBERED.search(text) is not None:
        match = _UNNUMBERED.match(text)
    return match["head"] if match is not None else ""
