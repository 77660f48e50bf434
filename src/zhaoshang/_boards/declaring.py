"""What a board is made of: rows of a ledger, columns of their fields, figures or functions, lights."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Literal, SupportsIndex, TypeVar, final

import attrs
from attrs import field, frozen

from zhaoshang import kpis
from zhaoshang._basics.brief import as_python
from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._calls.plain import plain_fields
from zhaoshang._calls.registry import reduced, reduced_part
from zhaoshang._text.languages import is_chinese
from zhaoshang.errors import DuplicateIdError, FieldTypeError, UnfitValueError, UnknownCodeError
from zhaoshang.ledger import Ledger
from zhaoshang.model._fields.keys import KEY_ALIASES
from zhaoshang.model._fields.table import collections_of
from zhaoshang.periods import DateLike, Period
from zhaoshang.profiles import DEFAULT, Profile

T = TypeVar("T")

Tone = Literal["red", "amber", "green"]
"""The colour of a light."""

COLLECTIONS: Final = tuple(collections_of(Ledger))
"""The collections of a ledger that rows can be taken from."""

_HOME: Final = ("zhaoshang.boards", "BOARDS")
"""Where the boards that are shipped stand."""

_REFERS: Final = "zhaoshang.refers"
"""The key under which a field says whose ids it holds."""

_GROUPS: Final = {
    "owner": "teams",
    "owner_direct": "teams",
    "park": "parks",
    "chain": "chains",
    "event": "events",
    "campaign": "campaigns",
    "fund": "funds",
}
"""The keys whose groups are records, with the collection that these stand in."""

_NAMING: Final = ("owner", "park", "referrer", "fund", "scenario")
_LISTING: Final = ("investors", "events", "chain_nodes")


def naming(ledger: Ledger) -> Mapping[str, tuple[str, ...]]:
    """List for each id the projects that name it in any of their fields."""
    found: dict[str, dict[str, None]] = {}
    for project in ledger.projects:
        names = [getattr(project, name) for name in _NAMING]
        names += [item for name in _LISTING for item in getattr(project, name)]
        for name in names:
            if name is not None:
                found.setdefault(name, {})[project.id] = None
    return {name: tuple(ids) for name, ids in found.items()}


@final
@frozen
class Row:
    """One row of a board while it is filled: a record, what it lies in, and the ledger around it.

    Attributes:
        record: the record.
        within: the record that it lies in: the park of a space, the team of a visit; `None` for one of the ledger.
        ledger: the ledger.
        as_of: the day on which the board stands.
        profile: the local definitions.

    Examples:
        >>> from zhaoshang import Ledger, Park
        >>> from zhaoshang.boards import Row
        >>> park = Park(id="K", name="虚构园区", district="东区")
        >>> Row(park, None, Ledger(parks=[park]), "2025-06-30").get("district")
        '东区'
    """

    record: Any
    within: Any
    ledger: Ledger
    as_of: DateLike | None = None
    profile: Profile = DEFAULT
    _shared: dict[str, Any] = field(factory=dict, repr=False, eq=False)

    def get(self, path: str, /) -> Any:  # noqa: ANN401 - whatever the field holds
        """Follow a path of fields: `name`, `within.name`, `park.name`; a reference on the way leads to its record.

        Raises:
            UnknownCodeError: for a field that the record does not have.

        Examples:
            >>> from zhaoshang import Ledger, Park, Project
            >>> from zhaoshang.boards import Row
            >>> project = Project(id="P", name="甲", park="K")
            >>> ledger = Ledger(projects=[project], parks=[Park(id="K", name="虚构园区")])
            >>> Row(project, None, ledger).get("park.name"), Row(project, None, ledger).get("park")
            ('虚构园区', 'K')
        """
        steps = path.split(".")
        here: Any = self.record
        if steps[0] == "within":
            here = self.within
            steps = steps[1:]
        for place, step in enumerate(steps, 1):
            if here is None:
                return None
            parts = attrs.fields(type(here)) if attrs.has(type(here)) else ()
            known = {attribute.name: attribute for attribute in parts}
            if step not in known and not isinstance(getattr(type(here), step, None), property):
                raise UnknownCodeError(type(here).__name__, step, tuple(known))
            target = known[step].metadata.get(_REFERS) if step in known else None
            here = getattr(here, step)
            held = getattr(self.ledger, target, None) if target and place < len(steps) else None
            if held is not None and here is not None:
                here = held.get(here)
        return here

    @property
    def projects(self) -> tuple[str, ...]:
        """The ids of the projects that name this record: as unit, park, fund, investor, event, scenario and the like.

        Examples:
            >>> from zhaoshang import Ledger, Project
            >>> from zhaoshang.boards import Row
            >>> from zhaoshang.model import Fund
            >>> fund = Fund(id="F", name="虚构基金")
            >>> Row(
            ...     fund, None, Ledger(funds=[fund], projects=[Project(id="P", name="甲", fund="F")])
            ... ).projects
            ('P',)
        """
        named = self.shared("named", lambda: naming(self.ledger))
        return named.get(getattr(self.record, "id", ""), ())

    def shared(self, key: str, make: Callable[[], T], /) -> T:
        """Work something out once for all rows of a board.

        Examples:
            >>> from zhaoshang import Ledger
            >>> from zhaoshang.boards import Row
            >>> row = Row(None, None, Ledger())
            >>> row.shared("day", lambda: "first"), row.shared("day", lambda: "second")
            ('first', 'first')
        """
        if key not in self._shared:
            self._shared[key] = make()
        found: T = self._shared[key]
        return found


Read = Callable[[Row], Any]
"""What works a cell out of a row."""


def _kpi(name: str | None) -> str | None:
    return None if name is None else kpis.find(name).id


def _arguments(items: Mapping[str, Any]) -> Mapping[str, Any]:
    return FrozenMap(items)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class BoardColumn:
    """A column of a board: a field, a function of the row, or a KPI over the row's projects.

    Attributes:
        id: its id within the board.
        zh: its Chinese heading.
        en: its English heading.
        value: a path of fields, or a function of the row.
        kpi: the KPI to ask instead, by id or Chinese name.
        of: which projects the KPI looks at, as ids, `None` for no figure; by default those that name the record.
        by: a key to ask the KPI by, such as `owner` or `park`, once for all rows; the cell is the group of the record.
        period: a path or function that gives the KPI's period, such as that of a campaign.
        arguments: what the KPI asks for.
        unit: the unit that amounts are shown in, such as `亿元`.

    Raises:
        FieldTypeError: where neither a value nor a KPI is given, or both; where a KPI has both projects and a key.

    Examples:
        >>> from zhaoshang.boards import BoardColumn
        >>> BoardColumn(id="n", zh="签约（个）", en="signed", kpi="签约项目数").kpi
        'signed_project_count'
    """

    id: str
    zh: str
    en: str
    value: str | Read | None = None
    kpi: str | None = field(default=None, converter=_kpi)
    of: Callable[[Row], Iterable[str] | None] | None = None
    by: str | None = None
    period: str | Callable[[Row], Period | None] | None = None
    arguments: Mapping[str, Any] = field(factory=dict, converter=_arguments)
    unit: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a column that says nothing, or two things."""
        if (self.value is None) is (self.kpi is None):
            raise FieldTypeError(as_python(self.value), "a value or a KPI, one of the two")
        if self.by is not None and (self.of is not None or self.kpi is None):
            raise FieldTypeError(
                as_python(self.by), "by= beside kpi= alone: a key gives the groups, of= the projects"
            )
        for name in ("period", "arguments", "of"):
            if self.kpi is None and getattr(self, name):
                raise UnknownCodeError("argument", name, ("value", "unit")).at(self.id)

    def __reduce_ex__(self, protocol: SupportsIndex, /) -> str | tuple[Any, ...]:
        """Pickle a column of a board that is shipped by its place there, for it may hold functions."""
        return reduced_part(self, _HOME, "columns", protocol)


