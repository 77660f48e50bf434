"""The errors about names in code: of an argument, of a field or method, of a field that was to be changed."""

from typing import Final, final

from attrs import define, frozen
from attrs.exceptions import FrozenInstanceError

from zhaoshang._basics.lazy import living_in
from zhaoshang._errors.base import ZhaoshangError, listed, near_names
from zhaoshang._text.messages import say, text_of


@final
@frozen(repr=False)
class ArgumentError(ZhaoshangError, TypeError):
    """A function or a record was given an argument that it does not take, or was not given one that it needs.

    Attributes:
        function: the name of the function, or of the class that was to be made.
        argument: the argument, as it was given or as it should have been.
        value: what was given for it, as Python writes it; empty where its name is the fault.
        expected: the types that do; none for what was given to a function that takes nothing.
        known: the arguments that there are; none where the value is the fault, unless it is one given twice.
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
        if self.value and self.argument in self.known:
            return say("error.argument.twice", locale, **named, value=self.value)
        if self.value and not self.expected:
            return say("error.argument.none", locale, **named, value=self.value)
        if self.value:
            expected = listed(self.expected)
            said = say("error.argument.unfit", locale, **named, value=self.value, expected=expected)
            if self.made_by:
                said += say("error.argument.made_by", locale, made_by=self.made_by)
            return said
        if self.made_by:
            return say("error.argument.by_place", locale, **named, made_by=self.made_by)
        if self.argument.startswith("#") and self.known:
            return say("error.argument.place", locale, **named, known=listed(self.known))
        if self.argument in self.known:
            return say("error.argument.missing", locale, **named)
        fix = (
            _nearest(self._near(), self.known, locale) if self.known else say("error.hint.none_read", locale)
        )
        return say("error.argument.unknown", locale, **named, fix=fix)

    def _near(self) -> tuple[str, ...]:
        if self.value or self.argument in self.known:
            return ()
        return near_names(self.function, self.argument, self.known)


@final
@frozen(repr=False)
class OperationError(ZhaoshangError, TypeError):
    """A record was compared, added, iterated or made a number, for which it is not made.

    Attributes:
        kind: the class of the record.
        operation: the use, as Python writes it.
        fix: what to write instead.

    Examples:
        >>> from zhaoshang import Ledger, Period, evaluate
        >>> from zhaoshang.errors import OperationError
        >>> try:
        ...     float(evaluate(Ledger(as_of="2022-06-30"), "time_progress", period="2022")["time_progress"])
        ... except OperationError as error:
        ...     print(error.render("zh_CN"))
        Figure 不支持 float()。请写 figure.value；没有数值时为 None。
        >>> try:
        ...     Period.of("2022") < "2023"
        ... except TypeError as error:
        ...     print(error)
        Period has no <. Write period.order(other), or period.end < other.start; key=lambda period: period.start sorts.
    """

    kind: str
    operation: str
    fix: str

    def _hint(self, locale: str) -> str:
        return text_of(self.fix, "instead", locale)


_CHANGES: Final = frozenset(
    "+ add append assoc clear copy discard evolve extend insert model_copy pop popitem remove replace reverse save set "
    "setdefault sort update with_".split()
)
"""What such a method is called elsewhere: it was to make another record of this one, or a longer run of records."""


@final
@define(repr=False, eq=False)  # not frozen: the interpreter notes on it what was asked for the name
class UnknownAttributeError(ZhaoshangError, AttributeError):
    """A record, a list of words or a module has nothing of this name.

    Attributes:
        kind: the class or the module that was asked.
        attribute: the name that it lacks.
        known: the names that it has.
        example: how a record like it is changed, where the name asks for that.
        instead: where what was looked for is, such as in a part of the record.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.errors import UnknownAttributeError
        >>> project = Project(id="P1", name="甲")
        >>> try:
        ...     project.investmnet
        ... except UnknownAttributeError as error:
        ...     print(error)
        Project has no investmnet. Did you mean investment?
        >>> try:
        ...     Ledger(projects=[project]).projects.append(project)
        ... except AttributeError as error:
        ...     print(error)
        Records has no append. Nothing is changed in place; make a new one: ledger.with_(projects=[…]).
    """

    kind: str
    attribute: str
    known: tuple[str, ...]
    example: str = ""
    instead: str = ""

    def _hint(self, locale: str) -> str:
        if self.example and self.attribute in _CHANGES:
            return say("error.hint.make_new", locale, example=self.example)
        if self.instead:
            return say("error.hint.near", locale, near=self.instead)
        return _nearest(self._near(), self.known, locale)

    def _near(self) -> tuple[str, ...]:
        return (self.instead,) if self.instead else near_names(self.kind, self.attribute, self.known)


def _nearest(near: tuple[str, ...], known: tuple[str, ...], locale: str) -> str:
    """Say which names were likely meant; else which there are."""
    if near:
        return say("error.hint.near", locale, near=listed(near))
    return say("error.hint.known", locale, known=listed(known)) if known else ""


@final
@frozen(repr=False)
class ImmutableError(ZhaoshangError, FrozenInstanceError):
    """A field was to be changed in place; records stay as they were made.

    Attributes:
        kind: the class of the record.
        attribute: the field that was to be set or deleted.
        known: the fields that it has.
        example: how a new one is made with another value.

    Examples:
        >>> from zhaoshang import Project
        >>> from zhaoshang.errors import ImmutableError
        >>> try:
        ...     Project(id="P1", name="甲").name = "乙"
        ... except ImmutableError as error:
        ...     print(error)
        name of Project cannot be set or deleted. Nothing is changed in place; make a new one: attrs.evolve(project, name=…).
    """

    args = BaseException.args  # those of the instance: attrs keeps a message of its own in the class

    kind: str
    attribute: str
    known: tuple[str, ...]
    example: str = ""

    def _hint(self, locale: str) -> str:
        if self.attribute in self.known:
            return say("error.hint.make_new", locale, example=self.example)
        return _nearest(self._near(), self.known, locale)

    def _near(self) -> tuple[str, ...]:
        return () if self.attribute in self.known else near_names(self.kind, self.attribute, self.known)


__test__ = living_in("zhaoshang.errors", vars())
