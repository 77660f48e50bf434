"""Make everything that a bureau makes in a year, from one ledger: all names and figures are invented.

    python examples/office_year.py                              # 600 projects, into a folder of its own
    python examples/office_year.py --into out --locale en       # in English
    python examples/office_year.py --into out --projects 80

Weekly roll-ups, monthly rankings, quarterly reports against the targets, half-year and year bulletins as text, page,
workbook and paper, boards, chains, parks, reviews, the assessment, a press release verified, and an index page that
leads to them.

Requires: vl_convert, docx
"""

import argparse
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from attrs import evolve
from office_county import TOWNS, YEAR, county

from zhaoshang import Ledger, evaluate
from zhaoshang.assessments import Bonus, Grade, Indicator, Measure, Scheme, assess, notice, score_table
from zhaoshang.boards import BOARDS, board_table
from zhaoshang.bulletins import verify, write
from zhaoshang.checks import check
from zhaoshang.kpis import Figures
from zhaoshang.lifecycle import alarms, as_known_on
from zhaoshang.reports import (
    Chart,
    Column,
    Ranked,
    Table,
    chain_table,
    funnel,
    funnel_chart,
    funnel_table,
    kpi_table,
    page,
    park_table,
    period_table,
    progress,
    progress_chart,
    progress_table,
    ranking,
    ranking_chart,
    ranking_table,
    review_table,
    stage_board,
    weekly_table,
    write_docx,
    write_excel,
)

PERIODS: Final = [f"{YEAR}-{month:02}" for month in range(1, 13)]
QUARTERS: Final = [f"{YEAR}-Q{quarter}" for quarter in range(1, 5)]
COUNT: Final = "signed_project_count"
AMOUNT: Final = "signed_investment_total"
ASKED: Final = [COUNT, AMOUNT, "start_rate"]


