"""The reading of a command line, in the language asked for."""

import argparse
import sys
from collections.abc import Iterable
from typing import Any, Final, NoReturn, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._command.printing import tell
from zhaoshang._command.words import Words
from zhaoshang._text.messages import say

UNUSABLE: Final = 2
"""The status of a command whose files, texts or arguments cannot be used."""

_FAULTS: Final = (
    (re.compile(r"unrecognized arguments: (.*)"), r"没有参数 \1"),
    (re.compile(r"the following arguments are required: (.*)"), r"缺少 \1"),
    (re.compile(r"argument (.+?): invalid choice: '(.*?)' \(choose from (.*)\)"), r"\1 中没有“\2”，可用：\3"),
    (re.compile(r"argument (.+?): expected (?:one|at least one) argument"), r"\1 后面缺少内容"),
    (re.compile(r"argument (.+?): not allowed with argument (.+)"), r"\1 不能与 \2 同用"),
    (re.compile(r"argument (--[\w-]+): "), r"\1："),
)
"""What argparse says, and how to say it in Chinese."""


_CHOICE: Final = re.compile(r"invalid choice: '(.*?)' \(choose from (.*)\)")
_UNKNOWN: Final = re.compile(r"unrecognized arguments: (.*)")


@final
class Parser(argparse.ArgumentParser):
    """An argument parser that speaks the language asked for."""

    def __init__(self, words: Words, **settings: Any) -> None:  # noqa: ANN401 - what argparse takes
        """Keep the words; help and groups are ours, so that their titles can be translated."""
        super().__init__(
            add_help=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            **settings,
        )
        self.words = words
        self._positionals.title = words("arguments")
        self._optionals.title = words("options")
        self.add_argument("-h", "--help", action="help", help=words("help"))
        self.add_argument("--locale", default=words.locale, help=words("locale"))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:  # noqa: ANN401
        """Refuse what a command does not take where its own usage is known, and not once all is read."""
        found, rest = super().parse_known_args(args, namespace)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        for action in self._actions:
            said = getattr(found, action.dest, None)
            if said == "" or (isinstance(said, list) and "" in said):  # an empty variable of a script
                self.error(
                    self.words("empty").format(
                        "/".join(action.option_strings) or action.metavar or action.dest
                    )
                )
        return found, rest

    def refuse_unused(self, given: argparse.Namespace, options: Iterable[str], why: str) -> None:
        """Refuse options that the rest of the line leaves nothing to do: a slip would pass in silence."""
        for option in options:
            if getattr(given, option):
                self.error(self.words(why).format(f"--{option.replace('_', '-')}"))

    def error(self, message: str) -> NoReturn:
        """Name the fault, and what was likely meant, and leave."""
        near = self._near(message)
        if self.words.is_chinese:
            for pattern, chinese in _FAULTS:
                message = pattern.sub(chinese, message)
        self.print_usage(sys.stderr)
        self.exit(UNUSABLE, f"{self.words('error')}{message}{near}\n")

    def _near(self, message: str) -> str:
        """Offer the commands and options that a word resembles which is none."""
        from zhaoshang._text.nearest import nearest  # noqa: PLC0415 - loaded with the first mistake

        choice, unknown = _CHOICE.search(message), _UNKNOWN.search(message)
        if choice is not None:
            found = nearest(choice[1], re.findall(r"'([^']*)'", choice[2]), most=3)
        elif unknown is not None and "--" in unknown[1]:
            asked = next(word for word in unknown[1].split() if word.startswith("--"))
            asked = asked.partition("=")[0]
            found = () if asked in self.options() else nearest(asked, self.options(), most=3)
        else:
            return ""
        said = say("error.hint.near", self.words.locale, near=", ".join(found)) if found else ""
        return self.words("meant").format(said) if said else ""

    def options(self) -> list[str]:
        """List the options of a command and of those below it."""
        found = [name for action in self._actions for name in action.option_strings]
        for action in self._actions:
            for below in (action.choices or {}).values() if isinstance(action.choices, dict) else ():
                found += below.options() if isinstance(below, Parser) else []
        return list(dict.fromkeys(name for name in found if name.startswith("--")))

    def _print_message(self, message: str, file: Any = None) -> None:  # noqa: ANN401 - as argparse has it
        if file or sys.stderr:
            tell(message, file or sys.stderr, end="")

    def format_usage(self) -> str:
        """Begin with the word of the language."""
        return super().format_usage().replace("usage: ", self.words("usage"), 1)

    def format_help(self) -> str:
        """Begin with the word of the language."""
        return super().format_help().replace("usage: ", self.words("usage"), 1)
