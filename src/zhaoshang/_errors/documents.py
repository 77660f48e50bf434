"""Errors about documents: the faults of records that were to be built of plain data, each with its path."""

import builtins
from collections.abc import Sequence
from typing import Any, ClassVar, Self, final

from attrs import frozen

from zhaoshang._basics.brief import Short
from zhaoshang._basics.lazy import living_in
from zhaoshang._errors.base import _MOST_FIELDS, _SHOWN, ZhaoshangError, listed, near_names
from zhaoshang._text.messages import say

_MOST_LINES = 20  # of faults that are alike, as a rule: who mends the first has mended the others


@final
@frozen(repr=False)
class MissingFieldError(ZhaoshangError, ValueError):
    """A record lacks a field that it cannot do without; it stands as the cause in a `FieldError`.

    Attributes:
        record: the name of the class.
        field: the name of the field.

    Examples:
        >>> from zhaoshang import Project
        >>> from zhaoshang.errors import RecordError
        >>> from zhaoshang.records import structure
        >>> try:
        ...     structure({"id": "P1"}, Project)
        ... except RecordError as error:
        ...     cause = error.exceptions[0].cause
        >>> type(cause).__name__, cause.record, cause.field
        ('MissingFieldError', 'Project', 'name')
    """

    record: str
    field: str


@final
@frozen(repr=False)
class UnknownFieldError(ZhaoshangError, ValueError):
    """A record or a claim has a field that does not exist; in a document it stands as the cause in a `FieldError`.

    Attributes:
        record: the name of the class or claim.
        field: the name that does not exist.
        known: the names that do.

    Examples:
        >>> from zhaoshang import Project
        >>> from zhaoshang.errors import RecordError
        >>> from zhaoshang.records import structure
        >>> try:
        ...     structure({"id": "P1", "name": "甲", "onwer": "乙局"}, Project)
        ... except RecordError as error:
        ...     cause = error.exceptions[0].cause
        >>> cause.field, "owner" in cause.known
        ('onwer', True)
    """

    record: str
    field: str
    known: tuple[str, ...]

    def _hint(self, locale: str) -> str:
        if near := self._near():
            return say("error.UnknownFieldError.hint.near", locale, near=listed(near))
        return say("error.UnknownFieldError.hint", locale, known=listed(self.known))

    def _near(self) -> tuple[str, ...]:
        return near_names(self.record, self.field, self.known)


@final
@frozen(repr=False)
class FormatVersionError(ZhaoshangError, ValueError):
    """A document was written in a version of the exchange format that this library does not know.

    Attributes:
        version: the version as the document writes it.
        supported: the version that is read.

    Examples:
        >>> from zhaoshang import Ledger
        >>> from zhaoshang.errors import RecordError
        >>> from zhaoshang.records import structure
        >>> try:
        ...     structure({"format_version": 99}, Ledger)
        ... except RecordError as error:
        ...     cause = error.exceptions[0].cause
        >>> type(cause).__name__, cause.version, cause.supported
        ('FormatVersionError', '99', 1)
    """

    version: str
    supported: int


@final
@frozen(repr=False)
class FieldError(ZhaoshangError, ValueError):
    """One fault in a document.

    Attributes:
        path: where it is, as a JSON path from `$`.
        value: what stands there.
        cause: the error that says why that will not do.

    Examples:
        >>> from zhaoshang import Project
        >>> from zhaoshang.errors import RecordError
        >>> from zhaoshang.records import structure
        >>> try:
        ...     structure({"id": "P1", "name": "甲", "agreements": [{"signed_on": "2022-02-30"}]}, Project)
        ... except RecordError as error:
        ...     (fault,) = error.exceptions
        >>> fault.path, fault.value, type(fault.cause).__name__
        ('$.agreements[0].signed_on', '2022-02-30', 'PeriodSyntaxError')
    """

    path: str
    value: Any
    cause: Exception

    def render(self, locale: str = "en") -> str:
        """Say where the fault is and why, with the value where it is short.

        Examples:
            >>> from zhaoshang.errors import FieldError, MissingFieldError
            >>> FieldError("$.projects[0]", {}, MissingFieldError("Project", "name")).render("zh_CN")
            '$.projects[0]：Project 缺少必填字段 name。请补上。'
        """
        cause = self.cause.render(locale) if isinstance(self.cause, ZhaoshangError) else str(self.cause)
        from zhaoshang._files.inert import for_terminal  # noqa: PLC0415 - loaded with the first mistake

        return say("error.FieldError", locale, path=for_terminal(self.path), cause=cause)


