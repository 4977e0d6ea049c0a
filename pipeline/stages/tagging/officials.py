"""What a sentence tells of officials in words that no indicator has for its name: chiefs of rivers, those trained."""

import re
from collections.abc import Iterator

# 县乡村三级河长291名, 291名河长; 河长制 names the system
_CHIEFS = re.compile(
    r"(?:级|[县市区乡镇村])(?:河湖长|河长|湖长)(?:共计?|有|达|合计)*\d[\d,]*(?:余)?[名人位]|\d{2}[\d,]*(?:余)?[名位](?:[一-龥]{0,6}级)?(?:河湖长|河长|湖长)(?!制|办|被|获|受|荣)"
)
# 县乡村三级河长累计巡河2.31万人次
_PATROLS = re.compile(
    r"(?:河湖长|河长|湖长)(?!制)[^,。;\d]{0,12}(?:巡[河湖查护]|巡河湖)[^,。;\d]{0,8}\d[\d.,]*(?:余|多)?万?(?:余)?(?:人)?次"
)
# 副科级以上党政领导干部618人全部参加生态文明培训
_TRAINED = re.compile(
    r"(?:领导|党政|科级以上)[一-龥]{0,4}干部[^,。;\d]{0,10}\d+[名人],?(?:已|均|都|全部|全员|分批|先后)*(?:参加|接受|完成)了?[^,。;]{0,12}生态文明[^,。;]{0,10}(?:培训|轮训|学习)"
)
# 考核总分200分中，生态文明分值51分，占25.5%; 与生态文明建设有关的大气、水、土壤等合计240分，占24%
_WEIGHED = re.compile(
    r"(?:实绩|绩效|目标|年度|综合)[一-龥]{0,4}(?:考核|考评)[^。;]{0,10}\d+分[^。;\d]{0,8}生态(?:文明|环境)[^。;\d]{0,36}\d+分[^。;\d]{0,6}占[^。;\d]{0,8}\d[\d.]*%"
)
_MATTERS = (
    ("river_chief", "长", _CHIEFS),
    ("river_chief", "巡", _PATROLS),
    ("training", "生态文明", _TRAINED),
    ("assess_ratio", "占", _WEIGHED),
)


def of_officials(sentence: str) -> Iterator[str]:
    """Yield the ids of the indicators whose numbers a sentence (a shadow) tells of officials."""
    for indicator_id, word, pattern in _MATTERS:
        if word in sentence and pattern.search(sentence) is not None:
            yield indicator_id
