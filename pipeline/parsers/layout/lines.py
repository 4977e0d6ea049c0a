"""Lines from glyphs."""

from collections.abc import Sequence
from itertools import compress
from operator import sub

from pipeline.parsers.layout.sheet import Glyph, Line, Run, least, runs_of, union
from pipeline.parsers.text.characters import is_latin

SAME_LINE_EM = 0.45  # a raised or lowered character stands within this of its line's middle
DOUBLED_EM = 0.15  # the same character again within this: fake bold
LATIN_GAP_EM = 0.25  # a gap between figures from here on is a blank
WORD_GAP_EM = 0.18  # the same beside a letter: fonts state blanks of a quarter, justification makes them narrower
TABLE_GAP_EM = 1.5  # a gap between Chinese characters from here on separates columns
STATED_GAP_EM = 0.75  # the same where the file itself holds a blank there
ASKEW_EM = 3.0  # the next character of a turned text stands within this
CLOSING = "，。、；：！？）》」』】〕”’％%,.;:!?)]"
OPENING = "（《「『【〔“‘(["


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """Return the lines that the glyphs form, from top to bottom."""
    return lines_of_runs(runs_of(glyphs))


def lines_of_runs(runs: Sequence[Run]) -> list[Line]:
    """Return the lines that runs of glyphs form, from top to bottom."""
    return lines_of_rows(rows_of(runs))


def lines_of_rows(rows: list[list[Run]]) -> list[Line]:
    """Return the lines of rows of runs, those that are blank left out."""
    lines = [_line(row) for row in rows]
    return [line for line in lines if line is not None]


def rows_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs that stand on one line each, from top to bottom; what stands in one row has no order yet."""
    if len(runs) == 1:
        return [list(runs)]
    rows: list[list[Run]] = []
    middle = weight = 0.0
    for run in sorted(runs, key=_place):
        size = run.size_pt
        share = size * len(run.x0s)
        if rows and abs(run.middle - middle) <= SAME_LINE_EM * max(size, *(item.size_pt for item in rows[-1][-3:])):
            rows[-1].append(run)
            weight += share
            middle += (run.middle - middle) * share / weight if weight else 0
        else:
            rows.append([run])
            middle, weight = run.middle, share
    return rows


def _place(run: Run) -> tuple[float, float]:
    return run.top + run.bottom, run.x0s[0]


def askew_lines(glyphs: list[Glyph]) -> list[Line]:
    """Return the pieces of text that do not stand upright, each with the box around it, in the order of the file."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _is_near(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [_askew_line(run) for run in runs if any(not glyph.text.isspace() for glyph in run)]


def _is_near(before: Glyph, glyph: Glyph) -> bool:
    reach = ASKEW_EM * max(before.size_pt, glyph.size_pt)
    return abs(before.x0 - glyph.x0) <= reach and abs(before.middle - glyph.middle) <= reach


def _askew_line(run: list[Glyph]) -> Line:
    box = union([(glyph.x0, glyph.top, glyph.x1, glyph.bottom) for glyph in run])
    text = "".join(glyph.text for glyph in run).strip()
    return Line(text, *box, size_pt=run[0].size_pt, first_unit_pt=run[0].size_pt)


def _line(row: list[Run]) -> Line | None:
    texts, x0s, x1s = side_by_side(row)
    first = row[0]
    is_single = len(row) == 1
    least_pt = first.size_pt if is_single else min(run.size_pt for run in row)
    if len(x0s) > 1 and min(map(sub, x0s[1:], x0s)) <= DOUBLED_EM * least_pt:  # printed twice, or not in order
        glyphs = _once(sorted((glyph for run in row for glyph in run.glyphs()), key=lambda glyph: glyph.x0))
        texts, x0s, x1s = [glyph[0] for glyph in glyphs], [glyph[1] for glyph in glyphs], [glyph[3] for glyph in glyphs]
    text = texts if type(texts) is str else "".join(texts)
    words = text.split(None, 1)
    if not words:
        return None
    blanks: list[int] = []  # indexes of what stands behind a blank of the file
    if len(words[0]) < len(text):
        places = [place for place, piece in enumerate(texts) if not piece.isspace()]
        blanks = [number for number in range(1, len(places)) if places[number] - places[number - 1] > 1]
        if places[-1] < len(texts) - 1:
            blanks.append(len(places))
        texts, x0s, x1s = [texts[at] for at in places], [x0s[at] for at in places], [x1s[at] for at in places]
        row = [run for run in row if not run.is_blank]
    size = _size(row)
    gaps = list(map(sub, x0s[1:], x1s))
    if blanks or (gaps and max(gaps) > WORD_GAP_EM * least_pt):
        wide = compress(range(1, len(x0s)), map((WORD_GAP_EM * least_pt).__lt__, gaps))
        text = _text(texts, gaps, sorted({*blanks, *wide}), blanks, max(size, 1.0))
    elif len(words[0]) < len(text):
        text = words[0]
    unit_pt = _first_unit(texts, x0s, x1s, max(row[0].size_pt, 1.0))
    if is_single:
        return Line(text, x0s[0], first.top, max(x1s), first.bottom, size, unit_pt, first.confidence)
    top, bottom = min(run.top for run in row), max(run.bottom for run in row)
    return Line(text, x0s[0], top, max(x1s), bottom, size, unit_pt, least(run.confidence for run in row))


