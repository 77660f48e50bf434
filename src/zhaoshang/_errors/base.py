"""The base of all errors: records first, sentences second."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Self

from zhaoshang._basics.brief import as_python, as_text, brief
from zhaoshang._basics.lazy import living_in
from zhaoshang._text.languages import is_chinese
from zhaoshang._text.messages import say, text_of

Span = tuple[int, int]


_SHOWN = 60


_LONGEST = 500


_LONGEST_VALUE = 200


_KEPT = 2**53  # whole numbers that every reader of JSON keeps


_MOST_FIELDS = 200


_LAST_NARROW = 0x2E7F  # CJK characters begin after it


def _caret(text: str, span: Span) -> str:
    """Draw the part of a text that an error is about, with a caret line below it.

    Full-width characters take two columns in a terminal, so the line below uses full-width blanks for them.
    """
    start, end = span
    left = max(0, start - _SHOWN)
    text = brief(text[left : end + _SHOWN], _LONGEST)
    shown = text.replace("\n", "⏎").replace("\r", "⏎").replace("\t", " ")
    pad = "".join("\u3000" if ord(char) > _LAST_NARROW else " " for char in shown[: start - left])
    width = sum(2 if ord(char) > _LAST_NARROW else 1 for char in shown[start - left : end - left])
    return f"\n  {shown}\n  {pad}{'^' * max(1, width)}"


def listed(items: Iterable[object], *, most: int = 12) -> str:
    """List names, the first dozen of them."""
    shown = [as_text(item) for item in items]
    return ", ".join(shown[:most]) + (", …" if len(shown) > most else "")


def near_names(vocabulary: str, word: object, known: Iterable[str]) -> tuple[str, ...]:
    """Find what a word was meant for in a list: what it means in offices' workbooks, and what is spelt or made alike."""
    from zhaoshang._text.nearest import MOST, elsewhere, meant, nearest, slips  # noqa: PLC0415 - loaded with the first mistake

    word, names = as_text(word), tuple(dict.fromkeys(known))  # what was given may be no text
    if sure := elsewhere(word, names) or slips(word, names):
        return sure[:MOST]
    return tuple(dict.fromkeys((*meant(vocabulary, word, names), *nearest(word, names))))[:MOST]


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

    place = ""
    """The field of a record that the value was given for, where one was made."""

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
        return hash((type(self), as_python(self.args)))

    def __repr__(self) -> str:
        """Show the class and what it holds, whatever that is."""
        return f"{type(self).__name__}({', '.join(map(as_python, self.args))})"

    def __reduce__(self) -> tuple[Any, ...] | str:
        """Pickle the place with the fields."""
        if not self.place:
            return super().__reduce__()
        return _placed, (type(self), self.args, self.place)

    def __str__(self) -> str:
        """Say in English what is wrong and what would mend it."""
        return self.render()

    def at(self, place: str) -> Self:
        """Name the field or argument that the error is about.

        Args:
            place: the name, such as `investment`.

        Returns:
            The error itself, to be raised.

        Examples:
            >>> from zhaoshang.errors import FieldTypeError
            >>> print(FieldTypeError("3", "a text").at("owner"))
            owner: 3 does not fit: expected a text.
        """
        object.__setattr__(self, "place", place)  # errors are frozen
        return self

    def render(self, locale: str = "en") -> str:
        """Say what is wrong and what would mend it.

        Args:
            locale: `en` or any Chinese locale such as `zh_CN`.

        Returns:
            One sentence or two, perhaps with the text and a caret line below. What would steer a terminal or turn the
            writing direction is shown as its code.

        Examples:
            >>> from zhaoshang.errors import CurrencyMismatchError
            >>> CurrencyMismatchError("CNY", "USD").render("zh_CN")
            '币种不同，不能合并：CNY 与 USD。请先用 .to(币种, rate=汇率) 换算。'
        """
        from zhaoshang._files.inert import for_terminal  # noqa: PLC0415 - loaded with the first mistake

        said = self._said(locale)
        return for_terminal(say("error.place", locale, place=self.place, words=said) if self.place else said)

    def to_dict(self, locale: str = "en") -> dict[str, Any]:
        """Give the error as plain data that JSON holds: what a web service answers with.

        Args:
            locale: the language of the message.

        Returns:
            `error`, the name of the class, which stays; `message`, the sentence; `place`, the field or argument that it
            is about, `given`, `expected` and `nearest`, the names that were likely meant, each where it is known; and
            `fields`, all that the error holds, by name.

        Examples:
            >>> from zhaoshang import Stage
            >>> from zhaoshang.errors import ZhaoshangError
            >>> try:
            ...     Stage("signing")
            ... except ZhaoshangError as error:
            ...     answer = error.to_dict("zh_CN")
            >>> answer["error"], answer["message"], answer["given"], answer["nearest"]
            ('UnknownCodeError', '阶段中没有“signing”。是否指：签约（signed）？', 'signing', ['signed'])
        """
        expected = getattr(self, "expected", None)
        known = {
            "place": self.place or next(self._held("argument", "field", "column"), None),
            "given": next(
                self._held("value", "text", "code", "unit", "id", "attribute", "found", "type"), None
            ),
            "expected": expected_in(expected, locale).strip() if isinstance(expected, str) else expected,
            "nearest": self._near(),
        }
        told = {name: plain_data(value, locale) for name, value in known.items() if value}
        return {
            "error": type(self).__name__,
            "message": self.render(locale),
            **told,
            "fields": self._fields(locale),
        }

    def _held(self, *names: str) -> Iterator[str]:
        """Give the texts that stand in fields of these names."""
        return (held for name in names if isinstance(held := getattr(self, name, None), str) and held)

    def _near(self) -> tuple[str, ...]:
        """Give the names that were likely meant, the likeliest first."""
        return ()

    def _fields(self, locale: str) -> dict[str, Any]:
        """Give what the error holds as plain data."""
        return {name: plain_data(getattr(self, name), locale) for name in getattr(self, "__match_args__", ())}

    def _said(self, locale: str) -> str:
        """Say the sentence of the error itself."""
        key = self._key()
        words = say(key, locale, **self._values(locale))
        return super().__str__() if words == key else words

    def _key(self) -> str:
        """Give what the catalogues know the sentence by."""
        return f"error.{type(self).__name__}"

    def _hint(self, locale: str) -> str:  # noqa: ARG002 - for errors whose fix depends on their fields
        return ""

    def _values(self, locale: str) -> dict[str, object]:
        """Give what is filled into the sentence: the fields, the part of the text with a caret, and the fix."""
        values: dict[str, object] = {"hint": self._hint(locale)}
        for name in getattr(self, "__match_args__", ()):
            value = getattr(self, name)
            if isinstance(value, tuple):
                values[name] = listed(value)
            else:
                longest = _LONGEST_VALUE if name == "value" else _LONGEST
                shown = as_text(value) if name == "expected" else brief(as_text(value), longest)
                if name == "code" and not shown.strip():
                    shown = as_python(value)
                values[name] = _NAMED[name](shown, locale) if name in _NAMED else shown
        text, span = getattr(self, "text", None), getattr(self, "span", None)
        if isinstance(text, str) and isinstance(span, tuple):
            values["caret"] = _caret(text, span)
        return values


