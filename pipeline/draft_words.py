"""Words with which a draft is called one, in its text and in a file's name."""

import re

DRAFT_WORDS = (
    r"(?:再次|第?[一二三四]次)?(?:公开)?征求意见(?:第?[一二三四]?)?(?:修改|修订)?稿|送审稿|讨论稿|审议稿|报批稿|评审稿|论证稿|公示稿|汇报稿|代拟稿|上会稿|会签稿"
    r"|修改稿|初稿|草稿|草案(?:[一二三四]?审议?稿|修改稿|征求意见稿)?|审查稿|待审稿|征求意见版"
    r"|未定稿|讨论用稿|拟稿|建议稿|样稿|会审稿|校核稿|审核稿|校对稿|过程稿|工作稿|征询稿|试写稿"
    # 报审稿, 送签稿, 待批版: what still has to be read, judged, signed by somebody; 上报稿, 初审稿
    r"|[报送呈提待拟请预][审批阅签核议评]用?[稿版]|(?:上报|呈报|提请|报会|上会|内审|审阅|[初一二三复][审议]|会商|研究|协商|磋商|讨论|审议|评审|论证)用?[稿版]"
)
_IN_FILE_NAME = re.compile(
    rf"(?:^|[-_—(（【\[ ·.、])(?:{DRAFT_WORDS})(?:[)）】\]]|(?=[-_ 0-9vV.(（]|$))"
    rf"|(?:{DRAFT_WORDS})[)）】\]]?[-_ ]?(?:[vV]?\d[\d.]*[)）】\]]?)?$"
)
# what each of them has
_MAY_BE_ONE = re.compile(r"[稿版案]")


def draft_word_in_file_name(file: str) -> str | None:
    """Return the word with which a file's name, or its folder's, calls it a draft: 方案（送审稿）.docx."""
    if _MAY_BE_ONE.search(file) is None:
        return None
    folder, _, name = file.rpartition("/")
    if (match := _IN_FILE_NAME.search(re.sub(r"\.\w{2,5}$", "", name))) is not None:
        return re.sub(r"[^一-龥]", "", match[0])
    last = folder.rpartition("/")[2]
    return last if re.fullmatch(DRAFT_WORDS, last) else None
