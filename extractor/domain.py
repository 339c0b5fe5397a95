"""The values that flow between the steps: frozen, keyword-only, positions always half-open.

`RawDocument` -parse-> `Notice` -segment-> `Outline` -tag-> `Tagged` -assemble-> `Draft` -resolve-> `Directive`,
gathered in a `Result`.  Every `Span` counts code points of `Notice.text` unless its owner says otherwise, and
`notice.text[span.start:span.end]` is the evidence.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of code points.

    >>> Span(3, 7).of("giao Sở Y tế")
    'o Sở'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


# --- closed sets that code acts on ---------------------------------------------------------------------------


class DocType(StrEnum):
    """Types of administrative documents (Decree 30/2020, article 7), by their code in its appendix III."""

    CD = "CD"  # công điện
    CT = "CT"  # chỉ thị
    CV = "CV"  # công văn (has no code of its own)
    KH = "KH"  # kế hoạch
    NQ = "NQ"  # nghị quyết
    QD = "QD"  # quyết định
    TB = "TB"  # thông báo
    BC = "BC"  # báo cáo
    CTR = "CTr"  # chương trình
    DA = "DA"  # đề án
    HD = "HD"  # hướng dẫn
    TTR = "TTr"  # tờ trình
    OTHER = "other"


class DateSource(StrEnum):
    """Where `Notice.issued_on` was read."""

    PLACE_LINE = "place_line"  # "Hà Nội, ngày 25 tháng 11 năm 2025"
    METADATA = "metadata"  # a label of the page: "Ngày ban hành: 25/11/2025"
    SENTENCE = "sentence"  # "Ngày 05/7/2022, VPUBND tỉnh ban hành Thông báo số …"
    PUBLISHED = "published"  # only the page's own date is known
    UNKNOWN = "unknown"


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"  # marked up as a heading in the source (h1 … h6, "## ")
    CELL = "cell"  # a table cell; `Block.row` and `Block.column` place it


class ZoneKind(StrEnum):
    """What a stretch of a document is for (guideline section 1)."""

    FURNITURE = "furniture"  # menus, related news, site footer
    HEADER = "header"
    RECIPIENTS = "recipients"  # Nơi nhận, signature
    BASES = "bases"  # Căn cứ …
    CONTEXT = "context"  # meeting, situation
    ASSESSMENT = "assessment"
    AIMS = "aims"
    OPERATIVE = "operative"
    TABLE = "table"
    RULES = "rules"  # standing rules: regulations, procedures (ruling 26)
    CLOSING = "closing"


class Force(StrEnum):
    OBLIGATION = "obligation"
    REQUEST = "request"
    PROHIBITION = "prohibition"
    MONITORING = "monitoring"
    REPORT = "report"


class Strength(StrEnum):
    MANDATORY = "mandatory"
    REQUESTED = "requested"
    ASPIRATIONAL = "aspirational"


class Role(StrEnum):
    LEAD = "lead"
    CO_LEAD = "co_lead"
    COORDINATE = "coordinate"
    SUPERVISE = "supervise"
    ACCOUNTABLE = "accountable"
    REPORT_TO = "report_to"
    VIA = "via"
    CONSULT = "consult"
    APPROVER = "approver"


class ActorSource(StrEnum):
    """Where the actor of a directive was read (guideline 5.1)."""

    EXPLICIT = "explicit"
    SAME_PARAGRAPH = "same_paragraph"
    HEADING = "heading"
    LEAD_IN = "lead_in"
    DOCUMENT = "document"
    UNSPECIFIED = "unspecified"


class DeadlineKind(StrEnum):
    ABSOLUTE = "absolute"
    PERIOD = "period"
    RELATIVE = "relative"
    RECURRING = "recurring"
    EVENT = "event"
    OPEN = "open"
    EXTERNAL = "external"


class Comparator(StrEnum):
    EQ = "="
    GE = ">="
    GT = ">"
    LE = "<="
    LT = "<"
    INCREASE_BY = "increase_by"
    DECREASE_BY = "decrease_by"
    RANK_WITHIN = "rank_within"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


# --- reading: bytes, text, blocks ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """Bytes as they came, and where from.  `source` is a path or URL as the caller gave it."""

    source: str
    body: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


class Block(NamedTuple):
    """A paragraph or table cell: unwrapped text with its map back to `Notice.text`.

    `text` has line breaks inside the paragraph replaced by one space and emphasis marks dropped.  The map is
    piecewise linear: character `i` of `text` stands at `sources[k] + i - starts[k]` of the notice for the last
    `k` with `starts[k] <= i`.
    """

    span: Span
    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    bold: bool = False  # begins in bold
    all_bold: bool = False
    italic: bool = False
    blank_before: bool = False
    table: int | None = None  # number of the table in the document, for cells
    row: int | None = None
    column: int | None = None

    def at(self, position: int) -> int:
        """Offset in the notice of the character at `position` of `text`."""
        piece = bisect_right(self.starts, position) - 1
        return self.sources[piece] + position - self.starts[piece]

    def locate(self, start: int, end: int) -> Span:
        """Span in the notice of `text[start:end]`.

        >>> Block(span=Span(5, 12), text="a bc", starts=(0, 2), sources=(5, 10)).locate(2, 4)
        Span(start=10, end=12)
        """
        return Span(self.at(start), self.at(end - 1) + 1) if end > start else Span(self.at(start), self.at(start))


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something the reader of a result should know: not understood, suspicious, or left out."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One document as text: NFC, never changed again, with its header fields (Decree 30/2020)."""

    id: str
    source: str
    text: str
    blocks: tuple[Block, ...]
    doc_type: DocType = DocType.OTHER
    number: str | None = None  # as written, blanks removed: "95/TB-VPUBND"
    issuer: str | None = None  # the body that numbers and issues
    authority: str | None = None  # the body or person who directs
    issued_on: date | None = None
    issued_on_source: DateSource = DateSource.UNKNOWN
    published_on: date | None = None
    title: str | None = None
    province: str | None = None
    signer: str | None = None
    recipients: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


