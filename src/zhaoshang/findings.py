"""Findings: faults in data as values, collected and never raised.

A `Finding` has a stable code, a severity, the ids or the place it is about, and a message in Chinese and English. A
`Report` is an immutable run of findings that shows itself as a table, as JSON rows and as notebook HTML.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, final, overload

from attrs import evolve, field, frozen

from zhaoshang._basics.brief import as_python
from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._calls.guard import guard_room
from zhaoshang._files.inert import in_html, one_line
from zhaoshang._text.languages import is_chinese
from zhaoshang._text.messages import Message, joined, say, text_of
from zhaoshang.errors import FieldTypeError, UnknownCodeError
from zhaoshang.references import Reference
from zhaoshang.vocabulary import Term

__all__ = ["Detail", "Finding", "Report", "Severity"]

DetailValue = str | tuple[str, ...]
"""What a detail holds: a text or several; numbers are written as decimal text."""


class Severity(Term):
    """How much a finding matters (严重程度).

    Examples:
        >>> from zhaoshang.findings import Severity
        >>> sorted(Severity, key=lambda severity: severity.rank)[0].label(), Severity("info").rank
        ('错误', 2)
    """

    ERROR = "error", "错误", "error"
    WARNING = "warning", "警告", "warning"
    INFO = "info", "提示", "note"

    @property
    def rank(self) -> int:
        """Place in the order of gravity, from 0 (error)."""
        return _RANKS[self]


_RANKS: Final = {severity: number for number, severity in enumerate(Severity)}


@final
class Detail(Mapping[str, DetailValue]):
    """An immutable mapping of names to texts: the numbers behind a finding.

    Examples:
        >>> from zhaoshang.findings import Detail
        >>> detail = Detail({"sum": "71", "total": "73"})
        >>> detail["sum"], len(detail), detail == {"sum": "71", "total": "73"}
        ('71', 2, True)
    """

    __slots__ = ("_items",)
    _items: dict[str, DetailValue]

    def __init__(self, items: Mapping[str, str | Iterable[str]] | None = None) -> None:
        """Copy the items; an iterable of texts becomes a tuple."""
        copied: dict[str, DetailValue] = {
            name: value if isinstance(value, str) else tuple(value)
            for name, value in {**(items or {})}.items()
        }
        object.__setattr__(self, "_items", copied)

    def __getitem__(self, name: str) -> DetailValue:
        """Look a detail up by name."""
        return self._items[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        """Agree with equality of mappings."""
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"Detail({self._items!r})"

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse any change."""
        raise AttributeError(name)

    def __reduce__(self) -> tuple[type["Detail"], tuple[dict[str, DetailValue]]]:
        """Support pickling."""
        return Detail, (self._items,)


def _detail(items: Mapping[str, str | Iterable[str]] | None) -> Detail:
    return items if isinstance(items, Detail) else Detail(items)


def _ids(ids: Iterable[str] | None) -> tuple[str, ...]:
    if isinstance(ids, str):
        raise FieldTypeError(as_python(ids), "several ids, such as a list")
    return tuple(ids or ())


