"""One ledger read under several profiles, with the projects that make the difference."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, final

from attrs import frozen

from zhaoshang._basics.decimals import EXACT
from zhaoshang._engine.results.exports import plain
from zhaoshang._engine.results.figure import Figure
from zhaoshang._engine.results.figures import Figures
from zhaoshang._engine.results.words import profile_name, quoted, unit_shown
from zhaoshang._text.languages import is_chinese
from zhaoshang._text.messages import say


@final
@frozen(kw_only=True)
class Difference:
    """How a figure under one profile differs from the same figure under another.

    Attributes:
        kpi: the id of the KPI.
        group: the labels of its group, empty for the whole.
        base: the figure under the first profile.
        other: the figure under the other profile.
        change: the change of the value; `None` where either has none.
        added: ids that count under the other profile only, in the value or the numerator.
        removed: ids that count under the first profile only.
        base_added: ids that are in the denominator under the other profile only.
        base_removed: ids that are in the denominator under the first profile only.
        options: the options in which the other profile differs from the first.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.kpis import compare
        >>> from zhaoshang.model import Agreement, Milestone
        >>> from zhaoshang.profiles import DEFAULT
        >>> trial, signed = Milestone(stage="trial", on="2022-05-01"), Agreement(signed_on="2022-03-05")
        >>> ledger = Ledger(projects=[Project(id="P1", name="甲", agreements=[signed], milestones=[trial])])
        >>> strict = DEFAULT.vary("strict", trial_counts=False)
        >>> found = compare(ledger, "production_rate", [DEFAULT, strict], as_of="2022-06-30")
        >>> (difference,) = found.differences
        >>> difference.change, difference.removed, difference.options, difference.is_equal
        (Decimal('-100.00'), ('P1',), ('trial_counts',), False)
        >>> print(difference.explain())
        production rate: 100.00 % under default, 0.00 % under strict
          no longer counted (1): P1
          options that differ: trial_counts
    """

    kpi: str
    group: tuple[str, ...]
    base: Figure
    other: Figure
    change: Decimal | Fraction | None
    added: tuple[str, ...]
    removed: tuple[str, ...]
    base_added: tuple[str, ...]
    base_removed: tuple[str, ...]
    options: tuple[str, ...]

    @property
    def is_equal(self) -> bool:
        """Whether the figure is the same, with the same projects behind it."""
        moved = self.added or self.removed or self.base_added or self.base_removed
        return not moved and self.base.value == self.other.value and self.base.reason == self.other.reason

    def explain(self, locale: str = "en") -> str:
        """Say what the figure is under both profiles and which projects make the difference."""
        wording = self.base.wording
        name = self.kpi if wording is None else (wording.zh if is_chinese(locale) else wording.en)
        lines = [
            say(
                "figure.compared",
                locale,
                name=" / ".join((name, *self.group)),
                base=_shown(self.base, locale),
                other=_shown(self.other, locale),
                first=profile_name(self.base.profile, locale),
                second=profile_name(self.other.profile, locale),
            )
        ]
        if self.base.asked:
            lines.append(f"  {say('figure.asked', locale, asked=self.base.asked_words(locale))}")
        for side in ("added", "removed", "base_added", "base_removed"):
            ids = getattr(self, side)
            if ids:
                listed = ", ".join(ids[:10]) + (" …" if len(ids) > 10 else "")
                lines.append(f"  {say(f'figure.compared.{side}', locale, count=len(ids), ids=listed)}")
        if self.options:
            options = ", ".join(quoted(option, locale) for option in self.options)
            lines.append(f"  {say('figure.compared.options', locale, options=options)}")
        return "\n".join(lines)


def _shown(figure: Figure, locale: str) -> str:
    if figure.value is None:
        return say("figure.compared.none", locale)
    parts = f"{figure.value:f}", unit_shown(figure.unit, locale=locale)
    return "".join(parts) if is_chinese(locale) else " ".join(parts).rstrip()


@final
@frozen(kw_only=True)
class Comparison:
    """The figures of one ledger under several profiles; the first is the base.

    Attributes:
        figures: the figures under each profile, in order.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.kpis import compare
        >>> from zhaoshang.model import Agreement, Milestone
        >>> from zhaoshang.profiles import DEFAULT
        >>> trial, signed = Milestone(stage="trial", on="2022-05-01"), Agreement(signed_on="2022-03-05")
        >>> ledger = Ledger(projects=[Project(id="P1", name="甲", agreements=[signed], milestones=[trial])])
        >>> strict = DEFAULT.vary("strict", trial_counts=False)
        >>> found = compare(ledger, "production_rate", [DEFAULT, strict], as_of="2022-06-30")
        >>> found.profiles, len(found.all()), len(found.differences)
        (('default', 'strict'), 1, 1)
        >>> found.to_rows()[0]["default"], found.to_rows()[0]["strict"]
        (100, 0)
        >>> found.explain("zh_CN") == found.differences[0].explain("zh_CN")
        True
    """

    figures: tuple[Figures, ...]

    @property
    def profiles(self) -> tuple[str, ...]:
        """The ids of the profiles, in order."""
        return tuple(each.items_[0].profile.id if each.items_ else "" for each in self.figures)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every figure that differs from the one under the first profile."""
        return tuple(each for each in self.all() if not each.is_equal)

    def all(self) -> tuple[Difference, ...]:
        """Compare every figure under every further profile with the one under the first, equal or not."""
        base, *others = self.figures
        found = []
        for figures in others:
            there = {(figure.kpi, figure.group): figure for figure in figures.items_}
            found += [
                _difference(figure, there[figure.kpi, figure.group])
                for figure in base.items_
                if (figure.kpi, figure.group) in there
            ]
        return tuple(found)

    def to_rows(self, *, exact: bool = False) -> list[dict[str, Any]]:
        """Give one flat mapping for each figure, with a column for the value under each profile.

        Args:
            exact: keep numbers as `Decimal` and `Fraction` objects; else they are such as JSON holds.
        """
        rows: dict[tuple[str, tuple[str, ...]], dict[str, Any]] = {}
        for profile, figures in zip(self.profiles, self.figures, strict=True):
            for figure in figures.items_:
                row = rows.setdefault(
                    (figure.kpi, figure.group),
                    {"kpi": figure.kpi, "group": "/".join(figure.group), "unit": figure.unit},
                )
                row[profile] = figure.value if exact else plain(figure.value)
        return list(rows.values())

    def explain(self, locale: str = "en") -> str:
        """Explain every difference."""
        return "\n".join(difference.explain(locale) for difference in self.differences)


def _difference(base: Figure, other: Figure) -> Difference:
    known = base.value is not None and other.value is not None and base.unit == other.unit
    return Difference(
        kpi=base.kpi,
        group=base.group,
        base=base,
        other=other,
        change=EXACT.subtract(other.value, base.value)
        if known and other.value is not None and base.value is not None
        else None,
        added=_only(other.ids, base.ids),
        removed=_only(base.ids, other.ids),
        base_added=_only(other.denominator_ids, base.denominator_ids),
        base_removed=_only(base.denominator_ids, other.denominator_ids),
        options=tuple(other.profile.differences(base.profile)),
    )


def _only(ids: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """List what is in one and not in the other."""
    known = set(others)
    return tuple(each for each in ids if each not in known)