# --- structure -----------------------------------------------------------------------------------------------


class Zone(NamedTuple):
    """What a node's text is for, why we think so, and how sure (0 to 1)."""

    kind: ZoneKind
    rule: str
    score: float = 1.0


class Node(NamedTuple):
    """A block's place in the outline tree.

    `number` is the node's own index in `Outline.nodes`; `parent` the index of its parent, None at the top.
    `content` is where the text after the list number begins in `block.text`.
    """

    number: int
    block: Block
    parent: int | None
    marker: str | None  # "II", "1", "1.2", "a", "-", "Điều 3" …, None for running text
    content: int
    depth: int
    heading: bool
    zone: Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table or of a label/value block, its cells by the meaning of their column or label."""

    number: int  # of the node it stands at (table: first cell; label block: the item)
    cells: tuple[tuple[str, Block], ...]  # (column meaning, cell): ("task", …), ("lead", …), ("time", …)
    group: bool = False  # a heading inside a table


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The tree of a notice, in reading order, and its task rows."""

    nodes: tuple[Node, ...]
    rows: tuple[Row, ...] = ()
    issues: tuple[Issue, ...] = ()


# --- findings ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When something is due (guideline section 6).

    >>> Deadline(kind=DeadlineKind.ABSOLUTE, end=date(2025, 9, 20), inclusive=False, text="trước ngày 20/9/2025",
    ...          span=Span(0, 20), rule="absolute.before").end
    datetime.date(2025, 9, 20)
    """

    kind: DeadlineKind
    text: str
    span: Span
    rule: str
    start: date | datetime | None = None
    end: date | datetime | None = None
    inclusive: bool = True
    rrule: str | None = None
    precision: str = "day"  # minute, day, decade, month, quarter, half, year
    base: str | None = None  # issue, receipt …: what a relative deadline counts from
    flags: tuple[str, ...] = ()  # year_inferred, past_at_issue, suspect, approximate, base_assumed …


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A number to be reached (guideline section 7)."""

    comparator: Comparator
    value: float
    unit: str | None
    span: Span
    rule: str
    value_max: float | None = None
    of: str | None = None
    flags: tuple[str, ...] = ()  # approximate; at_least … of an increase or decrease
    baseline: str | None = None  # what an increase or decrease counts from: "5%", "năm 2024"
    due: Deadline | None = None  # of a milestone: its own time, where the action has several targets and times


