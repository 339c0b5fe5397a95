"""The step as one function: addressees of the document, then every node in order, rows where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from extractor.assemble.headings import HeadingReader
from extractor.assemble.paragraph import ParagraphReader
from extractor.assemble.parts import PartsReader
from extractor.assemble.positions import first_chunk
from extractor.assemble.rows import RowReader, rows_of
from extractor.assemble.scope import Addressee, Named
from extractor.assemble.shared_times import is_time_line, names_period, set_time
from extractor.assemble.silence import Silence
from extractor.assemble.state import Assembly, Findings, LeadIn
from extractor.chunks import Tagger
from extractor.domain import ActorSource, Draft, Node, Notice, Outline, Passage, ZoneKind
from extractor.lexicon.formulas import Formulas
from extractor.lexicon.outline import OutlineWords, begins_any, fold, opens_with

MOST_HEADER_NODES = 120  # the addressees stand near the beginning
LONGEST_OPENING = 120  # characters of "Kính gửi: …", "… điện:"
SKIPPED = (ZoneKind.FURNITURE, ZoneKind.HEADER, ZoneKind.RECIPIENTS, ZoneKind.BASES, ZoneKind.TABLE)


def assemble(
    notice: Notice, outline: Outline, *, tagger: Tagger, formulas: Formulas, words: OutlineWords, cues: Sequence[str]
) -> Findings:
    """Drafts, decisions and rejected candidates of a notice, in reading order.

    `cues`: words without one of which nobody is charged with anything, in lower case.

    Example: "2. Sở Y tế:" / "- Rà soát trang thiết bị." gives one draft led by Sở Y tế, source heading.
    """
    assembly = Assembly(notice, outline, tagger, formulas)
    assembly.scope.document = _document_addressees(assembly, words)
    rows = rows_of(outline)
    reader, headings = RowReader(assembly, words), HeadingReader(assembly)
    silence = Silence(cues, formulas, assembly.parents)
    for node in outline.nodes:
        if (row := rows.at.get(node.number)) is not None and not row.group:
            reader.read(row, node)
        elif node.number not in rows.covered and node.zone.kind not in SKIPPED:
            if silence.holds(node):
                assembly.dismiss(node)
            elif not is_time_line(node, words):
                _read_node(node, assembly, headings, words)
            else:
                set_time(node, assembly)
    _release(assembly)
    return assembly.found


def _release(assembly: Assembly) -> None:
    """Lead-ins whose lists hold no action of their own are the action: "… báo cáo các nội dung sau: (1) Số hộ …"."""
    nodes = [assembly.node_of(draft.block) for draft in assembly.found.drafts]
    items = {node.number for node in nodes if node.marker is not None}
    above = {number for item in items for number in assembly.scope.ancestors(item)}
    released = [lead_in for lead_in in assembly.lead_ins if lead_in.node not in above]
    places = [lead_in.place for lead_in in released]
    if not released:
        return
    by_place: dict[int, list[LeadIn]] = {}
    for lead_in in released:
        by_place.setdefault(lead_in.place, []).append(lead_in)
    drafts: list[Draft] = []
    for place, draft in enumerate([*assembly.found.drafts, None]):
        drafts += [_moved(lead_in.draft, places) for lead_in in by_place.get(place, ())]
        drafts += [_moved(draft, places)] if draft is not None else []
    assembly.found.drafts[:] = drafts


def _moved(draft: Draft, places: Sequence[int]) -> Draft:
    """The draft, its parent counted with the drafts that come in at `places`, in ascending order."""
    return draft if draft.parent is None else replace(draft, parent=draft.parent + bisect_right(places, draft.parent))


def _read_node(node: Node, assembly: Assembly, headings: HeadingReader, words: OutlineWords) -> None:
    """A heading sets the scope for what stands below it, other text is cut into clauses."""
    tagged = assembly.tagged(node)
    start = first_chunk(tagged, node.content)
    if start >= len(tagged.chunks):
        return
    reader = PartsReader(tagged, assembly.words)
    if node.heading and names_period(node, words):
        block = node.block
        assembly.shared_times[node.number] = Passage(block=block, start=node.content, end=len(block.text))
    if (addressee := headings.read(node, reader, start)) is not None:
        if node.marker is None and assembly.is_issuer([lead.actor for lead in addressee.leads]):
            return  # "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" above "QUYẾT ĐỊNH": who speaks, not who is spoken to
        assembly.scope.announce(node.number, addressee)
        assembly.opened = assembly.opened or node.marker is not None
    elif node.heading:
        assembly.reject(node, start, len(tagged.chunks), "node.heading")
    else:
        ParagraphReader(assembly, node, reader).read(start)


def _document_addressees(assembly: Assembly, words: OutlineWords) -> Addressee:
    """Kính gửi and "… điện:" lists."""
    leads: list[Named] = []
    open_list = False
    for node in assembly.nodes[:MOST_HEADER_NODES]:
        if node.zone.kind in (ZoneKind.FURNITURE, ZoneKind.RECIPIENTS):
            continue
        text = node.block.text[:LONGEST_OPENING]
        opens = opens_with(text, words.letter_openings) and begins_any(fold(text), words.letter_to)
        wires = text.endswith(":") and fold(text[:-1]).endswith(words.wires)
        if opens or wires:
            open_list = True
        elif open_list and node.zone.kind is not ZoneKind.HEADER and node.marker is None and node.block.table is None:
            break
        if (
            open_list
            and not wires
            and node.zone.kind in (ZoneKind.HEADER, ZoneKind.TABLE, ZoneKind.CONTEXT, ZoneKind.OPERATIVE)
        ):
            tagged = assembly.tagged(node)
            last = -1
            for start, actors in sorted(tagged.actors.items()):
                if start >= last:
                    leads += (Named(node=node.number, actor=actor) for actor in actors.items)
                    last = actors.end
        if open_list and leads and len(leads) > 80:
            break
    return Addressee(leads=tuple(leads), source=ActorSource.DOCUMENT if leads else ActorSource.UNSPECIFIED)
