"""Plain text -> blocks: paragraphs unwrapped, emphasis marks dropped into a style, tables cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.domain import Block, BlockKind, Span
from extractor.parse.cells import Group, group_lines
from extractor.parse.columns import split_columns
from extractor.parse.lines import Line, read_lines
from extractor.parse.plain_tables import split_tables
from extractor.parse.wrap import Layout, ends_paragraph, find_layout

_RUN = re.compile(r"\*+|[^*]+")
_BLANKS = {ord(c): " " for c in "\t\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"}


def read_text(text: str) -> tuple[Block, ...]:
    """Blocks of a plain text in reading order.

    >>> [block.text for block in read_text("**1.** Sở Y tế\\nrà soát.\\n\\n- Báo cáo.")]
    ['1. Sở Y tế rà soát.', '- Báo cáo.']
    """
    lines = list(_content_lines(split_columns(list(read_lines(text)))))
    layout = find_layout(lines)
    groups = (part for group in group_lines(lines) for part in split_tables(group))
    return tuple(block for group in groups for block in _blocks(group, layout))


def _content_lines(lines: Sequence[Line]) -> Iterator[Line]:
    """Leave out drawn lines, which set paragraphs apart, but for those that alone fill a table cell."""
    apart = False
    for index, line in enumerate(lines):
        alone = 0 < index < len(lines) - 1 and lines[index - 1].is_bar and lines[index + 1].is_bar
        if line.is_bar or not line.is_rule or _toggles(line) or alone:
            yield line._replace(blank_before=True) if apart and not line.is_bar else line
            apart = False
        else:
            apart = apart or line.blank_before or any(mark in line.text for mark in "-_ ")


def _toggles(line: Line) -> bool:
    """A line of asterisks that opens or closes emphasis; drawn lines and "* *" do not."""
    return line.text in ("**", "***")


def _blocks(group: Group, layout: Layout) -> Iterator[Block]:
    paragraph: list[Line] = []
    style = _Emphasis()
    layout = _cell_layout(group, layout)
    for line, later in zip(group.lines, (*group.lines[1:], None), strict=True):
        if paragraph and ends_paragraph(
            paragraph[-1], line, later, layout=layout,
            bold=style.all_bold and not style.bold, first=len(paragraph) == 1,
        ):  # fmt: skip
            yield from _block(paragraph, group, style)
            paragraph, style = [], _Emphasis()
        paragraph.append(line)
        style.feed(line.text)
    yield from _block(paragraph, group, style)


def _cell_layout(group: Group, layout: Layout) -> Layout:
    """In a cell the width is the cell's own, so only marks tell where an item begins."""
    if group.table is None or len(group.lines) == 1:
        return layout
    return Layout(blank_lines=True, width=max(len(line.text) for line in group.lines), wrapped=True, cell=True)


class _Emphasis:
    """Counts the letters inside and outside of bold and italics while marks switch them."""

    def __init__(self) -> None:
        self.bold = self.italic = False
        self.letters = self.bold_letters = self.italic_letters = 0
        self.first_bold = False

    def feed(self, text: str) -> None:
        if "*" not in text and not (self.bold or self.italic):
            self.letters += len(text)
            return
        for run in _RUN.findall(text):
            if run[0] == "*":
                self.bold ^= len(run) in (2, 3)
                self.italic ^= len(run) in (1, 3)
                continue
            size = len(run.strip())
            if size and not self.letters:
                self.first_bold = self.bold
            self.letters += size
            self.bold_letters += size * self.bold
            self.italic_letters += size * self.italic

    @property
    def all_bold(self) -> bool:
        return self.letters > 0 and self.bold_letters >= 0.9 * self.letters


def _block(lines: Sequence[Line], group: Group, style: _Emphasis) -> Iterator[Block]:
    text, starts, sources = _unwrap(lines)
    if not text.strip() or (lines[0].is_rule and len(lines) == 1):
        return
    kind = BlockKind.HEADING if lines[0].heading else BlockKind.CELL if group.table is not None else BlockKind.PARAGRAPH
    yield Block(
        span=Span(lines[0].start, lines[-1].end),
        text=text,
        starts=starts,
        sources=sources,
        kind=kind,
        bold=style.first_bold,
        all_bold=style.all_bold,
        italic=style.letters > 0 and style.italic_letters >= 0.9 * style.letters,
        blank_before=lines[0].blank_before,
        table=group.table,
        row=group.row,
        column=group.column,
    )


def _unwrap(lines: Sequence[Line]) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """Joined text, and the pieces of its map to the source."""
    parts: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    size = 0
    for line in lines:
        if size and not parts[-1].endswith(" "):
            starts.append(size)
            sources.append(sources[-1] + len(parts[-1]))  # the line break, or what stands in its place
            parts.append(" ")
            size += 1
        position = line.start
        # A space is the one printable blank, so a printable text holds none of the others.
        content = line.text if line.text.isprintable() else line.text.translate(_BLANKS)
        for run in _RUN.findall(content) if "*" in content else (content,):
            if run[0] != "*":
                starts.append(size)
                sources.append(position)
                parts.append(run)
                size += len(run)
            position += len(run)
    return "".join(parts), tuple(starts) or (0,), tuple(sources) or (lines[0].start,)
