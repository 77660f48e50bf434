"""A score table as officials read it, and the notice that is sent round."""

from collections.abc import Sequence

from zhaoshang._assessment.scores import Assessment, UnitScore, plain, shown
from zhaoshang._text.messages import in_script, say
from zhaoshang._text.wording import Script, capital
from zhaoshang.kpis import describe
from zhaoshang.reports import Column, Table
from zhaoshang.writing import format_period


def score_table(assessment: Assessment, /, *, locale: str = "zh_CN") -> Table:
    """Lay a result out: a line a unit, a column an indicator and a bonus (考核得分表).

    Args:
        assessment: what `assess` gave.
        locale: `zh_CN`, `zh_TW` or `en`.

    Examples:
        >>> from zhaoshang.assessments import Indicator, Scheme, assess, score_table
        >>> talks = Indicator(id="talks", zh="日常工作", en="daily work", points=20, method="given")
        >>> scheme = Scheme(id="x", zh="月度考核", en="monthly", indicators=[talks])
        >>> found = assess(scheme, None, given={"talks": {"东镇": 18, "西镇": 19}})
        >>> score_table(found, locale="en").rows
        (('1', '西镇', '19', '19'), ('2', '东镇', '18', '18'))
    """
    script = Script.of(locale)
    scheme, scores = assessment.scheme, assessment.scores
    classed = any(score.class_ for score in scores)
    graded = bool(scheme.grades)
    moved = any(score.before is not None for score in scores)
    columns = [Column(title=say("assessment.place", script), align="right")]
    if classed:
        columns.append(Column(title=say("assessment.class", script)))
    columns.append(Column(title=say("assessment.unit", script), is_key=True))
    for indicator in scheme.indicators:
        name = capital(script.say(indicator.zh, indicator.en))
        full = plain(indicator.points)
        columns.append(Column(title=say("assessment.column", script, name=name, full=full), align="right"))
    columns += [
        Column(title=capital(script.say(bonus.zh, bonus.en)), align="right") for bonus in scheme.bonuses
    ]
    full = plain(scheme.full_points)
    columns.append(Column(title=say("assessment.total", script, full=full), align="right"))
    if moved:
        columns.append(Column(title=say("assessment.moved", script), align="right"))
    if graded:
        columns.append(Column(title=say("assessment.grade", script)))
    rows = []
    for score in scores:
        row = ["—" if score.place is None else str(score.place)]
        row += [score.class_] if classed else []
        row.append(score.name)
        row += [shown(cell.points) for cell in score.cells]
        row.append(shown(score.total))
        row += [_moved(score)] if moved else []
        row += ["" if score.grade is None else script.say(score.grade.zh, score.grade.en)] if graded else []
        rows.append(row)
    return Table(
        title=_title(assessment, script), columns=columns, rows=rows, notes=_open(scores, assessment, script)
    )


def notice(assessment: Assessment, /, *, locale: str = "zh_CN") -> str:
    """Write the notice of a result (考核通报): who leads each class, who is last, who moved, whose data are missing.

    Examples:
        >>> from zhaoshang.assessments import Indicator, Scheme, assess, notice
        >>> talks = Indicator(id="talks", zh="日常工作", en="daily work", points=20, method="given")
        >>> scheme = Scheme(id="x", zh="月度考核", en="monthly assessment", indicators=[talks])
        >>> print(notice(assess(scheme, None, given={"talks": {"东镇": 18, "西镇": 19}}), locale="en"))
        Monthly assessment: 2 units were scored out of 20 points.
        First: 西镇 (19 points). Last: 东镇 (18 points).
    """
    script = Script.of(locale)
    scores, scheme = assessment.scores, assessment.scheme
    title, full = _title(assessment, script), plain(scheme.full_points)
    lines = [say("assessment.summary", script, title=title, count=len(scores), full=full)]
    for kind in dict.fromkeys(score.class_ for score in scores):
        placed = [score for score in scores if score.class_ == kind and score.place is not None]
        if not placed:
            continue
        head = kind + say("list.colon", script) if kind else ""
        lowest = placed[-1].place
        first = _named([score for score in placed if score.place == 1], script)
        last = _named([score for score in placed if score.place == lowest], script)
        if lowest == 1:
            lines.append(head + say("assessment.all_first", script, first=first))
        else:
            lines.append(head + say("assessment.first_last", script, first=first, last=last))
    risen = [score for score in scores if score.change]
    if risen:
        said = [f"{score.name} {_moved(score)}" for score in risen]
        lines.append(say("assessment.moves", script, moves=tuple(said)))
    lines += _open(scores, assessment, script)
    return "\n".join(lines)


def _title(assessment: Assessment, script: Script) -> str:
    name = capital(script.say(assessment.scheme.zh, assessment.scheme.en))
    if assessment.period is None:
        return name
    when = format_period(assessment.period, locale=script)
    return say("assessment.title", script, name=name, when=when)


def _named(scores: Sequence[UnitScore], script: Script) -> str:
    points = [say("assessment.points", script, name=score.name, total=shown(score.total)) for score in scores]
    return say("list.comma", script).join(points)


def _moved(score: UnitScore) -> str:
    if score.change is None:
        return "—"
    return f"↑{score.change}" if score.change > 0 else f"↓{-score.change}" if score.change else "="


def _open(scores: Sequence[UnitScore], assessment: Assessment, script: Script) -> list[str]:
    """Say which cells have no points, and why."""
    notes = []
    for line in assessment.scheme.lines:
        without: dict[str, list[str]] = {}
        for score in scores:
            cell = next(cell for cell in score.cells if cell.line.id == line.id)
            if cell.points.value is None:
                without.setdefault(cell.points.reason or "no_data", []).append(score.name)
        for reason, names in without.items():
            why = in_script(describe(reason, locale=script), script)
            units = say("list.comma", script).join(names)
            name = capital(script.say(line.zh, line.en))
            notes.append(say("assessment.without_points", script, name=name, why=why, units=units))
    return notes
