"""A clause, and what its form alone says: a lead-in, a topic, bare verbs, where its action ends."""

from __future__ import annotations

from typing import NamedTuple

from extractor.assemble.cuts import Cut
from extractor.assemble.grammar import ACTION
from extractor.assemble.judge import opens_list
from extractor.assemble.parts import Parts, PartsReader
from extractor.chunks import Tag


class Clause(NamedTuple):
    """A clause of a sentence: its chunks, how it was cut off, and its parts."""

    start: int
    end: int
    cut: Cut | None
    parts: Parts


class ClauseForms:
    """Tests on the clauses of one block; `end` is the chunk where the action ends."""

    def __init__(self, reader: PartsReader) -> None:
        self.reader = reader
        self.tags = reader.tags
        self.norms = reader.norms
        self.words = reader.words

    def action_end(self, parts: Parts, end: int) -> int:
        """Cut accountability tails, and the list of things that "như", "bao gồm" opens (ruling 24)."""
        if parts.action is None:
            return end
        for index in range(parts.action + 1, end):
            if self.reader.tagged.depth[index]:
                continue
            listing = index > parts.action + 1 and self.norms[index] in self.words.such_as
            if self.tags[index] & Tag.TAIL or (listing and self._lists_things(index, end)):
                return index
        return end

    def _lists_things(self, index: int, end: int) -> bool:
        """ "… các lĩnh vực như: giáo dục, y tế", unless the sentence goes on behind the list."""
        colon = index + 1 < end and self.norms[index + 1] == ":"
        if not (colon or index + 1 == end):
            return False
        return not any(self.tags[at] & Tag.PURPOSE or self.norms[at][0].isdigit() for at in range(index + 2, end))

    def leads_in(self, parts: Parts, end: int) -> bool:
        """Before a colon: "… các nhiệm vụ sau", "Tham mưu Lãnh đạo Bộ", "Giao A chỉ đạo B có trách nhiệm"."""
        return opens_list(self.reader, end) or self._only_advises(parts, end) or self._only_delegates(parts, end)

    def _only_advises(self, parts: Parts, end: int) -> bool:
        verb = parts.verb if parts.verb is not None else parts.action or 0
        actors = self.reader.tagged.actors.get(verb + 1)
        return bool(self.tags[verb] & Tag.APPROVE) and actors is not None and actors.end >= end

    def _only_delegates(self, parts: Parts, end: int) -> bool:
        if not parts.delegated:
            return False
        rest = range(parts.delegated[-1].end, end)
        return all(self.tags[at] & Tag.MODAL or not self.norms[at][0].isalnum() for at in rest)

    def only_verbs(self, parts: Parts, end: int) -> bool:
        """ "a) Đào tạo và bồi dưỡng:": verbs without an object only name what follows."""
        return all(
            self.tags[at] & (ACTION | Tag.AND | Tag.ADVERB) or not self.norms[at][0].isalnum()
            for at in range(parts.action or 0, end)
        )

    def publishes(self, parts: Parts) -> bool:
        """ "UBND tỉnh ban hành Kế hoạch như sau:" addresses nobody."""
        verb = self.norms[parts.verb or parts.action or 0]
        return not parts.performed and not parts.modal and self.words.publishes(verb)

    def names_action(self, parts: Parts) -> bool:
        """The lead-in says itself what is to be done: "… rà soát, báo cáo về các nội dung sau:"."""
        if parts.action is None or self.publishes(parts):
            return False
        verb = parts.verb if parts.verb is not None else parts.action
        if parts.delegated:
            verb = self.reader.after_medial(parts.delegated[-1].end, parts.end)
            verb += verb + 1 < parts.end and bool(self.tags[verb] & Tag.ADVERB)
        alone = verb + 1 >= parts.end or self.norms[verb + 1] in self.words.lists  # "cụ thể như sau"
        return verb < parts.end and not alone and self.norms[verb] not in self.words.verbs

    def is_topic(self, clause: Clause, following: Clause | None) -> bool:
        """ "b) Mở tài khoản: UBND xã phối hợp …": a topic, behind whose colon somebody acts."""
        if following is None or following.cut is None or following.cut.rule != "cut.colon" or clause.cut is not None:
            return False
        acts = bool(following.parts.leads) and not following.parts.reason
        acts = acts and self.norms[clause.end - 1] not in self.words.such_as
        return acts and not clause.parts.leads and not clause.parts.performed
