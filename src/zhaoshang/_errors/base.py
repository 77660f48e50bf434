"""The base of all errors: records first, sentences second."""

from typing import ClassVar

from zhaoshang._languages import is_chinese
from zhaoshang._lazy import living_in

Span = tuple[int, int]


_SHOWN = 60


_LAST_NARROW = 0x2E7F  # CJK characters begin after it


def _caret(text: str, span: Span) -> str:
    """Draw the part of a text that an error is about, with a caret line below it.

    Full-width characters take two columns in a terminal, so the line below uses full-width blanks for them.
    """
    start, end = span
    left = max(0, start - _SHOWN)
    shown = text[left : end + _SHOWN].replace("\n", "⏎").replace("\r", "⏎").replace("\t", " ")
    pad = "".join("\u3000" if ord(char) > _LAST_NARROW else " " for char in shown[: start - left])
    width = sum(2 if ord(char) > _LAST_NARROW else 1 for char in shown[start - left : end - left])
    return f"\n  {shown}\n  {pad}{'^' * max(1, width)}"


def _list(items: tuple[str, ...], *, most: int = 12) -> str:
    more = ", …" if len(items) > most else ""
    return ", ".join(items[:most]) + more


class ZhaoshangError(Exception):
    """The base of all errors of this library: one `except` catches each of them.

    Two errors are equal when they are of one class and hold equal fields.

    Examples:
        >>> from zhaoshang import ZhaoshangError, parse_quantity
        >>> try:
        ...     parse_quantity("很多")
        ... except ZhaoshangError as caught:
        ...     error = caught
        >>> type(error).__name__, isinstance(error, ValueError), error.text
        ('QuantitySyntaxError', True, '很多')
    """

    english: ClassVar[str] = ""
    chinese: ClassVar[str] = ""

    # tracebacks and pickles name the public room, wherever in the workshop a class is written
    __module__ = "zhaoshang.errors"

    def __init_subclass__(cls) -> None:
        """Say that an error of the workshop lives in the public room."""
        super().__init_subclass__()
        if cls.__module__.startswith("zhaoshang._errors"):
            cls.__module__ = "zhaoshang.errors"

    def __eq__(self, other: object) -> bool:
        """Compare class and fields."""
        return (
            type(self) is type(other) and self.args == other.args if isinstance(other, Exception) else False
        )

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash((type(self), repr(self.args)))

    def __str__(self) -> str:
        """Say in English what is wrong and what would mend it."""
        return self.render()

    def render(self, locale: str = "en") -> str:
        """Say what is wrong and what would mend it.

        Args:
            locale: `en` or any Chinese locale such as `zh_CN`.

        Returns:
            One sentence or two, perhaps with the text and a caret line below.

        Examples:
            >>> from zhaoshang.errors import CurrencyMismatchError
            >>> CurrencyMismatchError("CNY", "USD").render("zh_CN")
            '币种不同，不能合并：CNY 与 USD。请先用 .to(币种, rate=汇率) 换算。'
        """
        chinese = is_chinese(locale)
        words = {"hint": self._hint(chinese=chinese), **self._words()}
        if not chinese:
            return self.english.format(**words)
        from zhaoshang._errors.expected import COLLECTIONS, in_chinese, vocabulary_in_chinese  # noqa: PLC0415 - with the first Chinese sentence

        if "expected" in words:
            expected = in_chinese(words["expected"])
            words["expected"] = (
                f" {expected}" if expected[:1].isascii() and expected[:1].isalnum() else expected
            )
        if "vocabulary" in words:
            words["vocabulary"] = vocabulary_in_chinese(words["vocabulary"])
        if "collection" in words:
            words["collection"] = COLLECTIONS.get(words["collection"], f"{words['collection']} ")
        return self.chinese.format(**words)

    def _hint(self, *, chinese: bool) -> str:  # noqa: ARG002 - for errors whose fix depends on their fields
        return ""

    def _words(self) -> dict[str, str]:
        names = [name for name in getattr(self, "__match_args__", ()) if isinstance(name, str)]
        words = {}
        for name in names:
            value = getattr(self, name)
            words[name] = _list(tuple(map(str, value))) if isinstance(value, tuple) else str(value)
        text, span = getattr(self, "text", None), getattr(self, "span", None)
        if isinstance(text, str) and isinstance(span, tuple):
            words["caret"] = _caret(text, span)
        return words


__test__ = living_in("zhaoshang.errors", vars())
