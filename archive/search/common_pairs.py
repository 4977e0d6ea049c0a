"""The pairs of neighbouring atoms that are frequent enough to be worth an entry of their own in a large index.

An index that knows where each atom stands answers every phrase, but for two frequent characters it must look at the
places in most pages. So it also notes which of these pairs a page holds. The characters are those most used in
official Chinese, the most frequent first (`archive.search.ranking` goes by that order); on text of another kind the
answers are the same, only slower. A change needs another FORMAT_VERSION of each engine that uses them. To these come
the pairs that are frequent in one archive.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import add

from archive.search.folding import BOUNDARY

FREQUENT = BOUNDARY + (
    "生水县年建态%的用环局设境率工区理标保和农地量业公村政明污度利分文镇化数源护指市作处全物行合人总城产单制位万比为治面实发方规成一个有加开自管国活中例进质体达况资能部月要府点立吨展施"
    "关任完划家山计各优监到机积报大连项于类对及目线情长提综务动林重级河查办等民强范核以值推然乡川统上米考高定天委创下日与导改色岸三现元染性表绿准入收测无种集法会良调降参二通格据整评平新"
    "不域内号力安采害控组土节领示清排省责程件险在置效应状固结主党经求住卫告式原意或复案企共其族信防众第占均运购息基来气所解落品同督善盖事危增放门流筑期断次别系里云户百广传配按题知干问严"
    "我空常训低室植前持相培宣确照名小织亿湖证出消构场员使房亩学养果步道专浓时依议网本备执草好车四价口过模回造野技并海急存已黑减修电快突是底州约编红投条微森济批头特满克术料功般普未壮间园"
    "取五根识审了供响游围风升十影印育厂科绩社做算转旅续限布煤可措交样说费金教幅促除"
)
_PAIR = re.compile(f"(?=([{FREQUENT}]{{2}}))")
_OTHER = " "


SHARE_OF_PAGES = 0.02
FEWEST_PAGES = 500
MOST_PAIRS = 4000


def common_pairs(names: Sequence[str], own: frozenset[str] = frozenset()) -> list[str]:
    """Return those neighbours in a row of atoms that are both frequent, or are an archive's `own`, as texts."""
    found: list[str] = _PAIR.findall("".join([name if len(name) == 1 else _OTHER for name in names]))
    return found + [pair for pair in map(add, names, names[1:]) if pair in own] if own else found


def own_pairs(pages: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return the further pairs that stand in at least one of fifty of an archive's pages (rows of atoms).

    The county's name is on each of them, whatever its characters. Of fewer than `FEWEST_PAGES` pages there are none.
    """
    counted: Counter[str] = Counter()
    number = 0
    for names in pages:
        number += 1
        counted.update(set(map(add, names, names[1:])).difference(common_pairs(names)))
    if number < FEWEST_PAGES:
        return frozenset()
    return frozenset(pair for pair, count in counted.most_common(MOST_PAIRS) if count >= SHARE_OF_PAGES * number)
