"""Figures: a value that can say where it comes from, and a table of them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from typing import IO, Any, Final, final

from attrs import field, frozen

from zhaoshang._basics.brief import as_index, as_text
from zhaoshang._basics.cached import cached_property
from zhaoshang._basics.decimals import vast
from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._calls.uses import refusing
from zhaoshang._engine.results.exports import (
    arrow_of,
    as_it_is,
    columns_of,
    dicts_of,
    excel_of,
    html_of,
    named_rows,
    pandas_of,
    pivot_of,
    plain,
    polars_of,
)
from zhaoshang._engine.results.figure import Figure
from zhaoshang._files.inert import one_line
from zhaoshang.errors import NumberRangeError, UnfitValueError, UnknownIdError
from zhaoshang.model._fields.keys import KEY_ALIASES

_SHOWN: Final = 8
_WIDEST: Final = 40
"""So many blanks at most stand before a line of JSON."""


def _nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Choose what resembles a word, or give the first few where nothing does."""
    from zhaoshang._text.nearest import nearest  # noqa: PLC0415 - loaded with the first mistake

    named = [name for name in known if name]
    of_script = [name for name in named if name.isascii() is word.isascii()]
    return nearest(word, named) or tuple(of_script or named)[:5]


def _zh(figure: Figure) -> str:
    return figure.kpi if figure.wording is None else figure.wording.zh


