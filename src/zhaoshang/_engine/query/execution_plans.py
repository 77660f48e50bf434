"""How a question was put to an engine: what was added up, which rules made it less work, what the engine was asked."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, final

from attrs import define, field, frozen

from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._text.languages import is_chinese
from zhaoshang._text.messages import say


@final
@frozen(kw_only=True)
class PlanRule:
    """A rule that makes a question less work, and never changes its answer (优化规则).

    Attributes:
        id: its name.
        zh: what it does, in Chinese.
        en: what it does, in English.
        law_zh: why the answer stays the same, in Chinese.
        law_en: why the answer stays the same, in English.

    Examples:
        >>> from zhaoshang.kpis import PLAN_RULES
        >>> rule = PLAN_RULES["push_down"]
        >>> print(rule.en)
        leave out early the rows that nothing asks for
    """

    id: str
    zh: str
    en: str
    law_zh: str = field(repr=False)
    law_en: str = field(repr=False)


@final
@frozen(kw_only=True)
class PlanStep:
    """A rule at work on one table.

    Attributes:
        rule: the id of the rule.
        table: the table.
        before: how many nodes, conditions, aggregates or columns there were.
        after: how many there were then.

    Examples:
        >>> from zhaoshang.kpis import PlanStep
        >>> PlanStep(rule="windows", table="projects", before=12, after=1).after
        1
    """

    rule: str
    table: str
    before: int
    after: int


@final
@frozen(kw_only=True)
class QueryPlan:
    """How a question was put to its source (查询计划).

    Attributes:
        source: the engine: `polars`, `duckdb` …, or `ledger` for records.
        aggregates: by table how many counts, sums and listings were asked for.
        steps: the rules that were at work, in order.
        queries: what the engine was asked, in its own words where it has any (SQL on DuckDB).

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.kpis import explain_plan
        >>> plan = explain_plan(
        ...     Ledger(projects=[Project(id="P1", name="甲")]), "start_rate", as_of="2022-06-30"
        ... )
        >>> plan.source, "projects" in plan.aggregates
        ('ledger', True)
    """

    source: str
    aggregates: FrozenMap[str, int]
    steps: tuple[PlanStep, ...] = field(default=(), repr=False)
    queries: tuple[str, ...] = field(default=(), repr=False)

    def explain(self, locale: str = "en") -> str:
        """Say what was asked and what was made of it, a line each.

        Args:
            locale: `en` or a Chinese locale such as `zh_CN`.

        Examples:
            >>> from zhaoshang import Ledger, Project
            >>> from zhaoshang.kpis import explain_plan
            >>> one = Ledger(projects=[Project(id="P1", name="甲")])
            >>> print(explain_plan(one, "tracked_count", as_of="2022-06-30").explain().splitlines()[0])
            source: ledger
        """
        return "\n".join(self._lines(locale))

    def __str__(self) -> str:
        """Say it in English."""
        return self.explain()

    def _lines(self, locale: str) -> Iterator[str]:
        yield say("plan.source", locale, source=self.source)
        for table, count in self.aggregates.items():
            yield "  " + say("plan.aggregates", locale, table=table, number=count)
        for step in self.steps:
            rule = PLAN_RULES[step.rule]
            what = rule.zh if is_chinese(locale) else rule.en
            yield "  " + say(
                "plan.step",
                locale,
                rule=step.rule,
                what=what,
                table=step.table,
                before=str(step.before),
                after=str(step.after),
            )
        if self.queries:
            yield "  " + say("plan.queries", locale, number=len(self.queries))


def _rule(id: str, zh: str, en: str, law_zh: str, law_en: str) -> tuple[str, PlanRule]:  # noqa: A002 - its field
    return id, PlanRule(id=id, zh=zh, en=en, law_zh=law_zh, law_en=law_en)


PLAN_RULES: Final[FrozenMap[str, PlanRule]] = FrozenMap(
    dict(
        (
            _rule(
                "settle",
                "化简条件：常量、重复和已由其他条件决定的部分不再问",
                "simplify conditions: constants, repeats, and what other parts already decide",
                "条件对每一行的真假不变",
                "a condition holds for the same rows",
            ),
            _rule(
                "whole_from_groups",
                "各组互不重叠时，合计由各组相加得出",
                "put the whole together from its groups where they share no row",
                "各组的行互不重叠、合起来是全部",
                "the groups hold every row once",
            ),
            _rule(
                "windows",
                "只有起止日不同的汇总，按日期段算一次再拼",
                "add up once by stretches of days what differs only in its days",
                "每个窗口恰由若干日期段组成",
                "each window is made of whole stretches",
            ),
            _rule(
                "batches",
                "看的行很少的汇总，与看全表的分开查",
                "keep what reads few rows apart from what reads many",
                "汇总之间互不影响",
                "no aggregate depends on another",
            ),
            _rule(
                "push_down",
                "没有一项汇总要看的行，先行滤掉",
                "leave out early the rows that nothing asks for",
                "先行的条件凡任一汇总要看的行都满足",
                "the early condition holds for every row that any aggregate reads",
            ),
            _rule(
                "share",
                "用到几次的中间值只算一次",
                "work out once what is used more than once",
                "同一行的同一个值不变",
                "a value of a row is the same wherever it is used",
            ),
        )
    )
)
"""The rules by which questions to data frames are made less work, in the order in which they are at work.

