"""Every public name is in the reference, with a runnable example."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from doctest import DocTestFinder, DocTestParser
from functools import cache
from pathlib import Path

import public_api
import pytest

REFERENCE = Path(__file__).parent.parent / "docs" / "en" / "reference"
ROOMS = public_api.public_modules()[1:]

LACKING: dict[str, str] = {
    "zhaoshang.bulletins": """
        Answer EN FigureReading Verdict Verification Verification.agrees Verification.differs
        Verification.is_clean Verification.render Verification.unknown ZH
    """,
    "zhaoshang.calendars": """
        CN CalendarLike LimitLike Pause WorkingDays WorkingDays.is_working WrittenLimit
        WrittenLimit.days WrittenLimit.months WrittenLimit.working
    """,
    "zhaoshang.checks": """
        ChangeOf ChangeOf.verify Claim GapTo GapTo.verify Nested Nested.verify OneDate
        OneDate.verify PartOf PartOf.verify PeriodClear PeriodClear.verify PrintedFigure.is_exact
        PrintedFigure.number PrintedFigure.step REQUIREMENTS RULES RateOf RateOf.verify Requirement
        Rule.holds_on SameFact SameFact.verify SumOf SumOf.verify completeness
    """,
    "zhaoshang.errors": """
        AmbiguousQuantityError ArgumentNeededError ConversionError CurrencyMismatchError
        DanglingReferenceError DateValueError DuplicateIdError FieldError FieldTypeError
        FileSyntaxError FormatVersionError FrameSchemaError InexactNumberError MissingExtraError
        MissingFieldError PeriodSyntaxError QuantitySyntaxError RecordError.derive RecordError.type
        StepCycleError TodayNeededError TransitionRefusedError UnitMismatchError UnknownCodeError
        UnknownFieldError UnknownIdError UnknownUnitError UnpublishedYearError UnsupportedFrameError
    """,
    "zhaoshang.findings": """
        Report.by_severity Report.errors Report.to_dicts Report.to_html Report.warnings Severity
        Severity.rank
    """,
    "zhaoshang.frames": """
        BACKENDS Backend Evidence Frames Frames.backend Frames.executor Lines Lines.executor
        Lines.ledgers read_parquet write_lines
    """,
    "zhaoshang.industries": """
        Reason
    """,
    "zhaoshang.intervals": """
        Exact Interval.hull Interval.is_above Interval.is_below Interval.is_bounded
        Interval.is_point
    """,
    "zhaoshang.kpis": """
        BUNDLES CATALOGUE Comparison Comparison.all Comparison.differences Comparison.explain
        Comparison.profiles Comparison.to_rows Difference Difference.explain Difference.is_equal
        Figure Figure.explain Figure.is_exact Figures Figures.groups Figures.kpis Figures.of
        Figures.to_pandas Figures.to_polars Figures.to_rows KEYS Kpi Kpi.wording
    """,
    "zhaoshang.measures": """
        ALWAYS Among Amount Amount.has_value Amount.is_stated Amount.of And Atom Atom.empty
        Atom.merge Choose Column Compare Const Distinct Distinct.empty Distinct.merge Exists FirstOf
        H H.empty Ids Ids.empty M M.empty M.merge MoneySum N N.empty NEVER Not OneOf Or Parent
        Present Reduce S S.empty Shift Times Value column equal some
    """,
    "zhaoshang.periods": """
        DateLike Order Period.day Period.days Period.is_day Period.month Period.next Period.overlaps
        Period.year Precision
    """,
    "zhaoshang.profiles": """
        Compliance DEFAULT Flagship PROFILES PerMuExclude profile_of
    """,
    "zhaoshang.quantities": """
        CompoundQuantity Duration Energy Length Mass Multiple PercentagePoint Power
        Quantity.is_exact
    """,
    "zhaoshang.reading": """
        Column LONGEST_CELL MISSING Mention PeriodMention
    """,
    "zhaoshang.records": """
        Collected FORMAT_VERSION dump iter_lines
    """,
    "zhaoshang.reports": """
        BOARD_STAGES Chart.to_html Chart.to_json Chart.to_section Chart.to_svg Column FUNNEL_STAGES
        FunnelStep Progress Progress.is_ahead Ranked Ranked.change Table.to_data Table.to_html
        Table.to_rows Table.to_text
    """,
    "zhaoshang.scoring": """
        Measured.times Number Result
    """,
    "zhaoshang.testing": """
        agreements areas chains counts intervals investors ledgers milestones money parks percents
        projects quantities stages targets teams
    """,
    "zhaoshang.units": """
        COUNTERS CURRENCIES Dimension OTHER_CURRENCIES Scaled UNITS
    """,
    "zhaoshang.vocabulary": """
        AgreementKind ArrivalOrigin AssignmentRole Category ChainAction ChangeKind Channel Direction
        EventKind Evidence FactorKind FundStage FundStatus InvestorFlag InvestorType LeaseStage
        MatchLevel MemberRole NodePosition NodeState Origin Ownership ParkKind PartnerKind Relation
        Resource ServiceAid SpaceKind Stage.is_end Stage.is_main StepState TeamKind TeamStatus Track
        Verdict
    """,
    "zhaoshang.workbooks": """
        Column Column.kind Column.letter Column.unit ColumnRule ColumnRule.scaled Fact Import
        Import.columns Import.facts Import.unsure Joined LIMITS Mapping.apply Mapping.load
        Mapping.of Mapping.save MappingError Match Match.finding MatchLevel NoHeaderError Progress
        RejectedRow Row RowKind SheetImport SheetImport.row_count Total UnknownSheetError
        UnreadableWorkbookError WorkbookError WorkbookLimitError
    """,
}
"""Names that still wait for an example, by room: the list only shrinks, for a name that has one may not stand here."""


def used_in(docstring: str | None) -> set[str]:
    """Gather the names that the examples of a docstring use."""
    trees = [ast.parse(example.source) for example in DocTestParser().get_examples(docstring or "")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    plain = {node.id for node in nodes if isinstance(node, ast.Name)}
    return plain | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def own_docstrings(owner: type) -> Iterator[tuple[str, str]]:
    """Give the docstring of a class as written, and those of its public methods and properties, by name."""
    yield "", vars(owner).get("__doc__") or ""
    yield from ((name, value.__doc__ or "") for name, value in public_api.members(owner))


def without_example(room: str) -> Iterator[str]:
    """List what no example shows: a class needs its own, a member may be used in that of its class or of a base."""
    module = importlib.import_module(room)
    for name in module.__all__:
        value = getattr(module, name)
        if getattr(value, "__module__", room) != room and value.__module__ in ROOMS:
            continue  # a package repeats the names of its modules
        if not inspect.isclass(value):
            if name not in used_in(value.__doc__ if inspect.isroutine(value) else module.__doc__):
                yield name
            continue
        family = [text for owner in value.__mro__ for _, text in own_docstrings(owner)]
        shown = set().union(*map(used_in, family))
        for member, text in own_docstrings(value):
            if not (member in shown if member else used_in(text)):
                yield f"{name}.{member}".rstrip(".")


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_has_an_example(room: str) -> None:
    """A class and a function in their own docstring; a constant and an alias in that of the module."""
    assert set(without_example(room)) == set(LACKING.get(room, "").split())


@cache
def run_as_doctests() -> frozenset[str]:
    """Gather every docstring that doctest finds in the module that it is written in.

    A lazy face holds the names that were asked of it before, which is chance: they do not count.
    """
    package = importlib.import_module("zhaoshang")
    names = [found.name for found in pkgutil.walk_packages(package.__path__, "zhaoshang.")]
    texts: set[str] = set()
    for module in (importlib.import_module(name) for name in names if not name.endswith("__main__")):
        elsewhere = getattr(module, "_HOMES", ())
        for test in DocTestFinder().find(module):
            if test.name.removeprefix(f"{module.__name__}.").split(".")[0] not in elsewhere:
                texts.add(test.docstring or "")
    return frozenset(texts)


@pytest.mark.parametrize("room", ROOMS)
def test_every_example_is_run(room: str) -> None:
    """Doctest finds a name in the module that it says it lives in; a name may say so and be written elsewhere."""
    module = importlib.import_module(room)
    public = {name: getattr(module, name) for name in module.__all__}
    texts = {name: value.__doc__ or "" for name, value in public.items() if inspect.isroutine(value)}
    for name, value in public.items():
        if inspect.isclass(value):
            texts |= {f"{name}.{member}".rstrip("."): text for member, text in own_docstrings(value)}
    assert [name for name, text in texts.items() if used_in(text) and text not in run_as_doctests()] == []


@pytest.mark.parametrize("name", ROOMS)
def test_every_public_name_has_a_docstring(name: str) -> None:
    """A constant has its docstring below it, where the reference finds it."""
    module = importlib.import_module(name)
    body = ast.parse(inspect.getsource(module)).body
    documented = {
        target
        for statement, following in zip(body, [*body[1:], None], strict=True)
        if _is_text(following)
        for target in _assigned(statement)
    }
    constants = {target for statement in body for target in _assigned(statement)}
    missing = [
        public
        for public in module.__all__
        if public not in documented and (public in constants or not inspect.getdoc(getattr(module, public)))
    ]
    assert missing == []


def _is_text(statement: ast.stmt | None) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _assigned(statement: ast.stmt) -> list[str]:
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


@pytest.mark.parametrize("name", ROOMS)
def test_every_room_is_in_the_reference(name: str) -> None:
    room = name.split(".")[1]
    page = REFERENCE / f"{room}.md"
    assert page.is_file(), f"write docs/en/reference/{room}.md and its twin in docs/zh"
    assert re.search(rf"^::: {re.escape(name)}$", page.read_text("utf-8"), re.MULTILINE)


def test_every_name_of_the_root_is_in_the_reference() -> None:
    """The index names what the root re-exports, linked to the room where it lives."""
    index = (REFERENCE / "index.md").read_text("utf-8")
    root = importlib.import_module("zhaoshang")
    missing = [
        public
        for public in root.__all__
        if public != "__version__" and f"[`{public}`][zhaoshang." not in index
    ]
    assert missing == []
