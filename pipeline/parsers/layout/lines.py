"""Lines from glyphs."""

from pipeline.parsers.layout.sheet import Glyph, Line, union
from pipeline.parsers.text.characters import is_latin

SAME_LINE_EM = 0.45  # a raised or lowered character stands within this of its line's middle
DOUBLED_EM = 0.15  # the same character again within this: fake bold
LATIN_GAP_EM = 0.25  # a gap between letters from here on is a blank
TABLE_GAP_EM = 1.5  # a gap between Chinese characters from here on separates columns
STATED_GAP_EM = 0.75  # the same where the file itself holds a blank there
ASKEW_EM = 3.0  # the next character of a turned text stands within this
CLOSING = "，。、；：！？）》」』】〕”’％%,.;:!?)]"
OPENING = "（《「『【〔“‘(["


def lines_of(glyphs: list[Glyph]) -> list[Line]:
    """Return the lines that the glyphs form, from top to bottom."""
    rows: list[list[Glyph]] = []
    middle, weight = 0.0, 0.0
    for glyph in sorted((item for item in glyphs if item.text), key=lambda item: (item.middle, item.x0)):
        reach = SAME_LINE_EM * max(
            glyph.size_pt, max((item.size_pt for item in rows[-1][-3:]), default=0) if rows else 0
        )
        if rows and abs(glyph.middle - middle) <= reach:
            rows[-1].append(glyph)
            weight += glyph.size_pt
            middle += (glyph.middle - middle) * glyph.size_pt / weight if weight else 0
        else:
            rows.append([glyph])
            middle, weight = glyph.middle, glyph.size_pt
    lines = [_line(row) for row in rows]
    return [line for line in lines if line is not None]


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


def _line(row: list[Glyph]) -> Line | None:
    ordered = _once(sorted(row, key=lambda glyph: glyph.x0))
    printed = [glyph for glyph in ordered if not glyph.text.isspace()]
    if not printed:
        return None
    return Line(
        text=_text(ordered),
        x0=printed[0].x0,
        top=min(glyph.top for glyph in printed),
        x1=max(glyph.x1 for glyph in printed),
        bottom=max(glyph.bottom for glyph in printed),
        size_pt=_size(printed),
        first_unit_pt=_first_unit(printed),
    )


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


def _text(glyphs: list[Glyph]) -> str:
    """Put blanks where they separate words; those between Chinese characters are the justification's."""
    text = ""
    before: Glyph | None = None
    blank = False
    for glyph in glyphs:
        if glyph.text.isspace():
            blank = True
            continue
        if before is not None and _separated(before, glyph, blank=blank):
            text += " "
        text += glyph.text
        before, blank = glyph, False
    return text + (" " if blank and is_latin(text[-1:]) else "")


def _separated(before: Glyph, glyph: Glyph, *, blank: bool) -> bool:
    gap_em = (glyph.x0 - before.x1) / max(before.size_pt, glyph.size_pt, 1)
    if is_latin(before.text[-1]) and is_latin(glyph.text[0]):
        return gap_em > LATIN_GAP_EM or (blank and gap_em > -LATIN_GAP_EM)
    return gap_em > (STATED_GAP_EM if blank else TABLE_GAP_EM)


def _size(printed: list[Glyph]) -> float:
    """Return the size that most characters of a line have."""
    counts: dict[float, int] = {}
    for glyph in printed:
        counts[round(glyph.size_pt, 1)] = counts.get(round(glyph.size_pt, 1), 0) + 1
    return max(counts, key=lambda size: (counts[size], size))


def _first_unit(printed: list[Glyph]) -> float:
    """Return the width of what cannot be parted from the first character: opening marks, a word, closing marks."""
    last = 0
    while printed[last].text in OPENING and last + 1 < len(printed):
        last += 1
    if is_latin(printed[last].text[0]):
        while last + 1 < len(printed) and _same_word(printed[last], printed[last + 1]):
            last += 1
    while last + 1 < len(printed) and printed[last + 1].text in CLOSING:
        last += 1
    return printed[last].x1 - printed[0].x0


def _same_word(before: Glyph, glyph: Glyph) -> bool:
    close = glyph.x0 - before.x1 < LATIN_GAP_EM * max(glyph.size_pt, 1)
    return close and is_latin(glyph.text[0]) and glyph.text not in CLOSING