def plain_data(value: object, locale: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Turn what an error holds into what JSON holds; numbers that JSON would not keep become text."""
    if value is None or isinstance(value, bool) or (type(value) is int and abs(value) < _KEPT):
        return value
    if type(value) is str:
        return brief(value, _LONGEST)
    if isinstance(value, tuple | list | set | frozenset):
        return [plain_data(each, locale) for each in list(value)[:_MOST_FIELDS]]
    if type(value).__module__.startswith("zhaoshang.") and hasattr(value, "to_dict"):  # a finding or an error
        return value.to_dict(locale)
    return brief(as_text(value), _LONGEST)


def _placed(kind: type[ZhaoshangError], fields: tuple[object, ...], place: str) -> ZhaoshangError:
    return kind(*fields).at(place)


def expected_in(expected: str, locale: str) -> str:
    """Say in a language what an error expected; in Chinese a blank parts Latin letters from what stands before."""
    words = text_of(expected, "expected", locale)
    return f" {words}" if is_chinese(locale) and words[:1].isascii() and words[:1].isalnum() else words


def _vocabulary_in(name: str, locale: str) -> str:
    """Say what a closed list is called, such as `Stage` or `profile option of start_rate`."""
    head, of, kpi = name.partition(" of ")
    known = text_of(head, "vocabulary", locale)
    if of and (known != head or not is_chinese(locale)):
        return say("vocabulary_of", locale, list=known, name=_kpi_in(kpi, locale))
    return _spaced(name, text_of(name, "vocabulary", locale), locale)


def _kpi_in(name: str, locale: str) -> str:
    from zhaoshang._text.called import shown  # noqa: PLC0415 - loaded with the first mistake

    return _spaced(name, shown(name, locale), locale)


def _collection_in(name: str, locale: str) -> str:
    return _spaced(name, text_of(name, "collection", locale), locale)


def _spaced(name: str, words: str, locale: str) -> str:
    """Part a name that has no Chinese words from the Chinese after it."""
    return f"{name} " if words == name and is_chinese(locale) else words


def _reason_in(reason: str, locale: str) -> str:
    return text_of(reason, "reason", locale)


_NAMED: Final[dict[str, Callable[[str, str], str]]] = {
    "expected": expected_in,
    "vocabulary": _vocabulary_in,
    "collection": _collection_in,
    "kpi": _kpi_in,
    "reason": _reason_in,
}
"""The fields that hold English words or codes, and how another language says them."""


__test__ = living_in("zhaoshang.errors", vars())
