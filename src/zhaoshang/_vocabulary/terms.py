"""What a closed list of words is: codes with a label in each language."""

from enum import EnumType, StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any, Never, Self

from zhaoshang import errors
from zhaoshang._basics.brief import as_text
from zhaoshang._basics.lazy import living_in
from zhaoshang._text.languages import is_chinese


class _Closed(EnumType):
    """A closed list tells in our words of a member that it has not."""

    if not TYPE_CHECKING:  # a type checker refuses such a name by itself

        @wraps(EnumType.__call__)  # the signature that callers read stays that of `Enum`
        def __call__(cls, value, *more, **named):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN003, ANN204
            try:
                return super().__call__(value, *more, **named)
            except errors.ZhaoshangError:
                raise
            except Exception:
                if cls.__members__ and not more and not named:
                    try:
                        repr(value)  # Python writes out what it refuses
                    except Exception:  # noqa: BLE001 - whatever a foreign object raises
                        cls._missing_(value)
                raise

        def __getattr__(cls, name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
            if name.startswith("_"):
                raise AttributeError(name)
            members = cls.__members__
            if name in members:  # as Python 3.11 finds members
                return members[name]
            called = tuple(each for each, member in members.items() if name in {member.zh, member.en})
            raise errors.UnknownAttributeError(cls.__name__, name, called or tuple(members))


class Term(StrEnum, metaclass=_Closed):
    """A word of a closed list: its code, and a label in each language. A member is equal to its code.

    Attributes:
        zh: the Chinese label.
        en: the English label.

    Examples:
        >>> from zhaoshang.vocabulary import Stage
        >>> Stage("signed").label("zh_CN"), Stage.SIGNED.label("en"), Stage.SIGNED == "signed"
        ('签约', 'signed', True)
    """

    zh: str
    en: str

    # pickles and help name the public room, wherever in the workshop a list is written
    __module__ = "zhaoshang.vocabulary"

    if TYPE_CHECKING:  # a type checker should see the look-up by code as well as the making of members

        def __new__(cls, code: str, zh: str = "", en: str = "") -> Self:
            """Look a member up by its code."""
            return cls(code, zh, en)

    else:

        def __new__(cls, code: str, zh: str, en: str) -> Self:
            """Make a member from its code and labels."""
            member = str.__new__(cls, code)
            member._value_ = code
            member.zh = zh
            member.en = en
            return member

    def __init_subclass__(cls) -> None:
        """Say that a list of the workshop lives in the public room."""
        super().__init_subclass__()
        if cls.__module__.startswith("zhaoshang._vocabulary"):
            cls.__module__ = "zhaoshang.vocabulary"

    @classmethod
    def _missing_(cls, value: object) -> Never:
        said = as_text(value)
        meant = tuple(str(member) for member in cls if said in {member.zh, member.en})  # a label is no code
        if not meant and not said.isascii():
            from zhaoshang._text.nearest import nearest  # noqa: PLC0415 - loaded with the first mistake

            near = nearest(said, [member.zh for member in cls])
            meant = tuple(str(member) for label in near for member in cls if member.zh == label)
        raise errors.UnknownCodeError(cls.__name__, said, tuple(str(member) for member in cls), meant)

    @classmethod
    def named(cls, word: str, /) -> Self:
        """Take a word by its code, or by its label in either language.

        Args:
            word: what it is called.

        Raises:
            UnknownCodeError: for what the list has not, with what comes nearest.

        Examples:
            >>> from zhaoshang.vocabulary import Stage, Track
            >>> Stage.named("开工"), Stage.named("started"), Track.named("供地").value
            (<Stage.STARTED: 'started'>, <Stage.STARTED: 'started'>, 'land')
        """
        return next((member for member in cls if word in {member.zh, member.en}), None) or cls(word)

    def label(self, locale: str = "zh_CN") -> str:
        """Name the word in Chinese or English."""
        return self.zh if is_chinese(locale) else self.en


__test__ = living_in("zhaoshang.vocabulary", vars())