@final
@refusing(order="Write of one: figures[kpi].value.", sums="Write of one: figures[kpi].value.")
@frozen
class Figures(Mapping[Any, Figure]):
    """The figures of one evaluation, by KPI and group.

    `figures["start_rate"]` is the whole, `figures["start_rate", "U1"]` a group; with one KPI `figures["U1"]` does.
    A KPI's Chinese name does as well as its id: `figures["开工率", "U1"]`.

    Attributes:
        items_: every figure, in order: each KPI's whole, then its groups.
        by: the names of the grouping keys.
        labels: what group labels are called: the names of units, parks and events.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate
        >>> from zhaoshang.model import Agreement, Milestone
        >>> signed = Agreement(signed_on="2022-03-05")
        >>> start = Milestone(stage="started", on="2022-06-01")
        >>> one = Project(id="P1", name="甲", district="东区", agreements=[signed], milestones=[start])
        >>> two = Project(id="P2", name="乙", district="西区", agreements=[signed])
        >>> figures = evaluate(Ledger(projects=[one, two]), "start_rate", as_of="2022-06-30", by="district")
        >>> figures["start_rate"].value, figures["东区"].value, figures["start_rate", "西区"].value
        (Decimal('50.00'), Decimal('100.00'), Decimal('0.00'))
        >>> figures["开工率", "西区"] == figures["start_rate", "西区"]
        True
        >>> figures.kpis, figures.groups, len(figures.of("start_rate"))
        (('start_rate',), (('东区',), ('西区',)), 3)
        >>> figures.to_rows()[1]["district"], figures.to_rows()[1]["value"]
        ('东区', 100)
    """

    items_: tuple[Figure, ...] = ()
    by: tuple[str, ...] = ()
    labels: FrozenMap[str, str] = field(default=FrozenMap(), repr=False)

    @cached_property
    def _places(self) -> dict[tuple[str, bool, str], Figure]:
        """Each figure by KPI and labels, the first of those that read alike."""
        return {
            (figure.kpi, bool(figure.group), "/".join(figure.group)): figure
            for figure in reversed(self.items_)
        }

    @cached_property
    def _kpis(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(figure.kpi for figure in self.items_))

    @cached_property
    def _named(self) -> dict[Any, str]:
        """The id of each KPI by its id and by its Chinese name."""
        names = {figure.wording.zh: figure.kpi for figure in self.items_ if figure.wording is not None}
        return names | {kpi: kpi for kpi in self.kpis}

    @property
    def kpis(self) -> tuple[str, ...]:
        """The ids of the KPIs, in order."""
        return self._kpis

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The groups that occur, in order."""
        return tuple(dict.fromkeys(figure.group for figure in self.items_ if figure.group))

    def __getitem__(self, key: Any) -> Figure:
        """Look a figure up by KPI, by KPI and group, or with one KPI by group.

        Raises:
            UnknownIdError: when there is no such figure.
        """
        kpis = self.kpis
        if isinstance(key, tuple):
            name, *rest = key
            kpi = self._named.get(name, as_text(name))
            group = tuple(map(as_text, rest))
        elif isinstance(key, int | slice):  # a place in a list was meant
            raise UnknownIdError("figures", as_index(key), tuple(self._named)[:3], is_position=True)
        elif key in self._named:
            kpi, group = self._named[key], ()
        elif len(kpis) == 1:
            kpi, group = kpis[0], (as_text(key),)
        else:
            kpi, group = as_text(key), ()
        figure = self._places.get((kpi, bool(group), "/".join(group)))
        if figure is not None:
            return figure
        raise UnknownIdError("figures", *self._alike(kpi, group))

    def _alike(self, kpi: str, group: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """Say what was looked up in vain, and what it was meant for."""
        if kpi not in self.kpis:
            alone = [figure for figure in self.items_ if not group and figure.group == (kpi,)]
            whole = [f'["{figure.kpi if kpi.isascii() else _zh(figure)}", "{kpi}"]' for figure in alone[:3]]
            return kpi, tuple(f"figures{key}" for key in whole) or _nearest(kpi, self._named)
        known = tuple("/".join(figure.group) for figure in self.items_ if figure.kpi == kpi and figure.group)
        asked = "/".join(group)
        called = tuple("/".join(group) for group in self.groups if self.labels.get(group[0]) == asked)
        return asked, called or _nearest(asked, known or self._named)

    def __repr__(self) -> str:
        """Count the figures, and show the wholes."""
        wholes = [str(figure) for figure in self.items_ if not figure.group]
        by = f" by {', '.join(self.by)}" if self.by else ""
        shown = "; ".join(wholes[:_SHOWN]) + ("; …" if len(wholes) > _SHOWN else "")
        return one_line(f"<{len(self)} figure{'' if len(self) == 1 else 's'}{by}; {shown}>")

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the keys: the KPI, or KPI and group labels."""
        return iter(
            [figure.kpi if not figure.group else (figure.kpi, *figure.group) for figure in self.items_]
        )

    def __len__(self) -> int:
        """Count the figures."""
        return len(self.items_)

    def of(self, kpi: str, /) -> tuple[Figure, ...]:
        """Give the whole and every group of one KPI, by its id or Chinese name.

        Raises:
            UnknownIdError: when the KPI was not evaluated; no figures hold none of any.
        """
        wanted = self._named.get(kpi)
        if wanted is None and self.items_:
            raise UnknownIdError("figures", str(kpi), _nearest(str(kpi), self._named))
        return tuple(figure for figure in self.items_ if figure.kpi == wanted)

    def to_rows(self, *, exact: bool = False) -> list[dict[str, Any]]:
        """Give one flat mapping a figure, for a table or a data frame.

        Where the KPIs were asked for under a condition or with arguments, the column `asked` says so.

        Args:
            exact: keep numbers as `Decimal` and `Fraction` objects; else they are numbers where JSON holds their digits,
                and text where it does not.

        Examples:
            >>> import json
            >>> from zhaoshang import Ledger, evaluate
            >>> figures = evaluate(Ledger(), "signed_project_count", as_of="2022-06-30")
            >>> json.loads(json.dumps(figures.to_rows()))[0]["value"]
            0
            >>> figures.to_rows(exact=True)[0]["value"]
            Decimal('0')
        """
        columns = columns_of(self, as_it_is if exact else plain)
        return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]

    def to_dicts(self) -> list[dict[str, Any]]:
        """Give one mapping a figure, of plain JSON data: for an answer of a web service, a template or a chart.

        Numbers are numbers where JSON holds their digits, else text; dates are ISO text. Beside the columns of
        `to_rows` stand the names of the KPI, the sums of each currency, the warnings and the ids left out.

        Examples:
            >>> import json
            >>> from zhaoshang import Ledger, evaluate
            >>> (found,) = evaluate(Ledger(), "signed_project_count", as_of="2022-06-30").to_dicts()
            >>> found["kpi"], found["zh"], found["value"], json.loads(json.dumps(found)) == found
            ('signed_project_count', '签约项目数', 0, True)
        """
        return dicts_of(self)

    def pivot(
        self, across: str | None = None, /, *, kpi: str | None = None, exact: bool = False
    ) -> list[dict[str, Any]]:
        """Give the values of one KPI as a cross table: the labels of one key are columns, the groups of the others rows.

        Groups are called by their names. A cell is `None` where the figure has no value or there is none; why, and the
        bounds of a value, say the figures themselves. Rows have no sums: those of rates and of projects that belong to
        several groups are no sums of cells; `figures[kpi]` is the whole.

        Args:
            across: the key whose labels are columns, by its code or Chinese name; the last by default.
            kpi: the KPI, by its id or Chinese name, where there are several.
            exact: keep numbers as `Decimal` objects; else they are such as JSON holds.

        Raises:
            UnknownIdError: for a key that the figures are not grouped by, and a KPI that is not among them.
            UnfitValueError: for figures of several KPIs when none is named, and labels that are called as a key is.

        Examples:
            >>> from zhaoshang import Ledger, Project, evaluate
            >>> from zhaoshang.model import Agreement
            >>> signed = [
            ...     ("P1", "东镇", "2022-03-05"),
            ...     ("P2", "东镇", "2022-04-05"),
            ...     ("P3", "西镇", "2022-04"),
            ... ]
            >>> projects = [
            ...     Project(id=id, name=id, owner=owner, agreements=[Agreement(signed_on=on)])
            ...     for id, owner, on in signed
            ... ]
            >>> ledger = Ledger(projects=projects, as_of="2022-04-30")
            >>> figures = evaluate(ledger, "signed_project_count", by=["owner", "month"])
            >>> for row in figures.pivot():
            ...     print(row)
            {'owner': '东镇', '2022-03': 1, '2022-04': 1}
            {'owner': '西镇', '2022-03': 0, '2022-04': 1}
            >>> figures.pivot("owner")[0]
            {'month': '2022-03', '东镇': 1, '西镇': 0}
        """
        if kpi is None and len(self.kpis) > 1:
            raise UnfitValueError(", ".join(self.kpis), "figures of one KPI, or kpi= with one of them")
        wanted = next(iter(self.kpis), "") if kpi is None else self._named.get(kpi)
        if wanted is None:
            raise UnknownIdError("figures", str(kpi), _nearest(str(kpi), self._named))
        last = self.by[-1] if self.by else "by="
        key = last if across is None else KEY_ALIASES.get(across, across)
        if key not in self.by:
            raise UnknownIdError("keys", key if across is None else across, self.by)
        return pivot_of(self, key, wanted, as_it_is if exact else plain)

    def to_json(self, *, indent: int | None = None) -> str:
        """Write `to_dicts` as JSON text, Chinese as it is.

        Args:
            indent: how many blanks each step to the right takes, 0 to 40; all in one line by default.

        Raises:
            NumberRangeError: for an indent beyond that.

        Examples:
            >>> from zhaoshang import Ledger, evaluate
            >>> evaluate(Ledger(), "signed_project_count", as_of="2022-06-30").to_json()[:47]
            '[{"kpi": "signed_project_count", "zh": "签约项目数",'
        """
        if not 0 <= (indent or 0) <= _WIDEST:
            raise NumberRangeError(vast(indent or 0) or str(indent), "0 to 40 blanks")
        return json.dumps(self.to_dicts(), ensure_ascii=False, indent=indent)

    def to_pandas(self, *, exact: bool = False) -> Any:
        """Give the figures as a pandas data frame, the columns of `to_rows`.

        Args:
            exact: keep numbers as `Decimal` objects; else they are floats, to reckon and draw with.

        Raises:
            MissingExtraError: when pandas is not installed.

        Examples:
            >>> from zhaoshang import Ledger, evaluate
            >>> figures = evaluate(Ledger(), ["start_rate", "signed_project_count"], as_of="2022-06-30")
            >>> figures.to_pandas()["value"].tolist(), figures.to_pandas(exact=True)["value"].tolist()
            ([nan, 0.0], [None, Decimal('0')])
        """
        return pandas_of(self, exact=exact)

    def to_polars(self, *, exact: bool = False) -> Any:
        """Give the figures as a polars data frame, the columns of `to_rows`.

        Args:
            exact: keep the digits of numbers, as text; else they are floats, to reckon and draw with.

        Raises:
            MissingExtraError: when polars is not installed.

        Examples:
            >>> from zhaoshang import Ledger, evaluate
            >>> figures = evaluate(Ledger(), "signed_project_count", as_of="2022-06-30")
            >>> figures.to_polars()["value"].to_list(), figures.to_polars(exact=True)["value"].to_list()
            ([0.0], ['0'])
        """
        return polars_of(self, exact=exact)

    def to_arrow(self, *, exact: bool = False) -> Any:
        """Give the figures as an Arrow table, the columns of `to_rows`.

        Args:
            exact: keep the digits of numbers, as text; else they are floats.

        Raises:
            MissingExtraError: when pyarrow is not installed.

        Examples:
            >>> from zhaoshang import Ledger, evaluate
            >>> figures = evaluate(Ledger(), "signed_project_count", as_of="2022-06-30")
            >>> figures.to_arrow()["value"].to_pylist()
            [0.0]
        """
        return arrow_of(self, exact=exact)

    def to_excel(self, target: str | PathLike[str] | IO[bytes], /, *, locale: str = "zh_CN") -> None:
        """Write the figures as a workbook, a line a figure, with names for codes; no digit is lost, no text a formula.

        Args:
            target: the file, or a stream of bytes.
            locale: `en` or a Chinese locale such as `zh_CN`.

        Raises:
            MissingExtraError: when the extra `excel` is not installed.
            UnfitValueError: when the suffix is that of another kind of file.

        Examples:
            >>> from io import BytesIO
            >>> from zhaoshang import Ledger, evaluate
            >>> book = BytesIO()
            >>> evaluate(Ledger(), ["start_rate", "signed_project_count"], as_of="2022-06-30").to_excel(book)
            >>> book.getvalue()[:2]
            b'PK'
        """
        excel_of(named_rows(self, locale=locale), target, locale=locale, title="figures")

    def _repr_html_(self) -> str:
        """Show the figures as a table in a notebook."""
        return html_of(self)
