"""A short title for an action, so that a list of tasks can be read: verb and object, cut at a sensible point."""

from __future__ import annotations

from extractor.chunks import Chunks, Tag
from extractor.lexicon.titles import TitleWords

SYLLABLES = 16  # about twelve words
LONGEST_ACTION = 260  # characters; a title and the sort of the verb never need more
SHORTEST = 3  # syllables before a mark may end the title
LONGEST_TIME = 12  # chunks of a time that stands before the verb
VERB = Tag.VERB_COMPLETION | Tag.VERB_PROCESS | Tag.REPORT
COLLECTIVE = Tag.COLLECTIVE | Tag.GROUP | Tag.COLLECTIVE_KIND


def title_of(chunks: Chunks, words: TitleWords) -> str:
    """Title of an action of which `chunks` is the beginning; empty when nothing is in it.

    >>> from extractor.lexicon.phrases import load_phrases
    >>> from extractor.lexicon.titles import load_title_words
    >>> action = load_phrases().chunk("quan tâm số hóa hồ sơ còn hiệu lực, nhằm giảm giấy tờ")
    >>> title_of(action, load_title_words())
    'số hóa hồ sơ còn hiệu lực'
    """
    if not len(chunks):
        return ""
    start = _start(chunks, words)
    kept = _kept(chunks, start, words)
    while len(kept) > 1 and chunks.norms[kept[-1]] in words.never_last:
        kept.pop()
    return _join(chunks, kept)


def begins_with_completion(chunks: Chunks) -> bool:
    """Whether an action begins, adverbs aside, with a verb that has a checkable end (guideline 2.4).

    >>> from extractor.lexicon.phrases import load_phrases
    >>> begins_with_completion(load_phrases().chunk("khẩn trương rà soát hồ sơ"))
    True
    """
    first = next((tags for tags in chunks.tags if not tags & Tag.ADVERB), 0)
    return bool(first & Tag.VERB_COMPLETION)


def _start(chunks: Chunks, words: TitleWords) -> int:
    """Skip a time before the verb, adverbs, and "bảo đảm" before "100% …"."""
    start = _after_time(chunks)
    while start + 1 < len(chunks) and chunks.norms[start] in words.drop_before:
        following = chunks.tags[start + 1] & (VERB | Tag.ADVERB)
        if not following and not chunks.norms[start + 1].endswith("%"):
            break
        start += 1
    return start


def _after_time(chunks: Chunks) -> int:
    """The verb behind "định kỳ trước ngày 25 hằng tháng, …", "bảo đảm đến hết quý II …" stays."""
    if chunks.tags[0] & VERB:
        return 0
    for index in range(1, min(len(chunks), LONGEST_TIME)):
        before = chunks.norms[:index]
        if chunks.tags[index] & VERB and any(norm[0].isdigit() for norm in before):
            return index
    return 0


def _kept(chunks: Chunks, start: int, words: TitleWords) -> list[int]:
    """Chunks of the title: up to the bound, a purpose or a mark; lists behind a post are left out."""
    kept: list[int] = []
    size, index = 0, start
    counted = chunks.norms[start].endswith("%")
    while index < len(chunks):
        norm = chunks.norms[index]
        if _ends(chunks, index, size, words):
            break
        if counted and index > start:
            if (skipped := _list_behind_post(chunks, index)) > index:
                index = skipped
                continue
            if norm.endswith("%"):
                index += 1
                continue
        size += norm.count(" ") + 1 if norm[0].isalnum() else 0
        if size > SYLLABLES and kept:
            break
        kept.append(index)
        index += 1
    return kept or [start]


def _ends(chunks: Chunks, index: int, size: int, words: TitleWords) -> bool:
    norm = chunks.norms[index]
    if norm in (";", ":", "(", "."):
        return size >= SHORTEST
    if norm == ",":
        shares = bool(chunks.tags[index - 1] & (Tag.VERB_COMPLETION | Tag.VERB_PROCESS)) if index else False
        return size >= 2 * SHORTEST and not shares
    return size >= SHORTEST and norm in words.cut_before


def _list_behind_post(chunks: Chunks, index: int) -> int:
    """ "Thủ trưởng cơ quan, đơn vị, địa phương": the list behind the post."""
    if not chunks.tags[index - 1] & Tag.PERSON or not chunks.tags[index] & COLLECTIVE:
        return index
    while index < len(chunks) and (chunks.tags[index] & COLLECTIVE or chunks.norms[index] == ","):
        index += 1
    return index


def _join(chunks: Chunks, kept: list[int]) -> str:
    """Text of the kept chunks; one blank where something was left out, capitals of a post lowered behind "100%"."""
    parts: list[str] = []
    for before, index in zip([None, *kept], kept, strict=False):
        raw = chunks.raw(index)
        if before is not None:
            gap = chunks.text[chunks.ends[before] : chunks.starts[index]] if index == before + 1 else " "
            parts.append(gap)
            if chunks.norms[before].endswith("%") or index > before + 1:
                raw = raw[0].lower() + raw[1:] if not raw.isupper() else raw
        parts.append(raw)
    title = " ".join("".join(parts).split())
    return title[0].lower() + title[1:] if title[:1].isupper() and not title[:2].isupper() else title
