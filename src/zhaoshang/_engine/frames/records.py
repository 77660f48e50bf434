"""Tables read back into records, for what is worked out a record at a time: lettings, time limits, promised terms.

What is read is collected: spaces, lettings, steps and terms by the thousand, not projects by the million.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final

import narwhals.stable.v2 as nw
from attrs import evolve

from zhaoshang._basics.cached import cached_property
from zhaoshang._basics.gaps import is_missing
from zhaoshang._engine.frames.cells import read_cell
from zhaoshang._engine.frames.kinds import Kind
from zhaoshang._engine.frames.record_cells import Row, amount_of, period_of, space_of
from zhaoshang._engine.frames.schema import SCHEMA
from zhaoshang._engine.frames.scope import TableScope
from zhaoshang._engine.tables.columns import PARTS
from zhaoshang.errors import FrameSchemaError
from zhaoshang.ledger import Ledger
from zhaoshang.measures import ALWAYS, OneOf, Predicate, Present, Value, equal
from zhaoshang.model import (
    Agreement,
    Lease,
    Milestone,
    Outcome,
    Park,
    Project,
    PromisedTerm,
    ServiceStep,
    ServiceTeam,
    Space,
    StepLimit,
    StepProgress,
)
from zhaoshang.model._facts.history import withdrawn
from zhaoshang.model._fields.amounts import MEASURES
from zhaoshang.vocabulary import Stage

_OF_PAPERS: Final = ("kind", "approved", "is_phase")
_WIDE: Final = (("", "_on"), ("", "_lo"), ("has_", ""))
_FEW: Final = 1000
"""Up to how many keys a table is asked for, rather than read through."""
_SIGNING: Final = frozenset({"signed", "intent"})


class StoreRecords:
    """The records that the tables of a store stand for, each kind read when it is first needed."""

    def __init__(self, store: Any) -> None:
        self.store = store

    # reading ---------------------------------------------------------------------------------------------------

    def rows(
        self, table: str, *further: str, without: Collection[str] = (), where: Predicate = ALWAYS
    ) -> list[Row]:
        """Read the declared fields of a table but for some, and further columns, in the order of the rows."""
        if table not in self.store.kinds:
            return []
        names = [*further, *self.store.order(table)]
        for field in SCHEMA[table]:
            if field.name in without:
                continue
            names += [f"{field.name}.{part}" for part in PARTS] if field.holds == "amount" else field.columns
        rows = self.read(
            table, {name: self.store.column(table, name) for name in dict.fromkeys(names)}, where
        )
        return sorted(rows, key=lambda row: row["row"]) if rows and "row" in rows[0] else rows

    def read(self, table: str, nodes: Mapping[str, Value], where: Predicate = ALWAYS) -> list[Row]:
        """Read some values of each row."""
        scope = TableScope(self.store, table, list(nodes.values()), where=where)
        typed = [scope.typed(node) for node in nodes.values()]
        places = [f"cell_{place}" for place in range(len(typed))]
        frame = scope.frame.with_columns(
            **{place: each.expr for place, each in zip(places, typed, strict=True)}
        )
        self.store.checks.run()
        (columns,) = self.store.engine.collect([frame.select(*places)])
        read = [
            [None if is_missing(cell) else read_cell(cell, each) for cell in cells]
            for each, cells in zip(typed, columns, strict=True)
        ]
        return [dict(zip(nodes, cells, strict=True)) for cells in zip(*read, strict=True)]

    # records ---------------------------------------------------------------------------------------------------

    @cached_property
    def places(self) -> list[Any]:
        """The keys of the spaces, in the order in which the parks hold them."""
        key = self.store.key("spaces")
        kept = [row[key] for park in self._spaces.values() for row in park]
        if len(kept) > len(set(kept)):
            raise FrameSchemaError(
                "spaces", key, "ids that repeat", "a column row with the number of each space"
            )
        return kept

    @cached_property
    def _spaces(self) -> dict[str, list[Row]]:
        """The spaces of each park."""
        found: dict[str, list[Row]] = {row["id"]: [] for row in self.rows("parks")}
        for row in self.rows("spaces"):
            found.setdefault(row["park"], []).append(row)
        return found

    @cached_property
    def parks(self) -> tuple[Park, ...]:
        """The parks with their spaces and lettings."""
        about = {row["id"]: (row["district"], amount_of(row, "land")) for row in self.rows("parks")}
        leases: dict[str, list[Lease]] = defaultdict(list)
        for row in self.rows("leases"):
            leases[row["park"]].append(
                Lease(
                    space=row["space"],
                    tenant=row["tenant"],
                    area=amount_of(row, "area"),
                    stage=row["stage"],
                    on=period_of(row["lo"], row["hi"]),
                    recorded_on=period_of(row["recorded"], row["recorded"]),
                    until=period_of(row["until_lo"], row["until_hi"]),
                    id=row["lease"],
                    kind=row["kind"],
                )
            )
            about.setdefault(row["park"], (row["district"], None))
        for park, rows in self._spaces.items():
            about.setdefault(park, (rows[0]["district"] if rows else None, None))
        order = dict.fromkeys((*self._spaces, *about))
        return tuple(
            Park(
                id=park,
                name=park,
                district=about[park][0],
                land=about[park][1],
                spaces=[space_of(row) for row in self._spaces.get(park, ())],
                leases=leases[park],
            )
            for park in order
        )

    @cached_property
    def teams(self) -> tuple[ServiceTeam, ...]:
        """The units with their steps, and whom they look after."""
        steps: dict[str, list[ServiceStep]] = defaultdict(list)
        for row in self.rows("steps"):
            has_limit = row["days"] is not None or row["months"] is not None
            given = {"days": row["days"], "months": row["months"], "working": bool(row["is_working"])}
            limit = StepLimit(**given) if has_limit else None
            step = ServiceStep(id=row["step"], name=row["step"], department=row["department"], limit=limit)
            steps[row["owner"]].append(step)
        pauses: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for row in self.rows("pauses"):
            stretch = (
                period_of(row["begun_lo"], row["begun_hi"]),
                period_of(row["ended_lo"], row["ended_hi"]),
            )
            pauses[row["id"], row["owner"], row["step"]].append(stretch)
        progress: dict[str, list[StepProgress]] = defaultdict(list)
        for row in self.rows("progress"):
            progress[row["owner"]].append(
                StepProgress(
                    project=row["id"],
                    step=row["step"],
                    accepted_on=period_of(row["accepted_lo"], row["accepted_hi"]),
                    done_on=period_of(row["done_lo"], row["done_hi"]),
                    paused=pauses[row["id"], row["owner"], row["step"]],
                )
            )
        units = dict.fromkeys((*steps, *progress))
        return tuple(
            ServiceTeam(id=unit, name=unit, steps=steps[unit], progress=progress[unit]) for unit in units
        )

    def with_promises(self, papers: Mapping[Any, Sequence[Agreement]]) -> dict[Any, Project]:
        """Give the projects that promised something or that further papers are of, by key."""
        promised = defaultdict(list, {key: list(given) for key, given in papers.items()})
        link = self.store.link("terms") if "terms" in self.store.kinds or not papers else ""
        told = self.rows("terms", link)
        entered = {} if papers else self._entered({row[link] for row in told})
        for row in told:
            period = period_of(row["lo"], row["hi"])
            term = PromisedTerm(measure=row["measure"], period=period, promised=amount_of(row, "promised"))
            paper = Agreement(
                id=row["agreement"],
                amends=row["amends"],
                signed_on=period_of(row["signed_lo"], row["signed_hi"]),
                recorded_on=period_of(row["recorded"], row["recorded"]),
                terms=[term],
            )
            if (place := row["history_row"]) in (held := entered.get(row[link], {})):
                known = held[place]
                held[place] = evolve(known, id=paper.id, amends=paper.amends, terms=(*known.terms, term))
            else:
                promised[row[link]].append(paper)
        for key, held in entered.items():
            promised[key] += held.values()
        achieved = self._achieved(promised)
        steps = self._steps(promised)
        return {
            key: evolve(
                about, agreements=promised[key], outcomes=achieved.get(key, ()), milestones=steps.get(key, ())
            )
            for key, about in self._about(list(promised)).items()
        }

    def _entered(self, wanted: Collection[Any]) -> dict[Any, dict[Any, Agreement]]:
        """Give the agreements of some projects by key and number, where some take others back; else their terms say all."""
        found: dict[Any, dict[Any, Agreement]] = defaultdict(dict)
        if not wanted or not self.store.is_corrected:
            return found
        link, signing = self.store.link("history"), OneOf(self.store.column("history", "part"), _SIGNING)
        for row in self.rows("history", *dict.fromkeys((link, "row")), without=_OF_PAPERS, where=signing):
            if row[link] in wanted:
                found[row[link]][row["row"]] = _paper(row)
        return found

    def _achieved(self, wanted: Collection[Any]) -> dict[Any, list[Outcome]]:
        """Give what some projects achieved, by key."""
        found: dict[Any, list[Outcome]] = defaultdict(list)
        if "outcomes" in self.store.kinds:
            for row in self._outcomes(wanted):
                found[row["key"]].append(row["outcome"])
        return found

    def _steps(self, wanted: Collection[Any]) -> dict[Any, list[Milestone]]:
        """Give the stages that decide what is due, or that may be promised, of some projects, by key."""
        found: dict[Any, list[Milestone]] = defaultdict(list)
        if not wanted:
            return found
        codes = frozenset(map(str, Stage))
        wide = self.store.wide("projects", "history") if self._has_history else {}
        if wide is None:
            link = self.store.link("history")
            rows = self.rows(
                "history", link, without=_OF_PAPERS, where=OneOf(self.store.column("history", "part"), codes)
            )
        else:
            link, rows = self.store.key("projects"), []
            for code in codes & wide.keys():
                nodes = {link: self.store.column("projects", link)}
                nodes |= {name: wide[code][name] for name in ("part", "lo", "hi", "recorded")}
                rows += self.read("projects", nodes, Present(wide[code]["there"]))
        for row in rows:
            if row[link] in wanted and row["part"] not in _SIGNING:
                found[row[link]].append(_milestone(row))
        return found

    @property
    def _has_history(self) -> bool:
        """Whether stages are told, in a table of their own or in columns of the projects."""
        columns = self.store.kinds["projects"]
        told = (f"{mark}{stage}{tail}" for stage in Stage for mark, tail in _WIDE)
        return "history" in self.store.kinds or any(name in columns for name in told)

    def promising(
        self,
        table: str,
        papers: Callable[["StoreRecords"], Mapping[Any, Sequence[Agreement]]],
        /,
        *,
        is_joined: bool,
    ) -> tuple[Ledger, list[Any]]:
        """Give the projects that promised something with all that is one with them, and the keys of them all.

        Args:
            table: the table of what was promised.
            papers: reads the papers that stand in it, where it does not hold the terms themselves.
            is_joined: whether what the phases of a project achieved, and the stages that they came to, are its own.
        """
        names_phases = not {"own", "own_row"}.isdisjoint(self.store.kinds[table])
        apart = self.store.joining(False).records if names_phases else self  # noqa: FBT003
        found: dict[Any, Project] = apart.with_promises(papers(apart))
        if names_phases and is_joined and self.store.has_phases:
            keys, phases = self.families()
            rest = [key for key in keys if key not in found]
            achieved, steps = apart._achieved(rest), apart._steps(rest)
            for key, each in zip(keys, phases, strict=True):
                home = found.get(key) or evolve(
                    each, milestones=steps.get(key, ()), outcomes=achieved.get(key, ())
                )
                found[key] = evolve(home, parent=each.parent, relation=each.relation or home.relation)
        return Ledger(projects=found.values()), list(found)

    def families(self) -> tuple[list[Any], list[Project]]:
        """Give the projects that have phases, and the phases with their steps, each with its key."""
        key = self.store.key("projects")
        names = list(dict.fromkeys([key, "id", "parent", "relation"]))
        frame = self.store.frame("projects", names)
        found: dict[str, dict[str, Any]] = {}
        wanted = nw.col("relation").is_in(["phase", "part"])
        for _ in range(2):  # the phases, then the projects that they belong to
            (columns,) = self.store.engine.collect([frame.filter(wanted)])
            for cells in zip(*columns, strict=True):
                row = dict(zip(names, cells, strict=True))
                found.setdefault(row["id"], row)
            parents = [row["parent"] for row in found.values() if row["parent"]]
            if not parents:  # an empty list has no type that every engine could compare
                break
            wanted = nw.col("id").is_in(parents)
        own = "own_row" if key == "row" else "own"
        steps: dict[Any, list[Milestone]] = defaultdict(list)
        is_phase = equal(self.store.column("history", "is_phase"), True)  # noqa: FBT003 - a value
        for row in self.rows("history", own, without=_OF_PAPERS, where=is_phase):
            if row["part"] not in _SIGNING:
                steps[row[own]].append(_milestone(row))
        projects = [
            Project(
                id=row["id"],
                name=row["id"],
                parent=row["parent"],
                relation=row["relation"] if row["relation"] in {"phase", "part"} else None,
                milestones=steps[row[key]],
            )
            for row in found.values()
        ]
        return [row[key] for row in found.values()], projects

    def taken_back(self, known: int | None) -> tuple[list[int], tuple[dict[str, list[Any]], dict[str, Kind]]]:
        """Number the records of history that corrections took back, and name the later stages among them.

        Returns:
            The numbers, and the table of the later stages: its columns and their kinds.
        """
        link, own = self.store.link("history"), self._own("history")
        marked = self.store.column("history", "correction")
        yes = frozenset({True})
        beside = ("kind", "approved", "is_phase")
        parents = {row[own] for row in self.rows("history", own, without=beside, where=OneOf(marked, yes))}
        entered: dict[Any, list[Row]] = defaultdict(list)
        of_these = OneOf(self.store.column("history", own), frozenset(parents))
        for row in self.rows("history", *dict.fromkeys((link, own, "row")), without=beside, where=of_these):
            entered[row[own]].append(row)
        day = None if known is None else date.fromordinal(known)
        gone: list[int] = []
        names: dict[str, list[Any]] = {link: [], "stage": [], "code": []}
        for rows in entered.values():
            rows.sort(key=lambda row: (row["part"] not in _SIGNING, row["row"]))  # agreements come first
            project = Project(
                id="0",
                name="0",
                agreements=[_paper(row) for row in rows if row["part"] in _SIGNING],
                milestones=[_milestone(row) for row in rows if row["part"] not in _SIGNING],
            )
            found = withdrawn(project, day)
            gone += [rows[place]["row"] for place in found.gone]
            for code, places in (("corrected", found.contradicted), ("undated_after_correction", found.kept)):
                for place in sorted(places):
                    for name, cell in (
                        (link, rows[place][link]),
                        ("stage", rows[place]["part"]),
                        ("code", code),
                    ):
                        names[name].append(cell)
        kinds: dict[str, Kind] = {"stage": "text", "code": "text"}
        kinds[link] = self.store.kinds["history"][link] or "text"
        return gone, (names, kinds)

    def plans_taken_back(self, known: int | None) -> list[int]:
        """Number the plans in whose stead a correction stands."""
        own = self._own("plans")
        entered: dict[Any, list[Row]] = defaultdict(list)
        fields = self._only("plans", "part", "", "recorded", "correction", "reporter", further=(own, "row"))
        for row in fields:
            entered[row[own]].append(row)
        day = None if known is None else date.fromordinal(known)
        gone: list[int] = []
        for rows in entered.values():
            steps = [evolve(_milestone(row), planned=True) for row in rows]
            gone += [
                rows[place]["row"]
                for place in withdrawn(Project(id="0", name="0", milestones=steps), day).gone
            ]
        return gone

    def _own(self, table: str) -> str:
        """Name the column that says of which project or phase each row is."""
        link = self.store.link(table)
        return next((name for name in ("own_row", "own") if name in self.store.kinds[table]), link)

    @cached_property
    def achievements(self) -> tuple[list[Any], list[Project]]:
        """What each project or phase achieved, with the key of the project that it is counted with.

        One report replaces another of the same project alone, so those of phases are kept apart where `own` names them.
        """
        found: dict[Any, list[Outcome]] = defaultdict(list)
        homes: dict[Any, Any] = {}
        for row in self._outcomes():
            found[row["own"]].append(row["outcome"])
            homes[row["own"]] = row["key"]
        projects = (
            Project(id=f"{place}", name=f"{key}", outcomes=records)
            for place, (key, records) in enumerate(found.items())
        )
        return list(homes.values()), list(projects)

    def _outcomes(self, wanted: Collection[Any] | None = None) -> list[Row]:
        """Read what was achieved of measures that a table has, for the projects wanted or for all."""
        link, own = self.store.link("outcomes"), self._own("outcomes")
        absent = [measure for measure in MEASURES if measure not in self.store.kinds["outcomes"]]
        return [
            {
                "key": row[link],
                "own": row[own],
                "outcome": Outcome(
                    period=period_of(row["lo"], row["hi"]),
                    recorded_on=period_of(row["recorded"], row["recorded"]),
                    **{measure: amount_of(row, measure) for measure in MEASURES if measure not in absent},
                ),
            }
            for row in self.rows("outcomes", link, own, without=absent)
            if wanted is None or row[link] in wanted
        ]

    def _about(self, keys: Collection[Any]) -> dict[Any, Project]:
        """Give some projects with their land and floors, and whether they repeat another under a new name."""
        if not keys:
            return {}
        key, has = self.store.key("projects"), self.store.kinds["projects"]
        amounts = [name for name in ("land", "floor_area") if name in has]
        names = [key, "id", *(["relation"] if "relation" in has else [])]
        names += [f"{name}.{part}" for name in amounts for part in PARTS]
        nodes = {name: self.store.column("projects", name) for name in dict.fromkeys(names)}
        wanted = OneOf(nodes[key], frozenset(keys)) if len(keys) <= _FEW else ALWAYS
        return {
            row[key]: Project(
                id=str(row["id"]),
                name=str(row["id"]),
                relation="renamed" if row.get("relation") == "renamed" else None,
                **{name: amount_of(row, name) for name in amounts},
            )
            for row in self.read("projects", nodes, wanted)
            if row[key] in keys
        }

    def complete_ledger(self, ledger: Ledger) -> Ledger:
        """Set the parks, units and promises that tables hold beside a ledger that has none."""
        given = self.store.kinds.keys()
        found: dict[str, Any] = {}
        if not ledger.parks and given & {"parks", "spaces"}:
            found["parks"] = self._grounds()
        if not ledger.teams and given & {"steps", "progress"}:
            owners = [row["owner"] for table in ("steps", "progress") for row in self._only(table, "owner")]
            found["teams"] = [ServiceTeam(id=owner, name=owner) for owner in dict.fromkeys(owners)]
        if not ledger.projects and "terms" in given:
            promising, _ = self.promising("terms", lambda _: {}, is_joined=True)
            found["projects"] = promising.projects
        return evolve(ledger, **found) if found else ledger

    def _only(self, table: str, *names: str, further: Sequence[str] = ()) -> list[Row]:
        """Read some fields of a table, so that what others lack is no fault here, and further columns."""
        fields = {field.name for field in SCHEMA[table]}
        return self.rows(table, *dict.fromkeys(further), without=fields - {*names})

    def _grounds(self) -> list[Park]:
        """List the parks with the kinds of their spaces, of which some lie idle."""
        spaces: dict[str, list[Space]] = {row["id"]: [] for row in self._only("parks", "id")}
        for row in self._only("spaces", "id", "park", "kind", "idle"):
            idle = period_of(row["idle_lo"], row["idle_hi"])
            spaces.setdefault(row["park"], []).append(Space(id=row["id"], kind=row["kind"], idle_since=idle))
        return [Park(id=park, name=park, spaces=held) for park, held in spaces.items()]


def _paper(row: Row) -> Agreement:
    return Agreement(
        kind="formal" if row["part"] == "signed" else "intent",
        signed_on=period_of(row["lo"], row["hi"]),
        recorded_on=period_of(row["recorded"], row["recorded"]),
        correction=bool(row.get("correction")),
        reporter=row.get("reporter"),
    )


def _milestone(row: Row) -> Milestone:
    return Milestone(
        stage=row["part"],
        on=period_of(row["lo"], row["hi"]),
        recorded_on=period_of(row["recorded"], row["recorded"]),
        correction=bool(row.get("correction")),
        reporter=row.get("reporter"),
    )