@final
@frozen(kw_only=True)
class Finding:
    """One thing that is wrong or doubtful in data; it reports and changes nothing.

    Attributes:
        code: the stable name of the kind of fault, such as `sum_mismatch`.
        severity: how much it matters.
        subject: the object of the code, such as a stage (`started`) or a step (`signed->started`).
        ids: the records or figures concerned, in order.
        path: where in the input it lies: a JSON path (`$.projects[3].land`) or a cell (`Sheet1!C7`).
        detail: the numbers behind it, as text.
        zh: the message in Chinese.
        en: the message in English.
        source: the rule it follows, where there is a document.
        message: what the library says by key, in the place of `zh` and `en`; it is said when it is asked for.

    Examples:
        >>> from zhaoshang.findings import Finding
        >>> finding = Finding(
        ...     code="date_before",
        ...     subject="started",
        ...     ids=["P1"],
        ...     zh="开工早于签约",
        ...     en="started before it was signed",
        ... )
        >>> finding.key, finding.severity.label("en"), str(finding)
        ('date_before:started', 'warning', 'P1: started before it was signed')
        >>> finding.render("zh_CN"), finding.zh, finding.en
        ('P1：开工早于签约', '开工早于签约', 'started before it was signed')
    """

    code: str
    severity: Severity = field(default=Severity.WARNING, converter=Severity)
    subject: str = ""
    ids: tuple[str, ...] = field(default=(), converter=_ids)
    path: str = ""
    detail: Detail = field(factory=Detail, converter=_detail)
    _zh: str = field(default="", alias="zh", eq=False, repr=False)
    _en: str = field(default="", alias="en", eq=False, repr=False)
    source: Reference | None = field(default=None, eq=False)
    message: Message | None = field(default=None, eq=False, repr=lambda said: one_line(str(said)))

    @property
    def zh(self) -> str:
        """The message in Chinese; empty where there is none."""
        return self._zh if self.message is None else self.message.render("zh_CN")

    @property
    def en(self) -> str:
        """The message in English; empty where there is none."""
        return self._en if self.message is None else self.message.render("en")

    def told(self, locale: str = "en") -> str:
        """Say what was found, without where; the key itself where there is no message in that language.

        Examples:
            >>> from zhaoshang.findings import Finding
            >>> Finding(code="date_before", ids=["P1"], zh="开工早于签约").told("zh_TW")
            '开工早于签约'
        """
        if self.message is not None:
            return self.message.render(locale)
        return (self._zh if is_chinese(locale) else self._en) or self.key

    @property
    def key(self) -> str:
        """The code, with the subject after a colon where there is one."""
        return f"{self.code}:{self.subject}" if self.subject else self.code

    def render(self, locale: str = "en") -> str:
        """Say what was found and where, in one line.

        Args:
            locale: `en` or any Chinese locale such as `zh_CN`.

        Returns:
            The ids or the path, and the message; the key itself where there is no message in that language.
        """
        place, message = joined(self.ids, locale) or text_of(self.path, "place", locale), self.told(locale)
        return one_line(say("finding.placed", locale, place=place, message=message) if place else message)

    def __str__(self) -> str:
        """Say it in English."""
        return self.render("en")

    def to_dict(self, locale: str = "en") -> dict[str, object]:
        """Give the finding as plain JSON data, with its message in one language.

        Examples:
            >>> from zhaoshang.findings import Finding
            >>> Finding(code="two_dates", ids=["F"], detail={"dates": ["2019-10", "2019-11"]}).to_dict()
            {'code': 'two_dates', 'severity': 'warning', 'ids': ['F'],
             'detail': {'dates': ['2019-10', '2019-11']}, 'message': 'F: two_dates'}
        """
        data: dict[str, object] = {"code": self.code, "severity": str(self.severity)}
        if self.subject:
            data["subject"] = self.subject
        if self.ids:
            data["ids"] = list(self.ids)
        if self.path:
            data["path"] = self.path
        if self.detail:
            data["detail"] = {
                name: value if isinstance(value, str) else list(value) for name, value in self.detail.items()
            }
        data["message"] = self.render(locale)
        return data


Solved = Mapping[str, Mapping[str, Iterable[str]]]


def _solved(solved: Solved) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return FrozenMap(
        {
            name: FrozenMap({way: tuple(numbers) for way, numbers in {**ways}.items()})
            for name, ways in {**solved}.items()
        }
    )


def _findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(findings)


def _refuse_slip(code: str, found: tuple[str, ...]) -> None:
    """Refuse a slip of a code found, and a severity: reports hold codes of every rule, an office's own among them."""
    from zhaoshang._text.nearest import slips  # noqa: PLC0415 - loaded where a code was not found

    of_severity = slips(code, map(str, Severity))
    if of_severity or (meant := slips(code, found)):
        places = (
            tuple(f"Report.{name}" for name in ("errors", "warnings", "by_severity()")) if of_severity else ()
        )
        raise UnknownCodeError("finding code", code, found, () if of_severity else meant, places)