def _left(run: Run) -> float:
    return run.x0s[0]


def side_by_side(row: list[Run]) -> tuple[Sequence[str], Sequence[float], Sequence[float]]:
    """Return texts, left ends, right ends of the glyphs of runs, the runs in order from the left."""
    if len(row) == 1:
        return row[0][:3]
    texts: list[str] = []
    x0s: list[float] = []
    x1s: list[float] = []
    for run in sorted(row, key=_left):
        texts.extend(run.texts)
        x0s.extend(run.x0s)
        x1s.extend(run.x1s)
    return texts, x0s, x1s


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """Drop characters printed again in the same place (fake bold)."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        near = (item for item in kept[-4:] if item.text == glyph.text)
        if not any(
            abs(item.x0 - glyph.x0) <= DOUBLED_EM * glyph.size_pt
            and abs(item.middle - glyph.middle) <= DOUBLED_EM * glyph.size_pt
            for item in near
        ):
            kept.append(glyph)
    return kept


def _text(texts: Sequence[str], gaps: list[float], places: list[int], blanks: list[int], size_pt: float) -> str:
    """Put blanks where they separate words; those between Chinese characters are the justification's.

    `places` are the indexes of the texts before which a blank may stand, `blanks` those where the file itself has one.
    """
    pieces: list[str] = []
    start = 0
    for place in places:
        stated = place in blanks
        if place == len(texts):
            pieces.append("".join(texts[start:]))
            start = place
            if is_latin(texts[-1][-1]):
                pieces.append(" ")
        elif _separated(texts[place - 1], texts[place], gaps[place - 1] / size_pt, blank=stated):
            pieces.append("".join(texts[start:place]) + " ")
            start = place
    return "".join(pieces) + "".join(texts[start:])


def _separated(before: str, text: str, gap_em: float, *, blank: bool) -> bool:
    if is_latin(before[-1]) and is_latin(text[0]):
        usual = WORD_GAP_EM if before[-1].isalpha() or text[0].isalpha() else LATIN_GAP_EM
        return gap_em > usual or (blank and gap_em > -LATIN_GAP_EM)
    return gap_em > (STATED_GAP_EM if blank else TABLE_GAP_EM)


def _size(printed: list[Run]) -> float:
    """Return the size that most characters of a line have."""
    if len(printed) == 1:
        return round(printed[0].size_pt, 1)
    counts: dict[float, int] = {}
    for run in printed:
        size = round(run.size_pt, 1)
        counts[size] = counts.get(size, 0) + len(run.x0s)
    return max(counts, key=lambda size: (counts[size], size))


def _first_unit(texts: Sequence[str], x0s: Sequence[float], x1s: Sequence[float], size: float) -> float:
    """Return the width of what cannot be parted from the first character: opening marks, a word, closing marks."""
    last, end = 0, len(texts) - 1
    while texts[last] in OPENING and last < end:
        last += 1
    if is_latin(texts[last][0]):
        while last < end and x0s[last + 1] - x1s[last] < LATIN_GAP_EM * size and _is_of_word(texts[last + 1]):
            last += 1
    while last < end and texts[last + 1] in CLOSING:
        last += 1
    return x1s[last] - x0s[0]


def _is_of_word(text: str) -> bool:
    return is_latin(text[0]) and text not in CLOSING