def groups_of(column: BoardColumn) -> str | None:
    """Name the collection whose records are the groups of a column's key; a key of texts, such as `district`, has none."""
    return None if column.by is None else _GROUPS.get(KEY_ALIASES.get(column.by, column.by))


def unfit_key(column: BoardColumn) -> UnfitValueError:
    """Make the refusal of a key of which the rows are no groups: every cell would be empty."""
    return UnfitValueError(
        f"by={as_python(column.by)}", "a key whose groups are the rows: owner of teams, park of parks"
    )


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Light:
    """A rule that marks rows (亮灯): the first that is met shows.

    Attributes:
        tone: `red`, `amber` or `green`.
        when: what must hold of the row's values, by the ids of the columns.

    Examples:
        >>> from zhaoshang.boards import Light
        >>> Light(tone="red", when=lambda values: values["n"] == 0).label("en")
        'red'
    """

    tone: Tone
    when: Callable[[Mapping[str, Any]], bool]

    def __reduce_ex__(self, protocol: SupportsIndex, /) -> str | tuple[Any, ...]:
        """Pickle a light of a board that is shipped by its place there, as a column."""
        return reduced_part(self, _HOME, "lights", protocol)

    def label(self, locale: str = "zh_CN") -> str:
        """Name the light in a language."""
        words = {"red": "红灯", "amber": "黄灯", "green": "绿灯"}
        return words[self.tone] if is_chinese(locale) else self.tone