class RecordError(ZhaoshangError, ExceptionGroup[FieldError], ValueError):
    """A document is not what it should be; every fault is told at once.

    It is an exception group, so `except*` and `split` work, and a `ValueError`. After `MOST` faults a document is read no further,
    so that one of nothing but faults takes no memory of its own, and the message says so.

    Attributes:
        exceptions: a `FieldError` for each fault, with its path.

    Examples:
        >>> from zhaoshang import Project
        >>> from zhaoshang.errors import RecordError
        >>> from zhaoshang.records import structure
        >>> try:
        ...     structure({"id": "P1", "investment": 3.5}, Project)
        ... except RecordError as caught:
        ...     error = caught
        >>> error.type, [fault.path for fault in error.exceptions]
        ('Project', ['$.investment', '$.name'])
        >>> error.to_dicts("zh_CN")[1]["message"]
        'Project 缺少必填字段 name。请补上。'

        A part of the group is made by `derive`, as `except*` does:

        >>> print(error.derive(error.exceptions[1:]))
        Project: 1 fault
          $.name: a Project needs the field name. Add it.
    """

    MOST: ClassVar = 10_000

    def __new__(cls, type: str, exceptions: Sequence[FieldError]) -> Self:  # noqa: A002 - a field of the contract
        """Make the group."""
        return super().__new__(cls, type, exceptions)

    @property
    def type(self) -> str:
        """The name of the class that was to be built."""
        return self.message

    def __eq__(self, other: object) -> bool:
        """Compare the class that was to be built, and the faults."""
        return isinstance(other, RecordError) and (self.type, self.exceptions) == (
            other.type,
            other.exceptions,
        )

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash((self.type, self.exceptions))

    def derive(self, excs: Sequence[Any], /) -> "RecordError":  # type: ignore[override]
        """Make a part of the group, as `split` and `except*` do."""
        return RecordError(self.type, excs)

    def __reduce__(self) -> tuple[builtins.type["RecordError"], tuple[str, tuple[FieldError, ...]]]:
        """Support pickling."""
        return RecordError, (self.type, self.exceptions)  # type: ignore[return-value]

    def render(self, locale: str = "en") -> str:
        """List the first twenty faults, each on a line of its own, and say how many there are.

        Examples:
            >>> from zhaoshang.errors import FieldError, RecordError, UnknownFieldError
            >>> cause = UnknownFieldError("Project", "onwer", ("id", "owner"))
            >>> error = RecordError("Project", [FieldError(f"$[{row}]", 1, cause) for row in range(4_000)])
            >>> *shown, last = str(error).splitlines()
            >>> shown[0], len(shown), last
            ('Project: 4000 faults', 21, '  … and 3980 more')
        """
        lines = [say("error.RecordError", locale, number=len(self.exceptions), type=self.type)]
        lines += [_rendered(item, locale) for item in self.exceptions[:_MOST_LINES]]
        if more := len(self.exceptions[_MOST_LINES:]):
            lines.append(say("error.RecordError.more", locale, more=more))
        if len(self.exceptions) >= self.MOST:
            lines.append(say("error.RecordError.unread", locale))
        return "\n  ".join(lines)

    def _fields(self, locale: str) -> dict[str, Any]:
        first = self.derive(self.exceptions[:_MOST_FIELDS])
        return {"type": self.type, "faults": first.to_dicts(locale)}

    def to_dicts(self, locale: str = "en") -> list[dict[str, Any]]:
        """Give each fault as plain data: path, value, the class of the cause, message, expected, nearest.

        `to_dict` holds the first two hundred of them.
        """
        return [
            {
                "path": item.path,
                "value": _VALUES.repr(item.value)[:_SHOWN],
                "error": builtins.type(item.cause).__name__,
                **_told(item.cause, locale),
            }
            for item in self.exceptions
            if isinstance(item, FieldError)
        ]


_VALUES = Short()  # of a document, which may be deeper than the stack
_VALUES.maxstring = _VALUES.maxlong = _VALUES.maxother = 4 * _SHOWN
_VALUES.maxdict = _VALUES.maxlist = _VALUES.maxtuple = _SHOWN


def _told(cause: Exception, locale: str) -> dict[str, Any]:
    if not isinstance(cause, ZhaoshangError):
        return {"message": str(cause)}
    told = cause.to_dict(locale)
    return {name: told[name] for name in ("message", "expected", "nearest") if name in told}


def _rendered(error: Exception, locale: str) -> str:
    return error.render(locale) if isinstance(error, ZhaoshangError) else str(error)


__test__ = living_in("zhaoshang.errors", vars())
