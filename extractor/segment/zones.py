"""What each node's text is for: from the heading above it, or from how it begins."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractor.domain import Block, DateSource, DocType, Node, Notice, Zone, ZoneKind
from extractor.lexicon.outline import OutlineWords, begins, begins_any, fold
from extractor.segment.markers import Marker, Rank

_WITH_YEAR = re.compile(r"^\d+/\d{4}/")  # symbols of documents that lay down rules carry the year
_FOOTNOTE = re.compile(r"\[\d{1,3}\]")
LONGEST_LABEL = 40  # characters before the colon of an item
OPENING = 40  # characters of a block that show whether it is a question or an answer
QUESTIONS_WITHIN = 100  # blocks of a page among which two such stand
HEADING_WORDS = 14  # a longer heading is a sentence, not the name of a zone


def narrates(notice: Notice) -> bool:
    """News or another page of a portal: it has neither the type nor the number nor the place line of a document."""
    placed = notice.issued_on_source is DateSource.PLACE_LINE
    return notice.doc_type is DocType.OTHER and notice.number is None and not placed


def _answers(notice: Notice, words: OutlineWords) -> bool:
    """A page of questions and answers: what citizens ask for and what is explained to them."""
    shown = (fold(block.text[:OPENING].lstrip("*- ")) for block in notice.blocks[:QUESTIONS_WITHIN])
    return sum(begins_any(text, words.questions) for text in shown) > 1


class ZoneReader:
    """Assigns zones in reading order; a heading's zone holds for what stands below it in the tree."""

    def __init__(self, words: OutlineWords, titles: Mapping[int, str], notice: Notice) -> None:
        self._words = words
        self._titles = titles
        self._decides = notice.doc_type in (DocType.QD, DocType.NQ)
        self._narrates = narrates(notice)
        self._reports = notice.doc_type in (DocType.BC, DocType.TTR)
        self._answers = self._narrates and _answers(notice, words)
        title = fold(notice.title or "")
        self._plans = any(f" {verb} {form}" in f" {title}" for verb in words.issuing for form in words.attached["plan"])
        self._lays_down_rules = bool(_WITH_YEAR.search(notice.number or ""))
        self._attached_rules = False
        self._articles = 0
        self._begun = False  # running text has been seen, so a heading is no title any more
        self._opened = False  # an operative lead-in or section has been seen

    def zone(
        self, block: Block, marker: Marker, rank: Rank, heading: bool, parent: Node | None,
        region: ZoneKind | None, index: int,
    ) -> Zone:  # fmt: skip
        """Zone of one node; `parent` is its parent node, `region` what its place on the page tells."""
        if region is ZoneKind.TABLE and self._attached_rules:
            return Zone(kind=ZoneKind.RULES, rule="zone.attached_rules")
        if region is not None:
            return Zone(kind=region, rule="zone.place")
        if self._answers:
            return Zone(kind=ZoneKind.FURNITURE, rule="zone.questions", score=0.7)
        if self._reports:
            return Zone(kind=ZoneKind.CONTEXT, rule="zone.reported", score=0.7)
        if _FOOTNOTE.match(block.text):
            return Zone(kind=ZoneKind.CONTEXT, rule="zone.footnote", score=0.8)
        text = fold(block.text[marker.content : marker.content + 160]) if heading or rank is Rank.ARTICLE else ""
        if rank is Rank.TITLE:
            return self._attached(index, text)
        if rank is Rank.ARTICLE and (named := self._article(text, heading, parent)):
            return named
        if heading and (named := self._named(text, parent)):
            return named
        if not heading and (specified := self._specified(block, marker, parent)):
            return specified
        above = parent.zone.kind if parent is not None else None
        under_named = parent is not None and above is ZoneKind.CONTEXT and parent.zone.rule.startswith("zone.heading:")
        if not heading and above is not ZoneKind.RULES and not under_named and self._leads_in(block, parent):
            self._opened = self._opened or parent is None
            return Zone(kind=ZoneKind.OPERATIVE, rule="zone.lead_in", score=0.8)
        inherited = self._inherited(parent)
        if parent is None and not heading:
            self._begun = True
            return self._preamble(block)
        titled = rank is Rank.HEADING and not self._begun
        numbered = marker.label is not None or not self._narrates  # headings of news name no tasks
        if heading and parent is None and inherited.kind is ZoneKind.CONTEXT and numbered and not titled:
            self._opened = True
            return Zone(kind=ZoneKind.OPERATIVE, rule="zone.unnamed_section", score=0.5)
        return inherited

    def is_document_title(self, node: Node) -> bool:
        """A heading before any running text that names no zone: what the document or page is called."""
        return (
            node.heading and node.marker is None and not self._begun
            and node.zone.rule in ("zone.preamble", "zone.title")
        )  # fmt: skip

    def _issues_plan(self, article: str) -> bool:
        """ "Điều 1. Phê duyệt Đề án … với các nội dung sau:": what stands below is the plan itself (ruling 26)."""
        issues = article.startswith(self._words.issuing)
        return issues and any(f" {form}" in article for form in self._words.attached["plan"])

    def _carries_out(self, node: Node) -> bool:
        named = node.zone.rule.removeprefix("zone.heading:")
        return begins_any(named, self._words.carry_out)

    def _is_task(self, node: Node | None) -> bool:
        """The heading says that tasks stand below it."""
        return node is not None and self._words.column_of(node.zone.rule.removeprefix("zone.heading:")) == "task"

    def _attached(self, index: int, text: str) -> Zone:
        """What is attached to a decision is standing rules unless its title says that it is a plan."""
        kind = self._titles[index]
        self._plans = self._plans or kind == "plan"
        self._attached_rules = self._decides and (kind == "rules" or (kind == "appendix" and not self._plans))
        if self._attached_rules or kind == "standing":
            return Zone(kind=ZoneKind.RULES, rule="zone.attached_rules")
        self._lays_down_rules = False
        if kind == "appendix" and not self._assigns(text):
            return Zone(kind=ZoneKind.CONTEXT, rule="zone.appendix", score=0.6)  # its task tables are read all the same
        return Zone(kind=ZoneKind.OPERATIVE, rule="zone.attached")

    def _assigns(self, title: str) -> bool:
        """ "PHỤ LỤC II PHÂN CÔNG NHIỆM VỤ": the title itself says that tasks follow."""
        return any(f" {form}" in title for form in self._words.attached["plan"])

    def _article(self, text: str, heading: bool, parent: Node | None) -> Zone | None:
        """Articles lay down rules (ruling 26), but those of a single decision that have no title of their own, from
        the second on, and those on how the document is carried out."""
        self._articles += 1
        carried = parent is not None and parent.zone.rule.startswith("zone.rules:")
        if begins_any(text, self._words.carry_out):
            standing = self._lays_down_rules or self._attached_rules or not self._decides
            rule = "zone.carry_out" if standing else "zone.implementation"
            return Zone(kind=ZoneKind.OPERATIVE, rule=rule, score=0.7)
        if self._decides and not self._attached_rules and begins_any(text, self._words.programme):
            return Zone(kind=ZoneKind.OPERATIVE, rule="zone.article_tasks", score=0.7)
        if carried and begins_any(text, self._words.duties):
            return Zone(kind=ZoneKind.OPERATIVE, rule="zone.carry_out", score=0.6)
        if carried and (found := self._words.zone_of(text)) and found[0] is ZoneKind.RULES:
            return Zone(kind=ZoneKind.RULES, rule=f"zone.heading:{found[1]}")
        if carried and parent is not None:
            return Zone(kind=parent.zone.kind, rule=parent.zone.rule, score=parent.zone.score)
        if self._decides and self._articles == 1 and self._issues_plan(text):
            return Zone(kind=ZoneKind.CONTEXT, rule="zone.article_plan", score=0.7)
        if self._decides and not self._lays_down_rules and self._articles == 1 and not heading:
            return Zone(kind=ZoneKind.RULES, rule="zone.first_article", score=0.7)
        single = self._decides and not self._lays_down_rules and not self._attached_rules
        if single and self._articles > 1 and begins_any(text, self._words.duties):
            return Zone(kind=ZoneKind.OPERATIVE, rule="zone.article", score=0.6)
        if not self._decides or self._lays_down_rules or heading:
            return Zone(kind=ZoneKind.RULES, rule="zone.article_rules")
        return Zone(kind=ZoneKind.OPERATIVE, rule="zone.article", score=0.6)

    def _named(self, text: str, parent: Node | None) -> Zone | None:
        if text.count(" ") >= HEADING_WORDS:
            return None
        found = self._words.zone_of(text)
        if found is None:
            return None
        kind, form = found
        above = parent.zone.kind if parent is not None else None
        if above is ZoneKind.RULES:
            carries = begins_any(text, self._words.carry_out)
            return Zone(kind=ZoneKind.OPERATIVE if carries else ZoneKind.RULES, rule=f"zone.rules:{form}", score=0.6)
        if above in (ZoneKind.AIMS, ZoneKind.ASSESSMENT) and kind is ZoneKind.OPERATIVE:
            title = f" {fold(parent.block.text)}" if parent is not None else ""
            named = (words for words in self._words.zones[ZoneKind.OPERATIVE] if begins(text, words))
            shared = any(f" {words}" in title for words in named)  # "PHẠM VI, …, PHƯƠNG ÁN HỖ TRỢ"
            if not shared:
                return Zone(kind=above, rule="zone.inherited")
        if kind is ZoneKind.OPERATIVE and parent is not None and parent.zone.rule == "zone.carry_out":
            return None  # what a heading names there is still a regulation's
        if kind is ZoneKind.CONTEXT and above is ZoneKind.OPERATIVE and text != form and self._is_task(parent):
            return None  # "Sản phẩm, dịch vụ" below "Nhiệm vụ" is a field of work
        if kind is ZoneKind.CONTEXT and parent is not None and self._carries_out(parent):
            return None  # below "Tổ chức thực hiện" a heading names who or what, not what is so
        self._opened = self._opened or kind is ZoneKind.OPERATIVE
        return Zone(kind=kind, rule=f"zone.heading:{form}")

    def _specified(self, block: Block, marker: Marker, parent: Node | None) -> Zone | None:
        """An item that begins with a label such as "Địa điểm:" lists what is so, for itself and below (ruling 29)."""
        colon = block.text.find(":", marker.content, marker.content + LONGEST_LABEL)
        if marker.label is None or colon < 0 or parent is None or parent.zone.kind is not ZoneKind.OPERATIVE:
            return None
        label = fold(block.text[marker.content : colon])
        found = self._words.zone_of(label)
        if found is None or found[0] not in (ZoneKind.CONTEXT, ZoneKind.AIMS):
            return None
        if self._words.column_of(label) in ("task", "lead", "coordinate", "time", "product"):
            return None  # labels that are columns of a task row too belong to the row
        return Zone(kind=found[0], rule=f"zone.heading:{found[1]}", score=0.7)

    def _inherited(self, parent: Node | None) -> Zone:
        if parent is None:
            if self._narrates:
                return Zone(kind=ZoneKind.CONTEXT, rule="zone.narrated", score=0.6)
            return Zone(kind=ZoneKind.OPERATIVE if self._opened else ZoneKind.CONTEXT, rule="zone.preamble", score=0.5)
        return Zone(kind=parent.zone.kind, rule=parent.zone.rule, score=parent.zone.score)

    def _preamble(self, block: Block) -> Zone:
        """Text before any section: what ends in ";" is a basis."""
        if block.text.rstrip().endswith(";") and not self._opened:
            return Zone(kind=ZoneKind.BASES, rule="zone.bases", score=0.7)
        return self._inherited(None)

    def _leads_in(self, block: Block, parent: Node | None) -> bool:
        """ "… các nhiệm vụ sau đây:" opens the operative part wherever it stands."""
        if not block.text.rstrip().endswith(":"):
            return False
        if parent is None and begins_any(fold(block.text[:60]), self._words.asks):
            return True  # "Yêu cầu các đơn vị thực hiện:"
        ending = fold(block.text[-400:])
        if not ending.endswith(":") or not any(
            ending[:-1].rstrip().endswith(f" {form}") for form in self._words.lead_in
        ):
            return False
        return parent is None or any(f" {word} " in ending for word in self._words.orders)
