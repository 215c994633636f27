"""The command line: its language, its commands, what it says of a misused option and of a fault that is no bug.

A command's module is imported when the command is asked for, so that `--help` is quick.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import typer
import typer.rich_utils
from rich.console import Console
from typer.core import TyperCommand, TyperGroup

from indicators.catalogue.model import Language
from indicators.wording.language import english, say

DONE, REFUSED, MISUSED = 0, 1, 2
#: Shown where an option takes no value.
NO_VALUE = " "
LANGUAGES: tuple[Language, ...] = ("fr", "en")


class Misused(typer.BadParameter):
    """A command was given something it cannot use; the message is a whole sentence."""


class CommandLine(typer.Context):
    """The context of one command; `obj` is the language of its answers."""

    @property
    def language(self) -> Language:
        return self.obj

    def say(self, text: str, /, **values: Any) -> str:
        """A French text in the language of the command line."""
        return say(text, self.language, **values)

    def print(self, sentence: str, *, bold: bool = False) -> None:
        """Print a line as it is, however wide the terminal."""
        Console(highlight=False).print(sentence, style="bold" if bold else None, soft_wrap=True, markup=False)


class Command(TyperCommand):
    """A command whose help is in the language of the command line."""

    context_class = CommandLine

    def get_help_option(self, ctx: Any) -> Any:
        return _help_option(super().get_help_option(ctx), ctx.obj)


class CommandGroup(TyperGroup):
    """A group whose help is in the language of the command line."""

    context_class = CommandLine

    def get_help_option(self, ctx: Any) -> Any:
        return _help_option(super().get_help_option(ctx), ctx.obj)


def _help_option(option: Any, language: Language) -> Any:
    if option is not None:
        option.help, option.metavar = say("Montrer cette aide.", language), NO_VALUE
    return option


def command(name: str, answer: Callable[..., Any], text: str, language: Language) -> Any:
    """A command: the parameters of `answer` are its options, whose French helps are said in `language`."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command(name, cls=Command, help=say(text, language))(answer)
    found: Any = typer.main.get_command(app)
    for parameter in found.params:
        parameter.help = say(parameter.help, language)
        if parameter.metavar in english():
            parameter.metavar = say(parameter.metavar, language)
    return found


class LazyCommand(TyperCommand):
    """A command of a group, of which only name and help are known until it is asked for."""

    def __init__(self, name: str, answer: str, text: str, language: Language) -> None:
        """`answer` is « module of etl.cli:function »."""
        super().__init__(name, help=say(text, language))
        self.answer, self.text = answer, text

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        module, _, function = self.answer.partition(":")
        answer = getattr(import_module(f"etl.cli.{module}"), function)
        found = command(info_name or "", answer, self.text, parent.obj)
        return found.make_context(info_name, args, parent, **extra)


def group(
    name: str,
    title: str,
    commands: Mapping[str, tuple[str, str]],
    language: Language,
    options: Callable[..., None] = lambda: None,
) -> Any:
    """A group of commands: name → « module of etl.cli:function », help.

    Args:
        options: a function whose parameters are the options of the group itself.
    """
    app = typer.Typer(
        cls=CommandGroup,
        name=name,
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        help=title,
        subcommand_metavar=say("COMMANDE", language),
        options_metavar="[OPTIONS]",
    )
    app.callback()(options)
    found: Any = typer.main.get_command(app)
    found.commands |= {key: LazyCommand(key, answer, text, language) for key, (answer, text) in commands.items()}
    return found


def language_of(arguments: list[str]) -> tuple[Language, list[str]]:
    """The language asked by `--lang`, wherever it stands (French unless given), and the other arguments.

    Raises:
        Misused: the language is neither French nor English.
    """
    rest, asked = [], "fr"
    words = iter(arguments)
    for word in words:
        if word == "--lang":
            asked = next(words, "")
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
        else:
            rest.append(word)
    for language in LANGUAGES:
        if asked == language:
            return language, rest
    raise Misused(say("Langue « {asked} » inconnue : fr ou en.", "fr", asked=asked))


def headings(language: Language) -> None:
    """Set the headings that the library writes in a help."""
    words = typer.rich_utils
    words.COMMANDS_PANEL_TITLE = say("Commandes", language)
    words.ARGUMENTS_PANEL_TITLE = say("Arguments", language)
    words.OPTIONS_PANEL_TITLE = say("Options", language)
    words.DEFAULT_STRING = "[" + say("défaut : {value}", language, value="{}") + "]"
    words.REQUIRED_LONG_STRING = "[" + say("obligatoire", language) + "]"


def run_application(build: Callable[[Language], Any], prog_name: str, arguments: list[str] | None = None) -> int:
    """The exit code of one command: 0 done, 1 something was refused or is to correct, 2 misused.

    Args:
        build: the command or the group of commands, in a language.
        arguments: those of the command line unless given.
    """
    errors = Console(stderr=True)
    language: Language = "fr"
    try:
        language, rest = language_of(sys.argv[1:] if arguments is None else arguments)
        headings(language)
        return build(language).main(args=rest, prog_name=prog_name, standalone_mode=False, obj=language) or DONE
    except typer.Abort:
        return REFUSED
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.message)
            return MISUSED
        errors.print(sentence_of_misuse(error, language), markup=False, highlight=False)
        return MISUSED
    except Exception as error:
        from etl.faults import sentence_of_fault

        sentence = sentence_of_fault(error, language)
        if sentence is None:
            raise
        errors.print(sentence, markup=False, highlight=False, soft_wrap=True)
        return REFUSED


def sentence_of_misuse(error: typer.TyperException, language: Language) -> str:
    """What was wrong with the command line, as one sentence."""
    if isinstance(error, Misused):
        return error.message
    kind = type(error).__name__
    if kind == "MissingParameter":
        param = getattr(error, "param", None)
        name = (getattr(param, "metavar", None) or getattr(param, "name", "")) if param is not None else ""
        return say("Il manque {name}.", language, name=name)
    if kind == "NoSuchOption":
        near = ", ".join(getattr(error, "possibilities", None) or ())
        option = getattr(error, "option_name", "")
        if near:
            return say("Option {option} inconnue; peut-être {near}?", language, option=option, near=near)
        return say("Option {option} inconnue; --help montre celles qui existent.", language, option=option)
    if kind in ("BadParameter", "BadOptionUsage", "BadArgumentUsage"):
        return say("Option mal remplie : {what}", language, what=error.format_message())
    return say("Commande incomprise; --help montre celles qui existent. ({what})", language, what=error.message)
