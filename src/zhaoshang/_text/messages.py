"""What the library says, by key: one catalogue a language, read when the first word of it is said.

A catalogue is a gettext file in `_locale`, named by its language: `en.po`, `zh.po`. The wheel holds them compiled
(`.mo`); a source tree holds the text alone, which is compiled in memory. A message that a language lacks is said in
English. Traditional Chinese is written from the simplified by `to_hant`, and only the words of the library are: what is
filled in stays as it was written.

A `Sentence` brings its Chinese and English with it, where these belong beside the code that says them, as those of
checks do; catalogues of other languages translate it by its key like any message.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from io import BytesIO
from string import Formatter
from typing import TYPE_CHECKING, Final, NamedTuple, final

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._text.languages import FOLDERS, is_chinese, is_traditional, language_of, opened

if TYPE_CHECKING:
    from gettext import GNUTranslations
    from importlib.resources.abc import Traversable

_LAST_RESORT: Final = "en"


@final
@frozen
class Sentence:
    """The words of a message in Chinese and English, which no catalogue of the two holds.

    Attributes:
        key: what catalogues of other languages know it by, such as `check.two_dates`.
        zh: the words in Chinese.
        en: the words in English.

    Examples:
        >>> from zhaoshang._text.messages import Message, Sentence
        >>> late = Sentence("check.late", zh="{name}逾期", en="{name} is late")
        >>> str(Message(late, name="P1")), Message(late, name="P1").render("zh_TW")
        ('P1 is late', 'P1逾期')
    """

    key: str
    zh: str
    en: str


@final
@frozen(init=False)
class Message:
    """A key and what is filled in; the words are found when they are said, in whatever language that is.

    Attributes:
        key: what the catalogues know it by, such as `error.RecordError`; or a sentence that brings its words.
        values: what is filled in, by name: texts and numbers stand as they are, labels and messages are said in the
            language of the message, several of them are joined by its comma. The one called `number` chooses between
            singular and plural, where the words differ.

    Examples:
        >>> from zhaoshang._text.messages import Message
        >>> message = Message("error.RecordError", number=2, type="Project")
        >>> str(message), message.render("zh_CN")
        ('Project: 2 faults', 'Project：2 处错误')
    """

    key: str | Sentence
    values: Mapping[str, object] = field(hash=False)

    def __init__(self, key: str | Sentence, /, **values: object) -> None:
        self.__attrs_init__(key, values)

    def __reduce__(self) -> tuple[Callable[..., "Message"], tuple[str | Sentence, dict[str, object]]]:
        """Support pickling."""
        return _made, (self.key, dict(self.values))

    def __str__(self) -> str:
        """Say it in English."""
        return self.render("en")

    def render(self, locale: str = "en") -> str:
        """Say it in a language."""
        return say(self.key, locale, **self.values)


@final
@frozen
class Label:
    """The labels of a data row, filled into a message: the one of its language is said.

    Attributes:
        zh: the Chinese label.
        en: the English label.
    """

    zh: str
    en: str

    def label(self, locale: str) -> str:
        """Name it in a language."""
        return self.zh if is_chinese(locale) else self.en


def _made(key: str | Sentence, values: dict[str, object]) -> Message:
    return Message(key, **values)


def say(key: str | Sentence, locale: str, /, **values: object) -> str:
    """Say a message in a language: its own words or those of the catalogue, with the values filled in."""
    number = values.get("number")
    words = _plural(key, locale, number) if isinstance(number, int) else _words(key, locale)
    if "{" not in words:
        return words
    return words.format_map({name: said(value, locale) for name, value in values.items()})


def said(value: object, locale: str, /) -> str:
    """Say one value that is filled in: by its label, by its own words, or as it is written."""
    if type(value) is str:
        return value
    if (label := getattr(value, "label", None)) is not None:
        return in_script(str(label(locale)), locale) if is_chinese(locale) else str(label(locale))
    if (render := getattr(value, "render", None)) is not None:
        return str(render(locale))
    if isinstance(value, tuple | list):
        return joined(value, locale)
    return str(value)


def joined(values: Iterable[object], locale: str, /) -> str:
    """List values with the comma of the language."""
    return _words("list.comma", locale).join(said(value, locale) for value in values)


def text_of(english: str, room: str, locale: str, /) -> str:
    """Say in a language what the library has said in English: a text that errors carry, such as what was expected.

    Args:
        english: the text, whole, as the English catalogue has it with its values filled in.
        room: what the keys of such texts begin with.
        locale: the language.

    Returns:
        The words of the language; the text itself where no message of the room reads so.
    """
    if _names(locale) == (_LAST_RESORT,):
        return english
    whole, patterns = _said_in_english(room)
    if (key := whole.get(english)) is not None:
        return _words(key, locale).format_map({})
    for key, pattern in patterns:
        if match := pattern.fullmatch(english):
            values = match.groupdict()
            if "reason" in values:  # what a parser said
                values["reason"] = text_of(values["reason"], "reason", locale)
            return _words(key, locale).format_map(values)
    return english


class _Patterns(NamedTuple):
    whole: Mapping[str, str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _said_in_english(room: str) -> _Patterns:
    """Turn the messages of a room around: what they say in English, and the key of each; the longest words first."""
    whole, patterns = {}, []
    for key in keys(_LAST_RESORT):
        if not key.startswith(f"{room}."):
            continue
        parts = [(text, name) for text, name, _, _ in Formatter().parse(_words(key, _LAST_RESORT))]
        if not any(name for _, name in parts):
            whole["".join(text for text, _ in parts)] = key
            continue
        pattern = "".join(re.escape(text) + (f"(?P<{name}>.+)" if name else "") for text, name in parts)
        patterns.append((sum(len(text) for text, _ in parts), key, re.compile(pattern, re.DOTALL)))
    patterns.sort(key=lambda row: -row[0])
    return _Patterns(whole, tuple((key, pattern) for _, key, pattern in patterns))


def keys(language: str) -> tuple[str, ...]:
    """Give the keys of a catalogue, each once, in order."""
    catalogue = _catalogue(language)
    held = getattr(catalogue, "_catalog", {})  # the standard library has no other way to list them
    return tuple(sorted({key if isinstance(key, str) else key[0] for key in held} - {""}))


@lru_cache(maxsize=8192)  # whatever locales a service is asked for
def _words(key: str | Sentence, locale: str) -> str:
    """Find the words of a message, the values not yet filled in; the key itself where nothing has it."""
    return _found(locale, lambda catalogue, name: catalogue.gettext(name), key)


def _plural(key: str | Sentence, locale: str, number: int) -> str:
    words = _found(locale, lambda catalogue, name: catalogue.ngettext(name, name, number), key)
    return _words(key, locale) if words == key else words


def _found(locale: str, look_up: Callable[["GNUTranslations", str], str], key: str | Sentence) -> str:
    own = {"zh": key.zh, "en": key.en} if isinstance(key, Sentence) else {}
    name = key.key if isinstance(key, Sentence) else key
    for language in _names(locale):
        catalogue = _catalogue(language)
        words = own.get(language) or (name if catalogue is None else look_up(catalogue, name))
        if words != name:
            return in_script(words, locale) if language == "zh" else words
    return name


def in_script(words: str, locale: str, /) -> str:
    """Write Chinese words of the library in the script of a Chinese locale."""
    if locale in {"zh_CN", "zh"}:
        return words
    if not is_traditional(locale):
        return words
    from zhaoshang._text.scripts import to_hant  # noqa: PLC0415 - with the first traditional words

    return to_hant(words)


@lru_cache(maxsize=256)
def _names(locale: str) -> tuple[str, ...]:
    """Give the catalogues that are asked in turn: those of the locale and of its language, then English."""
    plain = locale.replace("-", "_")
    asked = (plain, language_of(locale), _LAST_RESORT)
    return tuple(name for name in dict.fromkeys(asked) if name.isidentifier())


@lru_cache(maxsize=256)
def _catalogue(name: str) -> "GNUTranslations | None":
    """Read the catalogue of a language, compiled or not; None where there is none."""
    from gettext import GNUTranslations  # noqa: PLC0415 - loaded with the first words

    for folder in FOLDERS:
        compiled, source = (opened(folder).joinpath(f"{name}.{kind}") for kind in ("mo", "po"))
        if compiled.is_file():
            with compiled.open("rb") as file:
                return GNUTranslations(file)
        if source.is_file():
            return GNUTranslations(BytesIO(compiled_catalogue(source)))
    return None


def compiled_catalogue(source: "Traversable") -> bytes:
    """Compile the text of a catalogue."""
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - in a source tree only
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - as above
    from babel.messages.pofile import PoFileParser  # noqa: PLC0415 - as above

    # dated, for else the host is asked what time it is, and there are zones of a day and more
    catalogue = Catalog(
        locale=source.name.removesuffix(".po"), creation_date=datetime(1970, 1, 1, tzinfo=UTC)
    )
    with source.open("rb") as file:
        PoFileParser(catalogue).parse(file)
    done = BytesIO()
    write_mo(done, catalogue)
    return done.getvalue()


def forget() -> None:
    """Forget what was read, so that catalogues are looked for again."""
    for function in (_said_in_english, _words, _names, _catalogue, language_of):
        function.cache_clear()
