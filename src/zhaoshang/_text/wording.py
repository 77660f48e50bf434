"""The library's own words: simplified Chinese, traditional Chinese as in Taiwan, English, and every language added.

`Script` is what a locale comes down to. Words are kept in simplified Chinese and English; traditional Chinese is written
from the simplified.
"""

from typing import ClassVar, Final, Self

from zhaoshang._text.languages import is_traditional, language_of
from zhaoshang._text.scripts import to_hant


class Script(str):
    """What a text is written in, as the locale that its words are found by; there is one of each.

    The two of Chinese and English are always there; a language that has a catalogue of messages is one more.
    """

    __slots__ = ()
    _made: ClassVar[dict[str, Self]] = {}

    HANS: ClassVar["Script"]
    HANT: ClassVar["Script"]
    EN: ClassVar["Script"]

    def __new__(cls, locale: str) -> Self:
        """Give the one of a locale."""
        return cls._made.setdefault(locale, super().__new__(cls, locale))

    @classmethod
    def of(cls, locale: str) -> "Script":
        """Take the script of a locale: any `zh` with Hant, TW, HK or MO is traditional, any other `zh` simplified.

        Any other language that the library has a catalogue of is its own.

        Raises:
            UnknownCodeError: for what is no locale that the library has words of.
        """
        language = language_of(locale)
        if language != "zh":
            return cls(language)
        return cls.HANT if is_traditional(locale) else cls.HANS

    @property
    def is_chinese(self) -> bool:
        """Whether it is Chinese in either script."""
        return self is Script.HANS or self is Script.HANT

    @property
    def tag(self) -> str:
        """The language tag of a web page."""
        return _TAGS.get(self) or self.replace("_", "-")

    def say(self, zh: str, en: str) -> str:
        """Choose the words of this script; those of a label, which has no others, are English outside Chinese."""
        if not self.is_chinese:
            return en
        return to_hant(zh) if self is Script.HANT else zh


Script.HANS, Script.HANT, Script.EN = Script("zh_CN"), Script("zh_TW"), Script("en")


def capital(text: str, /) -> str:
    """Begin a heading or a cell with a capital letter, where there are such."""
    return text[:1].upper() + text[1:]


_TAGS: Final = {Script.HANS: "zh-Hans", Script.HANT: "zh-Hant"}
