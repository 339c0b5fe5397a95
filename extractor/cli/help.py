"""Help in the reader's language: written in English beside each option, translated when it is shown."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from extractor.messages import N_, Messages

# What typer itself writes into a page of help.
HEADINGS = (
    *(N_("Usage:"), N_("Arguments:"), N_("Options:"), N_("Commands:"), N_("Examples:")),
    *(N_("Show this message and exit."), N_("[default: "), N_("[required]")),
)


def examples(*commands: str) -> str:
    """The end of a help text: one command a line, which are never wrapped."""
    return "\b\nExamples:\n" + "\n".join(f"  {command}" for command in commands)


class TranslatedCommand(TyperCommand):
    """A command whose help speaks the language of the run."""

    def get_help(self, ctx: Any) -> str:
        with_language(self, ctx.obj.messages)
        return in_language(super().get_help(ctx), ctx.obj.messages)


class TranslatedGroup(TyperGroup):
    """A group whose help speaks the language of the run."""

    def get_help(self, ctx: Any) -> str:
        with_language(self, ctx.obj.messages)
        return in_language(super().get_help(ctx), ctx.obj.messages)


def with_language(command: Any, messages: Messages) -> None:
    """Help texts of a command and of those below it; already translated ones stay as they are."""
    for field in ("help", "short_help"):
        if getattr(command, field, None):
            setattr(command, field, messages.gettext(getattr(command, field)))
    for param in command.params:
        if getattr(param, "help", None):
            param.help = messages.gettext(param.help)
    for below in getattr(command, "commands", {}).values():
        with_language(below, messages)


def in_language(page: str, messages: Messages) -> str:
    for heading in HEADINGS:
        page = page.replace(heading, messages.gettext(heading))
    return page
