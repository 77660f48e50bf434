"""The reading of a command line, in the language asked for."""

import argparse
import re
import sys
from typing import Any, Final, NoReturn, final

from zhaoshang._command.printing import tell
from zhaoshang._command.words import Words

UNUSABLE: Final = 2
"""The status of a command whose files, texts or arguments cannot be used."""

_FAULTS: Final = (
    (re.compile(r"unrecognized arguments: (.*)"), r"没有参数 \1"),
    (re.compile(r"the following arguments are required: (.*)"), r"缺少 \1"),
    (re.compile(r"argument (.+?): invalid choice: '(.*?)' \(choose from (.*)\)"), r"\1 中没有“\2”，可用：\3"),
    (re.compile(r"argument (.+?): expected (?:one|at least one) argument"), r"\1 后面缺少内容"),
)
"""What argparse says, and how to say it in Chinese."""


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

    def error(self, message: str) -> NoReturn:
        """Name the fault and leave."""
        if self.words.is_chinese:
            for pattern, chinese in _FAULTS:
                message = pattern.sub(chinese, message)
        self.print_usage(sys.stderr)
        self.exit(UNUSABLE, f"{self.words('error')}{message}\n")

    def _print_message(self, message: str, file: Any = None) -> None:  # noqa: ANN401 - as argparse has it
        if file or sys.stderr:
            tell(message, file or sys.stderr, end="")

    def format_usage(self) -> str:
        """Begin with the word of the language."""
        return super().format_usage().replace("usage: ", self.words("usage"), 1)

    def format_help(self) -> str:
        """Begin with the word of the language."""
        return super().format_help().replace("usage: ", self.words("usage"), 1)