@final
@frozen
class Report:
    """An immutable run of findings.

    Attributes:
        findings: the findings, in the order of the rules and of the data.
        solved: what a check worked out beside them, by figure: for a printed rate every whole numerator that gives
            it, under each way of rounding; for a gap the base it was measured from.

    Examples:
        >>> from zhaoshang.findings import Finding, Report
        >>> report = Report([Finding(code="two_dates", ids=["F"], zh="两个日期", en="two dates")])
        >>> len(report), report.codes, bool(Report([]))
        (1, ('two_dates',), False)
        >>> print(report.render("zh_CN"))
        严重程度  代码       对象  说明
        警告      two_dates  F     两个日期
    """

    findings: tuple[Finding, ...] = field(default=(), converter=_findings)
    solved: Mapping[str, Mapping[str, tuple[str, ...]]] = field(factory=dict, converter=_solved)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        """Take a finding by its place."""
        return self.findings[index]

    def __add__(self, other: "Report") -> "Report":
        """Join two reports."""
        return Report((*self.findings, *other.findings), {**self.solved, **other.solved})

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes found, each once, in order."""
        return tuple(dict.fromkeys(finding.code for finding in self.findings))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors.

        Examples:
            >>> from zhaoshang.findings import Finding, Report
            >>> report = Report([Finding(code="a", severity="error"), Finding(code="b")])
            >>> [finding.code for finding in report.errors]
            ['a']
        """
        return tuple(item for item in self.findings if item.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are warnings.

        Examples:
            >>> from zhaoshang.findings import Finding, Report
            >>> report = Report([Finding(code="a", severity="error"), Finding(code="b")])
            >>> [finding.code for finding in report.warnings]
            ['b']
        """
        return tuple(item for item in self.findings if item.severity is Severity.WARNING)

    def only(self, *codes: str) -> "Report":
        """Keep the findings with these codes; what is not found is not kept, and no mistake.

        Raises:
            UnknownCodeError: for a slip of a code that was found, and for a severity, which is no code.

        Examples:
            >>> from zhaoshang.findings import Finding, Report
            >>> len(Report([Finding(code="a"), Finding(code="b")]).only("a"))
            1
        """
        for code in codes:
            if code not in self.codes:
                _refuse_slip(code, self.codes)
        return evolve(self, findings=[item for item in self.findings if item.code in codes])

    def by_severity(self) -> "Report":
        """Put the gravest first; findings of one severity keep their order.

        Examples:
            >>> from zhaoshang.findings import Finding, Report
            >>> report = Report([Finding(code="a"), Finding(code="b", severity="error"), Finding(code="c")])
            >>> report.by_severity().codes
            ('b', 'a', 'c')
        """
        return evolve(self, findings=sorted(self.findings, key=lambda item: item.severity.rank))

    def to_dicts(self, locale: str = "en") -> list[dict[str, object]]:
        """Give every finding as plain JSON data, with its message in one language.

        Args:
            locale: `en` or any Chinese locale such as `zh_CN`.

        Examples:
            >>> from zhaoshang.findings import Finding, Report
            >>> Report([Finding(code="two_dates", ids=["F"], zh="两个日期")]).to_dicts("zh_CN")
            [{'code': 'two_dates', 'severity': 'warning', 'ids': ['F'], 'message': 'F：两个日期'}]
        """
        return [item.to_dict(locale) for item in self.findings]

    def to_json(self, locale: str = "en") -> str:
        """Write findings and what was solved as JSON text.

        Examples:
            >>> from zhaoshang.findings import Finding, Report
            >>> Report([Finding(code="a", en="why")]).to_json()
            '{"findings": [{"code": "a", "severity": "warning", "message": "why"}], "solved": {}}'
        """
        solved = {
            name: {way: list(numbers) for way, numbers in ways.items()} for name, ways in self.solved.items()
        }
        return json.dumps({"findings": self.to_dicts(locale), "solved": solved}, ensure_ascii=False)

    def _rows(self, locale: str) -> list[tuple[str, str, str, str]]:
        return [
            (
                item.severity.label(locale),
                item.key,
                joined(item.ids, locale) or text_of(item.path, "place", locale),
                item.told(locale),
            )
            for item in self.findings
        ]

    @staticmethod
    def _heads(locale: str) -> tuple[str, str, str, str]:
        return (
            say("finding.head.severity", locale),
            say("finding.head.code", locale),
            say("finding.head.about", locale),
            say("finding.head.message", locale),
        )

    def render(self, locale: str = "en") -> str:
        """Write a plain table, aligned for a terminal; Chinese characters take two columns."""
        rows = [self._heads(locale), *(tuple(map(one_line, row)) for row in self._rows(locale))]
        widths = [max(_width(row[column]) for row in rows) for column in range(4)]
        lines = [
            "  ".join(
                cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
            ).rstrip()
            for row in rows
        ]
        return "\n".join(lines)

    def __repr__(self) -> str:
        """Count the findings and name their codes; `str` is the table."""
        found = f"{len(self)} finding{'' if len(self) == 1 else 's'}: {', '.join(self.codes)}"
        return f"<{found}>" if self.findings else "<no findings>"

    def __str__(self) -> str:
        """Write the table in English."""
        return self.render("en")

    def to_html(self, locale: str = "en") -> str:
        """Write an HTML table; every text is escaped. Notebooks show it by themselves, in English.

        Args:
            locale: `en` or any Chinese locale such as `zh_CN`.

        Examples:
            >>> from zhaoshang.findings import Finding, Report
            >>> Report([Finding(code="a", en="1 < 2")]).to_html()[-38:]
            '<td>1 &lt; 2</td></tr></tbody></table>'
        """
        heads = "".join(f"<th>{in_html(head)}</th>" for head in self._heads(locale))
        body = "".join(
            "<tr>" + "".join(f"<td>{in_html(cell)}</td>" for cell in row) + "</tr>"
            for row in self._rows(locale)
        )
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"

    def _repr_html_(self) -> str:
        return self.to_html("en")


_FIRST_WIDE: Final = "\u2e80"


def _width(text: str) -> int:
    return sum(2 if char >= _FIRST_WIDE else 1 for char in text)


guard_room(globals())
