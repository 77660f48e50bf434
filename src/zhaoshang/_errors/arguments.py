"""The error about arguments: one that is missing, misspelt, one too many, or of another type than the function takes."""

from typing import final

from attrs import frozen

from zhaoshang._basics.lazy import living_in
from zhaoshang._errors.base import ZhaoshangError, listed
from zhaoshang._text.messages import say


@final
@frozen(repr=False)
class ArgumentError(ZhaoshangError, TypeError):
    """A function or a record was given an argument that it does not take, or was not given one that it needs.

    Attributes:
        function: the name of the function, or of the class that was to be made.
        argument: the argument, as it was given or as it should have been.
        value: what was given for it, as Python writes it; empty where its name is the fault.
        expected: the types that do.
        known: the arguments that there are; none where the value is the fault.
        reader: what makes such a thing of a text, where a text was given.
        made_by: what makes such a thing of the thing that was given, where something does.

    Examples:
        >>> from zhaoshang import Project, check
        >>> from zhaoshang.errors import ArgumentError
        >>> try:
        ...     Project(id="P1", name="甲", investmnet=None)
        ... except ArgumentError as error:
        ...     print(error.render("zh_CN"))
        Project 没有参数 investmnet。是否指：investment？
        >>> try:
        ...     check("台账")
        ... except TypeError as error:
        ...     print(error)
        check cannot take '台账' for ledger: expected Ledger.
    """

    function: str
    argument: str
    value: str = ""
    expected: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    reader: str = ""
    made_by: str = ""

    def _hint(self, locale: str) -> str:
        named = {"function": self.function, "argument": self.argument}
        if self.reader:
            return say("error.argument.text", locale, **named, value=self.value, reader=self.reader)
        if self.value:
            expected = listed(self.expected)
            said = say("error.argument.unfit", locale, **named, value=self.value, expected=expected)
            if self.made_by:
                said += say("error.argument.made_by", locale, made_by=self.made_by)
            return said
        if self.argument.startswith("#") and self.known:
            return say("error.argument.place", locale, **named, known=listed(self.known))
        if self.argument in self.known:
            return say("error.argument.missing", locale, **named)
        from difflib import get_close_matches  # noqa: PLC0415 - loaded with the first mistake

        near = get_close_matches(self.argument, self.known, n=3, cutoff=0.75)
        fix = (
            say("error.hint.near", locale, near=listed(near))
            if near
            else say("error.hint.known", locale, known=listed(self.known))
            if self.known
            else say("error.hint.none_read", locale)
        )
        return say("error.argument.unknown", locale, **named, fix=fix)


__test__ = living_in("zhaoshang.errors", vars())
