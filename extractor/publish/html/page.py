"""The page around the texts: headings, key, and the list of directives beside each text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources
from typing import TextIO

from extractor.domain import Confidence, Directive, DocType, Force, Notice, Result, Role, Strength
from extractor.messages import Messages
from extractor.publish.html.findings import marks_of
from extractor.publish.html.marks import Painter
from extractor.publish.html.paper import draw
from extractor.publish.labels import issue_text, label
from extractor.publish.phrases import goal, heading, headline, moment, names, on_one_line, printable, staged, when
from extractor.record import all_issues

POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"


class HtmlFormat:
    """One page for all notices, for a screen, a telephone or paper: no script, nothing loaded."""

    name = "html"

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def write(self, results: Iterable[Result], stream: TextIO) -> None:
        found = list(results)
        stream.write(self._head(found))
        for number, result in enumerate(found, 1):
            stream.write(self._notice(result, f"n{number}"))
        if not found:
            stream.write(f"<p>{escape(self._messages.gettext('No notices.'))}</p>\n")
        stream.write("</main>\n</body>\n</html>\n")

    def _head(self, results: list[Result]) -> str:
        _ = self._messages.gettext
        style = (resources.files("extractor.publish.html") / "page.css").read_text(encoding="utf-8")
        title = heading(results[0].notice, self._messages) if len(results) == 1 else _("Directives of notices")
        return (
            f'<!DOCTYPE html>\n<html lang="{_("en")}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"{POLICY}\n"
            f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
            f"{self._key()}\n<main>\n{self._contents(results)}"
        )

    def _key(self) -> str:
        _ = self._messages.gettext
        kinds = (
            ("order", _("directive")),
            ("order prohibition", _("prohibition")),
            ("actor", _("who does it")),
            ("actor beside", _("other bodies")),
            ("time", _("deadline")),
            ("target", _("target")),
            ("condition", _("condition")),
            ("decision", _("decision")),
            ("issue", _("to be checked")),
        )
        items = "".join(f'<li><span class="{kind}">{escape(text)}</span></li>' for kind, text in kinds)
        return f'<header class="key"><b>{escape(_("Key"))}</b><ul>{items}</ul></header>'

    def _contents(self, results: list[Result]) -> str:
        if len(results) < 2:
            return ""
        items = "".join(
            f'<li><a href="#n{number}">{escape(heading(result.notice, self._messages))}</a> '
            f"<small>{escape(self._counted(result))}</small></li>"
            for number, result in enumerate(results, 1)
        )
        return f'<nav class="contents"><ol>{items}</ol></nav>\n'

    def _notice(self, result: Result, prefix: str) -> str:
        paper = draw(result.notice, Painter(marks_of(result, prefix, self._messages)))
        return (
            f'<section class="notice" id="{prefix}">\n{self._title(result, prefix)}\n<div class="columns">\n'
            f'<article class="paper" lang="vi">\n{paper}\n</article>\n<aside id="{prefix}-list">\n'
            f"{self._cards(result, prefix)}\n{self._remarks(result)}\n</aside>\n</div>\n</section>\n"
        )

    def _title(self, result: Result, prefix: str) -> str:
        notice = result.notice
        number = _text(notice.number or self._messages.gettext("no number"))
        title = f'<p class="about" lang="vi">{_text(notice.title)}</p>' if notice.title else ""
        facts = "".join(
            f"<div><dt>{escape(name)}</dt><dd>{_text(value)}</dd></div>" for name, value in self._facts(notice) if value
        )
        jump = f'<a class="jump" href="#{prefix}-list">{escape(self._messages.gettext("to the list"))}</a>'
        return (
            f'<header class="title"><h1 lang="vi">{number}</h1>{title}<dl>{facts}</dl>'
            f'<p class="count">{escape(self._counted(result))} {jump}</p></header>'
        )

    def _facts(self, notice: Notice) -> Iterator[tuple[str, str | None]]:
        _ = self._messages.gettext
        if notice.doc_type is not DocType.OTHER:
            yield _("Type"), label(notice.doc_type, self._messages)
        yield _("Issued"), moment(notice.issued_on, self._messages) if notice.issued_on else None
        yield _("Issued by"), notice.issuer
        yield _("On behalf of"), notice.authority if notice.authority != notice.issuer else None
        yield _("Signed by"), notice.signer
        yield _("Province"), notice.province
        yield _("Source"), notice.source

    def _counted(self, result: Result) -> str:
        count = len(result.directives)
        dated = sum(1 for d in result.directives if d.deadline and d.deadline.end)
        said = [self._messages.ngettext("{n} directive", "{n} directives", count).format(n=count)]
        if dated:
            said.append(self._messages.ngettext("{n} with a date", "{n} with a date", dated).format(n=dated))
        return " · ".join(said)

    def _cards(self, result: Result, prefix: str) -> str:
        if not result.directives:
            return f'<p class="none">{escape(self._messages.gettext("No directives found."))}</p>'
        cards = "\n".join(
            self._card(directive, number, f"{prefix}d{number}") for number, directive in enumerate(result.directives, 1)
        )
        return f'<ol class="cards">\n{cards}\n</ol>'

    def _card(self, directive: Directive, number: int, anchor: str) -> str:
        badges = "".join(f'<span class="badge {kind}">{escape(text)}</span>' for kind, text in self._badges(directive))
        lines = "".join(
            f'<div class="{kind}"><dt>{escape(name)}</dt><dd>{_text(value)}</dd></div>'
            for kind, name, value in self._lines(directive)
            if value
        )
        return (
            f'<li id="{anchor}-card"><a class="what" href="#{anchor}" lang="vi"><b>{number}</b>'
            f"<span>{escape(headline(directive))}</span></a>{badges}<dl>{lines}</dl></li>"
        )

    def _badges(self, directive: Directive) -> Iterator[tuple[str, str]]:
        if directive.force is not Force.OBLIGATION:
            yield directive.force.value, label(directive.force, self._messages)
        if directive.strength is Strength.ASPIRATIONAL:
            yield directive.strength.value, label(directive.strength, self._messages)
        if directive.trackable:
            yield "trackable", self._messages.gettext("trackable")
        if directive.confidence is Confidence.LOW:
            yield "low", label(directive.confidence, self._messages)

    def _lines(self, directive: Directive) -> Iterator[tuple[str, str, str]]:
        _, report = self._messages.gettext, directive.report
        who = names(directive.assignments, Role.LEAD, Role.CO_LEAD)
        yield "who" if who else "nobody", _("Who"), "; ".join(who) or _("not named in the text")
        yield "with", _("With"), "; ".join(names(directive.assignments, Role.COORDINATE))
        yield "when", _("When"), when(directive.deadline, self._messages)
        yield "when", _("Stages"), "; ".join(staged(stage, self._messages) for stage in directive.stages)
        yield "goal", _("Target"), "; ".join(goal(target, self._messages) for target in directive.targets)
        yield "report", _("Reports to"), "; ".join(report.to) if report else ""
        yield "report", _("Report due"), when(report.due, self._messages) if report else ""

    def _aims(self, result: Result) -> Iterator[str]:
        """What the plan aims at, with the numbers of the directives that serve it."""
        numbers = {directive.id: number for number, directive in enumerate(result.directives, 1)}
        for indicator in result.indicators:
            serving = ", ".join(str(numbers[name]) for name in indicator.served_by)
            served = self._messages.gettext("served by {numbers}").format(numbers=serving)
            yield f"{on_one_line(indicator.text)} ({served})" if serving else on_one_line(indicator.text)

    def _remarks(self, result: Result) -> str:
        _ = self._messages.gettext
        decided = [on_one_line(decision.text) for decision in result.decisions]
        issues = [f"{issue_text(issue, self._messages)} [{issue.code}]" for issue in all_issues(result)]
        return "".join(
            f'<section class="remarks {kind}"><h2>{escape(name)}</h2><ul>'
            f"{''.join(f'<li>{_text(text)}</li>' for text in texts)}</ul></section>"
            for kind, name, texts in (
                ("aims", _("Indicators"), list(self._aims(result))),
                ("decided", _("Decided"), decided),
                ("issues", _("To be checked"), issues),
            )
            if texts
        )


def _text(text: str) -> str:
    return escape(printable(text))
