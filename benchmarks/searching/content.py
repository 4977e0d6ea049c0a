"""Generated pages of official Chinese: the same for the same seed, made one by one, so that memory stays small.

Characters are drawn in the order in which a newspaper of 1998 uses them, words as in real text (the n-th in frequency
as 1/n), and more than half of the words are one of eight that usually follow the word before. So 2,000 pages hold about
as many different pairs of characters (244,000) as 2,000 pages of that newspaper (246,000); official papers hold fewer.
"""

import hashlib
import random
from collections.abc import Iterator
from itertools import accumulate

SEED = 20260401
PAGES_A_DOCUMENT = 5
PAGE_CHARS = 800
WORDS = 30_000
DRAWN = 1 << 18
FOLLOWERS = 8
FOLLOWING_SHARE = 0.57
INDICATORS = 35
YEARS = (2020, 2021, 2022)
_SIGNS = "，，，。。、；（）"
_FREQUENT = (
    "的国一在中人了和是有年大不为会业上地发出作要工行民这经家新个日部以来到市成生对进全我们政多主时他产本展长实者学方建开理同动月高关重力电现于公社下报区加分济制自化定文体过前合等场就天"
    "与说面后记机事法员用能美得资华也外十务之而设总好北平利金农各子元小将从企明万问提当心两其表种委党品可里度强改着军代起内目京通科入三系活水第位都导次题特道所世向去省领增还已基海使管最"
    "今名术统立南结并技些正应持交安点性西东任共联由解界组教治保院司队决意程及门期情调取达村义间量团此张局干如战据广议书收革府因把际路步计山然二集比育相放江志价办先举信亚众物口项更克近节"
    "老职话风无规看指五族认但形拉求困商手论斯难精车深格质少运研原处想台条受李施式件图气观级群春数又女县央传别造创剧四果给没协首投支城推至乡样常片回神变思选服只示几标争整证视贫优接极纪查"
    "流专那反续尔周被见王百做头单营效势德融参构很究马历织积副林住费亿布灾走坚影艺感户房史演真席身益再线每该率助光谈己必严望乐根策才列快赛供非清批完转色许或带罗责确州河知权型打具伊港准银"
    "它引识八需英股兴象连何直防况九医值采约花讯始送命案巴环么切游易范米武消客刘划致响功青球继则阿款速落段仅越爱稳空境模告士较备源石往获富双厂负热警儿钱包洲她讲访亲断你满评香素维护健声初"
    "照宣陈息希泽依晚欧千远排类镇未震字俄油友低版红财份便良贸考校均货尼层失师销检让土须监善存抓律显居核突届救波边复足占装荣验础按促扶斗夫摄容习紧余欢养普培献岗黄站古迎官减铁注域围即白器"
    "随兵汇雪旅飞太限票努闻充奖执尽劳福破景预食温云六愿承察岁税阳措略临态除降却菜危庆挥配宁喜售念岸且田帮读网班写龙险曾离币终音伟早言丰属称歌舞卫驻火担虎康额请苦升号底独待控购药料苏像七"
    "邓竞病藏顿兰令眼祖派半湾航章哈算什置超针胜买吃训塔印介互树扩阶星汉适击画留附密刚仍修探候纳试故牌彩状轻烈庭巨听审冬编恩座奋止馆犯湖园孩换害著奥逐抗祝索午盟幅典刻礼急召戏罪久绍秀脱激"
    "吉例卡测桥室损贵拥材胡彻兼脑卖判吴盛播纷贯贷署私既绩泰谢败曲呼靠拿搞尚永括短血顺绝移堂洋矿鲜韩违夜觉差船草灯映暖予店停津黑捐威艰繁录钟顾语够压玉杨街督某券招讨束宏妇冷疗木库楼粮赞瑞"
    "雨扬托缺吸另套鼓归旦贺找诉邮践笔鹏童坦遇赵述盘征孙腐旗慰假输男否川贡虽厅伍债母退左冰叶冲序雷钢杂补亮徐毛综甚廉沙烟练课角汽守析丽篮伤振固轮免励夏鲁宝朝登障齐寒旧细季唱聚仪陆趋付朱怎"
    "衣遍梁简启佳饭拍乎怀"
)


class Writer:
    """Writes page after page."""

    def __init__(self, seed: int = SEED) -> None:
        chance = random.Random(seed)
        # the 3,755 common characters of GB 2312, the frequent ones first
        others = [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFA)]
        others = [character for character in others if character not in _FREQUENT]
        chance.shuffle(others)
        characters = [*_FREQUENT, *others]
        weights = list(accumulate(1 / (rank + 20) for rank in range(len(characters))))
        lengths = chance.choices((1, 2, 3, 4), (10, 65, 12, 13), k=WORDS)
        self._words = ["".join(chance.choices(characters, cum_weights=weights, k=length)) for length in lengths]
        # a word stands in the table as often as it is to be drawn
        self._table = chance.choices(range(WORDS), [1 / (rank + 10) for rank in range(WORDS)], k=DRAWN)
        self._followers = [chance.choices(self._table, k=FOLLOWERS) for _ in range(WORDS)]
        self._seed = seed

    def page(self, number: int) -> str:
        """Return the text of a page (0-based number)."""
        chance = random.Random(self._seed * 10_000_000 + number)
        parts: list[str] = []
        length = 0
        while length < PAGE_CHARS:
            part = self._clause(chance) + _figures(chance) + _SIGNS[int(chance.random() * len(_SIGNS))]
            parts.append(part)
            length += len(part)
        return "".join(parts)

    def _clause(self, chance: random.Random) -> str:
        drawn = chance.choices(self._table, k=3 + int(chance.random() * 6))
        word = drawn[0]
        words = [self._words[word]]
        for other in drawn[1:]:
            place = int(chance.random() * FOLLOWERS / FOLLOWING_SHARE)
            word = self._followers[word][place] if place < FOLLOWERS else other
            words.append(self._words[word])
        return "".join(words)


def _figures(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.12:
        return f"{chance.randrange(1, 100_000) / 100:.2f}{chance.choice(('%', '公顷', '万吨', '亿元'))}"
    if kind < 0.16:
        return f"{chance.choice(YEARS)}年{chance.randrange(1, 13)}月"
    if kind < 0.18:
        return f"青政发〔{chance.choice(YEARS)}〕{chance.randrange(1, 401)}号"
    return ""


def sha256_of(document: int) -> str:
    """Return the name of a document (0-based number)."""
    return hashlib.sha256(str(document).encode()).hexdigest()


def documents(writer: Writer, pages: int) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Yield (sha256, pages) until there are so many pages."""
    for first in range(0, pages, PAGES_A_DOCUMENT):
        numbers = range(first, min(first + PAGES_A_DOCUMENT, pages))
        yield sha256_of(first // PAGES_A_DOCUMENT), [(n - first + 1, writer.page(n)) for n in numbers]


def of_indicator_and_year(pages: int) -> frozenset[str]:
    """Return the documents that a filter by one indicator and one year leaves."""
    count = (pages + PAGES_A_DOCUMENT - 1) // PAGES_A_DOCUMENT
    return frozenset(sha256_of(n) for n in range(count) if n % INDICATORS == 11 and n // INDICATORS % len(YEARS) == 1)
