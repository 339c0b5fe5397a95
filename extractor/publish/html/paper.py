"""The text of a notice as paragraphs, headings and tables, every visible character of it once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from extractor.domain import Block, BlockKind, Notice, Span
from extractor.publish.html.marks import Painter, Piece, pieces_of

# Left over between blocks: emphasis marks and the bars of tables written as text.
_FURNITURE = "*|#\ufeff"


def draw(notice: Notice, painter: Painter) -> str:
    """HTML of the whole text."""
    drawn, done = [], 0
    for table, group in groupby(_blocks(notice), key=lambda block: block.table):
        blocks = list(group)
        if table is None:
            for block in blocks:
                drawn.append(_between(notice, done, block.span.start, painter))
                drawn.append(_paragraph(block, painter))
                done = max(done, block.span.end)
        else:
            drawn.append(_between(notice, done, blocks[0].span.start, painter))
            drawn.append(_table(blocks, painter))
            done = max(done, *(block.span.end for block in blocks))
    drawn.append(_between(notice, done, len(notice.text), painter))
    return "\n".join(part for part in drawn if part)


def _blocks(notice: Notice) -> Iterator[Block]:
    """Blocks in reading order; what another block holds already is left to it."""
    done = 0
    for block in notice.blocks:
        if block.span.start >= done or block.table is not None:
            done = max(done, block.span.end)
            yield block


def _paragraph(block: Block, painter: Painter) -> str:
    kinds = [
        name
        for name, holds in (
            ("heading", block.kind is BlockKind.HEADING or block.all_bold),
            ("italic", block.italic),
            ("apart", block.blank_before),
        )
        if holds
    ]
    kind = f' class="{" ".join(kinds)}"' if kinds else ""
    return f"<p{kind}>{painter.draw(pieces_of(block))}</p>"


def _table(blocks: Sequence[Block], painter: Painter) -> str:
    """A cell that spans several rows is copied to each as a block; it is drawn in the first only."""
    rows, seen = [], set[Span]()
    for _, cells in groupby(blocks, key=lambda block: block.row):
        drawn = []
        for column, group in groupby(cells, key=lambda block: block.column):
            del column
            fresh = [cell for cell in group if cell.span not in seen]
            seen.update(cell.span for cell in fresh)
            drawn.append(f"<td>{'<br>'.join(painter.draw(pieces_of(cell)) for cell in fresh)}</td>")
        rows.append(f"<tr>{''.join(drawn)}</tr>")
    return f'<div class="sheet"><table>{"".join(rows)}</table></div>'


def _between(notice: Notice, start: int, end: int, painter: Painter) -> str:
    """Text that no block holds, line by line."""
    drawn, position = [], start
    for line in notice.text[start:end].splitlines(keepends=True):
        if line.strip().strip(_FURNITURE).strip():
            drawn.append(f"<p>{painter.draw([Piece(position, line.rstrip())])}</p>")
        position += len(line)
    return "\n".join(drawn)