def last_day(month: int) -> str:
    """Give the last day of a month of the year."""
    after = date(YEAR + month // 12, month % 12 + 1, 1)
    return str(after - timedelta(days=1))


# --8<-- [start:scheme]
SCHEME = Scheme(
    id="towns",
    zh="乡镇招商引资考核（虚构）",
    en="assessment of towns",
    indicators=[
        Indicator(
            id="count",
            zh="签约个数",
            en="projects signed",
            points=30,
            method="completion",
            measures=[Measure(kpi="signed_project_count")],
        ),
        Indicator(
            id="amount",
            zh="签约总投资",
            en="investment signed",
            points=40,
            method="completion",
            measures=[Measure(kpi="signed_investment_total")],
        ),
        Indicator(
            id="started",
            zh="开工率",
            en="start rate",
            points=30,
            method="rate",
            measures=[Measure(kpi="start_rate")],
        ),
    ],
    bonuses=[
        Bonus(
            id="large",
            zh="10亿元以上项目",
            en="projects over 1 billion yuan",
            points=2,
            cap=6,
            kpi="projects_in_band",
            arguments={"bands": ["≥10亿元"]},
        )
    ],
    grades=[Grade(zh="优秀", en="excellent", at_least=90), Grade(zh="合格", en="passed", at_least=60)],
)
# --8<-- [end:scheme]


# --8<-- [start:weeks]
def weeks(ledger: Ledger, locale: str = "zh_CN") -> list[Table]:
    """Roll up each week of the year: the ledger as it was known on two days."""
    days = [date(YEAR, 1, 1) - timedelta(days=1) + timedelta(weeks=week) for week in range(53)]
    days[-1] = date(YEAR, 12, 31)
    states = [evolved(ledger, day) for day in days]
    said = "第{}周（至{}）" if locale.startswith("zh") else "Week {} (to {})"
    return [
        weekly_table(newer, older, title=said.format(week, day), locale=locale)
        for week, (older, newer, day) in enumerate(zip(states, states[1:], days[1:], strict=False), 1)
    ]


def evolved(ledger: Ledger, day: date) -> Ledger:
    """Give the ledger as a clerk would have kept it on a day: whom it had met by then, and how far that had come."""
    projects = [
        as_known_on(project, str(day))
        for project in ledger.projects
        if any(
            on is not None and on.start <= day
            for on in (
                *(each.signed_on for each in project.agreements),
                *(each.on for each in project.milestones),
            )
        )
    ]
    return evolve(ledger, projects=projects, as_of=str(day))


# --8<-- [end:weeks]


# --8<-- [start:months]
def months(ledger: Ledger, locale: str = "zh_CN") -> list[Table]:
    """Rank the towns each month by what was signed in the year so far, with growth and with who moved."""
    said = "{}月排名" if locale.startswith("zh") else "Ranking of month {}"
    tables: list[Table] = []
    before = evaluate(ledger, AMOUNT, period=str(YEAR - 1), as_of=f"{YEAR - 1}-12-31", by="owner")
    for number, month in enumerate(PERIODS, 1):
        asked: dict[str, Any] = {"as_of": last_day(number), "by": "owner"}
        so_far = f"{YEAR}-01/{month}"
        now = evaluate(ledger, AMOUNT, period=so_far, **asked)
        beside = [
            evaluate(ledger, "yoy_growth", of=AMOUNT, period=so_far, **asked),
            evaluate(ledger, AMOUNT, period=month, **asked),
            evaluate(ledger, "mom_growth", of=AMOUNT, period=month, **asked),
        ]
        places = towns_of(ranking(now, previous=before))
        tables.append(ranking_table(places, beside=beside, locale=locale, title=said.format(number)))
        before = now
    return tables


def towns_of(places: Sequence[Ranked]) -> list[Ranked]:
    """Leave the county out of a ranking of its towns, and count the places without it."""
    return [
        evolve(place, place=place.place and place.place - 1, before=place.before and place.before - 1)
        for place in places
        if place.unit != "county"
    ]


# --8<-- [end:months]


# --8<-- [start:sums]
def reconciled(ledger: Ledger, rolled: list[Table], locale: str = "zh_CN") -> Table:
    """Hold the sums of the year beside each other: weeks, months, quarters and the year itself."""
    is_chinese = locale.startswith("zh")
    parts = ("周", "月", "季") if is_chinese else ("weeks", "months", "quarters")
    rows = []
    for zh, en, kpi, column, asked in FLOWS:
        months, quarters, year = (
            sum(value(evaluate(ledger, [kpi], period=period, **asked)) for period in periods)
            for periods in (PERIODS, QUARTERS, [str(YEAR)])
        )
        weekly = None if column is None else sum(int(table.rows[-1][column]) for table in rolled)
        apart = [
            name
            for name, part in zip(parts, (weekly, months, quarters), strict=True)
            if part not in {None, year}
        ]
        differ = "{}相加与全年不等，见更正" if is_chinese else "{} differ from the year: see corrections"
        agree = "相符" if is_chinese else "agree"
        verdict = differ.format(("、" if is_chinese else ", ").join(apart)) if apart else agree
        cells = ["—" if part is None else str(part) for part in (weekly, months, quarters, year)]
        rows.append([zh if is_chinese else en, *cells, verdict])
    heads = (
        ["指标", "52周相加", "12个月相加", "4个季度相加", "全年", "核对"]
        if is_chinese
        else ["KPI", "52 weeks", "12 months", "4 quarters", "Year", "Verdict"]
    )
    columns = [
        Column(title=head, align="right" if 0 < number < 5 else "left") for number, head in enumerate(heads)
    ]
    title = "全年数字核对" if is_chinese else "The sums of the year"
    return Table(title=title, columns=columns, rows=rows)


FLOWS: Final[list[tuple[str, str, str, int | None, dict[str, Any]]]] = [
    ("签约项目数", "Projects signed", "signed_project_count", 2, {}),
    (
        "签约总投资（亿元）",
        "Investment signed (100 million yuan)",
        "signed_investment_total",
        None,
        {"unit": "亿元"},
    ),
    ("新落地项目数", "Projects landed", "milestone_count", 4, {"of": "landed"}),
    ("新开工项目数", "Projects started", "milestone_count", 5, {"of": "started"}),
    ("新投产项目数", "Projects producing", "milestone_count", 7, {"of": "producing"}),
    (
        "新开工总投资（亿元）",
        "Investment started (100 million yuan)",
        "milestone_investment",
        None,
        {"of": "started", "unit": "亿元"},
    ),
    ("到位资金（亿元）", "Funds arrived (100 million yuan)", "arrived_funds", None, {"unit": "亿元"}),
    ("外出招商批次", "Trips out", "outbound_trips", None, {}),
    ("办结企业诉求", "Cases of firms closed", "issues_closed", None, {}),
    (
        "兑现政策资金（万元）",
        "Policies paid (10 thousand yuan)",
        "policy_cash",
        None,
        {"measure": "amount", "unit": "万元"},
    ),
    ("新增入统项目数", "Entries into statistics", "statistics_entry_count", None, {}),
    ("奖惩得分", "Points of rewards and penalties", "award_points", None, {}),
]
"""The flows of the year: their title, KPI, column of the weekly roll-up, and what they ask for."""


def value(figures: Figures) -> Decimal:
    """Take the whole of one KPI."""
    return figures.items_[0].value or Decimal(0)


# --8<-- [end:sums]


# --8<-- [start:year]
class Year:
    """The products of a year, written into a folder and listed by group."""

    def __init__(self, ledger: Ledger, folder: Path, locale: str = "zh_CN") -> None:
        """Begin with nothing made."""
        self.ledger, self.folder, self.locale = ledger, folder, locale
        self.is_chinese = locale.startswith("zh")
        self.made: dict[str, list[tuple[str, str]]] = {}
        self.group: list[tuple[str, str]] = []

    def say(self, zh: str, en: str) -> str:
        """Take the words of the language."""
        return zh if self.is_chinese else en

    def under(self, zh: str, en: str) -> None:
        """Begin a group of products."""
        self.group = self.made.setdefault(self.say(zh, en), [])

    def put(self, name: str, title: str, *parts: str | Table | Chart) -> None:
        """Write a product, as its name asks: a page, a workbook, a paper or plain text."""
        file = self.folder / name
        shown, heading = [part for part in parts if isinstance(part, Table)], title
        if file.suffix == ".html":
            if len(shown) == len(parts) == 1:  # the heading of the one table is that of the page
                parts, heading = (evolve(shown[0], title=""),), shown[0].title or title
            file.write_text(page(parts, title=heading, locale=self.locale), encoding="utf-8")
        elif file.suffix == ".xlsx":
            write_excel(shown, file)
        elif file.suffix == ".docx":
            office = self.say("某县招商局（虚构）", "Investment office (invented)")
            write_docx(
                parts, file, title=title, issuer=office, issued_on=self.ledger.as_of, locale=self.locale
            )
        else:
            file.write_text("".join(map(str, parts)), encoding="utf-8")
        self.group.append((name, title))

    def make(self) -> None:
        """Make everything."""
        self.times()
        text = self.bulletins()
        self.boards()
        self.stock()
        self.scores()
        self.under("核对", "Verification")
        self.put("release.txt", self.say("新闻稿核对", "Press release verified"), self.release(text))
        said = self.say("{}条问题，{}条预警\n", "{} findings, {} alarms\n")
        found, late = check(self.ledger), alarms(self.ledger, as_of=last_day(12))
        self.put("check.txt", self.say("台账检查", "Ledger checked"), said.format(len(found), len(late)))

    def times(self) -> None:
        """Make the weeks, months and quarters, and hold them against the year."""
        self.under("周、月、季、年", "Weeks, months, quarters, year")
        rolled = weeks(self.ledger, self.locale)
        self.put("weekly.xlsx", self.say("每周汇总（52周）", "Weekly roll-ups (52 weeks)"), *rolled)
        self.put("monthly.html", self.say("月度排名", "Monthly rankings"), *months(self.ledger, self.locale))
        for number, quarter in enumerate(QUARTERS, 1):
            items = progress(self.ledger, ASKED[:2], period=str(YEAR), as_of=last_day(3 * number))
            figures = evaluate(self.ledger, ASKED, period=quarter, by="owner")
            title = self.say(f"{number}季度报告", f"Report of quarter {number}")
            self.put(
                f"quarter{number}.html",
                title,
                progress_table(items, locale=self.locale),
                progress_chart(items, locale=self.locale),
                kpi_table(figures, locale=self.locale),
            )
        trend = [evaluate(self.ledger, ASKED[:2], period=month) for month in PERIODS]
        sums = reconciled(self.ledger, rolled, self.locale)
        self.put(
            "year.html",
            self.say("全年逐月", "The year by month"),
            period_table(trend, locale=self.locale),
            sums,
        )

    def bulletins(self) -> str:
        """Make the half-year and year bulletins as text, page, workbook and paper; give the last text."""
        self.under("通报", "Bulletins")
        text = ""
        for period, month, zh, en in (
            (f"{YEAR}-H1", 6, "半年通报", "Half-year bulletin"),
            (str(YEAR), 12, "全年通报", "Bulletin of the year"),
        ):
            asked: dict[str, Any] = {"period": period, "as_of": last_day(month)}
            figures = evaluate(self.ledger, ASKED, **asked)
            text = write(figures, subject=self.say("全县", "the county"), locale=self.locale)
            table = kpi_table(evaluate(self.ledger, ASKED, by="owner", **asked), locale=self.locale)
            earlier = {name: when.replace(str(YEAR), str(YEAR - 1)) for name, when in asked.items()}
            now, before = (evaluate(self.ledger, AMOUNT, by="owner", **each) for each in (asked, earlier))
            places = towns_of(ranking(now, previous=before))
            parts = [table, ranking_table(places, locale=self.locale)]
            title = self.say(zh, en)
            self.put(f"bulletin-{period}.txt", title, text)
            self.put(f"bulletin-{period}.html", title, text, *parts)
            self.put(f"bulletin-{period}.xlsx", title, *parts)
            self.put(f"bulletin-{period}.docx", title, text, *parts)
        return text

    def boards(self) -> None:
        """Make every board that is shipped, and the boards of stages."""
        self.under("看板", "Boards")
        for board in BOARDS.values():
            title = self.say(board.zh, board.en[0].upper() + board.en[1:])
            table = board_table(self.ledger, board, period=str(YEAR), locale=self.locale)
            self.put(f"board-{board.id}.html", title, table)
        steps = funnel(self.ledger, stages=["negotiating", "signed", "landed", "started", "producing"])
        self.put(
            "stages.html",
            self.say("阶段看板和漏斗", "Stages and funnel"),
            funnel_table(steps, locale=self.locale),
            funnel_chart(steps, locale=self.locale),
            stage_board(self.ledger, locale=self.locale),
        )

    def stock(self) -> None:
        """Make the chains, the parks, the reviews of agreements and the places investors come from."""
        self.under("产业链、园区、协议", "Chains, parks, agreements")
        said: dict[str, Any] = {"locale": self.locale}
        ledger = self.ledger
        self.put("chains.html", self.say("产业链", "Chains"), chain_table(ledger, **said))
        self.put("parks.html", self.say("园区", "Parks"), park_table(ledger, **said))
        self.put(
            "reviews.html", self.say("协议履约", "Agreements kept"), review_table(ledger, year=YEAR, **said)
        )
        sources = evaluate(ledger, ASKED[:2], period=str(YEAR), by="source")
        self.put(
            "sources.html", self.say("投资方来源地", "Where investors come from"), kpi_table(sources, **said)
        )

    def scores(self) -> None:
        """Make the assessment with its notice, and the ranking of the year against the half-year."""
        self.under("考核", "Assessment")
        units = [f"U{place}" for place in range(len(TOWNS))]
        half = assess(SCHEME, self.ledger, period=str(YEAR), as_of=last_day(6), units=units)
        year = assess(SCHEME, self.ledger, period=str(YEAR), as_of=last_day(12), units=units, previous=half)
        title = self.say("考核得分", "Scores")
        self.put("assessment.html", title, score_table(year, locale=self.locale))
        self.put("notice.txt", self.say("考核通报", "Notice of the scores"), notice(year, locale=self.locale))
        places = self.places()
        self.put(
            "ranking.html",
            self.say("全年排名", "Ranking of the year"),
            ranking_table(places, locale=self.locale),
            ranking_chart(places, locale=self.locale),
        )

    def places(self) -> list[Ranked]:
        """Rank the towns at the end of the year, against June."""
        half, year = (
            evaluate(self.ledger, AMOUNT, period=str(YEAR), as_of=last_day(month), by="owner")
            for month in (6, 12)
        )
        return towns_of(ranking(year, previous=half))

    def release(self, text: str) -> str:
        """Verify a press release against the ledger, and the same with one number changed."""
        good = verify(text, self.ledger)
        count = str(value(evaluate(self.ledger, COUNT, period=str(YEAR))))
        wrong = text.replace(count, str(int(count) + 10), 1)
        slip = verify(wrong, self.ledger)
        clean = self.say("无不符", "is clean") if good.is_clean else self.say("有不符", "is not clean")
        return "\n".join(
            [text, f"→ {clean}", "", wrong, *(verdict.render(self.locale) for verdict in slip.differs)]
        )

    def index(self) -> None:
        """Write the page that leads to all others, with pictures on top."""
        links = "".join(
            f"<h2>{group}</h2><ul>{''.join(f'<li><a href={name!r}>{title}</a></li>' for name, title in made)}</ul>"
            for group, made in self.made.items()
        )
        items = progress(self.ledger, AMOUNT, period=str(YEAR), as_of=last_day(12))
        parts = [progress_chart(items, locale=self.locale), ranking_chart(self.places(), locale=self.locale)]
        title = self.say(f"{self.ledger.name} {YEAR}年招商引资", f"{self.ledger.name}: investment in {YEAR}")
        html = page(parts, title=title, locale=self.locale).replace("</main>", f"{links}</main>")
        (self.folder / "index.html").write_text(html, encoding="utf-8")


# --8<-- [end:year]


def main() -> None:
    """Make the year, and say how long it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--into", type=Path, help="the folder to write into; by default a temporary one")
    parser.add_argument("--projects", type=int, default=600)
    parser.add_argument("--locale", default="zh_CN", help="zh_CN, zh_TW or en")
    asked = parser.parse_args()
    folder = asked.into or Path(tempfile.mkdtemp(prefix="office-year-"))
    folder.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    year = Year(county(asked.projects, locale=asked.locale), folder, asked.locale)
    year.make()
    year.index()
    made = sum(map(len, year.made.values())) + 1
    print(f"{made} products in {folder}, {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
