"""Writes a sample document as a web page, the form that a browser prints to PDF."""

from html import escape

from sample_docs.build.blocks import Block, Box, Grid, PageBreak, Text
from sample_docs.build.content import SampleDocument

STYLE = """
/* one face in one weight: browsers embed each glyph as a drawing, which makes files large */
@page { size: %s; margin: 26mm 24mm; }
body { font: 15px/1.85 "Noto Sans CJK SC", sans-serif; color: #111; }
h1 { font-size: 24px; text-align: center; margin: 18px 0 8px; }
h2 { font-size: 17px; margin: 14px 0 4px; }
h3 { font-size: 15px; margin: 10px 0 2px; }
h1, h2, h3 { font-weight: normal; }
p { margin: 4px 0; text-indent: 2em; text-align: justify; }
p.flush, p.center, p.caption, p.right, p.unit, p.note { text-indent: 0; }
p.center, p.caption { text-align: center; } p.right, p.unit { text-align: right; }
p.caption { margin-top: 12px; }
p.unit, p.note, td, th { font-size: 12.5px; }
.head { color: #e60012; font-size: 34px; text-align: center; letter-spacing: 2px; }
.number { text-align: center; text-indent: 0; border-bottom: 2px solid #e60012; padding-bottom: 6px; }
table { border-collapse: collapse; width: 100%%; margin: 4px 0 10px; }
td, th { border: 1px solid #333; padding: 3px 5px; text-align: center; font-weight: normal; }
th { background: #eef3ee; }
"""


def web_page(document: SampleDocument) -> str:
    """Return the whole page as HTML."""
    layout = document.layout
    parts = [f'<p class="head" style="text-indent:0">{escape(layout.head)}</p>'] if layout.head else []
    parts += [f'<p class="number">{escape(number)}</p>' for number in document.number_lines]
    parts.append(f"<h1>{escape(document.title or '')}</h1>")
    parts += [_block(block) for block in document.blocks]
    if layout.signed and document.issuer:
        parts += [f'<p class="right">{escape(line)}</p>' for line in (document.issuer, document.date_text)]
    style = STYLE % ("A4 landscape" if layout.landscape else "A4")
    head = f'<meta charset="utf-8"><title>{escape(document.title or "")}</title><style>{style}</style>'
    return f'<!DOCTYPE html><html lang="zh-CN"><head>{head}</head><body>{"".join(parts)}</body></html>'


def _block(block: Block) -> str:
    if isinstance(block, Grid):
        return _table(block)
    if isinstance(block, PageBreak):
        return '<div style="break-after:page"></div>'
    if isinstance(block, Box):
        return f'<p class="note" style="border:1px solid #999;padding:6px">{escape(block.text)}</p>'
    return _paragraph(block)


def _paragraph(block: Text) -> str:
    tags = {"heading1": "h2", "heading2": "h3", "annex": "h1"}
    if block.style in tags:
        return f"<{tags[block.style]}>{escape(block.text)}</{tags[block.style]}>"
    return f'<p class="{block.style}">{escape(block.text)}</p>'


def _table(grid: Grid) -> str:
    total = sum(grid.widths)
    columns = "".join(f'<col style="width:{100 * width / total:.1f}%">' for width in grid.widths)
    rows: dict[int, list[str]] = {row: [] for row in range(len(grid.rows))}
    for span in sorted(grid.spans(), key=lambda span: (span.row, span.column)):
        tag = "th" if span.row < grid.head_rows else "td"
        size = f' rowspan="{span.row_span}" colspan="{span.column_span}"'
        rows[span.row].append(f"<{tag}{size}>{escape(span.text).replace(chr(10), '<br>')}</{tag}>")
    lines = ["<tr>" + "".join(cells) + "</tr>" for cells in rows.values()]
    head, body = "".join(lines[: grid.head_rows]), "".join(lines[grid.head_rows :])
    return f"<table><colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>"