def _columns(items: Iterable[BoardColumn]) -> tuple[BoardColumn, ...]:
    return tuple(items)


def _names(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(items)


def _lights(items: Iterable[Light]) -> tuple[Light, ...]:
    return tuple(items)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Board:
    """A board as data (看板): whose rows, which columns, filter, order, lights.

    Attributes:
        id: its id.
        zh: its Chinese title.
        en: its English title.
        rows: where the rows lie: a collection of the ledger, `funds`, or one inside it, `parks.spaces`.
        columns: the columns.
        where: which rows are shown; all by default.
        sort: the ids of the columns to sort by, `-n` for the greatest first; rows without a value come last.
        lights: rules that mark rows.

    Raises:
        UnknownCodeError: for a collection, or a column to sort by, that does not exist.
        DuplicateIdError: for two columns of one id.
        UnfitValueError: for a column by a key of which the rows are no groups, such as `park` beside units.

    Examples:
        >>> from zhaoshang.boards import Board, BoardColumn
        >>> board = Board(
        ...     id="funds",
        ...     zh="基金",
        ...     en="funds",
        ...     rows="funds",
        ...     columns=[BoardColumn(id="n", zh="名称", en="name", value="name")],
        ... )
        >>> board.rows, board.label("en")
        ('funds', 'funds')
    """

    id: str
    zh: str
    en: str
    rows: str
    columns: tuple[BoardColumn, ...] = field(converter=_columns)
    where: Callable[[Row], bool] | None = None
    sort: tuple[str, ...] = field(default=(), converter=_names)
    lights: tuple[Light, ...] = field(default=(), converter=_lights)

    def __attrs_post_init__(self) -> None:
        """Refuse rows and columns that do not exist, before any ledger is read."""
        collection = self.rows.split(".")[0]
        if collection not in COLLECTIONS:
            raise UnknownCodeError("rows", collection, COLLECTIONS)
        known = [column.id for column in self.columns]
        for name in known:
            if known.count(name) > 1:
                raise DuplicateIdError("columns", name)
        for name in self.sort:
            if name.removeprefix("-") not in known:
                raise UnknownCodeError("sort", name, tuple(known))
        for column in self.columns:
            if groups_of(column) not in {None, self.rows}:
                raise unfit_key(column)

    def __reduce_ex__(self, protocol: SupportsIndex, /) -> str | tuple[Any, ...]:
        """Pickle a board that is shipped by its id; one of your own as far as its functions can be."""
        return reduced(self, _HOME, protocol)

    def label(self, locale: str = "zh_CN") -> str:
        """Name it in a language."""
        return self.zh if is_chinese(locale) else self.en
