"""The fingerprint of a text."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.fingerprint import FEWEST_FIGURES, KEPT, SHINGLE_CHARS, figures_digest_of, fingerprint_of, likeness
from schemas.locator import ParagraphLocator
from schemas.parsed import ParsedDocument, TextBlock

CHARACTERS = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)


def document(*paragraphs):
    blocks = tuple(
        TextBlock(text=text, locator=ParagraphLocator(index=index), page=1) for index, text in enumerate(paragraphs)
    )
    return ParsedDocument(media_type="text/plain", pages=1, blocks=blocks)


def shingles(text):
    return {text[start : start + SHINGLE_CHARS] for start in range(len(text) - SHINGLE_CHARS + 1)}


def test_too_little_text_has_none():
    assert fingerprint_of(document("证明")) == ()
    assert likeness((), (1, 2)) == 0


@given(st.text(CHARACTERS, min_size=70, max_size=300))
def test_blanks_line_breaks_and_width_do_not_count(text):
    spaced = " ".join(text)
    assert fingerprint_of(document(text + "1")) == fingerprint_of(document(spaced[:50], spaced[50:], "\uff11"))


@given(
    st.text(CHARACTERS, min_size=70, max_size=400), st.text(CHARACTERS, min_size=70, max_size=400), st.integers(0, 400)
)
def test_likeness_estimates_the_share_of_common_shingles(one, other, kept):
    other = one[:kept] + other
    mine, theirs = shingles(one), shingles(other)
    share = len(mine & theirs) / len(mine | theirs)
    # five standard errors of 64 draws; a fingerprint is exact where there are no more shingles than it keeps
    bound = 5 * (share * (1 - share) / KEPT) ** 0.5 + 0.05
    assert abs(likeness(fingerprint_of(document(one)), fingerprint_of(document(other))) - share) <= bound
    assert likeness(fingerprint_of(document(one)), fingerprint_of(document(one))) == 1


FIGURES = st.lists(st.decimals(0, 9999, places=1), min_size=FEWEST_FIGURES, max_size=12)


@given(FIGURES, st.data())
def test_figures_are_the_same_in_other_words_and_on_another_day(figures, data):
    one = "".join(f"整治{figure}处，" for figure in figures)
    other = "".join(f"共完成{figure}处；" for figure in figures)
    told = figures_digest_of(document("2023年情况", one, "2023年1月9日"))
    assert told is not None
    assert told == figures_digest_of(document("总结", "临水〔2024〕7号", other, "2024年3月10日"))
    place = data.draw(st.integers(0, len(figures) - 1))
    changed = [*figures[:place], figures[place] + 1, *figures[place + 1 :]]
    assert told != figures_digest_of(document("".join(f"整治{figure}处，" for figure in changed)))


def test_few_figures_are_none():
    assert figures_digest_of(document("2023年建成3处，改造5处。", "2023年1月9日")) is None