Examples:
    >>> from zhaoshang.kpis import PLAN_RULES
    >>> list(PLAN_RULES)
    ['settle', 'whole_from_groups', 'windows', 'batches', 'push_down', 'share']
"""


# what happens while a question is asked --------------------------------------------------------------------------------


@define
class _QuestionNotes:
    """What is noted of one question."""

    asked: dict[tuple[Any, Any], None] = field(factory=dict)
    steps: list[PlanStep] = field(factory=list)
    queries: list[str] = field(factory=list)

    def plan(self, source: str) -> QueryPlan:
        """Put what was noted together."""
        counted = Counter(atom.table.partition("@")[0] for atom, _ in self.asked)
        return QueryPlan(
            source=source,
            aggregates=FrozenMap(dict(counted.most_common())),
            steps=tuple(self.steps),
            queries=tuple(self.queries),
        )


_RECORD: Final[ContextVar[_QuestionNotes | None]] = ContextVar("zhaoshang_plan", default=None)
_OFF: Final[ContextVar[frozenset[str]]] = ContextVar("zhaoshang_rules_off", default=frozenset())


def is_on(rule: str, /) -> bool:
    """Whether a rule is to be used."""
    return rule not in _OFF.get()


@contextmanager
def without(*rules: str) -> Iterator[None]:
    """Switch rules off, to see that answers stay the same and what each rule pays."""
    unknown = set(rules) - set(PLAN_RULES)
    if unknown:
        msg = f"no such rule: {', '.join(sorted(unknown))}"
        raise ValueError(msg)
    token = _OFF.set(_OFF.get() | frozenset(rules))
    try:
        yield
    finally:
        _OFF.reset(token)


@contextmanager
def recording() -> Iterator[_QuestionNotes]:
    """Note how the questions inside are put."""
    record = _QuestionNotes()
    token = _RECORD.set(record)
    try:
        yield record
    finally:
        _RECORD.reset(token)


def is_recording() -> bool:
    """Whether anybody wants to know."""
    return _RECORD.get() is not None


def is_watched() -> bool:
    """Whether how a question is put matters by itself: nothing is then left out because an earlier one has asked it."""
    return is_recording() or bool(_OFF.get())


def note_aggregates(atoms: Iterable[Any], by: Any) -> None:
    """Note what is asked for, each once."""
    record = _RECORD.get()
    if record is not None:
        record.asked.update(((atom, by), None) for atom in atoms)


def note_step(rule: str, table: str, before: int, after: int) -> None:
    """Note that a rule has made something of something else."""
    record = _RECORD.get()
    if record is not None and before != after:
        record.steps.append(PlanStep(rule=rule, table=table, before=before, after=after))


def note_queries(texts: Iterable[str]) -> None:
    """Note what an engine is asked; nobody writes it down where nobody wants to know."""
    record = _RECORD.get()
    if record is not None:
        record.queries.extend(texts)