class Assignment(NamedTuple):
    """An actor with a role.  `name` None: somebody is responsible, the text does not say who."""

    role: Role
    name: str | None
    source: ActorSource
    span: Span | None = None
    ref: str | None = None  # id in the registry, of the body or of the group ("GRP:…")
    members: tuple[str, ...] | None = None  # ids, of a group whose members the registry can tell
    generic: bool = False  # a common noun without a name of its own: "các đơn vị liên quan"
    flags: tuple[str, ...] = ()  # abolished, not_yet, former, open, ambiguous …
    candidates: tuple[str, ...] = ()  # ids that fit, where none is sure


class Stage(NamedTuple):
    """One of several times of a directive, and what or whom it is for: "cấp xã", "đợt 1"."""

    deadline: Deadline
    of: str
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What has to be reported with a directive: to whom, through whom, when."""

    to: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    due: Deadline | None = None


class Passage(NamedTuple):
    """A piece of a block: `block.text[start:end]`."""

    block: Block
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Who is told to do what, before dates, numbers and bodies are worked out."""

    span: Span
    text: str  # the unwrapped action
    before: str  # unwrapped text of the clause before the action: adjuncts, subject
    after: str  # unwrapped sentence(s) that only say when the action is due
    after_span: Span | None
    section: str
    force: Force
    strength: Strength
    assignments: tuple[Assignment, ...]
    conditions: tuple[Span, ...] = ()
    time_cell: Block | None = None
    shared_time: Passage | None = None  # of the lead-in above, for what has no time of its own
    product_cell: Block | None = None
    parent: int | None = None  # index of another draft
    rules: tuple[str, ...] = ()
    block: Block
    start: int  # of the action in block.text
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """One resolved order.  `id` is a digest of the notice's identity and the clause."""

    id: str
    span: Span
    text: str
    title: str
    section: str
    force: Force
    strength: Strength
    trackable: bool
    confidence: Confidence
    assignments: tuple[Assignment, ...]
    deadline: Deadline | None = None
    targets: tuple[Target, ...] = ()
    report: Report | None = None
    deliverables: tuple[str, ...] = ()
    conditions: tuple[Span, ...] = ()
    references: tuple[str, ...] = ()
    parent: str | None = None
    rules: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()  # where it has several times: all of them, the deadline's included


class Indicator(NamedTuple):
    """Numbers that a plan aims at, and the ids of the directives that serve them."""

    id: str
    span: Span
    text: str
    targets: tuple[Target, ...]
    served_by: tuple[str, ...] = ()


class Decision(NamedTuple):
    """An act of the authority itself (đồng ý, phê bình, ghi nhận): stored, not tracked."""

    span: Span
    text: str
    rule: str


class Rejected(NamedTuple):
    """A candidate that is no directive, and the rule that said so."""

    span: Span
    text: str
    rule: str


class Word(NamedTuple):
    """A word of underthesea with its place in `Notice.text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All that was read from one notice."""

    notice: Notice
    outline: Outline
    directives: tuple[Directive, ...] = ()
    decisions: tuple[Decision, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    issues: tuple[Issue, ...] = ()
    words: tuple[Word, ...] = field(default=())
    indicators: tuple[Indicator, ...] = ()
