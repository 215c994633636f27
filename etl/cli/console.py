"""How the commands speak: their language, what they say of a misused option, and of a fault that is no bug."""

import sys
from collections.abc import Callable
from typing import Any

import typer
import typer.rich_utils
from rich.console import Console
from typer.core import TyperCommand, TyperGroup

from indicators.catalogue.model import Language
from indicators.wording.language import say

DONE, REFUSED, MISUSED = 0, 1, 2
#: Shown where an option takes no value.
NO_VALUE = " "
LANGUAGES: tuple[Language, ...] = ("fr", "en")


class Misused(typer.BadParameter):
    """A command was given something it cannot use; the message is a whole sentence."""


def language_of(arguments: list[str]) -> tuple[Language, list[str]]:
    """The language asked by `--lang`, wherever it stands (French unless given), and the other arguments.

    Raises:
        Misused: a language that the house does not speak.
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


def speak(language: Language) -> tuple[type[TyperGroup], type[TyperCommand]]:
    """The classes of commands whose help is in `language`, after setting the help's headings."""
    words = typer.rich_utils
    words.COMMANDS_PANEL_TITLE = say("Commandes", language)
    words.ARGUMENTS_PANEL_TITLE = say("Arguments", language)
    words.OPTIONS_PANEL_TITLE = say("Options", language)
    words.DEFAULT_STRING = "[" + say("défaut : {value}", language, value="{}") + "]"
    words.REQUIRED_LONG_STRING = "[" + say("obligatoire", language) + "]"
    help_text = say("Montrer cette aide.", language)

    class Command(TyperCommand):
        def get_help_option(self, ctx: Any) -> Any:
            return _with_help(super().get_help_option(ctx), help_text)

    class Group(TyperGroup):
        def get_help_option(self, ctx: Any) -> Any:
            return _with_help(super().get_help_option(ctx), help_text)

    return Group, Command


def _with_help(option: Any, text: str) -> Any:
    if option is not None:
        option.help, option.metavar = text, NO_VALUE
    return option


def run_application(
    build: Callable[[Language], typer.Typer], prog_name: str, arguments: list[str] | None = None
) -> int:
    """The exit code of one command: 0 done, 1 something was refused or is to correct, 2 misused.

    Args:
        build: the application in a language.
        arguments: those of the command line unless given.
    """
    errors = Console(stderr=True)
    language: Language = "fr"
    try:
        language, rest = language_of(sys.argv[1:] if arguments is None else arguments)
        command: Any = typer.main.get_command(build(language))
        return command.main(args=rest, prog_name=prog_name, standalone_mode=False) or DONE
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
