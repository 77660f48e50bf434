"""The tables that frames may hold, column by column: what is checked, read back into records, and documented."""

from collections.abc import Iterable, Mapping
from typing import Final, cast, final, get_args

from attrs import frozen

from zhaoshang._engine.tables.declared import declared_tables, physical
from zhaoshang.model._fields.amounts import MEASURES, PROJECT_AMOUNTS, TERM_WORDS
from zhaoshang.model._fields.specs import Holds, RowPlace
from zhaoshang.vocabulary import (
    AgreementKind,
    ArrivalOrigin,
    AssignmentRole,
    CapitalForm,
    Category,
    Channel,
    Evidence,
    InvestorFlag,
    Origin,
    Ownership,
    Relation,
    Stage,
    StatisticsKind,
    Track,
)


@final
@frozen
class SchemaField:
    """A column of a table, or the few that belong together.

    Attributes:
        name: its name; a date stands as `<name>_lo` and `<name>_hi` or as `<name>_on`, an amount with its parts.
        holds: what it holds.
        is_optional: whether it may be left out, and is then missing in every row.
        instead: the column that stands in where this one is not given, or the amount where it is not stated.
        is_instead_optional: whether that one may be left out too.
    """

    name: str
    holds: Holds
    is_optional: bool
    instead: str = ""
    is_instead_optional: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it stands in."""
        return physical(self.name, self.holds)


def _fields(text: str) -> tuple[SchemaField, ...]:
    """Read fields written as `name:holds`, text where nothing is said, `?` where they may be left out."""
    fields = []
    for word in text.split():
        told, _, instead = word.partition("=")
        name, _, holds = told.rstrip("?").partition(":")
        assert holds in {"", *get_args(Holds)}, word  # noqa: S101 - written below
        is_optional, may_lack = told.endswith("?"), instead.endswith("?")
        fields.append(
            SchemaField(name, cast("Holds", holds or "text"), is_optional, instead.rstrip("?"), may_lack)
        )
    return tuple(fields)


def _declared(place: RowPlace) -> tuple[SchemaField, ...]:
    """Give the fields of a table that is declared beside the class of its records."""
    spec = place.spec.columns
    optional = {column.name for column in spec if column.is_optional}
    return tuple(
        SchemaField(
            column.name, place.holds(column), column.is_optional, column.instead, column.instead in optional
        )
        for column in spec
    )


def _amounts(names: Iterable[str], held: frozenset[str]) -> str:
    """Write fields for amounts; of those that came later, tables written before have no column."""
    return " ".join(f"{name}:amount{'' if name in held else '?'}" for name in names)


SPOKEN_FOR: Final[Mapping[str, tuple[str, ...]]] = {
    "projects": tuple("origin ownership source country lead_investor moved_from has_history".split()),
    "arrivals": ("origin",),
}
"""What phases may say for their project, by table: `own_<name>` is what the row would say without them."""


def _own(table: str) -> str:
    """Write the fields of what rows say without phases."""
    return " ".join(f"own_{name}{':bool' if name == 'has_history' else ''}?" for name in SPOKEN_FOR[table])


_AMOUNTS: Final = _amounts(
    PROJECT_AMOUNTS,
    frozenset("investment fixed_investment outside_investment foreign_investment land floor_area".split()),
)
_MEASURES: Final = _amounts(
    MEASURES, frozenset("tax output revenue fixed_asset_investment value_added jobs".split())
)

_ENDS: Final = "ended:date? ended_recorded_on:day? all_ended:date? all_ended_recorded_on:day?"

SCHEMA: Final[Mapping[str, tuple[SchemaField, ...]]] = {
    "projects": _fields(
        "id name owner district park event origin ownership source? country? lead_investor track category channel fund? industry grade "
        f"relation? moved_from?=origin? parent is_child:bool? has_history:bool is_government_funded:bool? {_own('projects')} {_AMOUNTS}"
    ),
    "history": _fields(
        "part :date recorded:day? kind approved:date is_phase:bool? correction:bool? reporter?"
    ),
    "evidence": _fields("part :date recorded:day? history_row:number?"),
    "plans": _fields(f"part :date recorded:day? correction:bool? reporter? {_ENDS}"),
    "taken_back": _fields("stage code"),
    "phases": _fields(
        f"{_ENDS} {' '.join(f'is_skipped_{name}:bool?' for name in PROJECT_AMOUNTS)} {_AMOUNTS}"
    ),
    "flags": _fields("flag year:number is_lead:bool? is_own:bool?"),
    "owners": _fields("ownership is_lead:bool? is_own:bool?"),
    "campaigns": _fields("campaign is_own:bool?"),
    "chains": _fields("chain is_own:bool?"),
    "nodes": _fields("node is_own:bool?"),
    "tags": _fields("tag is_own:bool?"),
    "regions": _fields("region is_own:bool?"),
    "assignments": _fields("role since:date? until:date?"),
    "log": _fields(":date recorded:day?"),
    "shares": _fields("unit share:number until:day"),
    "events": _fields("event"),
    "arrivals": _fields(
        f":date recorded:day? replaced:day? origin form? {_own('arrivals')} amount:amount fixed:amount"
    ),
    "outcomes": _fields(f":date recorded:day? {_MEASURES}"),
    "terms": _fields(
        "measure :date signed:date? recorded:day? agreement? amends? history_row:number? promised:amount"
    ),
    "statistics": _fields("kind :date recorded:day? removed:date?"),
    "commitments": _fields(
        "commitment amount:amount due:date honoured:date? contested:date? settled:date? terms? signed:date? recorded:day? "
        "history_row:number?"
    ),
    **{name: _declared(place) for name, place in declared_tables().items()},
}
"""The fields of each table; the date without a name is that of the row itself: `lo` and `hi`, or `on`."""


CODES: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    place: tuple(str(term) for term in terms)
    for place, terms in {
        ("history", "part"): Stage,
        ("history", "kind"): (*AgreementKind, ""),
        ("plans", "part"): Stage,
        ("terms", "measure"): tuple(TERM_WORDS),
        ("taken_back", "stage"): Stage,
        ("taken_back", "code"): ("corrected", "undated_after_correction"),
        ("evidence", "part"): Evidence,
        ("statistics", "kind"): StatisticsKind,
        ("flags", "flag"): InvestorFlag,
        ("assignments", "role"): AssignmentRole,
        ("arrivals", "origin"): ArrivalOrigin,
        ("arrivals", "own_origin"): ArrivalOrigin,
        ("arrivals", "form"): CapitalForm,
        ("projects", "origin"): Origin,
        ("projects", "own_origin"): Origin,
        ("projects", "ownership"): Ownership,
        ("projects", "own_ownership"): Ownership,
        ("projects", "moved_from"): Origin,
        ("projects", "own_moved_from"): Origin,
        ("owners", "ownership"): Ownership,
        ("projects", "track"): Track,
        ("projects", "category"): Category,
        ("projects", "channel"): Channel,
        ("projects", "relation"): Relation,
    }.items()
} | {
    (name, column.name): tuple(str(term) for term in terms)
    for name, place in declared_tables().items()
    for column in place.spec.columns
    if (terms := place.codes(column)) is not None
}
"""The codes of the columns that hold codes of a vocabulary."""


_OF_STAGES: Final = frozenset({("history", "part"), ("plans", "part"), ("taken_back", "stage")})


def codes_of(place: tuple[str, str]) -> frozenset[str]:
    """List the codes that a column may hold, those of stages that were declared among them."""
    return frozenset(CODES[place]) | (Stage.codes() if place in _OF_STAGES else frozenset())


REHOMED: Final = frozenset(
    "history evidence plans taken_back log arrivals outcomes terms statistics commitments".split()
)
"""The tables whose rows stand under the project that a phase belongs to; `own`, or `own_row`, names the phase."""


SPOKEN: Final = frozenset(name for name, fields in SCHEMA.items() if fields[-1].name == "is_own")
"""The tables of what a project lists, or its phases where it lists nothing; `is_own` marks what it lists itself."""


def field_of(table: str, column: str) -> SchemaField | None:
    """Find the field that a column of a table belongs to."""
    head = column.partition(".")[0]
    return next((field for field in SCHEMA.get(table, ()) if head in field.columns), None)
