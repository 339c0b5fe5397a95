"""A list for reading in a terminal: a heading a notice, a row a directive, remarks at the end."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor.domain import Confidence, Directive, Force, Result, Role, Strength
from extractor.messages import Messages
from extractor.publish.labels import issue_text, label
from extractor.publish.phrases import goal, heading, headline, leads, names, on_one_line, when
from extractor.record import all_issues

PLAIN_WIDTH = 120  # columns where the stream is no terminal
_FORCE_STYLE = {Force.PROHIBITION: "bold red", Force.REPORT: "magenta", Force.REQUEST: "blue"}


class TableFormat:
    """Readable lists; everything from a document is shown as text, never as markup or control codes."""

    name = "table"

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def write(self, results: Iterable[Result], stream: TextIO) -> None:
        console = console_for(stream)
        for number, result in enumerate(results):
            if number:
                console.print()
            self._notice(console, result)

    def _notice(self, console: Console, result: Result) -> None:
        notice = result.notice
        console.print(Text(heading(notice, self._messages), style="bold"))
        if notice.title:
            console.print(Text(on_one_line(notice.title)))
        console.print(Text(on_one_line(notice.source), style="dim"))
        if result.directives:
            console.print(self._table(result.directives))
        else:
            console.print(Text(self._messages.gettext("No directives found."), style="italic"))
        self._remarks(console, result)

    def _table(self, directives: tuple[Directive, ...]) -> Table:
        _ = self._messages.gettext
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
        table.add_column(_("No."), justify="right", style="dim", no_wrap=True)
        table.add_column(_("What"), ratio=5, overflow="fold")
        table.add_column(_("Who"), ratio=3, overflow="fold")
        table.add_column(_("When"), ratio=2, overflow="fold", style="cyan")
        if any(d.targets for d in directives):
            table.add_column(_("Target"), ratio=2, overflow="fold", style="green")
        for number, directive in enumerate(directives, 1):
            table.add_row(*self._cells(number, directive)[: len(table.columns)])
        return table

    def _cells(self, number: int, directive: Directive) -> list[Text]:
        what = Text(headline(directive))
        for mark, style in self._marks(directive):
            what.append(f" [{mark}]", style=style)
        targets = "\n".join(goal(target, self._messages) for target in directive.targets)
        return [Text(str(number)), what, self._who(directive), self._when(directive), Text(targets)]

    def _when(self, directive: Directive) -> Text:
        time = Text(when(directive.deadline, self._messages))
        if directive.report and directive.report.due:
            due = when(directive.report.due, self._messages)
            time.append(("\n" if time else "") + self._messages.gettext("report {when}").format(when=due), style="dim")
        return time

    def _who(self, directive: Directive) -> Text:
        who = Text(leads(directive, self._messages))
        coordinators = names(directive.assignments, Role.COORDINATE)
        if coordinators:
            beside = self._messages.gettext("with {names}").format(names="; ".join(coordinators))
            who.append(f"\n{beside}", style="dim")
        return who

    def _marks(self, directive: Directive) -> Iterable[tuple[str, str]]:
        """What sets an order apart from a plain obligation that can be tracked."""
        if directive.force is not Force.OBLIGATION:
            yield label(directive.force, self._messages), _FORCE_STYLE.get(directive.force, "yellow")
        if directive.strength is Strength.ASPIRATIONAL:
            yield label(directive.strength, self._messages), "dim"
        if directive.confidence is Confidence.LOW:
            yield label(directive.confidence, self._messages), "yellow"

    def _remarks(self, console: Console, result: Result) -> None:
        _ = self._messages.gettext
        for decision in result.decisions:
            console.print(Text(f"{_('Decided')}: {on_one_line(decision.text)}", style="dim"))
        for issue in all_issues(result):
            quote = f": “{on_one_line(issue.span.of(result.notice.text))[:120]}”" if issue.span else ""
            line = f"{_('Note')}: {on_one_line(issue_text(issue, self._messages))} ({issue.code}){quote}"
            console.print(Text(line, style="yellow"))


class _Console(Console):
    """A console that leaves a closed pipe to its caller instead of ending the program."""

    def on_broken_pipe(self) -> None:
        raise


def console_for(stream: TextIO) -> Console:
    """A console on a stream; a file or pipe gets plain text of a fixed width, COLUMNS where it is set."""
    width = None
    if not stream.isatty():
        columns = os.environ.get("COLUMNS", "")
        width = max(int(columns), 40) if columns.isdecimal() else PLAIN_WIDTH
    return _Console(file=stream, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)
